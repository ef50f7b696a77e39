import type { BodyPart } from "../../contract";

/** One shape of the picture. A part has one shape that takes the focus; its others are only pressed. */
export interface Shape {
  part: BodyPart;
  /** Its outline. */
  d: string;
  /** Its middle, where its mark stands and from which the arrow keys reckon. */
  x: number;
  y: number;
  /** It takes the focus. */
  main: boolean;
}

type View = "front" | "back" | "face";

export const WIDTH = 396;
export const HEIGHT = 268;
/** Where each of the three drawings begins. */
export const ORIGIN: Readonly<Record<View, number>> = { front: 0, back: 132, face: 264 };

const round = (x: number, y: number, rx: number, ry: number): string =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${rx * 2} 0a${rx} ${ry} 0 1 0 ${-rx * 2} 0z`;

/** Limbs at the left of a drawing; the right ones are their mirror. */
const LIMBS: readonly [name: "arm" | "hand" | "thigh" | "knee" | "leg" | "foot", d: string, x: number, y: number][] = [
  ["arm", "M40 72q-12 2-17 18l-9 34q-1 6 5 7q6 1 8-5l13-40z", 27, 102],
  ["hand", round(17, 142, 9, 10), 17, 142],
  ["thigh", "M39 142l21 14l-3 36h-19q-4-26 1-50z", 47, 172],
  ["knee", "M38 194h19v15h-18q-2-7-1-15z", 47, 202],
  ["leg", "M39 211h18l-3 31h-12q-4-15-3-31z", 48, 227],
  ["foot", round(45, 253, 12, 8), 45, 253],
];

const mirrored = (d: string): string =>
  // Only absolute moves and relative steps are used above: the mirror turns every x around the middle.
  d.replace(/([MhlqavHLQAVz])([^MhlqavHLQAVz]*)/g, (_, step: string, numbers: string) => {
    const read = (numbers.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const turn = (value: number, at: number): number => {
      if (step === "M") return at % 2 === 0 ? 120 - value : value;
      if (step === "h") return -value;
      if (step === "l" || step === "q") return at % 2 === 0 ? -value : value;
      // Radii, rotation, the large flag, the sweep, x, y.
      if (step === "a") return at % 7 === 4 ? 1 - value : at % 7 === 5 ? -value : value;
      return value;
    };
    return step + read.map(turn).join(" ");
  });

/** The limbs of a drawing: the child's left stands at its right from the front, and at its left from behind. */
function limbs(view: "front" | "back"): Shape[] {
  return LIMBS.flatMap(([name, d, x, y]) => {
    const [atLeft, atRight] = view === "front" ? (["right", "left"] as const) : (["left", "right"] as const);
    const main = view === "front";
    return [
      { part: `${atLeft}_${name}` as BodyPart, d, x, y, main },
      { part: `${atRight}_${name}` as BodyPart, d: mirrored(d), x: 120 - x, y, main },
    ];
  });
}

const shape = (part: BodyPart, d: string, x: number, y: number, main = true): Shape => ({ part, d, x, y, main });

/** A small child is a quarter head; what is small on the face has a drawing of its own. */
export const SHAPES: Readonly<Record<View, readonly Shape[]>> = {
  front: [
    shape("head", "M32 34a28 28 0 0 1 56 0q-28-12-56 0z", 60, 16, false),
    shape("face", "M32 36q28-12 56 0q0 25-28 25q-28 0-28-25z", 60, 46, false),
    shape("neck", "M53 62h14v8h-14z", 60, 66),
    shape("chest", "M44 72h32q4 0 4 5l1 31h-42l1-31q0-5 4-5z", 60, 90),
    shape("abdomen", "M39 110h42l0 18q0 8-2 10h-38q-2-2-2-10z", 60, 124),
    shape("genitals", "M43 140h34l-15 14q-2 1-4 0z", 60, 145),
    ...limbs("front"),
  ],
  back: [
    shape("head", "M32 34a28 28 0 0 1 56 0q0 27-28 27q-28 0-28-27z", 60, 34, false),
    shape("neck", "M53 62h14v8h-14z", 60, 66, false),
    shape("back", "M44 72h32q4 0 4 5l1 41h-42l1-41q0-5 4-5z", 60, 95),
    shape("buttocks", "M39 120h42l1 20l-22 14l-22-14z", 60, 135),
    ...limbs("back"),
  ],
  face: [
    shape("head", "M10 74a50 50 0 0 1 100 0q-50-24-100 0z", 60, 40),
    shape("face", "M10 77q50-24 100 0q-2 52-50 52q-48 0-50-52z", 60, 122),
    shape("ear", `${round(4, 84, 8, 14)}${round(116, 84, 8, 14)}`, 116, 84),
    shape("eye", `${round(38, 82, 13, 9)}${round(82, 82, 13, 9)}`, 38, 82),
    shape("nose", "M60 82l9 18q-9 6-18 0z", 60, 95),
    shape("mouth", round(60, 113, 17, 7), 60, 113),
  ],
};

/** Every shape with its place in the whole picture. */
export const ALL: readonly (Shape & { view: View })[] = (Object.keys(SHAPES) as View[]).flatMap((view) =>
  SHAPES[view].map((one) => ({ ...one, x: one.x + ORIGIN[view], view })),
);

const MAIN = ALL.filter(({ main }) => main);

/** Head to toe, as the parts are listed. */
export const PARTS: readonly BodyPart[] = MAIN.map(({ part }) => part);

/** The part that an arrow key leads to: the nearest in its direction; the same where there is none. */
export function beside(part: BodyPart, key: string): BodyPart {
  const here = MAIN.find((one) => one.part === part);
  const ways: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const way = ways[key];
  if (!here || !way) return part;
  const [dx, dy] = way;
  const cost = (one: Shape): number => {
    const [along, aside] = [
      (one.x - here.x) * dx + (one.y - here.y) * dy,
      (one.x - here.x) * dy + (one.y - here.y) * dx,
    ];
    return along < 4 ? Infinity : along + 2 * Math.abs(aside);
  };
  const [best] = [...MAIN].sort((a, b) => cost(a) - cost(b));
  return best && cost(best) < Infinity ? best.part : part;
}
