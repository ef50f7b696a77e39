import { describe, expect, it } from "vitest";

import type { Id, StaffCheckShown, StaffDayLine } from "../../contract";
import { at } from "../../../test/attendance";
import { confirmable, followsSaid, illOf, keptSigns, pressed, staffRows, stateOf } from "./staff";
import type { StaffRow } from "./staff";

const check = (more: Partial<StaffCheckShown> = {}): StaffCheckShown => ({
  id: "k1" as Id,
  at: at("07:50"),
  by: "周静",
  temperature: null,
  signs: [],
  note: "",
  touched: true,
  entry: "live",
  ...more,
});

function row(more: Partial<StaffDayLine> = {}, away: string[] = []): StaffRow {
  const line: StaffDayLine = {
    person_id: "p1" as Id,
    name: "陈国强",
    posts: ["cook"],
    food_handler: true,
    check: null,
    off_since: null,
    ...more,
  };
  return staffRows([line], away)[0] as StaffRow;
}

describe("a person's line", () => {
  it("says where the person stands and what follows", () => {
    const ill = row({ check: check({ signs: ["diarrhoea"] }), off_since: "2026-11-23" });
    expect(stateOf(row())).toBe("unchecked");
    expect(stateOf(row({}, ["p1"]))).toBe("away");
    expect(stateOf(row({ check: check() }, ["p1"]))).toBe("normal");
    expect(stateOf(row({ off_since: "2026-11-20" }))).toBe("off");
    expect(stateOf(ill)).toBe("ill");
    expect(stateOf(row({ check: check({ signs: ["fever"] }) }))).toBe("cleared");
    expect(followsSaid(ill)).toContain("不得接触食品");
    expect(followsSaid({ ...ill, food_handler: false })).toBe("立即离岗，凭证明返岗");
    expect(followsSaid(row({ off_since: "2026-11-20" }))).toContain("2026-11-20");
  });

  it("is confirmed with the others only if nothing speaks against it", () => {
    const rows = [row(), row({ off_since: "2026-11-20" }), row({}, ["p1"]), row({ check: check() })];
    expect(confirmable(rows)).toEqual([rows[0]]);
  });

  it("loses the fever of an earlier reading when it is measured anew, and nothing else", () => {
    expect(keptSigns(row())).toEqual([]);
    expect(keptSigns(row({ check: check({ temperature: 381, signs: ["fever", "cough"] }) }))).toEqual(["cough"]);
    // A fever that was told, not measured, stays.
    expect(keptSigns(row({ check: check({ signs: ["fever"] }) }))).toEqual(["fever"]);
  });
});

describe("the strip", () => {
  it("chooses by digit, takes back, and is recorded by * or Enter", () => {
    let ill = illOf(row());
    for (const digit of ["6", "2", "6", "9"]) {
      const outcome = pressed(ill, { press: "digit", digit });
      if (outcome.go === "on") ill = outcome.ill;
    }
    expect(ill.signs).toEqual(["diarrhoea"]);
    expect(pressed(ill, { press: "sign", sign: "*" })).toEqual({ go: "done", ill });
    expect(pressed(ill, { press: "enter" })).toEqual({ go: "done", ill });
    expect(pressed(ill, { press: "sign", sign: "+" })).toEqual({ go: "note" });
    expect(pressed(ill, { press: "leave" })).toEqual({ go: "leave" });
    expect(pressed(ill, { press: "sign", sign: "-" })).toEqual({ go: "on", ill });
  });
});
