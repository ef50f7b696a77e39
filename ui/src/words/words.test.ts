import { describe, expect, it } from "vitest";

import { chooseLanguage, label, language, t } from ".";
import { en } from "./en";
import { zh } from "./zh";

describe("words", () => {
  it("follow the chosen language, and the choice is kept", () => {
    chooseLanguage("en");
    expect(t.infants.title).toBe("Infants");
    expect(t.access.wrong(2)).toBe("Wrong PIN, 2 times in a row");
    expect(label("Post", "health_worker")).toBe("Health worker");
    expect(localStorage.getItem("cradlebook.language")).toBe("en");
    expect(language.value).toBe("en");
    chooseLanguage("zh");
    expect(t.infants.title).toBe("婴幼儿");
  });

  it("are Chinese in Chinese and English in English", () => {
    const said = (words: object): string[] =>
      Object.values(words).flatMap((word: unknown) =>
        typeof word === "string" ? [word] : word instanceof Function ? [] : said(word as object),
      );
    const switches = [en.program.language, en.program.languageHint, zh.program.language, zh.program.languageHint];
    // A sign alone, such as a comma between names, is no word.
    const own = (words: object): string[] =>
      said(words).filter((word) => !switches.includes(word) && /\p{L}/u.test(word));
    expect(own(en).filter((word) => /[\u4e00-\u9fff]/.test(word))).toEqual([]);
    expect(own(zh).filter((word) => !/[\u4e00-\u9fff]/.test(word))).toEqual([]);
  });
});
