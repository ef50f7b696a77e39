import { expect, it } from "vitest";

import { chooseLanguage } from "../words";
import { halfWidth, longDay, moment, monthAfter, readDay, readYuan, yuan } from "./values";

it("reads amounts as people type them, exactly to the fen", () => {
  expect(["2180", "2,180.5", "￥２１８０．５", "0.29", "-3", "1000000000.01"].map(readYuan)).toEqual([
    218000, 218050, 218050, 29, -300, 100000000001,
  ]);
  expect(["", "abc", "1.234", "1e3", "=1", "12..3"].map(readYuan)).toEqual(Array(6).fill(null));
});

it("writes amounts with groups, two places and a real minus", () => {
  expect([0, 5, 218050, -130400, 123456789].map((fen) => yuan(fen))).toEqual([
    "¥0.00",
    "¥0.05",
    "¥2,180.50",
    "−¥1,304.00",
    "¥1,234,567.89",
  ]);
});

it("reads days in every common shape and refuses days that do not exist", () => {
  for (const text of ["2026-3-1", "2026.03.01", "2026/3/1", "2026年3月1日", "20260301", "２０２６－３－１"])
    expect(readDay(text), text).toBe("2026-03-01");
  for (const text of ["2026-02-29", "2026-13-01", "26-3-1", "3-1", "", "1899-01-01", "2026-3"])
    expect(readDay(text), text).toBeNull();
});

it("steps over months and tells instants in the nursery's zone", () => {
  expect([monthAfter("2026-11", 2), monthAfter("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
  expect(moment(Date.UTC(2026, 10, 22, 16, 5))).toBe("2026-11-23 00:05");
  expect(moment(Date.UTC(2026, 10, 23, 0, 12), "2026-11-23")).toBe("11-23 08:12");
});

it("says a day in the language of the screen", () => {
  expect(longDay("2026-11-23")).toBe("2026年11月23日 星期一");
  chooseLanguage("en");
  expect(longDay("2026-11-23")).toBe("Monday 23 November 2026");
});

it("makes full-width text plain", () => {
  expect(halfWidth("　３６５Ａ　")).toBe("365A");
});
