/**
 * Every word that the screen itself says, in Chinese, one file an area. `en` must say the same, or the build
 * fails. The names of kinds and states are the core's: `labels.ts`.
 */
import { access } from "./access";
import { attendance } from "./attendance";
import { billing } from "./billing";
import { care } from "./care";
import { contracts } from "./contracts";
import { coverage } from "./coverage";
import { filing } from "./filing";
import { health } from "./health";
import { importing } from "./importing";
import { infants } from "./infants";
import { medicine } from "./medicine";
import { outbreak } from "./outbreak";
import { parts } from "./parts";
import { registers } from "./registers";
import { rounds } from "./rounds";
import { safety } from "./safety";
import { settings } from "./settings";
import { setup } from "./setup";
import { files, nav, program, shell, store, trouble, waiting } from "./shell";
import { staff } from "./staff";
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
  medicine,
  outbreak,
  care,
  safety,
  importing,
  contracts,
  coverage,
  billing,
  filing,
  registers,
  rounds,
  settings,
  staff,
  takeover,
};

export type Words = typeof zh;
