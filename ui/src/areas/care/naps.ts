import type { CareChoice, Id, Instant, NapFound, NapGap, NapRoom, NapRound } from "../../contract";

const SECOND = 1000;

/** How the time to the next round stands: in seconds, below zero when it is over. */
export interface Timer {
  state: "ahead" | "soon" | "due";
  /** `4:12`, of what is left or of what it is over. */
  clock: string;
}

const SOON_SECONDS = 120;

export function timerOf(due: Instant | null, now: Instant): Timer | null {
  if (due === null) return null;
  const left = Math.ceil((due - now) / SECOND);
  const shown = Math.abs(left);
  const clock = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  if (left <= 0) return { state: "due", clock };
  return { state: left <= SOON_SECONDS ? "soon" : "ahead", clock };
}

/** The rounds of a room and the gaps between them, in the order of time. */
export type StripItem = { kind: "round"; at: Instant; round: NapRound } | { kind: "gap"; at: Instant; gap: NapGap };

export function stripOf(room: Pick<NapRoom, "rounds" | "gaps">): StripItem[] {
  const rounds = room.rounds.map((round): StripItem => ({ kind: "round", at: round.at, round }));
  const gaps = room.gaps.map((gap): StripItem => ({ kind: "gap", at: gap.from, gap }));
  // A gap begins with the round before it, and stands after it.
  return [...rounds, ...gaps].sort((a, b) => a.at - b.at || (a.kind === "round" ? -1 : 1));
}

/** What a round will say of single children; marked twice it is nothing again. */
export function marked(found: readonly NapFound[], infant: Id, choice: CareChoice): NapFound[] {
  const is = (one: NapFound): boolean => one.infant_id === infant && one.choice === choice;
  return found.some(is) ? found.filter((one) => !is(one)) : [...found, { infant_id: infant, choice, text: "" }];
}
