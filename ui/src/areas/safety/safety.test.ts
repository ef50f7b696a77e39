import { mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { nextTick } from "vue";

import type { BodyPart, CaseStep, IncidentShown } from "../../contract";
import { labels } from "../../words/labels";
import BodyPicture from "./BodyPicture.vue";
import { ALL, PARTS, beside } from "./body";
import { factOf, inOrder, keepsVideo, sinceOf, whenOf } from "./incidents";

describe("the picture of the body", () => {
  it("has every part of the contract once for the keyboard", () => {
    expect([...PARTS].sort()).toEqual((Object.keys(labels.BodyPart) as BodyPart[]).sort());
    expect(new Set(PARTS).size).toBe(PARTS.length);
  });

  it("shows the child's left at the right from the front, and at the left from behind", () => {
    const x = (view: string, part: BodyPart): number =>
      ALL.find((one) => one.view === view && one.part === part)?.x ?? NaN;
    expect(x("front", "left_hand")).toBeGreaterThan(x("front", "right_hand"));
    expect(x("back", "left_hand")).toBeLessThan(x("back", "right_hand"));
  });

  it("leads with the arrow keys from each part to every other", () => {
    const reached = new Set<BodyPart>(["chest"]);
    for (const part of reached)
      for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) reached.add(beside(part, key));
    expect(reached.size).toBe(PARTS.length);
    expect(beside("chest", "ArrowDown")).toBe("abdomen");
    expect(beside("left_foot", "ArrowDown")).toBe("left_foot");
  });

  const open = (more: object = {}): VueWrapper => {
    const wrapper = mount(BodyPicture, {
      props: {
        heading: "部位",
        modelValue: [] as BodyPart[],
        "onUpdate:modelValue": (next: BodyPart[]) => void wrapper.setProps({ modelValue: next }),
        ...more,
      },
      attachTo: document.body,
    });
    return wrapper as VueWrapper;
  };

  it("is one stop of Tab; Space chooses, and a chip takes away", async () => {
    const wrapper = open();
    expect(wrapper.findAll("[tabindex='0']")).toHaveLength(1);
    const svg = wrapper.get("svg");
    await svg.trigger("keydown", { key: " " });
    await svg.trigger("keydown", { key: "ArrowDown" });
    await svg.trigger("keydown", { key: " " });
    await nextTick();
    expect(wrapper.findAll("li").map((chip) => chip.text())).toEqual(["胸部", "腹部"]);
    expect(wrapper.get("[aria-label='腹部']").attributes("aria-pressed")).toBe("true");
    await wrapper.get("li button").trigger("click");
    expect(wrapper.findAll("li").map((chip) => chip.text())).toEqual(["腹部"]);
  });

  it("is pressed on either side, and only looked at where it is shown", async () => {
    const wrapper = open();
    const hands = wrapper.findAll("[data-part=left_hand]");
    expect(hands).toHaveLength(2);
    await hands[1]?.trigger("click");
    expect(wrapper.findAll(".on")).toHaveLength(2);
    const shown = open({ modelValue: ["left_hand"], shownOnly: true });
    expect(shown.find("[role=button]").exists()).toBe(false);
    await shown.get("[data-part=right_hand]").trigger("click");
    expect(shown.findAll(".on")).toHaveLength(2);
  });
});

describe("incidents", () => {
  const one = (id: string, state: "open" | "closed", over: boolean[] = [], at = 0): IncidentShown =>
    ({ id, state, at, to_tell: over.map((is) => ({ party: "guardian", by: 0, over: is })) }) as IncidentShown;

  it("stand with those first of whom somebody was not told in time", () => {
    const sorted = inOrder([
      one("closed", "closed", [], 9),
      one("told", "open"),
      one("waits", "open", [false]),
      one("late", "open", [false, true]),
    ]);
    expect(sorted.map(({ id }) => id)).toEqual(["late", "waits", "told", "closed"]);
  });

  it("are asked for from the day that the filter means", () => {
    expect(sinceOf("open", "2026-11-23")).toBeNull();
    expect(sinceOf("month", "2026-11-23")).toBe("2026-11-01");
    expect(sinceOf("all", "2026-11-23")).toBe("2000-01-01");
  });

  it("happen now where no time is typed of today, and need one of another day", () => {
    expect(whenOf("2026-11-23", "", "2026-11-23")).toEqual({});
    expect(whenOf("2026-11-22", "", "2026-11-23")).toBeNull();
    expect(whenOf("2026-11-22", "１０１５", "2026-11-23")).toEqual({ at: Date.parse("2026-11-22T10:15:00+08:00") });
    expect(whenOf("2026-11-23", "上午", "2026-11-23")).toBeNull();
  });

  it("keep their video from a doctor's visit on", () => {
    expect([keepsVideo("first_aid"), keepsVideo("clinic"), keepsVideo("grave"), keepsVideo(null)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("have facts that are only read where they are words", () => {
    const step = { facts: { party: "公安机关 110", number: "", at: 5 } } as unknown as CaseStep;
    expect([factOf(step, "party"), factOf(step, "number"), factOf(step, "at")]).toEqual(["公安机关 110", null, null]);
    expect(factOf({ facts: null } as CaseStep, "party")).toBeNull();
  });
});
