/**
 * What a key means in a grid, and what a number looks like while it is typed. Nothing here knows the page, so all of
 * it can be tested as it stands.
 */

export type Sign = "-" | "/" | "*" | "+";

export type Press =
  | { press: "digit"; digit: string }
  | { press: "sign"; sign: Sign }
  | {
      press:
        | "point"
        | "space"
        | "enter"
        | "up"
        | "down"
        | "left"
        | "right"
        | "first"
        | "last"
        | "confirm"
        | "due"
        | "erase"
        | "leave"
        | "undo";
    };

/** What is read of a keyboard event. */
export interface Key {
  key: string;
  code: string;
  keyCode: number;
  isComposing: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** What Chinese punctuation makes of the signs of the number pad. */
const SAME: Readonly<Record<string, string>> = {
  "。": ".",
  "、": "/",
  "÷": "/",
  "×": "*",
  "−": "-",
  "–": "-",
  "—": "-",
};

/** Digits and signs in one shape, whatever the input method made of them: ３６５ － ／ ＊ ＋ 。 ． are 365 - / * + . . */
export function plainSigns(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[。、÷×−–—]/g, (sign) => SAME[sign] ?? sign);
}

/** One character as a press; null for one that means nothing in a grid. */
export function pressOfSign(character: string): Press | null {
  const plain = plainSigns(character);
  if (/^[0-9]$/.test(plain)) return { press: "digit", digit: plain };
  if (/^[-/*+]$/.test(plain)) return { press: "sign", sign: plain as Sign };
  if (plain === ".") return { press: "point" };
  return plain === " " ? { press: "space" } : null;
}

/** What was written into a cell, press by press; letters and the like are passed over. */
export function pressesOf(text: string): Press[] {
  return [...text].flatMap((character) => pressOfSign(character) ?? []);
}

const NAMED: Readonly<Record<string, Press>> = {
  Enter: { press: "enter" },
  ArrowUp: { press: "up" },
  ArrowDown: { press: "down" },
  ArrowLeft: { press: "left" },
  ArrowRight: { press: "right" },
  Home: { press: "first" },
  End: { press: "last" },
  F9: { press: "confirm" },
  F8: { press: "due" },
  Backspace: { press: "erase" },
  Escape: { press: "leave" },
  // Some number pads write their own names.
  Decimal: { press: "point" },
  Add: { press: "sign", sign: "+" },
  Subtract: { press: "sign", sign: "-" },
  Multiply: { press: "sign", sign: "*" },
  Divide: { press: "sign", sign: "/" },
};

/** True if an input method has taken the key: what it writes comes later, or never. */
export function isTaken(key: Key): boolean {
  return key.isComposing || key.keyCode === 229 || key.key === "Process";
}

/** A key as a press; null for one that is not the grid's, or that an input method has taken. */
export function pressOf(key: Key): Press | null {
  if (isTaken(key)) return null;
  if ((key.ctrlKey || key.metaKey) && !key.altKey && !key.shiftKey && key.key.toLowerCase() === "z")
    return { press: "undo" };
  if (key.ctrlKey || key.altKey || key.metaKey) return null;
  return NAMED[key.key] ?? ([...key.key].length === 1 ? pressOfSign(key.key) : null);
}

const PLACES: Readonly<Record<string, string>> = {
  NumpadSubtract: "-",
  NumpadDivide: "/",
  NumpadMultiply: "*",
  NumpadAdd: "+",
  NumpadDecimal: ".",
  Minus: "-",
  Slash: "/",
  Period: ".",
};

/**
 * What a key that an input method has taken means by its place on the keyboard. It counts only if the input method
 * then writes nothing; within a composition a digit chooses a word and means nothing here.
 */
export function pressOfPlace(key: Key): Press | null {
  if (key.isComposing || key.ctrlKey || key.altKey || key.metaKey) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(key.code)?.[1];
  if (key.shiftKey) {
    if (key.code === "Digit8") return pressOfSign("*");
    return key.code === "Equal" ? pressOfSign("+") : null;
  }
  const character = digit ?? PLACES[key.code];
  return character === undefined ? null : pressOfSign(character);
}

/** How a number is written: so many digits, so many of them behind the point. 365 of 3 and 1 is 36.5. */
export interface NumberShape {
  digits: number;
  places: number;
}

/**
 * What was typed so far: digits, and a point only where it was typed before its own place (9.5 in a shape of 3 and 1,
 * which would otherwise be 95.).
 */
export function withDigit(raw: string, digit: string, shape: NumberShape): string {
  return isFull(raw, shape) ? raw : raw + digit;
}

export function withPoint(raw: string, shape: NumberShape): string {
  const implied = raw.length >= shape.digits - shape.places;
  return shape.places === 0 || raw === "" || raw.includes(".") || implied ? raw : `${raw}.`;
}

/** Nothing can be added: the number is whole and the cursor may go on. */
export function isFull(raw: string, shape: NumberShape): boolean {
  const point = raw.indexOf(".");
  return point < 0 ? raw.length >= shape.digits : raw.length - point - 1 >= shape.places;
}

/** What stands in the cell while it is typed: `36.` for 36. */
export function shownNumber(raw: string, shape: NumberShape): string {
  const whole = shape.digits - shape.places;
  if (raw.includes(".") || shape.places === 0 || raw.length < whole) return raw;
  return `${raw.slice(0, whole)}.${raw.slice(whole)}`;
}

/** What was typed as a number in one shape, missing places filled: `36.5`, 37 is `37.0`; null if it is not whole. */
export function readNumber(raw: string, shape: NumberShape): string | null {
  if (shape.places === 0) return raw === "" ? null : raw;
  const [whole = "", decimals] = shownNumber(raw, shape).split(".");
  return decimals === undefined ? null : `${whole}.${decimals.padEnd(shape.places, "0")}`;
}

/** A saved number as if it had just been typed, to take its last digit back. */
export function rawOf(text: string, shape: NumberShape): string {
  const plain = plainSigns(text).replace(/[^0-9.]/g, "");
  const [whole = "", decimals = ""] = plain.split(".");
  const digits = (whole + decimals).slice(0, shape.digits);
  return whole.length === shape.digits - shape.places || shape.places === 0 ? digits : plain;
}
