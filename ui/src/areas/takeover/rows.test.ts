import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";

import { FakeDoor } from "../../../test/fake_door";
import type { Id, RowProblem } from "../../contract";
import { openDoors } from "../../doors";
import { useSavedRows } from "./rows";
import type { SavedRows } from "./rows";

interface Row {
  infant_id: Id;
  text: string;
}

describe("rows of a sheet", () => {
  let door: FakeDoor;
  let sent: Row[][];
  let answer: (rows: Row[]) => Promise<RowProblem[]>;
  let drafts: unknown[];

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    drafts = [];
    answer = () => Promise.resolve([]);
    door = new FakeDoor();
    door.answers = {
      "drafts.list": () => ({ reply: drafts }),
      "drafts.keep": () => ({ reply: {} }),
      "drafts.drop": () => ({ reply: {} }),
    };
    openDoors(door);
  });
  afterEach(() => vi.useRealTimers());

  async function start(eager: boolean): Promise<SavedRows<Row>> {
    let rows: SavedRows<Row> | undefined;
    mount(
      defineComponent({
        setup() {
          rows = useSavedRows<Row>("sheet", {
            eager,
            rowOf: (id) => {
              const text = rows?.cells.value[id]?.["a"] ?? "";
              return text === "?" ? null : { infant_id: id as Id, text };
            },
            isFull: (id) => (rows?.cells.value[id]?.["b"] ?? "") !== "",
            send: (given) => {
              sent.push(given);
              return answer(given);
            },
            cellOf: () => "a",
          });
          return () => h("p");
        },
      }),
    );
    await flushPromises();
    rows?.fresh({ i1: { a: "", b: "" }, i2: { a: "", b: "" } });
    return rows as SavedRows<Row>;
  }

  function type(rows: SavedRows<Row>, id: string, cells: Record<string, string>): void {
    rows.cells.value[id] = { ...rows.cells.value[id], ...cells };
    rows.typed(id);
  }

  it("are saved as they are left, and are open until the core has them", async () => {
    const rows = await start(true);
    type(rows, "i1", { a: "5" });
    expect(rows.openRows()).toEqual(["i1"]);
    rows.left("i1");
    await flushPromises();
    expect(sent).toEqual([[{ infant_id: "i1", text: "5" }]]);
    expect(rows.openRows()).toEqual([]);
  });

  it("stay a draft until the sheet is left full, or the person says that they are done", async () => {
    const rows = await start(false);
    type(rows, "i1", { a: "5", b: "1" });
    type(rows, "i2", { a: "7" });
    rows.left("i2");
    await flushPromises();
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(700);
    const kept = door.asked.filter((one) => one.operation === "drafts.keep").at(-1);
    expect(kept?.request).toMatchObject({ content: { rows: { i1: { a: "5" }, i2: { a: "7" } } } });
    rows.rest();
    await flushPromises();
    expect(sent.flat().map((row) => row.infant_id)).toEqual(["i1"]);
    rows.saveReady();
    await flushPromises();
    expect(sent.flat().map((row) => row.infant_id)).toEqual(["i1", "i2"]);
  });

  it("keep what is typed while they are on their way, and send it behind", async () => {
    const rows = await start(true);
    let arrive: () => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = () => resolve([])));
    type(rows, "i1", { a: "5" });
    rows.left("i1");
    await flushPromises();
    type(rows, "i1", { a: "56" });
    rows.left("i1");
    await flushPromises();
    expect(sent).toHaveLength(1);
    arrive();
    await flushPromises();
    expect(sent[1]).toEqual([{ infant_id: "i1", text: "56" }]);
    rows.fresh({ i1: { a: "5", b: "" }, i2: {} });
    expect(rows.cells.value["i1"]?.["a"]).toBe("56");
    arrive();
    await flushPromises();
    expect(rows.openRows()).toEqual([]);
  });

  it("are not open when they say again what the core says, and are not sent while they cannot be read", async () => {
    const rows = await start(true);
    type(rows, "i1", { a: "?" });
    rows.left("i1");
    await flushPromises();
    expect(sent).toEqual([]);
    expect(rows.openRows()).toEqual(["i1"]);
    type(rows, "i1", { a: "" });
    expect(rows.openRows()).toEqual([]);
  });

  it("come back with what was typed, and a refusal stays at its row until it is sent again", async () => {
    drafts = [{ draft: { screen: "sheet", subject: "", content: { rows: { i2: { a: "9" } }, columns: [] } }, at: 0 }];
    const rows = await start(true);
    expect(rows.cells.value["i2"]?.["a"]).toBe("9");
    answer = (given) =>
      Promise.resolve(given.map((row) => ({ infant_id: row.infant_id, field: "x", message: "nein" }) as RowProblem));
    rows.goOn();
    await flushPromises();
    expect(rows.problems.value).toEqual({ "i2/a": "nein" });
    rows.goOn();
    await flushPromises();
    expect(sent).toHaveLength(1);
    answer = () => Promise.resolve([]);
    rows.left("i2");
    await flushPromises();
    expect([rows.problems.value, rows.openRows()]).toEqual([{}, []]);
  });
});
