import type { Words } from "../zh";

export const parts: Words["parts"] = {
  notDay: "This is not a date; please write 2026-01-31",
  notMoney: "This is not an amount; please write 2180.00",
  pickDay: "Pick a day",
  notNumber: "Please write a number, such as 120 or 86.5",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  saved: "Saved",
  saving: "Saving…",
  show: "Show",
};
