import {
  Calendar,
  Checked,
  Coin,
  Document,
  Finished,
  FirstAidKit,
  FolderChecked,
  List,
  Memo,
  Notebook,
  Setting,
  Sunrise,
  User,
} from "@element-plus/icons-vue";
import type { Component } from "vue";

import type { Permission, SignedIn } from "../contract";
import { t } from "../words";

export type Group = "today" | "children" | "office" | "house";

export interface Screen {
  /** Name of the route, and what the core's duties name as `screen`. */
  name: string;
  path: string;
  title: () => string;
  /** Pinyin and its initials, by which Ctrl+K finds it in either language; without it, it is not found. */
  sounds?: readonly string[];
  /** Only a screen with a group stands in the side navigation. */
  group?: Group;
  icon?: Component;
  /** It leaves the side navigation when its work is done. */
  passing?: true;
  /** Who has none of these posts' permissions neither sees nor opens it. */
  permission: Permission;
  component: () => Promise<Component>;
}

/** Every screen, once: the router and the side navigation come from here. */
export const screens: readonly Screen[] = [
  {
    name: "today",
    path: "/today",
    title: () => t.today.title,
    sounds: ["jinri", "jr"],
    group: "today",
    icon: Calendar,
    permission: "own",
    component: () => import("../areas/today/TodayScreen.vue"),
  },
  {
    name: "door",
    path: "/door",
    title: () => t.attendance.door,
    sounds: ["menkouchenjian", "mkcj"],
    group: "children",
    icon: Sunrise,
    permission: "attendance_read",
    component: () => import("../areas/attendance/DoorScreen.vue"),
  },
  {
    name: "class",
    path: "/class/:id?",
    title: () => t.attendance.classTitle,
    sounds: ["banjidengji", "bjdj"],
    group: "children",
    icon: List,
    permission: "attendance_read",
    component: () => import("../areas/attendance/ClassScreen.vue"),
  },
  {
    name: "attendance",
    path: "/attendance",
    title: () => t.attendance.title,
    sounds: ["chuqin", "cq"],
    group: "children",
    icon: Checked,
    permission: "attendance_read",
    component: () => import("../areas/attendance/AttendanceScreen.vue"),
  },
  {
    name: "illness",
    path: "/illness/:id?",
    title: () => t.health.title,
    sounds: ["bingqinggean", "bqga"],
    group: "children",
    icon: FirstAidKit,
    permission: "infants_health",
    component: () => import("../areas/health/IllnessScreen.vue"),
  },
  {
    name: "infants",
    path: "/infants",
    title: () => t.infants.title,
    sounds: ["yingyouer", "yye"],
    group: "children",
    icon: User,
    permission: "infants_read",
    component: () => import("../areas/infants/InfantList.vue"),
  },
  {
    name: "import",
    path: "/infants/import",
    title: () => t.importing.title,
    sounds: ["daoruhuamingce", "drhmc"],
    permission: "infants_write",
    component: () => import("../areas/infants/import/ImportScreen.vue"),
  },
  {
    name: "enrol",
    path: "/infants/new",
    title: () => t.infants.enrol,
    sounds: ["dengjirutuo", "djrt"],
    permission: "infants_write",
    component: () => import("../areas/infants/EnrolScreen.vue"),
  },
  {
    name: "infant",
    path: "/infants/:id",
    title: () => t.infants.title,
    permission: "infants_read",
    component: () => import("../areas/infants/InfantPage.vue"),
  },
  {
    name: "contracts",
    path: "/contracts/:id?",
    title: () => t.contracts.title,
    sounds: ["hetong", "ht"],
    group: "office",
    icon: Document,
    permission: "contracts_read",
    component: () => import("../areas/contracts/ContractsScreen.vue"),
  },
  {
    name: "billing",
    path: "/billing",
    title: () => t.billing.title,
    sounds: ["shoufei", "sf"],
    group: "office",
    icon: Coin,
    permission: "billing_read",
    component: () => import("../areas/billing/MonthScreen.vue"),
  },
  {
    name: "receipts",
    path: "/billing/receipts/:id?",
    title: () => t.billing.receipts,
    sounds: ["shoujudengjibu", "sjdjb"],
    group: "office",
    icon: Notebook,
    permission: "billing_read",
    component: () => import("../areas/billing/ReceiptsScreen.vue"),
  },
  {
    name: "filing",
    path: "/filing",
    title: () => t.filing.title,
    sounds: ["beian", "ba"],
    group: "office",
    icon: FolderChecked,
    permission: "filing_read",
    component: () => import("../areas/filing/FilingScreen.vue"),
  },
  {
    name: "registers",
    path: "/registers/:key?",
    title: () => t.registers.title,
    sounds: ["dengjibiao", "djb"],
    group: "office",
    icon: Memo,
    permission: "infants_all",
    component: () => import("../areas/registers/RegistersScreen.vue"),
  },
  {
    name: "takeover",
    path: "/takeover",
    title: () => t.takeover.title,
    sounds: ["qichujianzhang", "qcjz"],
    group: "office",
    icon: Finished,
    passing: true,
    permission: "billing_charge",
    component: () => import("../areas/takeover/TakeoverScreen.vue"),
  },
  {
    name: "settings",
    path: "/settings/:part?",
    title: () => t.settings.title,
    sounds: ["shezhi", "sz"],
    group: "house",
    icon: Setting,
    permission: "own",
    component: () => import("../areas/settings/SettingsScreen.vue"),
  },
];

export function maySee(person: SignedIn, screen: Screen): boolean {
  return person.permissions.includes(screen.permission);
}

export function screensFor(person: SignedIn): readonly Screen[] {
  return screens.filter((screen) => maySee(person, screen));
}
