import type { Words } from "../zh";

export const parts: Words["parts"] = {
  notDay: "This is not a date; please write 2026-01-31",
  notMoney: "This is not an amount; please write 2180.00",
  notCount: "Please write a whole number, such as 5",
  pickDay: "Pick a day",
  page: {
    of: (page, pages) => `Page ${page} of ${pages}`,
    earlier: "Page before",
    later: "Next page",
    larger: "Zoom in",
    smaller: "Zoom out",
    fit: "Fit the width",
    save: "Save PDF",
    saved: "Saved; print it with any PDF program",
    lost: "This page could not be drawn",
    making: "Setting the pages…",
    geta: "Print 〓 and write it by hand",
    byHand: (signs) => `The font lacks “${signs}”: printed as 〓, please write it by hand`,
  },
  why: {
    title: "Why",
    from: "Based on",
    valid: (from, to) => (to ? `${from} to ${to}` : `since ${from}`),
  },
  notNumber: "Please write a number, such as 120 or 86.5",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  saved: "Saved",
  saving: "Saving…",
  show: "Show",
};
