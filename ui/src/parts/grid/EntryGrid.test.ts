import { flushPromises, mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { beforeEach, expect, it, vi } from "vitest";
import { nextTick, reactive } from "vue";

import { FakeDoor } from "../../../test/fake_door";
import { CallError, call, openDoors } from "../../doors";
import EntryGrid from "./EntryGrid.vue";
import type { GridColumn } from "./columns";

interface Row {
  id: string;
  name: string;
  heat: string;
  mood: string;
  told: string;
  note: string;
}

type Field = "heat" | "mood" | "told" | "note";
const child = (number: number): Row => ({
  id: `r${number}`,
  name: `孩子${number}`,
  heat: "",
  mood: "",
  told: "",
  note: "",
});

const columns: GridColumn<Row>[] = [
  { key: "name", title: "姓名", kind: "shown", width: "120px", frozen: "left", heads: true, text: (row) => row.name },
  {
    key: "heat",
    title: "体温",
    kind: "number",
    width: "84px",
    shape: { digits: 3, places: 1 },
    text: (row) => row.heat,
    fixed: (row) => row.note === "固定",
    doubt: (text) => (Number(text) < 30 ? "再看一遍" : null),
  },
  {
    key: "mood",
    title: "精神",
    kind: "choice",
    width: "84px",
    choices: [
      { value: "good", title: "好" },
      { value: "tired", title: "差" },
    ],
    text: (row) => row.mood,
  },
  {
    key: "told",
    title: "告知",
    kind: "mark",
    width: "40px",
    choices: [{ value: "yes", title: "✓" }],
    clears: true,
    text: (row) => row.told,
  },
  { key: "note", title: "备注", kind: "text", width: "1fr", text: (row) => row.note },
];

interface Given {
  rows?: Row[];
  save?: (row: Row, column: string, text: string, requestId: string) => Promise<unknown>;
  passes?: (row: Row) => boolean;
  open?: string | null;
  taken?: (press: unknown) => boolean;
  draft?: { screen: string; subject: string };
  due?: (row: Row) => string | null;
}

let door: FakeDoor;
let rows: Row[];

beforeEach(() => {
  door = new FakeDoor();
  door.answers = { "drafts.keep": () => ({ reply: {} }), "drafts.drop": () => ({ reply: {} }) };
  openDoors(door);
  rows = reactive([child(1), child(2), child(3)]);
});

const keep = (row: Row, column: string, text: string): Promise<void> => {
  row[column as Field] = text;
  return Promise.resolve();
};

async function grid(given: Given = {}): Promise<VueWrapper> {
  const wrapper = mount(EntryGrid<Row>, {
    props: { label: "登记", columns, rows, name: (row: Row) => row.name, save: keep, ...given },
    attachTo: document.body,
  }) as unknown as VueWrapper;
  await flushPromises();
  return wrapper;
}

const input = (): HTMLInputElement => document.activeElement as HTMLInputElement;
const place = (): string => input().getAttribute("aria-label") ?? "";

async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  const target = input();
  target.dispatchEvent(event);
  await nextTick();
  target.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, ...more }));
  await nextTick();
  return event;
}

async function type(keys: string): Promise<void> {
  for (const key of keys) await press(key);
}

it("three digits are a temperature and lead to the next row", async () => {
  await grid();
  expect(place()).toBe("孩子1 体温");
  await type("36");
  expect(input().value).toBe("36.");
  await type("5364");
  expect(place()).toBe("孩子3 体温");
  await flushPromises();
  expect(rows.map(({ heat }) => heat)).toEqual(["36.5", "36.4", ""]);
});

it("moves with the arrows, Home and End, and has one tab stop and one field", async () => {
  const wrapper = await grid();
  for (const [key, at] of [
    ["ArrowDown", "孩子2 体温"],
    ["End", "孩子3 体温"],
    ["ArrowDown", "孩子3 体温"],
    ["Home", "孩子1 体温"],
    ["ArrowRight", "孩子1 精神"],
    ["ArrowRight", "孩子1 告知"],
    ["ArrowLeft", "孩子1 精神"],
  ] as const) {
    await press(key);
    expect(place()).toBe(at);
  }
  expect(wrapper.findAll("input")).toHaveLength(1);
  expect(wrapper.get("[role=grid]").attributes("aria-rowcount")).toBe("4");
  expect(wrapper.findAll("[role=row]").map((row) => row.attributes("aria-rowindex"))).toEqual(["1", "2", "3", "4"]);
  expect(wrapper.findAll("[role=rowheader]").map((cell) => cell.text())).toEqual(["孩子1", "孩子2", "孩子3"]);
});

it("the signs and F9 are the screen's, and leave the cursor where it is", async () => {
  const wrapper = await grid();
  for (const sign of "-/*+－／＊＋") await press(sign);
  expect(wrapper.emitted("key")?.map(([row, column, sign]) => [(row as Row).id, column, sign])).toEqual(
    [..."-/*+-/*+"].map((sign) => ["r1", "heat", sign]),
  );
  expect(place()).toBe("孩子1 体温");
  const f9 = await press("F9");
  expect(wrapper.emitted("confirm")).toHaveLength(1);
  expect(f9.defaultPrevented).toBe(true);
});

it("a sign after half a number means the sign", async () => {
  const save = vi.fn(keep);
  const wrapper = await grid({ save });
  await type("3/");
  expect(wrapper.emitted("key")).toHaveLength(1);
  expect(input().value).toBe("");
  expect(save).not.toHaveBeenCalled();
});

it("Enter fills the missing place; what is half typed and left stays and says so", async () => {
  const wrapper = await grid();
  await type("37");
  await press("Enter");
  await flushPromises();
  expect(rows[0]?.heat).toBe("37.0");
  expect(place()).toBe("孩子2 体温");
  await type("3");
  await press("ArrowDown");
  expect(rows[1]?.heat).toBe("");
  expect(wrapper.get(".said").text()).toContain("没写完");
  await press("F8");
  expect(place()).toBe("孩子2 体温");
  expect(input().value).toBe("3");
  await press("Escape");
  expect(wrapper.find(".said").exists()).toBe(false);
});

it("Backspace takes digits back, also saved ones; Esc and Ctrl+Z put back what was there", async () => {
  if (rows[0]) rows[0].heat = "36.5";
  const wrapper = await grid();
  await press("Backspace");
  expect(input().value).toBe("36.");
  await press("Backspace");
  await press("Backspace");
  await press("Backspace");
  expect(input().value).toBe("");
  await press("Escape");
  expect(input().value).toBe("36.5");
  await type("37");
  await press("z", { ctrlKey: true });
  expect(input().value).toBe("36.5");
  expect(wrapper.emitted("undo")).toBeUndefined();
  await press("z", { ctrlKey: true });
  expect(wrapper.emitted("undo")).toHaveLength(1);
  const escape = await press("Escape");
  expect(escape.defaultPrevented).toBe(false);
});

it("digits choose, the space bar marks, a text takes signs once it has begun", async () => {
  const wrapper = await grid();
  await press("ArrowRight");
  await type("2");
  await flushPromises();
  expect(rows[0]?.mood).toBe("tired");
  expect(place()).toBe("孩子2 精神");
  await press("ArrowRight");
  await press(" ");
  await flushPromises();
  expect(rows[1]?.told).toBe("yes");
  await press(" ");
  await flushPromises();
  expect(rows[1]?.told).toBe("");
  await press("ArrowRight");
  await press("*");
  expect(wrapper.emitted("key")).toHaveLength(1);
  input().value = "咳嗽";
  input().dispatchEvent(new InputEvent("input", { bubbles: true }));
  const star = await press("*");
  expect(star.defaultPrevented).toBe(false);
  await press("Enter");
  await flushPromises();
  expect(rows[1]?.note).toBe("咳嗽");
});

it("passes over rows that want nothing when it goes on by itself, and over cells that stand", async () => {
  if (rows[1]) rows[1].note = "固定";
  await grid();
  await type("365");
  expect(place()).toBe("孩子3 体温");
  await press("ArrowUp");
  expect(input().getAttribute("role")).toBe("gridcell");
  await type("365");
  await flushPromises();
  expect(rows[1]?.heat).toBe("");
});

it("says when the last row is done with", async () => {
  const wrapper = await grid();
  await press("End");
  await type("365");
  expect(wrapper.emitted("end")).toHaveLength(1);
  expect(place()).toBe("孩子3 体温");
});

it("asks once more for a value that can hardly be, and takes it then", async () => {
  const wrapper = await grid();
  await type("265");
  expect(wrapper.get(".said").text()).toBe("再看一遍");
  expect(place()).toBe("孩子1 体温");
  expect(rows[0]?.heat).toBe("");
  await type("265");
  await flushPromises();
  expect(rows[0]?.heat).toBe("26.5");
  expect(wrapper.find(".said").exists()).toBe(false);
});

it("a refused cell keeps what was typed, says why, and is reached with F8", async () => {
  const save = vi.fn<typeof keep>(() => Promise.reject(new CallError("x", "体温计没有连上")));
  const wrapper = await grid({ save });
  await type("365364");
  await flushPromises();
  expect(wrapper.findAll(".said").map((said) => said.text())).toEqual(["体温计没有连上", "体温计没有连上"]);
  await press("F8");
  expect(place()).toBe("孩子1 体温");
  expect(input().value).toBe("36.5");
  expect(input().getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(input().getAttribute("aria-describedby") ?? "")?.textContent).toContain("没有连上");
  save.mockImplementation(keep);
  await press("Enter");
  await flushPromises();
  expect(rows[0]?.heat).toBe("36.5");
});

it("saves a row's cells one after the other and other rows beside it", async () => {
  const waiting: (() => void)[] = [];
  const order: string[] = [];
  const save = (row: Row, column: string, text: string): Promise<unknown> => {
    order.push(`${row.id}/${column}`);
    return new Promise<void>((resolve) => waiting.push(resolve)).then(() => keep(row, column, text));
  };
  const wrapper = await grid({ save });
  await type("365");
  await press("ArrowUp");
  await press("ArrowRight");
  await type("1");
  await press("ArrowLeft");
  await type("364");
  await flushPromises();
  expect(order).toEqual(["r1/heat", "r2/heat"]);
  expect(wrapper.findAll(".saving")).toHaveLength(3);
  waiting[0]?.();
  await flushPromises();
  expect(order).toEqual(["r1/heat", "r2/heat", "r1/mood"]);
  waiting.slice(1).forEach((resolve) => resolve());
  await flushPromises();
  expect(wrapper.findAll(".saving")).toHaveLength(0);
  expect(wrapper.findAll(".saved").length).toBeGreaterThan(1);
});

it("tries again under the same id when the core is back", async () => {
  const ids: string[] = [];
  vi.useFakeTimers();
  const save = async (row: Row, column: string, text: string, requestId: string): Promise<unknown> => {
    ids.push(requestId);
    await call("session.state", {});
    return keep(row, column, text);
  };
  const wrapper = await grid({ save });
  door.reachable = false;
  await type("365");
  await vi.advanceTimersByTimeAsync(0);
  expect(wrapper.get(".said").text()).toContain("自动再存");
  door.reachable = true;
  await vi.advanceTimersByTimeAsync(2000);
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
  expect(rows[0]?.heat).toBe("36.5");
});

it("offers presses to an open strip first and stays in the row", async () => {
  const taken = vi.fn((one: unknown) => (one as { press: string }).press === "digit");
  await grid({ open: "r1", taken });
  await type("36");
  expect(taken).toHaveBeenCalledTimes(2);
  expect(input().value).toBe("");
  await press("ArrowDown");
  await type("3");
  expect(input().value).toBe("3");
});

it("draws only what is in sight of many rows, and always the row in hand", async () => {
  const many = Array.from({ length: 200 }, (_, at) => child(at + 1));
  const wrapper = await grid({ rows: many });
  const drawn = (): number => wrapper.findAll(".body [role=row]").length;
  expect(drawn()).toBeLessThan(60);
  await press("End");
  expect(place()).toBe("孩子200 体温");
  expect(drawn()).toBeLessThan(60);
  await type("365");
  await flushPromises();
  expect(many[199]?.heat).toBe("36.5");
});

it("keeps what is half typed as a draft, puts it back, and forgets it when it is saved", async () => {
  vi.useFakeTimers();
  const draft = { screen: "grid", subject: "c1" };
  const wrapper = await grid({ draft });
  await type("36");
  await vi.advanceTimersByTimeAsync(700);
  expect(door.asked.find(({ operation }) => operation === "drafts.keep")?.request).toMatchObject({
    subject: "c1",
    content: { typed: { "r1/heat": "36." } },
  });
  await type("5");
  await vi.advanceTimersByTimeAsync(0);
  expect(door.count("drafts.drop")).toBe(1);
  await type("364");
  await vi.advanceTimersByTimeAsync(700);
  expect([door.count("drafts.keep"), door.count("drafts.drop")]).toEqual([1, 1]);
  wrapper.unmount();
  door.answers["drafts.list"] = () => ({
    reply: [{ own: true, draft: { ...draft, content: { typed: { "r3/heat": "36." } } } }],
  });
  const again = await grid({ draft });
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
  expect(again.get(".said").text()).toContain("没写完");
  await press("F8");
  expect(input().value).toBe("36.");
  await press("Escape");
  expect(again.find(".said").exists()).toBe(false);
});

it("a key that an input method takes counts once, whether it then writes something or not", async () => {
  await grid();
  // Nothing is written: the key's place counts, when it comes up.
  await press("Process", { code: "Numpad3", keyCode: 229 });
  expect(input().value).toBe("3");
  // Full-width digits are written: they count and the place does not.
  const taken = new KeyboardEvent("keydown", { key: "Process", code: "Digit6", keyCode: 229, bubbles: true });
  input().dispatchEvent(taken);
  input().value = "3６";
  input().dispatchEvent(new InputEvent("input", { bubbles: true, data: "６" }));
  await nextTick();
  input().dispatchEvent(new KeyboardEvent("keyup", { key: "6", code: "Digit6", bubbles: true }));
  await nextTick();
  expect(input().value).toBe("36.");
});

it("a composition is read at its end; its Enter goes nowhere; words mean nothing", async () => {
  const save = vi.fn(keep);
  const wrapper = await grid({ save });
  await type("3");
  const cell = input();
  cell.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  cell.value = "3wo";
  cell.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  await press("2", { isComposing: true, code: "Digit2", keyCode: 229 });
  await press("Enter", { isComposing: true, keyCode: 229 });
  expect(place()).toBe("孩子1 体温");
  cell.value = "3我６";
  cell.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "我６" }));
  await nextTick();
  expect(input().value).toBe("36.");
  // Chromium says nothing more, WebKit writes it once again: it is the same.
  cell.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await nextTick();
  expect(input().value).toBe("36.");
  await press("Process", { code: "NumpadSubtract", keyCode: 229 });
  expect(wrapper.emitted("key")?.[0]?.[2]).toBe("-");
  expect(save).not.toHaveBeenCalled();
});

it("reads three full-width digits that are written at once, and what is pasted over a saved value", async () => {
  if (rows[0]) rows[0].heat = "36.4";
  await grid();
  input().value = "３７１";
  input().dispatchEvent(new InputEvent("input", { bubbles: true, data: "３７１" }));
  await flushPromises();
  expect(rows[0]?.heat).toBe("37.1");
  expect(place()).toBe("孩子2 体温");
});
