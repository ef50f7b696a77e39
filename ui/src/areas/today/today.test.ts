import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";

import { FakeDoor } from "../../../test/fake_door";
import type { ClassHere, DutyItem, Id, PolicyValue, Waiting } from "../../contract";
import { openDoors, undoLast } from "../../doors";
import { router } from "../../shell/router";
import ClassesCard from "./ClassesCard.vue";
import DutyLine from "./DutyLine.vue";
import HereCard from "./HereCard.vue";
import MonthCard from "./MonthCard.vue";
import { DUTIES } from "./duties";

const class_ = (name: string, figures: Partial<ClassHere> = {}): ClassHere => ({
  class_id: name as Id,
  name,
  kind: "infants",
  enrolled: 9,
  suspended: 0,
  cap: 10,
  left: 1,
  carers: 3,
  carers_needed: 3,
  ratio: { source: "《托育机构设置标准（试行）》", article: "第二十条" } as PolicyValue,
  ...figures,
});
const global = { stubs: { RouterLink: { template: "<a><slot /></a>" } } };

let door: FakeDoor;
beforeEach(() => {
  door = new FakeDoor();
  openDoors(door);
});

it("adds up who is here, who is away and who is missing", () => {
  const classes = [class_("乳儿班"), class_("托小班", { enrolled: 14, suspended: 1, left: 0, cap: 15, carers: 2 })];
  expect(mount(HereCard, { props: { classes }, global }).text().replace(/\s+/g, " ")).toContain(
    "23 名婴幼儿5 名保育人员停托 1 名空位 1 个缺保育人员 1 名",
  );
  const rows = mount(ClassesCard, { props: { classes } }).findAll("tbody tr");
  expect(rows.map((row) => row.find(".of-ratio").text())).toEqual(["够", "缺 1 人"]);
  expect(rows.map((row) => row.findAll("td").map((cell) => cell.text()))).toEqual([
    ["9", "", "3 / 3", "够", "10", "1", ""],
    ["14", "1", "2 / 3", "缺 1 人", "15", "满", ""],
  ]);
});

it("has no column for who is away where nobody is, and names each source once", () => {
  const card = mount(ClassesCard, { props: { classes: [class_("乳儿班"), class_("托小班")] } });
  expect(card.text()).not.toContain("停托");
  expect(card.find(".source").text()).toBe("应配人数依据：《托育机构设置标准（试行）》 第二十条");
});

it.each([
  [{ owing: 4, open: 852_000 }, "未缴 4 人¥8,520.00"],
  [{ owing: 0, open: 0 }, "未缴都缴清了"],
])("says who still owes of %o", async (figures, said) => {
  door.answers["billing.month"] = () => ({
    reply: {
      month: "2026-11",
      rows: [],
      more: null,
      charged: 11_842_000,
      collected: 0,
      prepaid: 20_416_000,
      ...figures,
    },
  });
  const card = mount(MonthCard, { props: { month: "2026-11" }, global });
  await flushPromises();
  expect(card.get("[data-testid=owing]").text().replace(/\s+/g, "")).toBe(said.replace(/\s+/g, ""));
  expect(card.get("[data-testid=prepaid]").text()).toContain("¥204,160.00");
});

const item = (duty: string): DutyItem => ({
  duty,
  subject: "w1",
  urgency: "warning",
  title: duty,
  detail: "",
  due: null,
  article: "",
  button: "去办",
  screen: "today",
});

function line(duty: string, waiting?: Waiting): ReturnType<typeof mount> {
  return mount(DutyLine, {
    attachTo: document.body,
    props: { item: item(duty), today: "2026-11-23", ...(waiting && { waiting }) },
    global: { plugins: [router], provide: { [DUTIES as symbol]: { reload: () => Promise.resolve() } } },
  });
}

it("what was declined is read and gone for as long as the core tells of it, and comes back with undo", async () => {
  door.answers["today.snooze"] = () => ({ reply: {} });
  const declined = line("second.declined");
  await declined.get("[data-testid=finish]").trigger("click");
  await flushPromises();
  expect(door.asked.at(-1)?.request).toEqual({ duty: "second.declined", subject: "w1", until: "2026-12-24" });
  expect(declined.emitted("changed")).toHaveLength(1);
  await undoLast();
  expect(door.asked.at(-1)?.request).toMatchObject({ until: "2026-11-23" });
});

it("a decision needs a reason to decline, and says whose it is", async () => {
  const waiting: Waiting = {
    id: "w1" as Id,
    awaited: "approval",
    what: "调整个人账",
    detail: "",
    by: "孙丽华",
    at: Date.UTC(2026, 10, 23, 1, 5),
  };
  door.answers["second.decline"] = () => ({ reply: {} });
  const decision = line("second.waiting", waiting);
  await decision.get("[data-testid=finish]").trigger("click");
  expect(decision.text()).toContain("以孙丽华的名义记入");
  await decision.get("[data-testid=decline]").trigger("click");
  const now = decision.get("[data-testid=decline-now]");
  expect(now.attributes("disabled")).toBeDefined();
  await decision.get("input").setValue("请先附上说明");
  await now.trigger("click");
  await flushPromises();
  expect(door.asked.at(-1)?.request).toEqual({ id: "w1", reason: "请先附上说明" });
  expect(decision.emitted("changed")).toEqual([["未批准：调整个人账。孙丽华会在“今日”看到原因。"]]);
});

it("a decision whose facts are not there yet cannot be pressed into nothing", () => {
  expect(line("second.waiting").get("[data-testid=finish]").attributes("disabled")).toBeDefined();
});
