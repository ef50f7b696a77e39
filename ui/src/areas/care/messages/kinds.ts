import type { MessageChannel, MessageKind } from "../../../contract";
import { labels } from "../../../words/labels";

const keys = <Value extends string>(of: Record<Value, unknown>): Value[] => Object.keys(of) as Value[];

/** Closed lists of the core, in its order. */
export const MESSAGE_KINDS: readonly MessageKind[] = keys(labels.MessageKind);
export const CHANNELS: readonly MessageChannel[] = keys(labels.MessageChannel);

export const isMessageKind = (text: string | null): text is MessageKind =>
  text !== null && (MESSAGE_KINDS as readonly string[]).includes(text);
export const isChannel = (text: string): text is MessageChannel => (CHANNELS as readonly string[]).includes(text);
