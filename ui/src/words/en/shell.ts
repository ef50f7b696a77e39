import type { Words } from "../zh";

export const program: Words["program"] = {
  name: "Cradlebook",
  demo: "Demo nursery",
  skip: "Skip to content",
  language: "中文",
  languageHint: "切换到中文",
};

export const nav: Words["nav"] = {
  label: "Main navigation",
  children: "Children",
  office: "Fees and filing",
  house: "The nursery",
  switchPerson: "Switch",
  find: "Find a child, parent, contract, receipt, screen…",
};

export const shell: Words["shell"] = {
  find: "Find",
  screen: "Screen",
  results: "What was found",
  nothing:
    "Nothing found. Try a name, pinyin initials, the last four digits of a phone, a receipt number or an amount.",
  findHelp: "Names, pinyin initials, phones, numbers, amounts; ↑↓ to choose, Enter to open.",
  open: (count) => `${count} to do`,
  barred: "This screen is not part of your post",
  done: "Done",
  undone: "Taken back",
  takeBack: "Undo",
};

export const trouble: Words["trouble"] = {
  lost: "The connection to Cradlebook's core is lost. What was saved is safe; reconnecting…",
  retry: "Try again",
  dismiss: "Got it",
  screen: "Something went wrong on this screen. What was saved is safe; please try again.",
  already: "Cradlebook is already open, in this window.",
  clock:
    "The computer's clock stands before its last use. Check date and time; until then no receipt is issued and new records are marked.",
  noRight: "Your post does not show this screen. The director can change your posts.",
};

export const waiting: Words["waiting"] =
  "Sent to the director. It takes effect once approved; if it is not, your Today will say why.";

export const files: Words["files"] = {
  file_too_large: "The file is too large; at most 64 MB",
  file_unreadable: "The file cannot be read; choose another or check the USB stick",
  file_not_opened: "No program here shows a PDF; please save it and print it elsewhere",
  file_not_written: "The file was not saved; please choose another place",
};

export const store: Words["store"] = {
  lockedTitle: "Cradlebook is locked",
  lockedText: "The nursery's data is encrypted. Please type the passphrase chosen at setup.",
  passphrase: "Passphrase",
  unlock: "Open",
  lost: "Without the passphrase nobody can open the data, nor can we. Please look for the sheet on which it was written down.",
  refusedTitle: "Cradlebook cannot be opened right now",
  refusedSafe: "Nothing was changed. When it is put right, try again.",
  again: "Try again",
  loading: "Opening…",
};
