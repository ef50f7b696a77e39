/** What the person made of the list of open things; what the core lists is never copied, so it stays true. */
export interface Edits {
  /** What was written instead, by what the core said. */
  changed: Record<string, string>;
  /** What was left out. */
  dropped: string[];
  added: string[];
}

export type Line = { text: string } & ({ from: string; changed: boolean } | { own: number });

/**
 * The lines to be handed over: the core's as they are now, with what was changed or left out, then the own ones. What
 * was changed stays even when the core no longer lists it: somebody has written it.
 */
export function linesOf(open: readonly string[], edits: Edits): Line[] {
  const gone = Object.keys(edits.changed).filter((from) => !open.includes(from));
  const listed = [...open, ...gone].filter((from) => !edits.dropped.includes(from));
  return [
    ...listed.map((from) => {
      const text = edits.changed[from];
      return { from, text: text ?? from, changed: text !== undefined };
    }),
    ...edits.added.map((text, own) => ({ own, text })),
  ];
}

/** What is sent: what is empty is no line. */
export const itemsOf = (lines: readonly Line[]): string[] => lines.map(({ text }) => text.trim()).filter(Boolean);

const without = (changed: Record<string, string>, from: string): Record<string, string> =>
  Object.fromEntries(Object.entries(changed).filter(([key]) => key !== from));

export function setLine(edits: Edits, line: Line, text: string): void {
  if ("own" in line) edits.added[line.own] = text;
  else if (text === line.from) edits.changed = without(edits.changed, line.from);
  else edits.changed[line.from] = text;
}

export function dropLine(edits: Edits, line: Line): void {
  if ("own" in line) {
    edits.added.splice(line.own, 1);
    return;
  }
  edits.changed = without(edits.changed, line.from);
  edits.dropped.push(line.from);
}
