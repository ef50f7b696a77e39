import { readonly, ref, watchEffect } from "vue";

import { en } from "./en";
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
