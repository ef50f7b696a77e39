import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { nextTick, ref } from "vue";

import type { FeeColumn, PaperContractLine, RefundRule } from "../../contract";
import { t } from "../../words";
import { cellOf, contractOf, typedOf } from "./contracts";
import EntrySheet from "./EntrySheet.vue";
import { copied, fill, following, paste, readShortDay, readable, tidy } from "./sheet";
import type { Cells, SheetColumn, SheetRow } from "./sheet";

const number: SheetColumn = { key: "number", title: "编号", kind: "text" };
const from: SheetColumn = { key: "from", title: "起", kind: "day" };
const fee: SheetColumn = { key: "fee", title: "保育费", kind: "money" };
const mark: SheetColumn = { key: "mark", title: "期限", kind: "mark" };
const columns = [number, from, fee, mark];

const row = (id: string, group = "a", locked = false): SheetRow => ({ id, group, number: id, name: `名${id}`, locked });
const rows = [row("1"), row("2"), row("3", "a", true), row("4"), row("5", "b")];

describe("what is typed", () => {
  it("stands in one shape", () => {
    expect(tidy(from, "２６０９０１")).toBe("2026-09-01");
    expect(tidy(from, "20260901")).toBe("2026-09-01");
    expect(tidy(fee, "2180")).toBe("2,180.00");
    expect(tidy({ ...fee, kind: "choice", choices: [{ value: "x", title: "X" }] }, "1")).toBe("x");
  });

  it("stays as typed where it cannot be read", () => {
    expect(tidy(from, "明天")).toBe("明天");
    expect(readable(from, "260931")).toBe(false);
    expect(readable(fee, "-1")).toBe(false);
    expect(readable(fee, "")).toBe(true);
    expect(readShortDay("2026.9.1")).toBe("2026-09-01");
  });

  it("goes on from the number above", () => {
    expect(following("托2026-009")).toBe("托2026-010");
    expect(following("99")).toBe("100");
    expect(following("无")).toBe("无");
    expect(copied(fee, "2,180.00")).toBe("2,180.00");
    expect(copied(number, "7")).toBe("8");
  });
});

describe("the whole class by one key", () => {
  it("fills empty cells of the class alone and passes what is fixed", () => {
    const cells: Cells = { "1": { fee: "2,180.00" }, "2": { fee: "" }, "4": { fee: "1.00" } };
    expect(fill(fee, rows, cells, "1")).toEqual([{ row: "2", key: "fee", before: "" }]);
    expect(cells["4"]?.["fee"]).toBe("1.00");
    expect(cells["3"]).toBeUndefined();
    expect(cells["5"]).toBeUndefined();
  });

  it("numbers go on from row to row", () => {
    const cells: Cells = { "1": { number: "HT-08" } };
    fill(number, rows, cells, "1");
    expect([cells["2"]?.["number"], cells["4"]?.["number"]]).toEqual(["HT-09", "HT-10"]);
  });

  it("a mark is given and taken away", () => {
    const cells: Cells = { "1": { mark: "" }, "2": { mark: "1" }, "4": { mark: "1" } };
    expect(fill(mark, rows, cells, "1")).toHaveLength(2);
    expect(cells["2"]?.["mark"]).toBe("");
  });
});

it("takes a piece of a spreadsheet from one cell on", () => {
  const cells: Cells = {};
  const edit = paste("2026/9/1\t2180\n2026-9-2\t2080\n", columns, rows, cells, { row: 0, column: 1 });
  expect(edit).toHaveLength(4);
  expect(cells["2"]).toEqual({ from: "2026-09-02", fee: "2,080.00" });
});

describe("the sheet", () => {
  async function sheet(given: Cells = {}) {
    const cells = ref<Cells>(given);
    document.body.replaceChildren();
    const wrapper = mount(EntrySheet, {
      attachTo: document.body,
      props: {
        label: "表",
        columns,
        rows,
        problems: {},
        proposals: { "2/fee": "2,080.00" },
        cells: cells.value,
        "onUpdate:cells": (next: Cells) => (cells.value = next),
      },
    });
    await nextTick();
    const at = (place: string) => wrapper.get<HTMLInputElement>(`[data-at="${place}"]`);
    return { wrapper, at, cells };
  }

  it("goes down with Enter, over what is fixed, and says which row was left", async () => {
    const { wrapper, at } = await sheet();
    at("1/2").element.focus();
    await at("1/2").trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(at("3/2").element);
    expect(wrapper.emitted("left")?.at(-1)).toEqual(["2"]);
  });

  it("copies the cell above, takes what the contract asks, and takes both back", async () => {
    const { wrapper, at, cells } = await sheet({ "1": { fee: "5.00" } });
    at("1/2").element.focus();
    await at("1/2").trigger("keydown", { key: "+" });
    expect(cells.value["2"]?.["fee"]).toBe("5.00");
    at("1/2").element.focus();
    await at("1/2").trigger("keydown", { key: "/" });
    expect(cells.value["2"]?.["fee"]).toBe("2,080.00");
    await at("3/2").trigger("keydown", { key: "z", ctrlKey: true });
    await at("3/2").trigger("keydown", { key: "z", ctrlKey: true });
    expect(cells.value["2"]?.["fee"]).toBe("");
    expect(wrapper.emitted("changed")).toHaveLength(4);
  });

  it("begins in the first empty cell, and behind the last row with the next column", async () => {
    const { at } = await sheet({ "1": { number: "A-1" } });
    expect(document.activeElement).toBe(at("1/0").element);
    at("4/0").element.focus();
    await at("4/0").trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(at("0/1").element);
    await at("0/1").trigger("keydown", { key: "Enter", shiftKey: true });
    expect(document.activeElement).toBe(at("4/0").element);
  });

  it("goes on in the next row where the typing of this one began", async () => {
    const { at } = await sheet();
    at("0/0").element.focus();
    await at("0/0").setValue("7");
    at("0/1").element.focus();
    await at("0/1").setValue("260901");
    await at("0/1").trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(at("1/0").element);
    at("1/2").element.focus();
    await at("1/2").setValue("5");
    await at("1/2").trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(at("3/2").element);
  });

  it("goes from class to class, and behind the last to the next column", async () => {
    const { at } = await sheet();
    at("1/2").element.focus();
    await at("1/2").trigger("keydown", { key: "PageDown" });
    expect(document.activeElement).toBe(at("4/2").element);
    await at("4/2").trigger("keydown", { key: "PageDown" });
    expect(document.activeElement).toBe(at("0/3").element);
    at("4/2").element.focus();
    await at("4/2").trigger("keydown", { key: "PageUp" });
    expect(document.activeElement).toBe(at("0/2").element);
  });

  it("takes the signs as letters in the middle of a text, and as keys at its beginning", async () => {
    const { at, cells } = await sheet({ "1": { number: "A/09" } });
    await at("1/0").setValue("381");
    await at("1/0").trigger("keydown", { key: "+" });
    expect(document.activeElement).toBe(at("1/0").element);
    expect(cells.value["2"]?.["number"]).toBe("381");
    await at("1/0").trigger("keydown", { key: "Escape" });
    expect(cells.value["2"]?.["number"]).toBe("");
    await at("1/0").trigger("keydown", { key: "+" });
    expect(cells.value["2"]?.["number"]).toBe("A/10");
  });

  it("says under the table what is wrong with the cell in hand", async () => {
    const { wrapper, at } = await sheet({ "1": { from: "昨天" } });
    at("0/1").element.focus();
    await nextTick();
    const said = wrapper.get("[data-testid=cell]");
    expect(said.text()).toContain("名1");
    expect(said.text()).toContain(t.takeover.sheet.unreadable.day);
    expect(at("0/1").attributes("aria-describedby")).toBe(said.attributes("id"));
  });

  it("an Enter that commits a composition goes nowhere", async () => {
    const { at } = await sheet();
    at("0/0").element.focus();
    await at("0/0").trigger("keydown", { key: "Enter", isComposing: true });
    expect(document.activeElement).toBe(at("0/0").element);
  });
});

describe("a paper contract", () => {
  const fees: FeeColumn[] = [{ item: "保育费", category: "basic", unit: "month" }];
  const rules = [{ rule: "full_before_start" }, { rule: "meals_per_day" }] as RefundRule[];
  const line = { infant_id: "i1", contract: null, on_paper: false, terms: [] } as unknown as PaperContractLine;

  it("is whole with its days and one fee, whatever else its paper lacks", () => {
    const typed = {
      from: "260901",
      to: "2027-08-31",
      "fee:保育费": "2180",
      refund: "full_before_start",
      "term:fees": "1",
    };
    expect(contractOf(line, typed, fees, rules)).toMatchObject({
      from: "2026-09-01",
      to: "2027-08-31",
      fees: [{ item: "保育费", price: 218_000 }],
      refund_rules: [{ rule: "full_before_start" }],
      terms: ["fees"],
      paper_number: null,
    });
    expect(contractOf(line, { ...typed, to: "" }, fees, rules)).toBeNull();
    expect(contractOf(line, { ...typed, "fee:保育费": "?" }, fees, rules)).toBeNull();
  });

  it("stands as typed, and the core's word goes to its cell", () => {
    expect(typedOf(line, fees)).toMatchObject({ number: "", from: "", "fee:保育费": "", "term:fees": "" });
    expect(cellOf("fees[0].price", fees)).toBe("fee:保育费");
    expect(cellOf("paper_number", fees)).toBe("number");
  });
});
