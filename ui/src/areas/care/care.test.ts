import { describe, expect, it } from "vitest";

import type { CareLine, FilledMessage, Id, Instant, NapGap, NapRound } from "../../contract";
import { pressesOf } from "../../parts/grid/grammar";
import type { Press } from "../../parts/grid/grammar";
import { asked, begun, missing, nothingTyped, pressed, readAmount, readSpan } from "./entry";
import type { Around, Entry, Go } from "./entry";
import { KINDS, choicesOf, lasts, shapeOf } from "./kinds";
import { totalAt } from "./lines";
import { isHeld, nextOf, othersIn, queued } from "./messages/queue";
import { marked, stripOf, timerOf } from "./naps";

const MINUTE = 60_000;
const id = (name: string): Id => name as Id;
const instant = (ms: number): Instant => ms as Instant;

const line = (number: number, more: Partial<CareLine> = {}): CareLine => ({
  infant_id: id(`i${number}`),
  number,
  name: `孩子${number}`,
  months: 20,
  class_id: id("c"),
  class_name: "托小班",
  hints: [],
  place: "class",
  entries: [],
  totals: { milk: 0, water: 0, sleep: 0, outdoor: 0, diapers: 0 },
  asleep_since: null,
  outdoors_since: null,
  ...more,
});
const rows = [1, 2, 3, 4, 5, 6, 12].map((number) => line(number));
const around: Around = {
  rows: [...rows, line(7, { place: "observation_room" }), line(8, { place: null })],
  past: false,
  only: null,
};

/** `12⏎` types as the number pad does; the last outcome counts. */
function typed(keys: string, of: Around = around, from: Entry = nothingTyped): { entry: Entry; go: Go } {
  let outcome: { entry: Entry; go: Go } = { entry: from, go: "on" };
  for (const key of keys) {
    const press: Press =
      key === "⏎" ? { press: "enter" } : key === "⎋" ? { press: "leave" } : (pressesOf(key)[0] as Press);
    outcome = pressed(outcome.entry, press, of);
  }
  return outcome;
}

describe("one entry for a group", () => {
  it("is for everybody inside before anything is changed", () => {
    const { entry, go } = typed("1120⏎");
    expect(go).toBe("save");
    expect(entry).toMatchObject({ kind: "milk", amount: "120" });
    expect(entry.chosen).toEqual(rows.map((row) => row.infant_id));
  });

  it("chooses by number, one after another, and goes back to the amount", () => {
    const { entry, go } = typed("1/*1⏎3⏎12⏎⏎90⏎");
    expect(go).toBe("save");
    expect(entry.chosen).toEqual(["i1", "i3", "i12"]);
    expect(typed("1/1⏎").entry.chosen).not.toContain("i1");
    // Who is not inside can be added: what has happened can always be written.
    expect(typed("1/7⏎").entry.chosen).toContain("i7");
    expect(typed("1/99⏎").go).toBe("unknown");
  });

  it("reads what any keyboard writes", () => {
    expect(typed("１１２０⏎").go).toBe("save");
    expect(readAmount("１２０")).toBe(120);
    expect([readAmount("0"), readAmount("abc"), readAmount("")]).toEqual([null, null, null]);
    expect(readSpan("０９３０")).toEqual({ from: "09:30", until: null });
    expect(readSpan("0930-1010")).toEqual({ from: "09:30", until: "10:10" });
    expect(readSpan("12:05－14:10")).toEqual({ from: "12:05", until: "14:10" });
    expect([readSpan("930-"), readSpan("2561"), readSpan("1-2-3")]).toEqual([null, null, null]);
  });

  it("saves nothing that says nothing", () => {
    expect(typed("1⏎").go).toBe("on");
    expect(typed("3⏎").go).toBe("on");
    expect(typed("32⏎")).toMatchObject({ go: "save", entry: { choice: "most" } });
    expect(typed("0").go).toBe("text");
    expect(missing({ ...typed("0").entry, text: " " }, false)).toBe("what");
    // A choice that does not exist is no choice.
    expect(typed("39").entry.choice).toBeNull();
    expect(typed("1++").entry.choice).toBe("formula");
  });

  it("takes an earlier time, and both ends of what lasted", () => {
    const earlier = typed("1120-0915⏎⏎");
    expect(earlier.go).toBe("save");
    expect(asked(earlier.entry, "2026-11-23")).toMatchObject({
      operation: "care.record",
      request: { at: Date.parse("2026-11-23T09:15:00+08:00"), until: null, amount: 120 },
    });
    const span = typed("81-0930-1010⏎⏎");
    expect(span.go).toBe("save");
    expect(asked(span.entry, "2026-11-23")?.request).toMatchObject({
      at: Date.parse("2026-11-23T09:30:00+08:00"),
      until: Date.parse("2026-11-23T10:10:00+08:00"),
    });
    // Half a time stays where it is typed.
    expect(typed("1120-09⏎").entry.step).toBe("time");
  });

  it("asks an earlier day for its times", () => {
    const past: Around = { rows: rows.map((row) => ({ ...row, place: "gone" as const })), past: true, only: null };
    expect(typed("1120⏎", past).entry.step).toBe("time");
    expect(typed("1120⏎0915⏎", past).go).toBe("save");
    expect(missing(typed("71-1200⏎", past).entry, true)).toBe("until");
    expect(typed("7-1200-1410⏎", past).go).toBe("save");
  });

  it("begins what nobody does, and ends what somebody does", () => {
    const since = instant(0);
    const some: Around = { ...around, rows: [line(1, { asleep_since: since }), line(2)] };
    expect(begun("sleep", some)).toMatchObject({ turn: "end", chosen: ["i1"] });
    expect(typed("71", some).entry).toMatchObject({ turn: "start", chosen: ["i2"] });
    expect(asked(begun("sleep", some), "2026-11-23")).toMatchObject({
      operation: "care.end",
      request: { infants: ["i1"] },
    });
    expect(begun("milk", { ...some, only: id("i2") }).chosen).toEqual(["i2"]);
  });

  it("has one key for the room, the yard and the round", () => {
    expect([typed("*").go, typed("-").go, typed("+").go, typed("⏎").go]).toEqual(["sleep", "outdoor", "round", "open"]);
    expect(typed("1⎋").entry).toEqual(nothingTyped);
  });

  it("reaches every kind from the number pad, each with its own key", () => {
    expect(new Set(KINDS.map(({ key }) => key)).size).toBe(KINDS.length);
    for (const { kind, key } of KINDS) {
      expect(typed(key).entry.kind).toBe(kind);
      expect(shapeOf(kind) === "choice").toBe(choicesOf(kind).length > 0 && kind !== "milk");
    }
    expect(KINDS.filter(({ kind }) => lasts(kind)).map(({ kind }) => kind)).toEqual(["sleep", "outdoor", "exercise"]);
  });
});

describe("the nap", () => {
  it("counts down to the round and up from it", () => {
    const due = instant(15 * MINUTE);
    expect(timerOf(due, instant(MINUTE))).toEqual({ state: "ahead", clock: "14:00" });
    expect(timerOf(due, instant(13.5 * MINUTE))).toEqual({ state: "soon", clock: "1:30" });
    expect(timerOf(due, due)).toEqual({ state: "due", clock: "0:00" });
    expect(timerOf(due, instant(16.1 * MINUTE))).toEqual({ state: "due", clock: "1:06" });
    expect(timerOf(null, due)).toBeNull();
  });

  it("keeps a gap between the rounds that it lies between", () => {
    const round = (at: number): NapRound => ({
      id: id(`r${at}`),
      at: instant(at),
      by: "",
      asleep: [],
      found: [],
      entry: "live",
    });
    const gap: NapGap = { from: instant(14), to: instant(54), minutes: 40 };
    expect(stripOf({ rounds: [round(14), round(54)], gaps: [gap] }).map(({ kind }) => kind)).toEqual([
      "round",
      "gap",
      "round",
    ]);
  });

  it("marks what was found, and takes a mark back", () => {
    const one = marked([], id("a"), "on_back");
    expect(marked(one, id("a"), "on_back")).toEqual([]);
    expect(marked(one, id("b"), "sweating")).toHaveLength(2);
  });

  it("adds to a total what still lasts since it was read", () => {
    expect(totalAt(60, null, instant(0), instant(5 * MINUTE))).toBe(60);
    expect(totalAt(10, instant(0), instant(10 * MINUTE), instant(13 * MINUTE))).toBe(13);
  });
});

describe("messages", () => {
  const message = (name: string, text: string, more: Partial<FilledMessage> = {}): FilledMessage => ({
    infant_id: id(name),
    infant_name: name,
    class_name: "",
    guardian: "",
    phone: "",
    text,
    names_others: [],
    sent_at: null,
    ...more,
  });
  const children = ["陈思远", "杨一诺", "杨一诺乐"].map((name) => ({ infant_id: id(name), name }));

  it("hold back while another child's name stands in them", () => {
    const [one] = queued([message("陈思远", "陈思远和杨一诺玩", { names_others: ["杨一诺"] })]);
    if (!one) throw new Error("nothing queued");
    expect(isHeld(one, children)).toBe(true);
    expect(isHeld({ ...one, text: "陈思远自己玩" }, children)).toBe(false);
    expect(isHeld({ ...one, acknowledged: true }, children)).toBe(false);
  });

  it("see a name that was typed since, and not the own one in a longer name", () => {
    const [one] = queued([message("杨一诺乐", "杨一诺乐睡得好")]);
    if (!one) throw new Error("nothing queued");
    expect(othersIn(one, children)).toEqual([]);
    expect(othersIn({ ...one, text: "杨一诺乐和陈思远" }, children)).toEqual(["陈思远"]);
  });

  it("go on to the next that is not out yet", () => {
    const queue = queued(["a", "b", "c"].map((name) => message(name, "x")));
    expect(nextOf(queue, 0)).toBe(1);
    for (const at of [0, 1, 2]) (queue[at] as { done: Instant | null }).done = instant(1);
    expect(nextOf(queue, 2)).toBeNull();
  });
});
