import { isTaken, pressOf, pressOfPlace, plainSigns, pressesOf } from "./grammar";
import type { Press } from "./grammar";

export interface Typed {
  /** What a press does; false if it is not ours. */
  act(press: Press): boolean;
  /** What stands in the field now. */
  shown(): string;
  /** The field is a number that begins anew: what stood there was typed over. */
  anew(): void;
  /** The field is a text, so what is written is not read press by press. */
  isText?(): boolean;
  write?(text: string): void;
  /** A press that is text here and now. */
  passes?(event: KeyboardEvent, press: Press): boolean;
}

export interface Typing {
  keydown(event: KeyboardEvent): void;
  keyup(event: KeyboardEvent): void;
  input(event: Event): void;
  compositionstart(): void;
  compositionend(event: CompositionEvent): void;
  /** Another field has the cursor: no composition can be going on. */
  reset(): void;
}

/**
 * Presses out of a field, whatever input method writes into it: plain keys by their names, what a composition, a paste
 * or a voice has written by what stands there afterwards, and a key that an input method took without writing anything
 * by its place. Each counts once.
 */
export function useTyping(field: Typed): Typing {
  let composing = false;
  /** A key that an input method took and has not written anything for yet. */
  let swallowed: { code: string; press: Press } | null = null;

  function settle(): void {
    const press = swallowed?.press;
    swallowed = null;
    if (press) field.act(press);
  }

  function written(input: HTMLInputElement): void {
    swallowed = null;
    if (field.isText?.()) {
      field.write?.(input.value);
      return;
    }
    const before = field.shown();
    const added = input.value.startsWith(before) ? input.value.slice(before.length) : input.value;
    // Typed over, or somewhere in the middle: the field is what stands there now.
    if (added === input.value && !/[-/*+]/.test(plainSigns(added))) field.anew();
    for (const press of pressesOf(added)) field.act(press);
    // Words that mean nothing here go again, also where nothing changed.
    input.value = field.shown();
  }

  return {
    keydown(event) {
      settle();
      if (isTaken(event)) {
        const press = composing || field.isText?.() ? null : pressOfPlace(event);
        if (press) swallowed = { code: event.code, press };
        return;
      }
      const press = pressOf(event);
      if (!press || field.passes?.(event, press) || !field.act(press)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    keyup(event) {
      if (swallowed?.code === event.code) settle();
    },
    input(event) {
      swallowed = null;
      if (composing || (event instanceof InputEvent && event.isComposing)) return;
      written(event.target as HTMLInputElement);
    },
    compositionstart() {
      composing = true;
      swallowed = null;
    },
    compositionend(event) {
      composing = false;
      written(event.target as HTMLInputElement);
    },
    reset: () => (composing = false),
  };
}
