import { readonly, ref, shallowRef } from "vue";

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
}

type Answer =
  | { ok: { reply: unknown; touched: Area[] } }
  | { waiting: { id: string } }
  | { error: { code: string; message: string; field?: string; details?: unknown } };

const RETRY_MS = 1500;
const isLost = ref(false);
const heardNotice = shallowRef<string | null>(null);
const touchListeners = new Set<(areas: readonly Area[] | "all") => void>();

let door: Door | undefined;
let stopListening: (() => void) | undefined;

/** True while the core cannot be reached. */
export const lost = readonly(isLost);
/** A word from the shell that belongs to no call, such as a second start; null when there is none. */
export const notice = readonly(heardNotice);

export function dismissNotice(): void {
  heardNotice.value = null;
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
  if (answer.ok.touched.length > 0) tell(answer.ok.touched);
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

function hear(text: string): void {
  const event = JSON.parse(text) as { touched?: Area[]; notice?: string };
  if (event.touched) tell(event.touched);
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
