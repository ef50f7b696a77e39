import { onUnmounted, reactive, ref, toRaw, watch } from "vue";
import type { Ref } from "vue";

import type { ContractShown, ContractTerms, FeeLine, Id } from "../../contract";
import { call } from "../../doors";
import { useAct } from "../../parts/acting";
import type { Acting } from "../../parts/acting";
import { useDraft } from "../../parts/draft";

const PAUSE_MS = 700;

export interface DraftFields {
  terms: ContractTerms;
  fees: FeeLine[];
}

export interface Saving {
  fields: DraftFields;
  /** How it stands: what is on the screen is what the core holds, or it is on its way there, or it was refused. */
  state: Ref<"saved" | "saving" | "unsaved">;
  acting: Acting;
  restored: Ref<boolean>;
  /** Sends what was typed a moment ago now. True if everything is saved. */
  flush(): Promise<boolean>;
}

/** Saves a draft contract as it is typed; what the core refuses stays on the screen and in the person's drafts. */
export function useSaving(id: Id, first: ContractShown, saved: (shown: ContractShown) => void): Saving {
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const fields = reactive(copy({ terms: first.contract.terms, fees: first.contract.fees })) as DraftFields;
  const state = ref<"saved" | "saving" | "unsaved">("saved");
  const acting = useAct();
  let held = JSON.stringify(fields);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();

  const drafts = useDraft(
    "contract",
    () => id,
    fields,
    (content) => Object.assign(fields, content),
  );

  async function send(): Promise<void> {
    const sent = JSON.stringify(fields);
    if (sent === held) return;
    state.value = "saving";
    const { terms, fees } = copy(toRaw(fields));
    const shown = await acting.act((requestId) => call("contracts.save", { id, terms, fees }, { requestId }));
    if (!shown) {
      state.value = "unsaved";
      return;
    }
    // The core may add to a term (the meals' own refund rule); what was typed meanwhile stays.
    if (JSON.stringify(fields) === sent) {
      Object.assign(fields, copy({ terms: shown.contract.terms, fees: shown.contract.fees }));
      held = JSON.stringify(fields);
      state.value = "saved";
      await drafts.drop();
    }
    saved(shown);
  }

  async function flush(): Promise<boolean> {
    clearTimeout(waiting);
    waiting = undefined;
    running = running.then(send);
    await running;
    return state.value === "saved";
  }

  watch(
    fields,
    () => {
      if (JSON.stringify(fields) === held) return;
      state.value = "unsaved";
      clearTimeout(waiting);
      waiting = setTimeout(() => void flush(), PAUSE_MS);
    },
    { deep: true },
  );
  onUnmounted(() => {
    if (waiting !== undefined) void flush();
  });

  return { fields, state, acting, restored: drafts.restored, flush };
}
