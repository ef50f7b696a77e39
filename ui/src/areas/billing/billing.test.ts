import { flushPromises, mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { beforeEach, describe, expect, it } from "vitest";

import { FakeDoor } from "../../../test/fake_door";
import type { BillLine, Fen, Id } from "../../contract";
import { openDoors } from "../../doors";
import CollectStrip from "./CollectStrip.vue";
import { bookAfter } from "./books";
import { carried, sumsOf } from "./month";
import type { MonthRow } from "./month";

const row = (name: string, figures: Partial<Record<string, number>> = {}): MonthRow =>
  ({
    id: name as Id,
    infant_id: name as Id,
    infant_name: name,
    class_name: "托小班",
    before: 0,
    basic: 218_000,
    other: 46_200,
    discount: 0,
    charged: 264_200,
    collected: 0,
    open: 264_200,
    prepaid: 0,
    deposit: 0,
    state: "unpaid",
    contract_id: null,
    ...figures,
  }) as MonthRow;

describe("the month", () => {
  it("adds up whole fen, column by column", () => {
    const sums = sumsOf([row("a"), row("b", { before: -11_000, collected: 100_001, open: 153_199 })]);
    expect(sums).toMatchObject({ before: -11_000, charged: 528_400, collected: 100_001, open: 417_399 });
  });

  it("says in words what is owed and what is left over", () => {
    expect([carried(30_000), carried(-11_000), carried(0)]).toEqual(["欠 300.00", "余 110.00", ""]);
  });
});

const line = (item: string, amount: number): BillLine => ({
  item,
  category: "basic",
  unit: "month",
  quantity: 1,
  price: amount as Fen,
  amount: amount as Fen,
  month: "2026-11",
  from: "2026-11-01",
  to: "2026-11-30",
});

describe("collecting", () => {
  let door: FakeDoor;
  const why = { amount: 0, words: ["整月"], sources: [], policies: [] };

  beforeEach(() => {
    door = new FakeDoor();
    door.answers = {
      "drafts.list": () => ({ reply: [] }),
      "drafts.keep": () => ({ reply: {} }),
      "drafts.drop": () => ({ reply: {} }),
      "billing.due": () => ({
        reply: {
          lines: [line("保育费", 218_000), line("伙食费", 46_200)],
          whys: [why, why],
          total: 264_200,
          ahead: 0,
          payer: "陈立新",
        },
      }),
      "billing.collect": () => ({ reply: { receipt: {}, warnings: [] } }),
    };
    openDoors(door);
  });

  async function strip(): Promise<VueWrapper> {
    const wrapper = mount(CollectStrip, {
      props: { row: row("陈思远"), month: "2026-11" },
      attachTo: document.body,
    }) as VueWrapper;
    await flushPromises();
    return wrapper;
  }

  const press = (key: string, target: EventTarget = document.activeElement ?? window): void => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  };

  it("asks for the channel before it issues anything", async () => {
    const wrapper = await strip();
    press("Enter");
    await flushPromises();
    expect(door.count("billing.collect")).toBe(0);
    expect(wrapper.get("[data-testid=channels] [role=alert]").text()).toContain("1–5");
  });

  it("needs a digit and Enter, with everything else filled in", async () => {
    const wrapper = await strip();
    press("3", window);
    await flushPromises();
    press("Enter");
    await flushPromises();
    const asked = door.asked.find(({ operation }) => operation === "billing.collect");
    expect(asked?.request).toMatchObject({ channel: "wechat", total: 264_200, payer: "陈立新" });
    expect(wrapper.emitted("collected")).toHaveLength(1);
  });

  it("keeps what was typed when it is refused, and offers to collect all the same", async () => {
    const wrapper = await strip();
    door.answers["billing.collect"] = () => ({
      refused: { code: "paid_already", message: "已缴清：2026-11 保育费", field: "lines" },
    });
    press("1", window);
    await flushPromises();
    press("Enter");
    await flushPromises();
    expect(wrapper.get("[data-testid=line-error]").text()).toContain("已缴清");
    door.answers["billing.collect"] = () => ({ reply: { receipt: {}, warnings: [] } });
    await wrapper.get("[data-testid=again]").trigger("click");
    await flushPromises();
    expect(door.asked.filter(({ operation }) => operation === "billing.collect").at(-1)?.request).toMatchObject({
      again: true,
    });
  });

  it("refuses too long a prepayment at the months that were chosen", async () => {
    const wrapper = await strip();
    door.answers["billing.collect"] = () => ({
      refused: { code: "prepaid_span", message: "一次最多预收 3 个月", field: "lines" },
    });
    await wrapper.findAll(".through button")[3]?.trigger("click");
    await flushPromises();
    press("1", window);
    await flushPromises();
    press("Enter");
    await flushPromises();
    const said = wrapper.get("[data-testid=span-error]");
    expect(said.text()).toContain("3 个月");
    expect(wrapper.get(".through").attributes("aria-describedby")).toBe(said.attributes("id"));
    expect(wrapper.find("[data-testid=line-error]").exists()).toBe(false);
    await wrapper.findAll(".through button")[1]?.trigger("click");
    expect(wrapper.find("[data-testid=span-error]").exists()).toBe(false);
  });

  it("posts a hand-written receipt under its number, and says at the field what is wrong with it", async () => {
    door.answers["number.ranges"] = () => ({
      reply: [{ id: "b", unused: 1, numbers: [{ number: "SJ2026-000201", state: "unused" }] }],
    });
    const wrapper = await strip();
    door.answers["billing.collect"] = () => ({
      refused: { code: "not_in_book", message: "这个号不在任何一本手工本的号段内", field: "number" },
    });
    const book = wrapper.get("[data-testid=book-number]");
    expect(book.text()).toContain("下一张未用：SJ2026-000201");
    await book.get("input").setValue("９９");
    await book.get("input").trigger("blur");
    press("1", window);
    await flushPromises();
    await wrapper.get("[data-testid=issue]").trigger("click");
    await flushPromises();
    expect(book.get("[role=alert]").text()).toContain("不在任何一本");
    expect((wrapper.get("details").element as HTMLDetailsElement).open).toBe(true);
    expect(wrapper.get("[data-testid=issue]").text()).toContain("补录收据");
    const asked = door.asked.filter(({ operation }) => operation === "billing.collect").at(-1);
    expect(asked?.request).toMatchObject({ book_number: "99" });
  });

  it("offers no paper number where no book has a sheet left", async () => {
    door.answers["number.ranges"] = () => ({ reply: [] });
    expect((await strip()).find("[data-testid=book-number]").exists()).toBe(false);
  });
});

it("a paper book begins a book's worth of receipts ahead and has fifty sheets", () => {
  expect(["SJ2026-000001", "SJ2026-000152", "SJ2026-000200"].map(bookAfter)).toEqual([
    { from: 101, to: 150 },
    { from: 251, to: 300 },
    { from: 251, to: 300 },
  ]);
});
