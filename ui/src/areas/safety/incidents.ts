import type { CaseStep, Day, IncidentKind, IncidentSeverity, IncidentShown, Instant, TellWhom } from "../../contract";
import { timeOf } from "../attendance/acts";
import { instantAt } from "../attendance/day";
import { labels } from "../../words/labels";
import { label, t } from "../../words";

export type Which = "open" | "month" | "all";
/** Before any nursery of this program. */
const EVER: Day = "2000-01-01";

/** From which day on closed ones are asked for too; null asks for the open ones alone. */
export function sinceOf(which: Which, today: Day): Day | null {
  if (which === "open") return null;
  return which === "month" ? `${today.slice(0, 7)}-01` : EVER;
}

/** Open ones first; within them those of whom somebody was not told in time. */
export function inOrder(incidents: readonly IncidentShown[]): IncidentShown[] {
  const rank = (one: IncidentShown): number =>
    one.state === "closed" ? 3 : one.to_tell.some(({ over }) => over) ? 0 : one.to_tell.length > 0 ? 1 : 2;
  return [...incidents].sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

export const SEVERITY_TONE: Record<IncidentSeverity, "" | "warn" | "alarm"> = {
  first_aid: "",
  clinic: "warn",
  hospital: "alarm",
  grave: "alarm",
};

/** Video is kept without asking from a doctor's visit on. */
export const keepsVideo = (severity: IncidentSeverity | null): boolean => severity !== null && severity !== "first_aid";

export const isLost = (kind: IncidentKind | null): boolean => kind === "lost" || kind === "wrong_pickup";

export const partsSaid = (parts: IncidentShown["parts"]): string =>
  parts.map((part) => label("BodyPart", part)).join(t.attendance.joined);

export const choicesOf = <Kind extends "IncidentKind" | "TellWhom" | "InjuryOutcome" | "IncidentSeverity">(
  kind: Kind,
): { value: keyof (typeof labels)[Kind] & string; title: string }[] =>
  (Object.keys(labels[kind]) as (keyof (typeof labels)[Kind] & string)[]).map((value) => ({
    value,
    title: label(kind, value),
  }));

/** To whom signs of harm are reported, the police first. */
export const REPORTED_TO: readonly TellWhom[] = ["police", "hotline", "civil_affairs", "health_bureau"];

/** When it was, as typed: a day and a time; now where no time is said of today. Null where it cannot be read. */
export function whenOf(day: Day | null, typed: string, today: Day): { at?: Instant } | null {
  const time = timeOf(typed);
  if (typed.trim() === "") return day === today ? {} : null;
  return day && time ? { at: instantAt(day, time) } : null;
}

/** A fact of a step, if it has one: what the core keeps there is for reading. */
export function factOf(step: CaseStep, key: string): string | null {
  if (typeof step.facts !== "object" || step.facts === null) return null;
  const value = (step.facts as Record<string, unknown>)[key];
  return typeof value === "string" && value !== "" ? value : null;
}
