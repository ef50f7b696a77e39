import { flushPromises, mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";

import type { DoseState, DueDose, Id, Instant, MedicineOrder } from "../../../contract";
import TimesField from "./TimesField.vue";
import { inOrder, nextDue, offTime, ordersInOrder, readTimes } from "./doses";

const dose = (due: string, state: DoseState, order = "o1"): DueDose => ({
  order_id: order as Id,
  infant_id: "i1" as Id,
  infant_name: "孩子",
  number: 1,
  class_name: "托小班",
  drug: "药",
  strength: "",
  dose: "5 ml",
  how: "",
  due,
  state,
  record: null,
});

describe("the doses of a day", () => {
  it("stand in the order of time, with what must be given now before them", () => {
    const rows = inOrder([
      dose("08:00", "given"),
      dose("09:00", "overdue"),
      dose("11:00", "due", "o2"),
      dose("11:30", "due"),
      dose("15:00", "ahead"),
    ]);
    expect(rows.map(({ due }) => due)).toEqual(["09:00", "11:00", "11:30", "08:00", "15:00"]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it("are gone through by one key, and begin again behind the last", () => {
    const rows = inOrder([dose("09:00", "overdue"), dose("11:00", "due"), dose("15:00", "ahead")]);
    const first = nextDue(rows, null);
    expect(first?.due).toBe("09:00");
    const second = nextDue(rows, first?.id ?? null);
    expect(second?.due).toBe("11:00");
    expect(nextDue(rows, second?.id ?? null)?.due).toBe("09:00");
    expect(nextDue(inOrder([dose("15:00", "ahead")]), null)).toBeNull();
  });

  it("are early or late outside the window alone", () => {
    const at = (time: string): Instant => Date.parse(`2026-11-23T${time}+08:00`);
    const off = (time: string) => offTime("11:30", "2026-11-23", at(time), 30);
    expect([off("10:59:59"), off("11:00:00"), off("12:00:59"), off("12:01:00")]).toEqual(["early", null, null, "late"]);
    expect(offTime(null, "2026-11-23", at("10:00:00"), 30)).toBeNull();
  });
});

it("orders that wait for somebody stand first", () => {
  const order = (id: string, state: MedicineOrder["state"]) => ({ id, state }) as MedicineOrder;
  const sorted = ordersInOrder([
    order("a", "ahead"),
    order("r", "running"),
    order("o", "over"),
    order("u", "unsigned"),
  ]);
  expect(sorted.map(({ id }) => id)).toEqual(["u", "o", "r", "a"]);
});

describe("the times of an order", () => {
  it("are read in any common shape, each once, in their order", () => {
    expect(readTimes("1500，９：３０、11:30 1130")).toEqual({ times: ["09:30", "11:30", "15:00"], rest: [] });
    expect(readTimes("25:00 8:05")).toEqual({ times: ["08:05"], rest: ["25:00"] });
    expect(readTimes("")).toEqual({ times: [], rest: [] });
  });

  const open = (times: string[] = []) => {
    const wrapper = mount(TimesField, {
      props: {
        label: "时间",
        modelValue: times,
        "onUpdate:modelValue": (next: string[]) => void wrapper.setProps({ modelValue: next }),
      },
      attachTo: document.body,
    });
    return wrapper;
  };

  it("become chips: a comma ends one, Enter adds one and does not send the form", async () => {
    const wrapper = open();
    const input = wrapper.get("input");
    await input.setValue("1130，");
    await input.setValue("８：００");
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    input.element.dispatchEvent(enter);
    await flushPromises();
    expect(enter.defaultPrevented).toBe(true);
    expect(wrapper.findAll("li").map((chip) => chip.text())).toEqual(["08:00", "11:30"]);
    expect(input.element.value).toBe("");
    // With nothing typed, Enter is the form's.
    const sends = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    input.element.dispatchEvent(sends);
    expect(sends.defaultPrevented).toBe(false);
    input.element.dispatchEvent(new KeyboardEvent("keydown", { key: "Backspace", bubbles: true }));
    await flushPromises();
    expect(wrapper.findAll("li").map((chip) => chip.text())).toEqual(["08:00"]);
  });

  it("an Enter of the input method adds nothing, and what is no time stays and says so", async () => {
    const wrapper = open(["11:30"]);
    const input = wrapper.get("input");
    await input.setValue("午饭后");
    input.element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    await flushPromises();
    expect(wrapper.find("[role=alert]").exists()).toBe(false);
    await input.trigger("blur");
    expect(wrapper.get("[role=alert]").text()).toContain("11:30");
    expect(input.element.value).toBe("午饭后");
    await wrapper.get("li button").trigger("click");
    expect(wrapper.findAll("li")).toHaveLength(0);
  });
});
