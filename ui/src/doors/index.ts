import { readonly, ref, shallowReactive, shallowRef } from "vue";

import type { Operations } from "../contract";
import { language, t } from "../words";
import type { labels } from "../words/labels";
import { bridgeDoor } from "./bridge";
import type { Door, PickedFile } from "./door";
import { inShell, tauriDoor } from "./tauri";

/** A part of the nursery's book: what a change touches, and what a screen listens to. */
export type Area = keyof (typeof labels)["Area"];

export type { Door, PickedFile } from "./door";

/** What the core refused, in words for the person. */
export class CallError extends Error {
  override readonly name = "CallError";
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
    readonly details?: unknown,
  ) {
    super(message);
  }
}

/** The core could not be reached; whether the call was done is not known, so it is repeated under its old id. */
export const UNREACHED = "unreached";

export interface Second {
  person: string;
  pin: string;
}

interface CallOptions {
  /** One id for one act of the person: a repeat with the same id is answered, not done again. */
  requestId?: string;
  second?: Second;
  /** What the undo toast says was done, where the core can take it back. */
  done?: string;
}

/** Something just done that the same person can take back for a while. */
export interface Undoable {
  /** What was done, in words; null where "done" must do. */
  done: string | null;
  /** Until when it can be, in this computer's time, ms. */
  until: number;
  take(): Promise<unknown>;
}

/** Long work of the core and how far it is. */
export interface JobState {
  /** The operation that runs it. */
  kind: string;
  done: number;
  of: number;
  what: string;
}

type Answer =
  | { ok: { reply: unknown; touched: Area[]; undo_until?: number; clock_set_back?: boolean } }
  | { waiting: { id: string } }
  | { error: { code: string; message: string; field?: string; details?: unknown } };

const RETRY_MS = 1500;
/** How long a change can be taken back. */
export const UNDO_MS = 10 * 60_000;
const isLost = ref(false);
const heardNotice = shallowRef<string | null>(null);
const lastUndoable = shallowRef<Undoable | null>(null);
const clockBack = ref(false);
const running = shallowReactive(new Map<string, JobState>());
const touchListeners = new Set<(areas: readonly Area[] | "all") => void>();

let door: Door | undefined;
let stopListening: (() => void) | undefined;

/** True while the core cannot be reached. */
export const lost = readonly(isLost);
/** A word from the shell that belongs to no call, such as a second start; null when there is none. */
export const notice = readonly(heardNotice);

/** What can be taken back with Ctrl+Z; null when there is nothing. */
export const undoable = readonly(lastUndoable);
/** A change was written while the computer's clock stood before the store's last entry. */
export const clockSetBack = readonly(clockBack);
/** The long work that is being done now, by the operation that runs it. */
export const jobs: ReadonlyMap<string, JobState> = running;

export function dismissNotice(): void {
  heardNotice.value = null;
}

export function dismissClock(): void {
  clockBack.value = false;
}

/** Offers to take something back that the core itself does not keep an inverse of. */
export function offerUndo(offered: Undoable | null): void {
  lastUndoable.value = offered;
}

/** Takes the last change back; false if there is none or its time is over. Throws `CallError` and nothing else. */
export async function undoLast(): Promise<boolean> {
  const last = lastUndoable.value;
  lastUndoable.value = null;
  if (!last || last.until < Date.now()) return false;
  await last.take();
  return true;
}

/** Opens the doors of this host. Tests hand in their own. */
export function openDoors(given?: Door): void {
  stopListening?.();
  door = given ?? (inShell() ? tauriDoor() : bridgeDoor());
  isLost.value = false;
  stopListening = door.listen(hear);
}

/** Lets the person pick a file; null if they thought better of it. Throws `CallError` and nothing else. */
export function pickFile(endings: readonly string[]): Promise<PickedFile | null> {
  return atDoor(() => opened().pickFile(endings));
}

/** Hands a dropped file to the core. Throws `CallError` and nothing else. */
export function takeFile(file: File): Promise<PickedFile> {
  return atDoor(() => opened().takeFile(file));
}

/** Lets the person keep an issued paper; false if they thought better of it. Throws `CallError` and nothing else. */
export function saveFile(id: string): Promise<boolean> {
  return atDoor(() => opened().saveFile(id));
}

/** Shows an issued paper in the system's viewer, which prints it. Throws `CallError` and nothing else. */
export function openFile(id: string): Promise<void> {
  return atDoor(() => opened().openFile(id));
}

/** Address of one page of an issued paper as a picture. */
export function pageAddress(id: string, page: number): string {
  return opened().pageAddress(id, page);
}

/** Address of what an id of the files door names, as a picture. */
export function fileAddress(id: string): string {
  return opened().fileAddress(id);
}

/** Calls one operation of the contract. Throws `CallError` and nothing else. */
export async function call<K extends keyof Operations>(
  operation: K,
  request: Operations[K]["request"],
  options: CallOptions = {},
): Promise<Operations[K]["reply"]> {
  const envelope = JSON.stringify({
    operation,
    request,
    request_id: options.requestId ?? newRequestId(),
    second: options.second,
    language: language.value,
  });
  const answer = await send(envelope);
  if ("error" in answer) {
    const { code, message, field, details } = answer.error;
    throw new CallError(code, message, field, details);
  }
  if ("waiting" in answer) throw new CallError("waiting", t.waiting);
  const { touched, undo_until: until, clock_set_back: setBack } = answer.ok;
  if (setBack) clockBack.value = true;
  // The demo nursery's clock is not ours, so the time that is left is counted here.
  if (until) offerUndo({ done: options.done ?? null, until: Date.now() + UNDO_MS, take: () => call("undo", {}) });
  if (touched.length > 0) tell(touched);
  return answer.ok.reply as Operations[K]["reply"];
}

/** Calls back whenever something in these areas has changed, here or elsewhere; returns the way to stop. */
export function onTouched(areas: readonly Area[], changed: () => void): () => void {
  const listener = (touched: readonly Area[] | "all"): void => {
    if (touched === "all" || touched.some((area) => areas.includes(area))) changed();
  };
  touchListeners.add(listener);
  return () => touchListeners.delete(listener);
}

export function newRequestId(): string {
  return crypto.randomUUID();
}

function opened(): Door {
  if (!door) throw new Error("the doors are not open yet");
  return door;
}

/** A file door refuses with a code that the screen has words for, or with the core's own sentence. */
async function atDoor<T>(pass: () => Promise<T>): Promise<T> {
  try {
    return await pass();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const words: Record<string, string> = t.files;
    throw new CallError(said, words[said] ?? said);
  }
}

async function send(envelope: string): Promise<Answer> {
  let text: string;
  try {
    text = await opened().call(envelope);
  } catch (error) {
    lose();
    throw new CallError(UNREACHED, error instanceof Error ? error.message : String(error));
  }
  isLost.value = false;
  return JSON.parse(text) as Answer;
}

function tell(areas: readonly Area[] | "all"): void {
  for (const listener of [...touchListeners]) listener(areas);
}

type Heard = { touched?: Area[]; notice?: string; job?: JobState | { kind: string; ended: true } };

function hear(text: string): void {
  const event = JSON.parse(text) as Heard;
  if (event.touched) tell(event.touched);
  if (event.job) {
    if ("ended" in event.job) running.delete(event.job.kind);
    else running.set(event.job.kind, event.job);
  }
  if (event.notice) heardNotice.value = event.notice;
}

/** Asks until the core answers again; then every open screen reads afresh. */
function lose(): void {
  if (isLost.value) return;
  isLost.value = true;
  const asked = opened();
  const ask = async (): Promise<void> => {
    if (!isLost.value || asked !== door) return;
    try {
      await asked.call(JSON.stringify({ operation: "session.state", request: {}, language: language.value }));
      isLost.value = false;
      tell("all");
    } catch {
      setTimeout(() => void ask(), RETRY_MS);
    }
  };
  setTimeout(() => void ask(), RETRY_MS);
}
