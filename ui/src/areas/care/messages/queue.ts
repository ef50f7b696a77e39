import type { FilledMessage, Id, Instant } from "../../../contract";

/** A message on its way: what was filled, what the writer made of it, and whether it is out. */
export interface Outgoing extends FilledMessage {
  /** Just now, from this list. */
  done: Instant | null;
  acknowledged: boolean;
}

export const queued = (messages: readonly FilledMessage[]): Outgoing[] =>
  messages.map((one) => ({ ...one, done: null, acknowledged: false }));

interface Child {
  infant_id: Id;
  name: string;
}

/**
 * Other infants whose name stands in the text as it is now: those that the core found and those that were typed since.
 * A short name within the own one is the own name.
 */
export function othersIn(message: Outgoing, children: readonly Child[]): string[] {
  const rest = message.text.split(message.infant_name).join("\n");
  const known = new Set(message.names_others);
  for (const child of children)
    if (child.infant_id !== message.infant_id && child.name.length > 1) known.add(child.name);
  return [...known].filter((name) => name !== message.infant_name && rest.includes(name)).sort();
}

/** It may not go out before somebody has looked at the name in it. */
export const isHeld = (message: Outgoing, children: readonly Child[]): boolean =>
  !message.acknowledged && othersIn(message, children).length > 0;

/** The next that is to go out after this one, from the last on to the first; null when all are out. */
export function nextOf(messages: readonly Outgoing[], at: number): number | null {
  const count = messages.length;
  for (let step = 1; step <= count; step += 1) {
    const place = (at + step) % count;
    if (messages[place]?.done === null) return place;
  }
  return null;
}
