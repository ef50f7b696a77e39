import { expect, it } from "vitest";

import type { FindResult, Id } from "../contract";
import { router } from "./router";
import { screens } from "./screens";
import { routeOf, routeOfFound } from "./target";

const path = (screen: string): string => router.resolve(routeOf(screen)).fullPath;

it("every screen that the core names has an address", () => {
  expect(
    [
      "billing",
      "billing?arrears",
      "infants?pending",
      "filing?kind=fire_certificate",
      "contracts?ending",
      "contracts/c1",
      "infant/i1",
      "receipts/r1",
      "settings/backup",
      "today/waiting",
      "door",
      "class/c1",
      "attendance?to_trace",
    ].map(path),
  ).toEqual([
    "/billing",
    "/billing?arrears=",
    "/infants?pending=",
    "/filing?kind=fire_certificate",
    "/contracts?ending=",
    "/contracts/c1",
    "/infants/i1",
    "/billing/receipts/r1",
    "/settings/backup",
    "/today",
    "/door",
    "/class/c1",
    "/attendance?to_trace=",
  ]);
});

it("what is found opens on its own screen", () => {
  const found = (kind: FindResult["kind"]): string =>
    router.resolve(routeOfFound({ kind, id: "x" as Id, title: "", detail: "", infant_id: "child" as Id })).fullPath;
  expect((["infant", "guardian", "contract", "receipt", "person"] as const).map(found)).toEqual([
    "/infants/child",
    "/infants/child",
    "/contracts/x",
    "/billing/receipts/x",
    "/settings/people?person=x",
  ]);
});

it("every screen is found by its initials, in lower case", () => {
  for (const { name, sounds } of screens) for (const sound of sounds ?? []) expect(sound, name).toMatch(/^[a-z]+$/);
});
