import { computed, shallowRef } from "vue";

import type { DeskState, Id, SignIn } from "../../contract";
import { call } from "../../doors";
import { reportFault } from "../../shell/fault";

const present = shallowRef<DeskState | null>(null);

/** Who works at this desk, as the core says; the screen keeps no opinion of its own. */
export const session = {
  state: computed(() => present.value),

  async load(): Promise<void> {
    try {
      present.value = await call("session.state", {});
    } catch (error) {
      reportFault(error);
    }
  },

  async signIn(person: Id, pin: string): Promise<SignIn> {
    const answer = await call("sign_in", { person, pin });
    if (answer.outcome === "in") await session.load();
    return answer;
  },

  async signOut(): Promise<void> {
    await call("sign_out", {});
    await session.load();
  },
};
