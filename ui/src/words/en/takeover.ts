import type { Words } from "../zh";

export const takeover: Words["takeover"] = {
  title: "Taking over",
};
