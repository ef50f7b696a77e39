import type { Words } from "../zh";

export const filing: Words["filing"] = {
  title: "Filing",
};
