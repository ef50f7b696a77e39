import { mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { expect, it } from "vitest";
import { nextTick } from "vue";

import ListTable from "./ListTable.vue";

interface Row {
  id: string;
  number: string;
}

const rows: Row[] = ["2", "10", "1"].map((number) => ({ id: `r${number}`, number }));

function table(sort: { key: string; descending: boolean } | null = null): VueWrapper {
  return mount(ListTable<Row>, {
    props: {
      label: "list",
      columns: [{ key: "number", title: "No.", sortBy: (row: Row) => row.number }],
      rows,
      sort,
      openId: null,
    },
    slots: { number: ({ row }: { row: Row }) => row.number },
    attachTo: document.body,
  }) as unknown as VueWrapper;
}

const shown = (wrapper: VueWrapper): string[] => wrapper.findAll("tbody tr").map((row) => row.text());

it("keeps the order of the list until asked, then sorts numbers as numbers", () => {
  expect(shown(table())).toEqual(["2", "10", "1"]);
  expect(shown(table({ key: "number", descending: false }))).toEqual(["1", "2", "10"]);
  expect(shown(table({ key: "number", descending: true }))).toEqual(["10", "2", "1"]);
});

it("asks for upwards, downwards, and the list's own order in turn", async () => {
  const wrapper = table();
  await wrapper.get("th button").trigger("click");
  await wrapper.setProps({ sort: { key: "number", descending: false } });
  await wrapper.get("th button").trigger("click");
  await wrapper.setProps({ sort: { key: "number", descending: true } });
  await wrapper.get("th button").trigger("click");
  expect(wrapper.emitted("sort")?.map(([sort]) => sort as unknown)).toEqual([
    { key: "number", descending: false },
    { key: "number", descending: true },
    null,
  ]);
});

it("is walked with the arrow keys, opens with Enter and says when its end is passed", async () => {
  const wrapper = table();
  const press = async (key: string): Promise<void> => {
    await wrapper.get("tbody").trigger("keydown", { key });
    await nextTick();
  };
  await press("ArrowDown");
  expect(document.activeElement?.textContent).toBe("10");
  await press("Enter");
  expect(wrapper.emitted("open")?.[0]).toEqual([rows[1]]);
  await press("End");
  expect(wrapper.emitted("end")).toBeUndefined();
  await press("ArrowDown");
  expect(wrapper.emitted("end")).toHaveLength(1);
  expect(document.activeElement?.textContent).toBe("1");
  expect(wrapper.findAll("tbody tr[tabindex='0']")).toHaveLength(1);
});
