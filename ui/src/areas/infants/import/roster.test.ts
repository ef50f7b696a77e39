import { flushPromises } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";

import { FakeDoor } from "../../../../test/fake_door";
import type { RosterPreview } from "../../../contract";
import { openDoors } from "../../../doors";
import { useRoster } from "./roster";

const PREVIEW: RosterPreview = {
  header: {
    sheet: "名单",
    row: 3,
    columns: [
      { column: 0, letters: "A", heading: "姓名", field: "name" },
      { column: 1, letters: "B", heading: "孩子", field: null },
    ],
  },
  missing: [],
  rows: [],
  skipped: [],
  counts: { new: 18, same: 0, changed: 1, duplicate: 1, conflict: 1, rejected: 4, skipped: 1 },
};

let door: FakeDoor;
const choices = (): unknown => door.asked.at(-1)?.request["choices"];

beforeEach(() => {
  door = new FakeDoor();
  door.answers["infants.preview_roster"] = () => ({ reply: PREVIEW });
  openDoors(door);
});

it("judges anew after each change, and the last mend of a cell counts", async () => {
  const roster = useRoster();
  await roster.take({ token: "t", name: "a.xlsx" });
  expect([roster.writes.value, roster.open.value]).toEqual([19, 5]);
  await roster.decide(12, { kind: "without", field: "document" });
  await roster.mend(12, "document", "1");
  await roster.mend(12, "document", "2");
  expect(choices()).toMatchObject({ mends: [{ row: 12, field: "document", value: "2" }], decisions: [] });
  expect(roster.touched(12)).toBe(true);
  await roster.takeBack(12);
  expect(choices()).toMatchObject({ mends: [], decisions: [] });
});

it("a field stands in one column only", async () => {
  const roster = useRoster();
  await roster.take({ token: "t", name: "a.xlsx" });
  await roster.assign(1, "name");
  expect(roster.work.header?.columns.map((one) => one.field)).toEqual([null, "name"]);
  await roster.recognise();
  expect(choices()).toMatchObject({ header: null });
});

it("keeps the changes of a file that the core no longer holds, until it is chosen again", async () => {
  const roster = useRoster();
  door.answers["infants.preview_roster"] = () => ({ refused: { code: "not_found", message: "" } });
  await roster.resume({ file: { token: "old", name: "a.xlsx" }, header: null, mends: [], decisions: [] });
  await flushPromises();
  expect(roster.lostFile.value).toBe("a.xlsx");
  door.answers["infants.preview_roster"] = () => ({ reply: PREVIEW });
  roster.work.mends = [{ row: 5, field: "name", value: "甲" }];
  await roster.take({ token: "new", name: "a.xlsx" });
  expect(choices()).toMatchObject({ mends: [{ row: 5 }] });
  await roster.take({ token: "other", name: "b.xlsx" });
  expect(choices()).toMatchObject({ mends: [] });
});
