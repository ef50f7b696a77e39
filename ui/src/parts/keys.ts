import { onMounted, onUnmounted } from "vue";

/**
 * True while an input method is composing. WebKit sends the Enter that commits a composition
 * after `compositionend`, marked only by key code 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Runs `act` for an Enter that is meant as Enter, and never for one that commits a composition. */
export function onEnter(act: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === "Enter" && !isComposing(event)) act(event);
  };
}

/** A key that works anywhere on the screen while the component is shown. */
export function useKey(key: string, act: () => void, when: (event: KeyboardEvent) => boolean = () => true): void {
  const listen = (event: KeyboardEvent): void => {
    if (event.key !== key || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!when(event)) return;
    event.preventDefault();
    act();
  };
  onMounted(() => window.addEventListener("keydown", listen));
  onUnmounted(() => window.removeEventListener("keydown", listen));
}

/** True if what the person types there is text, so that a letter key must not be a command. */
export function isTyping(event: Event): boolean {
  const target = event.target;
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable='true']") !== null;
}

/** The same in a field of one line alone: on a button, a choice or a longer text Enter has its own meaning. */
export function onFieldEnter(act: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return onEnter((event) => {
    const target = event.target;
    if (target instanceof HTMLInputElement && target.getAttribute("role") !== "combobox") act(event);
  });
}

let covered = false;
// Noted before anything else hears the key: the Esc that closes a dialog must not also close what lies below it.
window.addEventListener(
  "keydown",
  () => (covered = [...document.querySelectorAll(".el-overlay")].some((one) => one.getClientRects().length > 0)),
  true,
);

/** True if a dialog lay over the screen when the key that is being heard went down. */
export const isCovered = (): boolean => covered;
