import { inject, provide } from "vue";
import type { InjectionKey } from "vue";

import type { Today } from "../../contract";
import { call } from "../../doors";
import { useLoad } from "../../parts/loading";
import type { Loading } from "../../parts/loading";

export const DUTIES: InjectionKey<Loading<Today>> = Symbol("duties");

/** What is open for the person, read once for the whole shell: the navigation counts it, Today lists it. */
export function provideDuties(): Loading<Today> {
  const duties = useLoad(
    () => call("today.duties", {}),
    ["attendance", "health", "institution", "infants", "contracts", "billing", "staff", "filing", "access", "policy"],
  );
  provide(DUTIES, duties);
  return duties;
}

export function useDuties(): Loading<Today> {
  const duties = inject(DUTIES);
  if (!duties) throw new Error("there are no duties outside the shell");
  return duties;
}
