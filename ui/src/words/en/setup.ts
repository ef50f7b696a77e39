import type { Words } from "../zh";

export const setup: Words["setup"] = {
  title: "Set up your nursery's Cradlebook",
  lead: "A few questions and you can begin; about two minutes. Everything can be changed later in Settings.",
  demo: "Only want to look around? Close the window and start Cradlebook with --demo: a demo nursery opens, and nothing there touches real data.",
  nursery: "The nursery",
  you: "The director",
  name: "Name of the nursery",
  nameHint: "As on the certificate or business licence",
  nature: "Nature",
  form: "Operating form",
  place: "Place",
  province: "Province",
  city: "City",
  district: "District",
  districtExample: "such as Jinshui",
  classes: "Classes to begin with",
  director: "Name of the director",
  pin: "The director's PIN",
  pinHint: "4 to 6 digits, to sign in with",
  again: "Once more",
  differs: "The two are not the same; please type them again",
  passphrase: "Passphrase (optional)",
  passphraseHint:
    "Without one the data lies in ordinary files. If the computer may be lost or is shared, choose one: the data is then encrypted.",
  passphraseWarning:
    "Write the passphrase on paper and keep it safe. Without it the data can never be opened again, by anybody.",
  make: "Set up",
  making: "Setting up…",
  madeTitle: (name) => `${name.trim()} has its Cradlebook`,
  madeText: (director) => `${director} is signed in. What would you like to do next?`,
  later: "The institution, class sizes, people and PINs are in Settings, whenever you have time.",
  next: {
    import: { title: "Import the roster", text: "A list in Excel? It is previewed first and written when you confirm" },
    takeover: {
      title: "Take over a running nursery",
      text: "Bring in infants in care, their contracts and the money already paid",
    },
    today: { title: "Look around", text: "Open Today and see where each day's tasks will appear" },
  },
};
