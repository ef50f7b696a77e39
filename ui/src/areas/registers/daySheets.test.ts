import { expect, it } from "vitest";

import { nextWorkday } from "./daySheets";

it("the next day with care skips weekends and holidays, and finds a worked Saturday", () => {
  expect(nextWorkday("2026-11-23", [])).toBe("2026-11-24");
  expect(nextWorkday("2026-11-27", [])).toBe("2026-11-30");
  expect(nextWorkday("2026-11-27", [{ date: "2026-11-28", kind: "work", festival: "" }])).toBe("2026-11-28");
  const off = ["2026-12-31", "2027-01-01"].map((date) => ({ date, kind: "off" as const, festival: "元旦" }));
  expect(nextWorkday("2026-12-30", off)).toBe("2027-01-04");
});
