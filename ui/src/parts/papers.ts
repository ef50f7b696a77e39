import type { FilingRequirement, HeldFile, HeldPaper, OwnerKind, PaperKind } from "../contract";
import { takeFile } from "../doors";
import type { PickedFile } from "../doors";

/** Whose papers: a kind of owner and its row (`1` for the institution). */
export interface Owner {
  kind: OwnerKind;
  id: string;
}

/** What is done at a paper's form: a first one, one that takes the place of another, or the same one set right. */
export type PaperAct = "add" | "renew" | "correct";

/** What a scan may be; the core looks at the content, not at the name. */
export const SCAN_ENDINGS = ["pdf", "jpg", "jpeg", "png", "xlsx"] as const;

/** The paper that counts: the one that lasts longest stands last. */
export function current(requirement: FilingRequirement): HeldPaper | undefined {
  return requirement.papers.at(-1);
}

export function isPicture(file: HeldFile): boolean {
  return file.mime.startsWith("image/");
}

/** What is wrong or soon will be: the person should see it first. */
export function needsCare(requirement: FilingRequirement): boolean {
  const { standing } = requirement;
  return standing === "missing" || standing === "expired" || standing === "expiring";
}

/** Files that lie over the screen, as the browser hands them over. */
export function draggedFiles(event: DragEvent): File[] {
  return [...(event.dataTransfer?.files ?? [])];
}

export function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** Hands dropped files to the core one after the other, so that one that is refused does not take the rest along. */
export async function takeFiles(
  files: readonly File[],
  taking: (name: string) => void,
  taken: (file: PickedFile) => void,
): Promise<void> {
  for (const file of files) {
    taking(file.name);
    taken(await takeFile(file));
  }
}

/** Row of a list of requirements: lists need an `id`. */
export type ShelfRow = FilingRequirement & { id: PaperKind };

export function shelfRows(shelf: readonly FilingRequirement[]): ShelfRow[] {
  return shelf.map((requirement) => ({ ...requirement, id: requirement.kind }));
}

/** What the form begins with. */
export interface PaperFields {
  number: string;
  issuer: string;
  issuedOn: string | null;
  validTo: string | null;
  facts: Record<string, string>;
  note: string;
  keep: string[];
}

/** A renewal begins with what stays the same; a correction with everything. */
export function fieldsOf(act: PaperAct, paper: HeldPaper | undefined): PaperFields {
  const same = act === "correct" ? paper : undefined;
  return {
    number: same?.number ?? "",
    issuer: (act === "add" ? undefined : paper)?.issuer ?? "",
    issuedOn: same?.issued_on ?? null,
    validTo: same?.valid_to ?? null,
    facts: Object.fromEntries(Object.entries(same?.facts ?? {}).map(([key, value]) => [key, String(value)])),
    note: same?.note ?? "",
    keep: same?.files.map((file) => file.sha256) ?? [],
  };
}
