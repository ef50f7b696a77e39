import type { Permission } from "../../contract";
import { session } from "../access/session";

/** Whether the person's posts allow it. Only for what to show: the core decides. */
export function may(permission: Permission): boolean {
  return session.state.value?.person?.permissions.includes(permission) ?? false;
}
