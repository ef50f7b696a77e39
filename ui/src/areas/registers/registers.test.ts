import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";

import { FakeDoor } from "../../../test/fake_door";
import type { FileComparison, Id, RowComparison, RowOutcome, ShownRegister } from "../../contract";
import { openDoors } from "../../doors";
import RegisterBind from "./RegisterBind.vue";
import RegisterCompare from "./RegisterCompare.vue";
import RegisterStanding from "./RegisterStanding.vue";

const row = (outcome: RowOutcome, name: string, figures: Partial<RowComparison> = {}): RowComparison => ({
  outcome,
  name,
  row: 3,
  cells: [],
  reason: null,
  ...figures,
});
const temperature = { column: 4, heading: "体温", address: "E3", before: "36.5", after: "37.8", reason: null };

function comparison(figures: Partial<FileComparison> = {}): FileComparison {
  return {
    header: { sheet: "晨检", row: 1, columns: [] },
    left_out: [],
    rows: [row("same", "陈思远"), row("changed", "李可馨", { cells: [temperature] }), row("new", "黄浩然")],
    same: 1,
    changed: 1,
    new: 1,
    absent: 0,
    rejected: 0,
    takes_in: true,
    ...figures,
  };
}

let door: FakeDoor;
beforeEach(() => {
  door = new FakeDoor();
  openDoors(door);
});

async function compare(answer: FileComparison): Promise<ReturnType<typeof mount>> {
  door.answers["registers.compare_file"] = () => ({ reply: answer });
  const view = mount(RegisterCompare, {
    props: {
      title: "晨检",
      asked: { key: "morning_check", on: "2026-11-23", class_id: null },
      file: { token: "f1", name: "晨检.xlsx" },
    },
    global: { stubs: { teleport: true, transition: false } },
  });
  await flushPromises();
  return view;
}

it("a workbook is compared first, and its rows are taken in with the reason why they are late", async () => {
  const view = await compare(comparison());
  expect(door.count("registers.take_file")).toBe(0);
  expect(view.text()).toContain("体温E3");
  expect(view.text()).toContain("36.5");
  door.answers["registers.take_file"] = () => ({
    refused: { code: "late_reason", message: "请写明补录原因", field: "reason" },
  });
  await view.get("[data-testid=take]").trigger("click");
  await flushPromises();
  expect(view.get(".field [role=alert]").text()).toBe("请写明补录原因");
  door.answers["registers.take_file"] = () => ({ reply: comparison() });
  await view.get(".field input").setValue("停电");
  await view.get("[data-testid=take]").trigger("click");
  await flushPromises();
  expect(door.asked.at(-1)?.request).toEqual({
    key: "morning_check",
    on: "2026-11-23",
    class_id: null,
    file: "f1",
    reason: "停电",
  });
  expect(view.emitted("taken")).toEqual([[2]]);
});

it("what is made from the files is compared and never taken in", async () => {
  const view = await compare(comparison({ takes_in: false }));
  expect(view.find("[data-testid=take]").exists()).toBe(false);
  expect(view.get("[data-testid=derived]").text()).toContain("只能核对");
});

it("a workbook that says the same says so in one line", async () => {
  const view = await compare(comparison({ rows: [row("same", "陈思远")], changed: 0, new: 0 }));
  expect(view.get("[role=status]").text()).toBe("1 行全部相同");
  expect(view.find("[data-testid=take]").exists()).toBe(false);
});

const printed = { issued: "i1" as Id, at: Date.UTC(2026, 10, 23, 1, 5), prints: 1, current: true };
const bound = {
  id: "b1" as Id,
  issued: "i0" as Id,
  period: "2026-11-23",
  class_id: null,
  signed: [{ place: "园长", name: "林静文" }],
  signed_on: "2026-11-23",
  volume: "2026年第一册",
  at: 0,
  by: null,
};

it.each([
  ["not printed", { printed: null, bound: null, differs: [] }, "未打印", false],
  ["printed", { printed, bound: null, differs: [] }, "签好字就可以归档", true],
  ["changed since", { printed: { ...printed, current: false }, bound: null, differs: [] }, "请重新打印、签字", true],
  ["bound", { printed: { ...printed, issued: "i0" as Id }, bound, differs: [] }, "林静文", false],
  ["bound and amended", { printed, bound, differs: [row("changed", "李可馨")] }, "归档后有 1 行变化", true],
])("a sheet that is %s says what comes next", (_, standing, said, offers) => {
  const view = mount(RegisterStanding, { props: { standing, today: "2026-11-23" } });
  expect(view.text()).toContain(said);
  expect(view.find("[data-testid=bind]").exists()).toBe(offers);
});

it("places that nobody signed are left out, and what is refused stands at its field", async () => {
  door.answers["registers.bind"] = () => ({
    refused: { code: "register_signed_on", message: "签字日期须在打印日与今天之间", field: "signed_on" },
  });
  const sheet = {
    title: "班级与收托情况",
    signatures: ["填表人", "园长"],
    standing: { printed, bound: null, differs: [] },
  } as unknown as ShownRegister;
  const view = mount(RegisterBind, {
    props: { sheet, issued: "i1" as Id, volume: "第二册" },
    global: { stubs: { teleport: true, transition: false } },
  });
  await flushPromises();
  const inputs = view.findAll("input");
  await inputs[1]?.setValue("林静文");
  await inputs[2]?.setValue("2026-11-22");
  await view.get("[data-testid=bind-now]").trigger("click");
  await flushPromises();
  expect(door.asked.at(-1)?.request).toEqual({
    issued: "i1",
    signed: [{ place: "园长", name: "林静文" }],
    signed_on: "2026-11-22",
    volume: "第二册",
  });
  expect(view.get(".field [role=alert]").text()).toContain("签字日期须在");
});
