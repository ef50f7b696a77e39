import type { ClassHere } from "../../contract";

/** Places that are not free: in care, away with the place kept, reserved. */
export const taken = (one: ClassHere): number => Math.max(0, one.cap - one.left);

/** Carers that the enrolled of a class lack. */
export const lacking = (one: ClassHere): number => Math.max(0, one.carers_needed - one.carers);

export const sumOf = (classes: readonly ClassHere[], of: (one: ClassHere) => number): number =>
  classes.reduce((sum, one) => sum + of(one), 0);
