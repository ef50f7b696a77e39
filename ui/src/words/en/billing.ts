import type { Words } from "../zh";

export const billing: Words["billing"] = {
  title: "Fees",
  receipts: "Receipts",
};
