import type { Words } from "../zh";

export const staff: Words["staff"] = {
  title: "Check of staff",
  sheet: (day) => `Check of staff, ${day}`,
  print: "Print the month",
  register: "Daily check of staff",
  order: "No.",
  name: "Name",
  posts: "Posts",
  food: "food",
  temperature: "Temp. °C",
  state: "Check",
  follows: "What follows",
  entry: "Entry",
  unchecked: "not checked",
  normal: "Normal",
  ill: (signs) => `Ill: ${signs}`,
  away: "not at work today",
  leaveAtOnce: "Leaves now; certificate to return",
  off: (since) => `Off since ${since}; certificate`,
  cleared: "Back by a certificate",
  foodAtOnce: "Leaves now, no food; certificate",
  counts: (all, checked, left) => `${all} at work here, ${checked} checked, ${left} not`,
  offCount: (count) => `${count} off duty`,
  awayCount: (count) => `${count} not at work`,
  checkBy: (time) => `by ${time}`,
  byTogether: "together",
  bySingly: "singly",
  done: (name) => `Recorded: ${name}`,

  confirm: (count) => `Confirm ${count} as well`,
  confirmTitle: (count) =>
    count === 1
      ? "This one was asked and looked at and is well: confirm?"
      : `These ${count} were asked and looked at and are well: confirm all?`,
  confirmText:
    "They are marked as confirmed together, apart from those checked singly. Who is off duty or not at work is not among them.",
  confirmNone: "Nobody is unchecked. Who is off duty or not at work is not confirmed together.",
  confirmNow: "Confirm",
  confirmed: (count) => `${count} confirmed as well`,

  signs: "Seen",
  note: "Remark",
  noteHint: "e.g. diarrhoea twice since last night",
  stripHint: "Digits choose, and take back; * records, + for a remark",
  stripNone: "Nothing chosen: recorded as normal",
  stripSave: "Record",
  back: "Back",

  seeCertificate: "Certificate",
  certificateTitle: "Certificate of recovery",
  certificateText: "Back on duty only when a medical institution's certificate was seen.",
  issuer: "Medical institution",
  issuedOn: "Issued on",
  number: "Number, if any",
  clear: "Back on duty",
  clearDone: (name) => `${name} is back by a certificate`,

  withdraw: "Take this check back",
  withdrawDone: (name) => `Taken back: ${name}`,
  nobodyTitle: "Nobody works here on this day",
  nobodyText: "Enter people and their posts in Settings · Staff; they will stand here.",

  keys: {
    next: "next person",
    exception: "ill",
    away: "not at work",
    certificate: "certificate",
    withdraw: "take back",
    move: "move",
    undo: "undo",
  },
};
