/**
 * Every word that the screen itself says, in Chinese, one file an area. `en` must say the same, or the build
 * fails. The names of kinds and states are the core's: `labels.ts`.
 */
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

export const zh = {
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

export type Words = typeof zh;
