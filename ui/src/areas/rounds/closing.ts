import type { ClosingRound, Post } from "../../contract";

/** The posts that sign at the end of the day, as the core asks them. */
export const SIGNING: readonly Post[] = ["carer", "guard", "director"];

/** The last signature of each post. */
export function signedPosts(rounds: readonly ClosingRound[]): { post: Post; round: ClosingRound | null }[] {
  return SIGNING.map((post) => ({ post, round: rounds.filter((one) => one.post === post).at(-1) ?? null }));
}

/** The rooms to look into: those of the last time first, then what was added, none twice. */
export function roomsOf(usual: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...usual, ...added].map((room) => room.trim()).filter(Boolean))];
}
