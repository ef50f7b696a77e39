import { describe, expect, it } from "vitest";

import {
  isFull,
  plainSigns,
  pressOf,
  pressOfPlace,
  pressesOf,
  rawOf,
  readNumber,
  shownNumber,
  withDigit,
  withPoint,
} from "./grammar";
import type { Key } from "./grammar";

const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  code: "",
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

const FEVER = { digits: 3, places: 1 };

describe("a key", () => {
  it.each([
    ["Enter", "enter"],
    ["ArrowUp", "up"],
    ["ArrowDown", "down"],
    ["ArrowLeft", "left"],
    ["ArrowRight", "right"],
    ["Home", "first"],
    ["End", "last"],
    ["F9", "confirm"],
    ["F8", "due"],
    ["Backspace", "erase"],
    ["Escape", "leave"],
    [".", "point"],
    ["．", "point"],
    ["。", "point"],
    [" ", "space"],
  ])("%s is %s", (name, press) => expect(pressOf(key(name))).toEqual({ press }));

  it.each([..."0123456789"].map((digit, at) => [digit, "０１２３４５６７８９"[at] ?? ""]))(
    "%s and %s are one digit",
    (half, full) => {
      expect(pressOf(key(half))).toEqual({ press: "digit", digit: half });
      expect(pressOf(key(full))).toEqual({ press: "digit", digit: half });
    },
  );

  it.each([
    ["-", "－"],
    ["/", "／"],
    ["*", "＊"],
    ["+", "＋"],
  ])("%s and %s are one sign", (half, full) => {
    expect(pressOf(key(half))).toEqual({ press: "sign", sign: half });
    expect(pressOf(key(full))).toEqual({ press: "sign", sign: half });
  });

  it("takes back with Ctrl+Z, and leaves every other chord to the screen", () => {
    expect(pressOf(key("z", { ctrlKey: true }))).toEqual({ press: "undo" });
    expect(pressOf(key("Z", { metaKey: true }))).toEqual({ press: "undo" });
    expect(pressOf(key("z"))).toBeNull();
    for (const chord of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }])
      expect(pressOf(key("3", chord))).toBeNull();
  });

  it("leaves to the screen what is no word of the grid", () => {
    for (const name of ["a", "F2", "PageDown", "Tab", "Shift", "Unidentified"]) expect(pressOf(key(name))).toBeNull();
  });
});

describe("an input method", () => {
  it("never submits with the Enter that commits a composition", () => {
    expect(pressOf(key("Enter", { isComposing: true }))).toBeNull();
    expect(pressOf(key("Enter", { keyCode: 229 }))).toBeNull();
    expect(pressOf(key("Process", { code: "Enter" }))).toBeNull();
    expect(pressOfPlace(key("Process", { code: "Enter", keyCode: 229 }))).toBeNull();
  });

  it.each([
    ["Digit3", false, { press: "digit", digit: "3" }],
    ["Numpad0", false, { press: "digit", digit: "0" }],
    ["NumpadSubtract", false, { press: "sign", sign: "-" }],
    ["NumpadDivide", false, { press: "sign", sign: "/" }],
    ["NumpadMultiply", false, { press: "sign", sign: "*" }],
    ["NumpadAdd", false, { press: "sign", sign: "+" }],
    ["NumpadDecimal", false, { press: "point" }],
    ["Minus", false, { press: "sign", sign: "-" }],
    ["Slash", false, { press: "sign", sign: "/" }],
    ["Digit8", true, { press: "sign", sign: "*" }],
    ["Equal", true, { press: "sign", sign: "+" }],
    ["Digit3", true, null],
    ["KeyW", false, null],
    ["Enter", false, null],
  ] as const)("a key it has taken is known by its place: %s (shift %s)", (code, shiftKey, press) => {
    const taken = key("Process", { code, keyCode: 229, shiftKey });
    expect(pressOf(taken)).toBeNull();
    expect(pressOfPlace(taken)).toEqual(press);
  });

  it("a digit within a composition chooses a word and is none of ours", () => {
    expect(pressOfPlace(key("Process", { code: "Digit2", keyCode: 229, isComposing: true }))).toBeNull();
  });

  it("what it writes is read sign by sign, words passed over", () => {
    expect(pressesOf("３６我５")).toEqual([..."365"].map((digit) => ({ press: "digit", digit })));
    expect(pressesOf("－／＊＋。")).toEqual([
      ...["-", "/", "*", "+"].map((sign) => ({ press: "sign", sign })),
      { press: "point" },
    ]);
    expect(plainSigns("３６．５、×—")).toBe("36.5/*-");
  });
});

describe("a number", () => {
  const typed = (digits: string, shape = FEVER): string =>
    [...digits].reduce((raw, sign) => (sign === "." ? withPoint(raw, shape) : withDigit(raw, sign, shape)), "");

  it("has its point by itself and is whole with its last digit", () => {
    expect(["3", "36", "365"].map((digits) => shownNumber(typed(digits), FEVER))).toEqual(["3", "36.", "36.5"]);
    expect(["3", "36", "365"].map((digits) => isFull(typed(digits), FEVER))).toEqual([false, false, true]);
    expect(readNumber("365", FEVER)).toBe("36.5");
    expect(typed("3659")).toBe("365");
  });

  it("takes a point that was typed too, and one that comes early", () => {
    expect(readNumber(typed("36.5"), FEVER)).toBe("36.5");
    expect(shownNumber(typed("9."), FEVER)).toBe("9.");
    expect(readNumber(typed("9.5"), FEVER)).toBe("9.5");
    expect(isFull(typed("9.5"), FEVER)).toBe(true);
    expect(typed(".")).toBe("");
    expect(typed("9..5")).toBe("9.5");
  });

  it("fills missing places and is nothing before its point", () => {
    expect(readNumber("37", FEVER)).toBe("37.0");
    expect(readNumber("3", FEVER)).toBeNull();
    expect(readNumber("", FEVER)).toBeNull();
  });

  it("may have no places at all, or two", () => {
    expect(readNumber(typed("180", { digits: 3, places: 0 }), { digits: 3, places: 0 })).toBe("180");
    expect(readNumber(typed("7", { digits: 3, places: 0 }), { digits: 3, places: 0 })).toBe("7");
    expect(typed("1.8", { digits: 3, places: 0 })).toBe("18");
    expect(shownNumber(typed("1085", { digits: 4, places: 2 }), { digits: 4, places: 2 })).toBe("10.85");
  });

  it("is typed on from what was saved", () => {
    expect(rawOf("36.5", FEVER)).toBe("365");
    expect(rawOf("9.5", FEVER)).toBe("9.5");
    expect(rawOf("180", { digits: 3, places: 0 })).toBe("180");
  });
});
