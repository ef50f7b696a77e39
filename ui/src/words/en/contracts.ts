import type { Words } from "../zh";

export const contracts: Words["contracts"] = {
  title: "Contracts",
};
