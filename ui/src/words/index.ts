import { readonly, ref, watchEffect } from "vue";

import { en } from "./en";
import { labels } from "./labels";
import { zh } from "./zh";
import type { Words } from "./zh";

export type Language = "zh" | "en";

const KEPT = "cradlebook.language";
const books: Record<Language, Words> = { zh, en };
const chosen = ref<Language>(keptLanguage() ?? systemLanguage());

/** The language of the screen: the system's until the person chooses, then what they chose. */
export const language = readonly(chosen);

export function chooseLanguage(next: Language): void {
  chosen.value = next;
  localStorage.setItem(KEPT, next);
}

/** The words of the present language; a template that reads one is drawn anew when the language changes. */
export const t: Words = new Proxy(zh, {
  get: (_, group) => books[chosen.value][group as keyof Words],
});

type Labels = typeof labels;

/** The word for a kind or a state of the contract, such as `label("Post", "carer")`. */
export function label<Kind extends keyof Labels>(kind: Kind, value: keyof Labels[Kind]): string {
  const names = labels[kind] as Record<keyof Labels[Kind], Record<Language, string>>;
  const name = names[value][chosen.value];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

watchEffect(() => {
  document.documentElement.lang = chosen.value === "zh" ? "zh-CN" : "en";
  document.title = t.program.name;
});

function keptLanguage(): Language | null {
  const kept = localStorage.getItem(KEPT);
  return kept === "zh" || kept === "en" ? kept : null;
}

function systemLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
