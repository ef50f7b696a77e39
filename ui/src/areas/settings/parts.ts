import { defineAsyncComponent } from "vue";
import type { Component } from "vue";

import type { Permission, SignedIn } from "../../contract";
import { t } from "../../words";

export interface Part {
  /** In the route: `/settings/backup`. */
  name: string;
  title: () => string;
  /** Pinyin and its initials, by which Ctrl+K finds it. */
  sounds: readonly string[];
  permission: Permission;
  component: Component;
}

const part = (
  name: string,
  title: () => string,
  sounds: readonly string[],
  permission: Permission,
  load: () => Promise<Component>,
): Part => ({ name, title, sounds, permission, component: defineAsyncComponent(load) });

/** The parts of Settings in their order: first what is everybody's own, then the nursery, then the keeping of the book. */
export const parts: readonly Part[] = [
  part(
    "mine",
    () => t.settings.mine.title,
    ["benren", "br", "shuzima", "szm"],
    "own",
    () => import("./MinePart.vue"),
  ),
  part(
    "institution",
    () => t.settings.institution.title,
    ["jigouxinxi", "jgxx"],
    "institution_read",
    () => import("./InstitutionPart.vue"),
  ),
  part(
    "authorities",
    () => t.settings.authorities.title,
    ["zhuguanbumen", "zgbm"],
    "institution_write",
    () => import("./AuthoritiesPart.vue"),
  ),
  part(
    "classes",
    () => t.settings.classes.title,
    ["banji", "bj"],
    "institution_read",
    () => import("./ClassesPart.vue"),
  ),
  part(
    "calendar",
    () => t.settings.calendar.title,
    ["gongzuorili", "gzrl", "jiari", "jr"],
    "institution_read",
    () => import("./CalendarPart.vue"),
  ),
  part(
    "people",
    () => t.settings.people.title,
    ["renyuangangwei", "rygw", "shuzima", "szm"],
    "staff_read",
    () => import("./PeoplePart.vue"),
  ),
  part(
    "policy",
    () => t.settings.policy.title,
    ["zhengceyubiaozhun", "zcybz", "zc"],
    "policy_read",
    () => import("./PolicyPart.vue"),
  ),
  part(
    "printing",
    () => t.settings.printing.title,
    ["dayin", "dy"],
    "own",
    () => import("./PrintingPart.vue"),
  ),
  part(
    "backup",
    () => t.settings.backup.title,
    ["beifen", "bf"],
    "store_keep",
    () => import("./BackupPart.vue"),
  ),
  part(
    "audit",
    () => t.settings.audit.title,
    ["caozuojilu", "czjl"],
    "audit_read",
    () => import("./AuditPart.vue"),
  ),
  part(
    "about",
    () => t.settings.about.title,
    ["guanyu", "gy"],
    "own",
    () => import("./AboutPart.vue"),
  ),
];

export function partsFor(person: SignedIn): readonly Part[] {
  return parts.filter((one) => person.permissions.includes(one.permission));
}
