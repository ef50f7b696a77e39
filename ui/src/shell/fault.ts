import { readonly, shallowRef } from "vue";

import { CallError, UNREACHED } from "../doors";
import { t } from "../words";

const present = shallowRef<string | null>(null);

/** What went wrong last outside any form, in words for the person. */
export const fault = readonly(present);

export function reportFault(error: unknown): void {
  if (error instanceof CallError) {
    // A lost connection has its own band.
    if (error.code !== UNREACHED) present.value = error.message;
    return;
  }
  console.error(error);
  present.value = t.trouble.screen;
}

export function dismissFault(): void {
  present.value = null;
}

/** The content policy refuses only what should not be there: it is a fault, and tests look for its mark. */
export function watchPolicy(): void {
  document.addEventListener("securitypolicyviolation", (event) => {
    document.documentElement.dataset["refused"] = event.effectiveDirective;
    console.error(`refused by the content policy: ${event.effectiveDirective} ${event.blockedURI}`);
  });
}
