/**
 * What the core can be asked, and what it answers: the rows of the contract table as types.
 * Generated from the table; an edit by hand is lost.
 */

export type Post = "director" | "health" | "carer" | "bookkeeper" | "cook" | "guard";
export type Sex = "female" | "male";
export type ClassKind = "infant" | "younger" | "older" | "mixed";
export type InfantStatus = "waiting" | "enrolled" | "suspended" | "left";
export type Area = "access" | "infants" | "institution" | "staff";

export interface Person {
  id: string;
  name: string;
  posts: Post[];
}

export interface SessionState {
  store: "missing" | "locked" | "open";
  nursery?: string;
  demo: boolean;
  /** Only the demo nursery says it: there is nothing to protect and everyone must get in. */
  demo_pin?: string;
  person?: Person;
  /** Those who have a PIN, in the order of the staff list. */
  people: Person[];
}

export type SignIn = { outcome: "in"; person: Person } | { outcome: "refused"; wait_seconds: number; left: number };

export interface ClassRow {
  id: string;
  name: string;
  kind: ClassKind;
  cap: number;
  present: number;
}

export interface InfantRow {
  id: string;
  number: string;
  name: string;
  sex: Sex;
  /** Civil day, YYYY-MM-DD. */
  birth: string;
  /** Completed months of age. */
  months: number;
  class_id?: string;
  class_name?: string;
  status: InfantStatus;
  /** Sentences in the person's language: allergy, twin, same name. */
  warnings: string[];
  guardian?: string;
  /** Masked unless the person's posts may see it. */
  phone?: string;
}

export interface InfantQuery {
  class?: string;
  status?: InfantStatus;
  text?: string;
  after?: string;
  limit: number;
}

export interface InfantPage {
  rows: InfantRow[];
  more?: string;
}

export type Nothing = Record<string, never>;

export interface Operations {
  "session.state": { request: Nothing; reply: SessionState };
  sign_in: { request: { person: string; pin: string }; reply: SignIn };
  sign_out: { request: Nothing; reply: Nothing };
  "infants.list": { request: InfantQuery; reply: InfantPage };
  "institution.classes": { request: Nothing; reply: ClassRow[] };
}
