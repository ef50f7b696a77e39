import type { Words } from "../zh";

export const today: Words["today"] = {
  title: "Today",
};
