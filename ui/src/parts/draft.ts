import { onMounted, onUnmounted, ref, watch } from "vue";
import type { Ref } from "vue";

import { CallError, call } from "../doors";

const SOON_MS = 600;
/** What is typed and not yet kept, of every form that is open. */
const unkept = new Set<() => Promise<void>>();

/** Keeps every draft now: before the person leaves the desk, since afterwards nobody may. */
export async function keepDrafts(): Promise<void> {
  await Promise.all([...unkept].map((keep) => keep()));
}

export interface DraftKeeping {
  /** What was typed earlier and never saved has been put back. */
  restored: Ref<boolean>;
  /** What stands in the form now came from the core and is no draft. */
  accept(): void;
  /** The core holds a draft of it. */
  held(): boolean;
  /** Forgets the draft: after it was saved, or because the person starts afresh. */
  drop(): Promise<void>;
}

/**
 * Keeps what the person types, so that it survives a switch of person, a crash and a restart. `fields` is a
 * reactive object of plain data; `subject` is the row that it is about, empty for something new.
 */
export function useDraft(
  screen: string,
  subject: () => string,
  fields: object,
  put: (content: unknown) => void,
): DraftKeeping {
  const restored = ref(false);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let listening = false;
  let held = false;
  let clean = JSON.stringify(fields);

  function settle(): void {
    clearTimeout(waiting);
    waiting = undefined;
    unkept.delete(keep);
  }

  async function keep(): Promise<void> {
    settle();
    const content = JSON.stringify(fields);
    if (content === clean) return;
    clean = content;
    held = true;
    await quietly(call("drafts.keep", { screen, subject: subject(), content: JSON.parse(content) as unknown }));
  }

  onMounted(async () => {
    const drafts = await quietly(call("drafts.list", {}));
    const mine = drafts?.find(({ draft }) => draft.screen === screen && draft.subject === subject());
    if (mine) {
      put(mine.draft.content);
      restored.value = true;
      held = true;
    }
    clean = JSON.stringify(fields);
    listening = true;
  });

  watch(
    fields,
    () => {
      if (!listening) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => void keep(), SOON_MS);
      unkept.add(keep);
    },
    { deep: true },
  );

  onUnmounted(() => {
    if (waiting !== undefined) void keep();
  });

  return {
    restored,
    accept: () => (clean = JSON.stringify(fields)),
    held: () => held,
    async drop() {
      settle();
      held = false;
      restored.value = false;
      clean = JSON.stringify(fields);
      await quietly(call("drafts.drop", { screen, subject: subject() }));
    },
  };
}

/** A draft is a kindness: that it cannot be kept must not stand in the way of the form. */
async function quietly<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallError) return undefined;
    throw error;
  }
}
