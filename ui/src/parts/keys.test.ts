import { expect, it, vi } from "vitest";

import { isTyping, onEnter } from "./keys";

it("an Enter that commits an input method's composition is not Enter", () => {
  const act = vi.fn();
  const listen = onEnter(act);
  listen(new KeyboardEvent("keydown", { key: "Enter", isComposing: true }));
  listen(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229 }));
  listen(new KeyboardEvent("keydown", { key: "a", keyCode: 65 }));
  expect(act).not.toHaveBeenCalled();
  listen(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13 }));
  expect(act).toHaveBeenCalledTimes(1);
});

it("a letter in a field is text, elsewhere it may be a command", () => {
  document.body.innerHTML = "<input><button></button>";
  const seen: boolean[] = [];
  document.body.addEventListener("keydown", (event) => seen.push(isTyping(event)));
  for (const target of document.body.children) target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true }));
  expect(seen).toEqual([true, false]);
});
