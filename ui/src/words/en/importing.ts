import type { Words } from "../zh";

export const importing: Words["importing"] = {
  title: "Import a roster",
};
