import { expect, it } from "vitest";

import type { AnnouncedDay, Instant, PolicyKey, PolicyValue } from "../../contract";
import { readDecimal, writeDecimal } from "../../parts/values";
import { fieldsOf } from "./audit";
import { backupAge } from "./backup";
import { announced, faultOf, festivalsOf } from "./holidays";
import { toCheck, valueOf } from "./policy";

it("holidays typed as the notice says them become announced days and come back alike", () => {
  const spring = { name: "春节", from: "2027-02-05", to: "2027-02-07", worked: "１月30、2-13" };
  const days = announced([spring, { name: "元旦", from: null, to: null, worked: "" }], 2027);
  const expected: AnnouncedDay[] = [
    { date: "2027-01-30", kind: "work", festival: "春节" },
    { date: "2027-02-05", kind: "off", festival: "春节" },
    { date: "2027-02-06", kind: "off", festival: "春节" },
    { date: "2027-02-07", kind: "off", festival: "春节" },
    { date: "2027-02-13", kind: "work", festival: "春节" },
  ];
  expect(days).toEqual(expected);
  const again = festivalsOf(days);
  expect(again.map(({ name }) => name).slice(0, 2)).toEqual(["元旦", "春节"]);
  expect(announced(again, 2027)).toEqual(expected);
});

it("a festival that ends before it begins, or names no day, is said to be wrong", () => {
  const fault = (from: string, to: string, worked = ""): unknown => faultOf({ name: "", from, to, worked }, 2027);
  expect([
    fault("2027-02-07", "2027-02-05"),
    fault("2027-02-05", "2072-02-07"),
    fault("2027-02-05", "2027-02-07", "2-30"),
    fault("2027-02-05", "2027-02-07", "2-13"),
  ]).toEqual(["order", "order", "worked", null]);
});

it("areas and counts are read exactly and written without decimals that say nothing", () => {
  expect(["86.5", "８６．５", "1,200", "0.05", "", "abc", "1.234"].map((text) => readDecimal(text, 2))).toEqual([
    8650,
    8650,
    120000,
    5,
    null,
    null,
    null,
  ]);
  expect([8650, 120000, 5, 0].map((value) => writeDecimal(value, 2))).toEqual(["86.5", "1200", "0.05", "0"]);
  expect(writeDecimal(120, 0)).toBe("120");
});

it("the age of a backup is counted in days of the nursery's zone", () => {
  const at = Date.UTC(2026, 10, 22, 16, 5) as Instant;
  expect([backupAge(at, "2026-11-23"), backupAge(at, "2026-11-30"), backupAge(null, "2026-11-23")]).toEqual([
    0,
    7,
    null,
  ]);
});

it("an entry of the audit trail is read field by field", () => {
  const detail = {
    fields: [
      { table: "person", id: "p1", fields: { name: ["方晓", "方小"] } },
      { table: "post_held", id: "h1", new: true },
      { pin: "set" },
    ],
    second: "p2",
  };
  expect(fieldsOf(detail)).toEqual([
    { name: "person.name", before: "方晓", after: "方小" },
    { name: "post_held", before: null, after: "+ h1" },
    { name: "pin", before: null, after: "set" },
    { name: "second", before: null, after: "p2" },
  ]);
  expect(fieldsOf(null)).toEqual([]);
});

it("policy values have units and a mark where they should be checked", () => {
  const value = { value: 3, unit: "infants per carer", confidence: "medium" } as PolicyValue;
  const policy: PolicyKey = { key: "class.infants.ratio", title: "", unit: "", now: value, rows: [] };
  expect(valueOf(value, "人")).toBe("3 人");
  expect(valueOf({ ...value, value: true }, "是或否")).toBe("是");
  expect(toCheck(policy)).toBe(true);
  expect(toCheck({ ...policy, now: { ...value, confidence: "confirmed" } })).toBe(false);
});
