import { computed, readonly, ref, shallowRef } from "vue";

import type { DeskState, Id, Permission, SignIn } from "../../contract";
import { CallError, UNREACHED, call, offerUndo } from "../../doors";
import { keepDrafts } from "../../parts/draft";
import { reportFault } from "../../shell/fault";

const present = shallowRef<DeskState | null>(null);
const refused = shallowRef<CallError | null>(null);
const lockedAfter = ref<{ person: Id; minutes: number } | null>(null);

/** Who works at this desk, as the core says; the screen keeps no opinion of its own. */
export const session = {
  state: computed(() => present.value),
  /** Why the nursery's book cannot be opened at all, in the core's words. */
  refused: computed(() => refused.value),
  /** Who left the desk without signing out, and after how many quiet minutes it locked itself. */
  locked: readonly(lockedAfter),

  /** Whether the signed-in person's posts allow it; the core checks it again. */
  may: (permission: Permission): boolean => present.value?.person?.permissions.includes(permission) ?? false,

  async load(): Promise<void> {
    try {
      show(await call("session.state", {}));
    } catch (error) {
      if (error instanceof CallError && error.code !== UNREACHED) refused.value = error;
      else reportFault(error);
    }
  },

  async open(passphrase: string): Promise<void> {
    show(await call("open", { passphrase }));
  },

  async signIn(person: Id, pin: string): Promise<SignIn> {
    const answer = await call("sign_in", { person, pin });
    if (answer.outcome === "in") {
      await session.load();
      lockedAfter.value = null;
    }
    return answer;
  },

  /** Leaves the desk to the next person; what was typed is kept for the one who leaves. */
  async signOut(): Promise<void> {
    await keepDrafts();
    await call("sign_out", {});
    offerUndo(null);
    await session.load();
  },

  /** The same, because nobody has touched the computer for a while. */
  async lock(minutes: number): Promise<void> {
    const person = present.value?.person?.id;
    if (person) lockedAfter.value = { person, minutes };
    await session.signOut();
  },
};

function show(state: DeskState): void {
  present.value = state;
  refused.value = null;
}
