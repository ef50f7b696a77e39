import { expect, it } from "vitest";

import { blankInfant, placeOf, sentGuardians, toCheck, toSave } from "./fields";
import type { InfantFields } from "./fields";

function typed(change: Partial<InfantFields> = {}): InfantFields {
  const fields = { ...blankInfant("2026-11-23"), name: "赵梓涵", ...change };
  fields.guardians[1] = {
    ...fields.guardians[1],
    name: "赵雅静",
    phone: "１９９",
  } as InfantFields["guardians"][number];
  return fields;
}

it("sends no guardian who is only a blank, and finds the place of the others again", () => {
  const fields = typed();
  expect(sentGuardians(fields).map(({ at }) => at)).toEqual([1]);
  expect(placeOf("guardians[0].phone", fields)).toBe("guardians[1].phone");
  expect(placeOf("document_number", fields)).toBe("document_number");
});

it("a kind of document without its number is no document", () => {
  expect(toCheck(null, typed())).toMatchObject({ document_kind: null, document_number: null });
  expect(toCheck(null, typed({ document_number: " 41 " }))).toMatchObject({
    document_kind: "resident_id",
    document_number: "41",
  });
});

it("saves nothing before birth and sex are there, and reads counts as numbers", () => {
  expect(toSave(null, typed())).toBeNull();
  const saved = toSave(null, typed({ birth: "2024-11-20", sex: "female", gestation: "36", birth_order: "" }));
  expect(saved).toMatchObject({ gestation_weeks: 36, birth_order: null, pickup: [] });
});
