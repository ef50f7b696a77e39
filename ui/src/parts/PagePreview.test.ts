import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it } from "vitest";

import { FakeDoor } from "../../test/fake_door";
import type { Id, PaperMade } from "../contract";
import { CallError, openDoors } from "../doors";
import PagePreview from "./PagePreview.vue";
import PaperMaker from "./PaperMaker.vue";

beforeEach(() => openDoors(new FakeDoor()));

const paper: PaperMade = { issued: "p" as Id, form: "receipt_a5@1", pages: 3, reprint: 0, substituted: [] };

it("turns its pages by keys and stays within them", async () => {
  const wrapper = mount(PagePreview, { props: { issued: "p" as Id, pages: 3, label: "合同" } });
  const source = (): string => wrapper.get("img").attributes("src") ?? "";
  expect(source()).toBe("p/1");
  for (const key of ["PageDown", "ArrowRight", "ArrowRight"]) await wrapper.get(".sheet").trigger("keydown", { key });
  expect(source()).toBe("p/3");
  await wrapper.get(".sheet").trigger("keydown", { key: "PageUp" });
  expect(source()).toBe("p/2");
});

it("names what the font lacks and prints 〓 when the person says so", async () => {
  const asked: boolean[] = [];
  const wrapper = mount(PaperMaker, {
    props: {
      label: "收据",
      make: (substitute: boolean) => {
        asked.push(substitute);
        if (substitute) return Promise.resolve({ ...paper, substituted: ["𬴂"] });
        return Promise.reject(new CallError("glyph", "字体里没有“𬴂”"));
      },
    },
  });
  await flushPromises();
  expect(wrapper.get("[role=alert]").text()).toContain("字体里没有“𬴂”");
  await wrapper.get("[data-testid=geta]").trigger("click");
  await flushPromises();
  expect(asked).toEqual([false, true]);
  expect(wrapper.text()).toContain("已印成 〓");
  expect(wrapper.find("img").exists()).toBe(true);
});
