/** Every word that the screen itself says, in English. */
import type { Words } from "../zh";
import { access } from "./access";
import { attendance } from "./attendance";
import { billing } from "./billing";
import { contracts } from "./contracts";
import { filing } from "./filing";
import { health } from "./health";
import { importing } from "./importing";
import { infants } from "./infants";
import { parts } from "./parts";
import { registers } from "./registers";
import { settings } from "./settings";
import { setup } from "./setup";
import { files, nav, program, shell, store, trouble, waiting } from "./shell";
import { takeover } from "./takeover";
import { today } from "./today";

export const en: Words = {
  program,
  nav,
  shell,
  trouble,
  waiting,
  files,
  store,
  parts,
  access,
  setup,
  today,
  infants,
  attendance,
  health,
  importing,
  contracts,
  billing,
  filing,
  registers,
  settings,
  takeover,
};
