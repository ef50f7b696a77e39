import type { Words } from "../zh";

export const setup: Words["setup"] = {
  title: "Set up",
};
