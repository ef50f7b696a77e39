import type { AttendanceDay, CheckShown, ChildDay, ClassDay, Escort, Id, Instant } from "../src/contract";
import type { FakeDoor } from "./fake_door";

type Answer = ReturnType<Exclude<FakeDoor["answers"]["attendance.day"], undefined>>;

/** Lines of a day for the tests of this folder. */
export const at = (time: string, day = "2026-11-23"): Instant => Date.parse(`${day}T${time}:00+08:00`) as Instant;

export function child(number: number, more: Partial<ChildDay> = {}): ChildDay {
  return {
    infant_id: `i${number}` as Id,
    number,
    name: `孩子${number}`,
    sex: "female",
    birth: "2025-03-04",
    months: 20,
    class_id: "c1" as Id,
    class_name: "托小班",
    hints: [],
    usual: null,
    escorts: [],
    leave: null,
    traced: null,
    state: "not_arrived",
    arrival: null,
    departure: null,
    place: null,
    check: null,
    withheld: false,
    mismatch: null,
    late_pickup: false,
    ...more,
  };
}

export function check(more: Partial<CheckShown> = {}): CheckShown {
  return {
    id: "h1" as Id,
    at: at("07:57"),
    by: "周静",
    entry: "live",
    touched: true,
    temperature: null,
    unmeasured: false,
    again: null,
    again_at: null,
    retake_due: null,
    symptoms: [],
    told: "",
    found: "",
    disposition: "class",
    card: "green",
    note: "",
    ...more,
  };
}

export function classDay(id: string, name: string, rows: readonly ChildDay[]): ClassDay {
  const mine = rows.filter((row) => row.class_id === id);
  const count = (...states: ChildDay["state"][]): number => mine.filter((row) => states.includes(row.state)).length;
  return {
    class_id: id as Id,
    name,
    open: true,
    expected: mine.length,
    on_leave: count("on_leave"),
    not_arrived: count("not_arrived", "to_trace"),
    unchecked: count("unchecked", "retake"),
    checked: count("checked"),
    observation: 0,
    gone: count("gone"),
  };
}

interface Asked {
  infant_id?: Id;
  class_id?: Id | null;
  temperature?: number | null;
  unmeasured?: boolean | null;
  symptoms?: CheckShown["symptoms"] | null;
  disposition?: CheckShown["disposition"];
  told?: string | null;
  by?: Escort | null;
  late_reason?: string | null;
}

/** A core that keeps a day in memory, by the rules that the screens show. */
export class FakeDay {
  rows: ChildDay[];
  classes: [string, string][] = [["c1", "托小班"]];
  /** What a yesterday's sheet asks for. */
  asksReason = false;

  constructor(
    door: FakeDoor,
    rows: ChildDay[],
    private readonly day = "2026-11-23",
  ) {
    this.rows = rows;
    const touched = ["attendance", "health"];
    const change =
      (act: (row: ChildDay, asked: Asked) => Partial<ChildDay>) =>
      (request: Record<string, unknown>): Answer => {
        const asked = request as Asked;
        const row = this.rows.find((one) => one.infant_id === asked.infant_id);
        if (!row) return { refused: { code: "not_found", message: "找不到" } };
        if (this.asksReason && !asked.late_reason)
          return {
            refused: { code: "late_reason", message: "已过转录时限，属补录，请写明原因。", field: "late_reason" },
          };
        const next = { ...row, ...act(row, asked) };
        this.rows = this.rows.map((one) => (one === row ? next : one));
        return { reply: next, touched };
      };
    door.answers = {
      ...door.answers,
      "drafts.keep": () => ({ reply: {} }),
      "drafts.drop": () => ({ reply: {} }),
      "attendance.day": (request) => ({
        reply: this.answer((request["day"] as string | undefined) ?? this.day, request as Asked),
      }),
      "attendance.inside": () => ({
        reply: { at: at("08:10"), rows: this.rows.filter((row) => row.place !== null), observation: 0 },
      }),
      "attendance.absent": change(() => ({
        state: "to_trace",
        leave: { id: "a1" as Id, from: this.day, to: this.day, cause: "unknown", disease: "", told_by: "", note: "" },
      })),
      "attendance.arrive": change((row) => ({
        state: "unchecked",
        place: "class",
        arrival: { id: "m1" as Id, at: at("07:50"), escort: row.usual, entitled: null, by: "周静", entry: "live" },
      })),
      "health.check": change((row, asked) => {
        const stood = row.check ?? check({ touched: true });
        const fever = (asked.temperature ?? 0) >= 373;
        const symptoms = asked.symptoms ?? (fever ? (["fever"] as const).slice() : stood.symptoms);
        return {
          state: fever ? "retake" : "checked",
          place: "class",
          leave: null,
          arrival: row.arrival ?? {
            id: "m1" as Id,
            at: at("07:57"),
            escort: asked.by ?? row.usual,
            entitled: null,
            by: "周静",
            entry: "live",
          },
          check: {
            ...stood,
            temperature: asked.temperature ?? stood.temperature,
            unmeasured: asked.unmeasured ?? false,
            symptoms: [...symptoms],
            disposition:
              asked.disposition ??
              (fever
                ? "isolate"
                : row.check && !asked.symptoms
                  ? stood.disposition
                  : symptoms.length
                    ? "observe"
                    : "class"),
            told: asked.told ?? stood.told,
            retake_due: fever ? at("08:07") : null,
          },
        };
      }),
      "health.retake": change((row, asked) => ({
        state: "checked",
        check: { ...check(row.check ?? {}), again: asked.temperature ?? null, again_at: at("08:09"), retake_due: null },
      })),
      "health.confirm": (request) => {
        const asked = request as Asked;
        const ready = this.rows.filter(
          (row) =>
            row.state === "unchecked" && row.place === "class" && (!asked.class_id || row.class_id === asked.class_id),
        );
        this.rows = this.rows.map((row) =>
          ready.includes(row) ? { ...row, state: "checked", check: check({ touched: false, unmeasured: true }) } : row,
        );
        return { reply: { confirmed: ready.length, infants: ready.map((row) => row.infant_id) }, touched };
      },
    };
  }

  private answer(day: string, asked: Asked): AttendanceDay {
    return {
      day,
      day_word: null,
      open: true,
      now: at("08:10", this.day),
      rules: { fever: 373, low: 355, retake_minutes: 10 },
      trace_after: "09:00",
      classes: this.classes.map(([id, name]) => classDay(id, name, this.rows)),
      rows: this.rows.filter((row) => !asked.class_id || row.class_id === asked.class_id),
    };
  }
}
