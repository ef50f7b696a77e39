import { flushPromises } from "@vue/test-utils";
import { describe, expect, it } from "vitest";

import type { ChildDay, Id } from "../../contract";
import { CallError } from "../../doors";
import type { Press } from "../../parts/grid/grammar";
import {
  alarms,
  clockOf,
  confirmable,
  countsOf,
  countsSaid,
  degrees,
  escortsOf,
  isAway,
  isAlarming,
  lastEntries,
  missing,
  oddSaid,
  retakesDue,
} from "./day";
import { actsFor, leftOf, timeOf } from "./acts";
import { amongFound, isSounds, numberOf, whoIs } from "./door";
import { SYMPTOMS, SYMPTOM_KEYS, exceptionOf, pressed } from "./exception";
import type { Exception } from "./exception";
import { useReasons } from "./reasons";
import type { Given } from "./reasons";
import { isOpen } from "./sheet";
import { at, check, child } from "../../../test/attendance";

const RULES = { fever: 373, low: 355 };

describe("a reading", () => {
  it("is tenths, and what is at the threshold is fever, below the other one too low", () => {
    expect([degrees(365), degrees(400), degrees(null)]).toEqual(["36.5", "40.0", ""]);
    expect([354, 355, 372, 373].map((tenths) => isAlarming(tenths, RULES))).toEqual([true, false, false, true]);
    expect(isAlarming(null, RULES)).toBe(false);
    expect([alarms("37.3", RULES), alarms("缺勤", RULES), alarms("", RULES)]).toEqual([true, false, false]);
  });

  it("that no body has is asked for once more", () => {
    expect(["29.9", "30.0", "45.0", "45.1"].map((text) => oddSaid(text) !== null)).toEqual([true, false, false, true]);
  });
});

describe("the day", () => {
  const rows = [
    child(1, { state: "unchecked", place: "class" }),
    child(2, { state: "unchecked", place: "observation_room" }),
    child(3, { state: "retake", place: "class", check: check({ temperature: 378, retake_due: at("08:07") }) }),
    child(4, { state: "not_arrived" }),
    child(5, { state: "to_trace" }),
    child(6, { state: "on_leave" }),
    child(7, { state: "checked", place: "class", check: check({ at: at("07:59") }) }),
  ];
  const ids = (some: readonly ChildDay[]): string[] => some.map((row) => row.infant_id);

  it("confirms together only who is in the class and unchecked", () => {
    expect(ids(confirmable(rows))).toEqual(["i1"]);
  });

  it("names who has not come, those nobody has asked about first", () => {
    const traced = child(8, {
      state: "to_trace",
      traced: { at: at("09:05"), by: "周静", spoke_with: "母亲", answered: false, said: "" },
    });
    expect(ids(missing([traced, ...rows]))).toEqual(["i5", "i8", "i4", "i6"]);
  });

  it("offers a second reading when it is due, not before", () => {
    expect(ids(retakesDue(rows, at("08:06")))).toEqual([]);
    expect(ids(retakesDue(rows, at("08:07")))).toEqual(["i3"]);
  });

  it("has what was written last first", () => {
    expect(ids(lastEntries(rows))).toEqual(["i7", "i3"]);
    expect(clockOf(at("07:59"))).toBe("07:59");
  });

  it("counts who is to be measured again apart, and says only what there is", () => {
    expect(countsOf(rows)).toEqual({ expected: 7, away: 1, missing: 2, unchecked: 2, retake: 1, checked: 1, gone: 0 });
    expect(countsSaid(countsOf(rows))).toBe("应到 7，已检 1，已到未检 2，待复测 1，未到 2，请假 1");
    expect(countsSaid(countsOf([]))).toBe("应到 0，已检 0，未到 0");
  });

  it("goes through who may bring a child, the usual person first", () => {
    const escorts = [
      { kind: "guardian" as const, id: "g1" as Id, name: "李敏", relation: "母亲" },
      { kind: "guardian" as const, id: "g2" as Id, name: "陈立新", relation: "父亲" },
    ];
    expect(escortsOf(child(1, { escorts, usual: escorts[1] ?? null })).map(({ name }) => name)).toEqual([
      "陈立新",
      "李敏",
    ]);
    const twice = [...escorts, { kind: "pickup" as const, id: "p1" as Id, name: "李敏", relation: "母亲" }];
    expect(escortsOf(child(1, { escorts: twice }))).toHaveLength(2);
    expect(escortsOf(child(1))).toEqual([]);
  });

  it("passes over who went home today, not over those of a sheet that is typed later", () => {
    const gone = child(9, { state: "gone", place: "gone" });
    expect([isAway(gone, true), isAway(gone, false)]).toEqual([true, false]);
  });

  it("a sheet begins where something is open: at noon with who is here", () => {
    expect(ids(rows.filter((row) => isOpen(row, "morning", true)))).toEqual(["i1", "i2", "i4", "i5", "i6"]);
    expect(ids(rows.filter((row) => isOpen(row, "noon", true)))).toEqual(["i1", "i2"]);
  });
});

describe("reasons", () => {
  const wants = (field: string): CallError => new CallError(field, "请写明原因", field);

  it("a late sheet is asked once, and another sheet anew", async () => {
    const reasons = useReasons();
    const act = (given: Given): Promise<string> =>
      given.late_reason ? Promise.resolve(given.late_reason) : Promise.reject(wants("late_reason"));
    const [first, second] = [reasons.run("a", act), reasons.run("b", act)];
    await flushPromises();
    expect(reasons.wanted.value?.field).toBe("late_reason");
    reasons.give(" 午睡时补记 ");
    expect(await Promise.all([first, second])).toEqual(["午睡时补记", "午睡时补记"]);
    expect(await reasons.run("c", act)).toBe("午睡时补记");
    reasons.forget();
    const other = reasons.run("d", act);
    await flushPromises();
    expect(reasons.wanted.value).not.toBeNull();
    reasons.refuse();
    await expect(other).rejects.toBeInstanceOf(CallError);
  });

  it("a correction is asked for its reason each time, under a new request", async () => {
    const reasons = useReasons();
    const ids: string[] = [];
    const act = (given: Given, id: string): Promise<string> => {
      ids.push(id);
      return given.reason ? Promise.resolve(given.reason) : Promise.reject(wants("reason"));
    };
    for (const said of ["看错一位", "记错人"]) {
      const done = reasons.run("same", act);
      await flushPromises();
      reasons.give(said);
      expect(await done).toBe(said);
    }
    expect(new Set(ids).size).toBe(3);
  });
});

describe("an exception", () => {
  const press = (key: string): Press =>
    /\d/.test(key)
      ? { press: "digit", digit: key }
      : key === "."
        ? { press: "point" }
        : key === "⏎"
          ? { press: "enter" }
          : key === "⎋"
            ? { press: "leave" }
            : { press: "sign", sign: key as "*" };
  function type(keys: string, from: Exception = exceptionOf(null)): { go: string; exception: Exception } {
    let [exception, go] = [from, "on"];
    for (const key of keys) {
      const outcome = pressed(exception, press(key));
      if ("exception" in outcome) exception = outcome.exception;
      go = outcome.go;
    }
    return { go, exception };
  }

  it("is signs by digit, Enter, and what is done by digit", () => {
    expect(type("2⏎4")).toEqual({
      go: "done",
      exception: { step: "disposition", symptoms: ["cough"], disposition: "isolate", told: "" },
    });
  });

  it("has a key for each sign on the number pad, and each takes its sign back", () => {
    expect(SYMPTOM_KEYS).toHaveLength(SYMPTOMS.length);
    SYMPTOM_KEYS.forEach((key, place) => expect(type(key).exception.symptoms).toEqual([SYMPTOMS[place]]));
    expect(type("22").exception.symptoms).toEqual([]);
    expect(type("31").exception.symptoms).toEqual(["fever", "rash"]);
  });

  it("ends with * anywhere and leaves what is done to what is usual", () => {
    expect(type("2*")).toMatchObject({ go: "done", exception: { disposition: null } });
    expect(type("2⏎⏎")).toMatchObject({ go: "done", exception: { disposition: null } });
  });

  it("goes back a step with Esc and then away, and never leaves the row by the way", () => {
    expect(type("2⏎⎋")).toMatchObject({ go: "on", exception: { step: "symptoms", symptoms: ["cough"] } });
    expect(type("⎋").go).toBe("leave");
    expect(pressed(exceptionOf(null), { press: "down" }).go).toBe("on");
    expect(type("+").go).toBe("told");
    expect(type("⏎9").go).toBe("on");
  });

  it("begins with what stands", () => {
    expect(exceptionOf({ symptoms: ["rash"], told: "夜里咳" })).toMatchObject({ symptoms: ["rash"], told: "夜里咳" });
  });
});

describe("the list", () => {
  it("offers what fits where the day stands, what is most wanted first", () => {
    expect(actsFor(child(1, { state: "to_trace" }))[0]).toBe("trace");
    expect(actsFor(child(1))[0]).toBe("arrive");
    expect(actsFor(child(1, { state: "on_leave" }))).toContain("withdrawLeave");
    expect(actsFor(child(1, { state: "checked" }))).toEqual(["depart", "departOnce", "withdrawMove"]);
  });

  it("reads a time as people type it", () => {
    expect(["8:05", "0805", "８：０５", "17.30", "24:00", "8", ""].map(timeOf)).toEqual([
      "08:05",
      "08:05",
      "08:05",
      "17:30",
      null,
      null,
      null,
    ]);
  });

  it("filters by state, number, name and class", () => {
    const rows = [child(1, { name: "李可馨" }), child(17, { name: "王一诺", state: "gone", class_name: "托大班" })];
    expect(leftOf(rows, "gone", "")).toHaveLength(1);
    expect(leftOf(rows, "", "17")).toHaveLength(1);
    expect(leftOf(rows, "", "可")).toHaveLength(1);
    expect(leftOf(rows, "", "托大")).toHaveLength(1);
    expect(leftOf(rows, "gone", "1")).toHaveLength(0);
  });
});

describe("who is meant at the door", () => {
  const rows = [child(17, { name: "陈思远" }), child(8, { name: "黄思远" }), child(170, { name: "李可馨" })];

  it("by number is nobody or one, in either width and with noughts before it", () => {
    expect([numberOf("17"), numberOf("０８"), numberOf("008"), numberOf("1234"), numberOf("a1")]).toEqual([
      17,
      8,
      8,
      null,
      null,
    ]);
    expect(whoIs(rows, "17").map(({ name }) => name)).toEqual(["陈思远"]);
    expect(whoIs(rows, "1")).toEqual([]);
  });

  it("by a part of the name may be several", () => {
    expect(whoIs(rows, "思远").map(({ number }) => number)).toEqual([17, 8]);
    expect(whoIs(rows, " ")).toEqual([]);
  });

  it("by sound is asked of the core, each once and only who is here to be checked", () => {
    expect([isSounds("csy"), isSounds("ＣＳＹ"), isSounds("17"), isSounds("陈")]).toEqual([true, true, false, false]);
    expect(amongFound(rows, ["i8", "i17", "i8", "elsewhere"]).map(({ number }) => number)).toEqual([8, 17]);
  });
});
