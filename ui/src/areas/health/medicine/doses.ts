import type {
  Day,
  DoseState,
  DueDose,
  HeldFile,
  Instant,
  MadePaper,
  MedicineOrder,
  PaperMade,
} from "../../../contract";
import { halfWidth } from "../../../parts/values";
import { timeOf } from "../../attendance/acts";
import { instantAt } from "../../attendance/day";

/** A dose of the day as a row of a list. */
export type DoseRow = DueDose & { id: string };

/** One dose of an order on a day, or the record of one that was not planned. */
export const idOf = (dose: DueDose): string =>
  dose.due === null ? (dose.record?.id ?? "") : `${dose.order_id ?? ""}/${dose.due}`;

const RANK: Partial<Record<DoseState, number>> = { overdue: 0, due: 1 };
const rank = (dose: DueDose): number => RANK[dose.state] ?? 2;

/** In the order of time, as the core answers it, with what must be given now before everything else. */
export function inOrder(doses: readonly DueDose[]): DoseRow[] {
  return doses.map((dose) => ({ ...dose, id: idOf(dose) })).sort((a, b) => rank(a) - rank(b));
}

export const isOpen = (dose: DueDose): boolean => rank(dose) < 2;

/** The dose that comes next after this one of those to be given now; from the last on to the first. */
export function nextDue(rows: readonly DoseRow[], after: string | null): DoseRow | null {
  const open = rows.filter(isOpen);
  const at = open.findIndex((row) => row.id === after);
  return open[at + 1] ?? open[0] ?? null;
}

export const STATE_TONE: Record<DoseState, "warn" | "alarm" | "ok" | ""> = {
  ahead: "",
  due: "warn",
  overdue: "alarm",
  away: "",
  given: "ok",
  refused: "warn",
  missed: "warn",
};

/** Beside the word, for who does not see the colour. */
export const STATE_SIGN: Record<DoseState, string> = {
  ahead: "○",
  due: "●",
  overdue: "▲",
  away: "–",
  given: "✓",
  refused: "✕",
  missed: "✕",
};

const MINUTE = 60_000;

/** Whether a dose at that moment would be marked early or late: the core asks for the reason then. */
export function offTime(due: string | null, day: Day, at: Instant, windowMinutes: number): "early" | "late" | null {
  if (due === null) return null;
  // The core counts whole minutes.
  const off = Math.floor((at - instantAt(day, due)) / MINUTE);
  if (off < -windowMinutes) return "early";
  return off > windowMinutes ? "late" : null;
}

/** Times of a day as they are typed, `1130，15:00`: those that are read, in their order and each once, and the rest. */
export function readTimes(text: string): { times: string[]; rest: string[] } {
  const parts = halfWidth(text)
    .split(/[,，、;；\s]+/)
    .filter(Boolean);
  const times = new Set<string>();
  const rest: string[] = [];
  for (const part of parts) {
    const time = timeOf(part);
    if (time) times.add(time);
    else rest.push(part);
  }
  return { times: [...times].sort(), rest };
}

const ORDER_RANK: Record<MedicineOrder["state"], number> = { unsigned: 0, over: 1, running: 2, ahead: 3 };

/** What waits for somebody first: a signature, what is to be given back; then what runs. */
export function ordersInOrder(orders: readonly MedicineOrder[]): MedicineOrder[] {
  return [...orders].sort((a, b) => ORDER_RANK[a.state] - ORDER_RANK[b.state]);
}

export const ORDER_TONE: Record<MedicineOrder["state"], "warn" | "ok" | ""> = {
  unsigned: "warn",
  ahead: "",
  running: "ok",
  over: "",
};

/** An order has no photo at all: nobody can compare the bottle with what was ordered. */
export const lacksPhoto = (files: readonly HeldFile[]): boolean => files.length === 0;

/** What the paper frame takes: a form of this area has no form name of its own there. */
export const paperOf = (made: MadePaper, form: string): PaperMade => ({
  issued: made.issued,
  pages: made.pages ?? 1,
  form,
  reprint: made.reprint,
  substituted: [],
});
