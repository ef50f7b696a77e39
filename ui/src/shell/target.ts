import type { LocationQueryRaw, RouteLocationRaw } from "vue-router";

import type { FindResult } from "../contract";

/** Screens of one row: the name of the route's parameter that takes the row. */
const SUBJECTS: Record<string, string> = {
  infant: "id",
  class: "id",
  illness: "id",
  incidents: "id",
  contracts: "id",
  receipts: "id",
  registers: "key",
  rounds: "part",
  settings: "part",
};

/**
 * Where a screen of the core leads, such as `billing`, `settings/backup`, `infant/<id>`, `filing?kind=premises`
 * or `infants?pending`: a route's name, perhaps a subject, perhaps what to look at there.
 */
export function routeOf(screen: string): RouteLocationRaw {
  const [path = "", asked] = screen.split("?");
  const [name = "", subject] = path.split("/");
  const query: LocationQueryRaw = Object.fromEntries(new URLSearchParams(asked));
  const parameter = SUBJECTS[name];
  return { name, query, ...(subject && parameter && { params: { [parameter]: subject } }) };
}

/** Where something that was found is shown. */
export function routeOfFound(found: FindResult): RouteLocationRaw {
  switch (found.kind) {
    case "infant":
    case "guardian":
      return { name: "infant", params: { id: found.infant_id ?? found.id } };
    case "contract":
      return { name: "contracts", params: { id: found.id } };
    case "receipt":
      return { name: "receipts", params: { id: found.id } };
    case "person":
      return { name: "settings", params: { part: "people" }, query: { person: found.id } };
  }
}
