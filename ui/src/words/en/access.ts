import type { Words } from "../zh";

export const access: Words["access"] = {
  who: "Who is working?",
  pickFirst: "Tap your name, then enter your PIN",
  nobodyTitle: "Nobody can sign in yet",
  nobodyText: "The director gives each member of staff a PIN first.",
  pin: "PIN",
  pinOf: (name) => `${name}, please enter your PIN`,
  digits: (given) => `${given} ${given === 1 ? "digit" : "digits"} entered`,
  erase: "Backspace",
  enter: "Enter",
  demoPin: (pin) => `In the demo nursery everyone's PIN is ${pin}`,
  wrong: (failed) => (failed > 1 ? `Wrong PIN, ${failed} times in a row` : "Wrong PIN, please try again"),
  locked: "Too many wrong PINs; the director sets a new one",
  wait: (seconds) => `Please wait ${seconds} s and try again`,
  lockedItself: (minutes) => `Locked after ${minutes} quiet minutes. What was typed is kept.`,
};
