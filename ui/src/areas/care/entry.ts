import type { CareChoice, CareKind, CareLine, Day, Id, Instant, Operations } from "../../contract";
import type { Press } from "../../parts/grid/grammar";
import { halfWidth } from "../../parts/values";
import { timeOf } from "../attendance/acts";
import { instantAt } from "../attendance/day";
import { choicesOf, kindOfKey, lasts, shapeOf } from "./kinds";

/**
 * One entry for a whole group, key by key. Nothing here knows the page: what a press does to what was typed so far,
 * and what is to happen next.
 */
export type Step = "kind" | "value" | "who" | "time";

export interface Entry {
  step: Step;
  kind: CareKind | null;
  chosen: readonly Id[];
  amount: string;
  choice: CareChoice | null;
  /** Of sleep and outdoors: it begins, or it ends. */
  turn: "start" | "end";
  /** As typed; empty is now. */
  time: string;
  /** The number of a child that is being typed. */
  number: string;
  text: string;
}

export type Go = "on" | "save" | "text" | "open" | "sleep" | "outdoor" | "round" | "unknown";

export interface Outcome {
  entry: Entry;
  go: Go;
}

/** Whom the keys are about. */
export interface Around {
  rows: readonly CareLine[];
  /** Of an earlier day everything has its time. */
  past: boolean;
  /** One child alone. */
  only: Id | null;
}

export const nothingTyped: Entry = {
  step: "kind",
  kind: null,
  chosen: [],
  amount: "",
  choice: null,
  turn: "start",
  time: "",
  number: "",
  text: "",
};

/** In the class now; of an earlier day, who came. */
export const isInside = (row: CareLine, past: boolean): boolean => (past ? row.place !== null : row.place === "class");

const lasting = (row: CareLine, kind: CareKind): boolean =>
  kind === "sleep" ? row.asleep_since !== null : kind === "outdoor" && row.outdoors_since !== null;

/** Who is meant before anything is changed: everybody inside, and of what begins or ends those whom it concerns. */
export function preselected(kind: CareKind, turn: Entry["turn"], around: Around): Id[] {
  const { rows, past, only } = around;
  if (only) return [only];
  const inside = rows.filter((row) => isInside(row, past));
  const meant =
    shapeOf(kind) === "turn" && !past ? inside.filter((row) => lasting(row, kind) === (turn === "end")) : inside;
  return meant.map((row) => row.infant_id);
}

export function begun(kind: CareKind, around: Around): Entry {
  const rows = around.only ? around.rows.filter((row) => row.infant_id === around.only) : around.rows;
  const turn = !around.past && rows.some((row) => lasting(row, kind)) ? "end" : "start";
  return { ...nothingTyped, step: "value", kind, turn, chosen: preselected(kind, turn, around) };
}

export function toggled(entry: Entry, id: Id): Entry {
  const chosen = entry.chosen.includes(id) ? entry.chosen.filter((one) => one !== id) : [...entry.chosen, id];
  return { ...entry, chosen };
}

export function withTurn(entry: Entry, turn: Entry["turn"], around: Around): Entry {
  if (entry.kind === null || turn === entry.turn) return entry;
  return { ...entry, turn, chosen: preselected(entry.kind, turn, around) };
}

/** `0930`, `９：３０`; of what lasts also `0930-1010`. Null if it is neither. */
export function readSpan(text: string): { from: string; until: string | null } | null {
  const [first = "", second, ...more] = halfWidth(text).split(/[-–—−~]/);
  const from = timeOf(first.trim());
  const until = second === undefined ? null : timeOf(second.trim());
  if (from === null || more.length > 0 || (second !== undefined && until === null)) return null;
  return { from, until };
}

const MOST_DIGITS = 3;

/** ml as typed, in any width; null if it is no amount. */
export function readAmount(text: string): number | null {
  const plain = halfWidth(text);
  return /^\d{1,4}$/.test(plain) && Number(plain) > 0 ? Number(plain) : null;
}

/** What is still missing before it can be saved; null when nothing is. */
export type Missing = "who" | "what" | "time" | "until";

export function missing(entry: Entry, past: boolean): Missing | null {
  const { kind } = entry;
  if (kind === null) return "what";
  if (entry.chosen.length === 0) return "who";
  const shape = shapeOf(kind);
  const text = entry.text.trim() !== "";
  const said =
    shape === "turn" ||
    text ||
    (shape === "amount" && (readAmount(entry.amount) !== null || entry.choice !== null)) ||
    (shape === "choice" && entry.choice !== null);
  if (!said) return "what";
  const span = readSpan(entry.time);
  if (entry.time !== "" ? span === null : past) return "time";
  // What began on an earlier day has ended since.
  return past && shape === "turn" && entry.turn === "start" && span?.until === null ? "until" : null;
}

const on = (entry: Entry): Outcome => ({ entry, go: "on" });

export function pressed(entry: Entry, press: Press, around: Around): Outcome {
  switch (entry.step) {
    case "kind":
      return atKind(entry, press, around);
    case "value":
      return atValue(entry, press, around);
    case "who":
      return atWho(entry, press, around);
    case "time":
      return atTime(entry, press, around);
  }
}

function atKind(entry: Entry, press: Press, around: Around): Outcome {
  if (press.press === "digit" || press.press === "point") {
    const kind = kindOfKey(press.press === "digit" ? press.digit : ".");
    if (!kind) return on(entry);
    return { entry: begun(kind, around), go: shapeOf(kind) === "text" ? "text" : "on" };
  }
  if (press.press === "enter") return { entry, go: "open" };
  if (press.press === "sign" && !around.past) {
    if (press.sign === "+") return { entry, go: "round" };
    if (press.sign === "*") return { entry, go: "sleep" };
    if (press.sign === "-") return { entry, go: "outdoor" };
  }
  return on(entry);
}

function atValue(entry: Entry, press: Press, around: Around): Outcome {
  const kind = entry.kind;
  if (kind === null) return on(nothingTyped);
  const shape = shapeOf(kind);
  switch (press.press) {
    case "digit": {
      if (shape === "amount" && entry.amount.length < MOST_DIGITS)
        return on({ ...entry, amount: `${entry.amount}${press.digit}`.replace(/^0+/, "") });
      if (shape === "turn" && (press.digit === "1" || press.digit === "2"))
        return on(withTurn(entry, press.digit === "1" ? "start" : "end", around));
      const choice = shape === "choice" ? choicesOf(kind)[Number(press.digit) - 1] : undefined;
      return on(choice ? { ...entry, choice: entry.choice === choice ? null : choice } : entry);
    }
    case "sign":
      if (press.sign === "/") return on({ ...entry, step: "who", number: "" });
      if (press.sign === "-") return on({ ...entry, step: "time" });
      if (press.sign === "*") return { entry, go: "text" };
      return on(nextChoice(entry));
    case "erase":
      return on({ ...entry, amount: entry.amount.slice(0, -1) });
    case "leave":
      return on(nothingTyped);
    case "enter":
      return finish(entry, around);
    default:
      return on(entry);
  }
}

/** Milk has an amount and a sort: its sort goes on with every `+`. */
function nextChoice(entry: Entry): Entry {
  const choices = entry.kind ? choicesOf(entry.kind) : [];
  const at = entry.choice ? choices.indexOf(entry.choice) : -1;
  return { ...entry, choice: choices[at + 1] ?? null };
}

/** Enter saves, or leads to what is missing. */
function finish(entry: Entry, around: Around): Outcome {
  switch (missing(entry, around.past)) {
    case null:
      return { entry: { ...entry, step: "value" }, go: "save" };
    case "who":
      return on({ ...entry, step: "who", number: "" });
    case "time":
    case "until":
      return on({ ...entry, step: "time" });
    case "what":
      return { entry: { ...entry, step: "value" }, go: entry.kind && shapeOf(entry.kind) === "text" ? "text" : "on" };
  }
}

function atWho(entry: Entry, press: Press, around: Around): Outcome {
  switch (press.press) {
    case "digit":
      return on({ ...entry, number: `${entry.number}${press.digit}`.slice(-3) });
    case "erase":
      return on({ ...entry, number: entry.number.slice(0, -1) });
    case "enter":
    case "space": {
      if (entry.number === "") return on(press.press === "enter" ? { ...entry, step: "value" } : entry);
      const row = around.rows.find((one) => one.number === Number(entry.number));
      return row
        ? on({ ...toggled(entry, row.infant_id), number: "" })
        : { entry: { ...entry, number: "" }, go: "unknown" };
    }
    case "sign":
      if (press.sign === "/") return on({ ...entry, step: "value", number: "" });
      if (press.sign !== "*" || entry.kind === null) return on(entry);
      return on({
        ...entry,
        number: "",
        chosen: entry.chosen.length > 0 ? [] : preselected(entry.kind, entry.turn, { ...around, only: null }),
      });
    case "leave":
      return on({ ...entry, step: "value", number: "" });
    default:
      return on(entry);
  }
}

function atTime(entry: Entry, press: Press, around: Around): Outcome {
  const typed = (more: string): Outcome => on({ ...entry, time: `${entry.time}${more}`.slice(0, 11) });
  switch (press.press) {
    case "digit":
      return typed(press.digit);
    case "point":
      return typed(":");
    case "sign":
      return press.sign === "-" && entry.kind !== null && lasts(entry.kind) && /^\S+$/.test(entry.time)
        ? typed("-")
        : on(entry);
    case "erase":
      return on({ ...entry, time: entry.time.slice(0, -1) });
    case "leave":
      return on({ ...entry, step: "value", time: "" });
    case "enter":
      // Half a time stays where it is typed.
      if (entry.time !== "" && readSpan(entry.time) === null) return on(entry);
      return missing(entry, around.past) === null && around.past
        ? finish(entry, around)
        : on({ ...entry, step: "value" });
    default:
      return on(entry);
  }
}

/** The call that writes it down. */
export type Asked =
  | { operation: "care.record"; request: Operations["care.record"]["request"] }
  | { operation: "care.end"; request: Operations["care.end"]["request"] };

export function asked(entry: Entry, day: Day): Asked | null {
  const { kind } = entry;
  if (kind === null) return null;
  const span = readSpan(entry.time);
  const at = (time: string | null | undefined): Instant | null => (time ? instantAt(day, time) : null);
  const infants = [...entry.chosen];
  if (shapeOf(kind) === "turn" && entry.turn === "end")
    return { operation: "care.end", request: { infants, kind, at: at(span?.from) } };
  const amount = shapeOf(kind) === "amount" ? readAmount(entry.amount) : null;
  return {
    operation: "care.record",
    request: {
      infants,
      kind,
      at: at(span?.from),
      until: at(span?.until),
      amount,
      choice: entry.choice,
      text: entry.text.trim() || null,
    },
  };
}
