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

/** Screens that share one entry in the side navigation, by the name that it has there. */
export type Family = "health";

export const familyTitle: Record<Family, () => string> = { health: () => t.health.group };

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
  /** Screens of one family share one entry in the side navigation, and stand in tabs on top of the page. */
  family?: Family;
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
    name: "rounds",
    path: "/rounds/:part?",
    title: () => t.rounds.title,
    sounds: ["xunchajiaojie", "xcjj", "qingdian", "qd", "jiaojieban", "jjb", "qingyuan", "qy"],
    permission: "attendance_read",
    component: () => import("../areas/rounds/RoundsScreen.vue"),
  },
  {
    name: "illness",
    path: "/illness/:id?",
    title: () => t.health.title,
    sounds: ["bingqinggean", "bqga"],
    group: "children",
    icon: FirstAidKit,
    family: "health",
    permission: "infants_health",
    component: () => import("../areas/health/IllnessScreen.vue"),
  },
  {
    name: "medicine",
    path: "/medicine",
    title: () => t.medicine.title,
    sounds: ["weiyao", "wy", "daiyao", "dy"],
    group: "children",
    icon: FirstAidKit,
    family: "health",
    permission: "infants_health",
    component: () => import("../areas/health/medicine/MedicineScreen.vue"),
  },
  {
    name: "coverage",
    path: "/coverage",
    title: () => t.coverage.title,
    sounds: ["quejilu", "qjl"],
    permission: "health_write",
    component: () => import("../areas/coverage/CoverageScreen.vue"),
  },
  {
    name: "outbreaks",
    path: "/outbreaks",
    title: () => t.outbreak.title,
    sounds: ["jujiyuyiqing", "jjyyq", "yiqing", "yq"],
    permission: "health_decide",
    component: () => import("../areas/outbreak/OutbreaksScreen.vue"),
  },
  {
    name: "care",
    path: "/care",
    title: () => t.care.title,
    sounds: ["zhaohu", "zh", "wushui", "ws"],
    group: "children",
    icon: FirstAidKit,
    family: "health",
    permission: "health_write",
    component: () => import("../areas/care/CareScreen.vue"),
  },
  {
    name: "messages",
    path: "/messages",
    title: () => t.care.messages,
    sounds: ["xiaoxi", "xx"],
    permission: "health_write",
    component: () => import("../areas/care/messages/MessagesScreen.vue"),
  },
  {
    name: "incidents",
    path: "/incidents/:id?",
    title: () => t.safety.title,
    sounds: ["shanghai", "sh", "yisiqinhai", "ysqh"],
    group: "children",
    icon: FirstAidKit,
    family: "health",
    // Everybody may write signs of harm; the injuries themselves are for fewer, and the screen knows it.
    permission: "own",
    component: () => import("../areas/safety/IncidentsScreen.vue"),
  },
  {
    name: "staff-check",
    path: "/staff-check",
    title: () => t.staff.title,
    sounds: ["renyuanchenjian", "rycj"],
    group: "children",
    icon: FirstAidKit,
    family: "health",
    permission: "health_decide",
    component: () => import("../areas/staff/StaffScreen.vue"),
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

/** What stands in the side navigation: of a family its first screen that the person may see, for all of it. */
export function entriesFor(person: SignedIn): readonly Screen[] {
  const seen = new Set<Family>();
  return screensFor(person).filter(({ group, family }) => {
    if (!group || (family && seen.has(family))) return false;
    if (family) seen.add(family);
    return true;
  });
}

export function screensFor(person: SignedIn): readonly Screen[] {
  return screens.filter((screen) => maySee(person, screen));
}
