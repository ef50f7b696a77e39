import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";

import { FakeDoor } from "../../../test/fake_door";
import type { ContractShown, Fen, FeeLine, Id } from "../../contract";
import { openDoors } from "../../doors";
import { expiry } from "./expiry";
import { useSaving } from "./saving";
import type { Saving } from "./saving";

describe("the term of a contract", () => {
  it("is said in days, in amber when it is nearly over", () => {
    expect(expiry("2026-09-01", "2026-12-18", "2026-11-24")).toEqual({ words: "还有 24 天", warn: true });
    expect(expiry("2026-09-01", "2027-08-31", "2026-11-24")).toEqual({ words: "还有 280 天", warn: false });
    expect(expiry("2026-09-01", "2026-11-24", "2026-11-24")?.words).toBe("今天到期");
    expect(expiry("2026-09-01", "2026-11-22", "2026-11-24")?.words).toBe("已过 2 天");
    expect(expiry("2026-12-01", "2027-08-31", "2026-11-24")?.words).toBe("7 天后开始");
    expect(expiry(null, null, "2026-11-24")).toBeNull();
  });
});

describe("a draft", () => {
  let door: FakeDoor;
  const fee: FeeLine = { item: "保育费", category: "basic", unit: "month", price: 0 as Fen, discount_reason: "" };
  const shown = (fees: FeeLine[]): ContractShown =>
    ({ contract: { id: "c" as Id, terms: { refund_rules: [], dispute: "" }, fees } }) as unknown as ContractShown;

  beforeEach(() => {
    vi.useFakeTimers();
    door = new FakeDoor();
    door.answers = {
      "drafts.list": () => ({ reply: [] }),
      "drafts.keep": () => ({ reply: {} }),
      "drafts.drop": () => ({ reply: {} }),
    };
    openDoors(door);
  });
  afterEach(() => vi.useRealTimers());

  async function start(): Promise<Saving> {
    let saving: Saving | undefined;
    mount(
      defineComponent({
        setup() {
          saving = useSaving("c" as Id, shown([]), () => undefined);
          return () => h("p");
        },
      }),
    );
    await flushPromises();
    return saving as Saving;
  }

  it("is saved once after the typing has paused", async () => {
    door.answers["contracts.save"] = (request) => ({ reply: shown(request["fees"] as FeeLine[]) });
    const saving = await start();
    for (const dispute of ["协", "协商"]) {
      saving.fields.terms.dispute = dispute;
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(saving.state.value).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(1000);
    expect(door.count("contracts.save")).toBe(1);
  });

  it("keeps what was refused on the screen and says where", async () => {
    door.answers["contracts.save"] = () => ({
      refused: { code: "contract_fee", message: "收费项目第 1 行：标准须大于零。", field: "fees[0]" },
    });
    const saving = await start();
    saving.fields.fees = [fee];
    await vi.advanceTimersByTimeAsync(1000);
    expect(saving.state.value).toBe("unsaved");
    expect(saving.fields.fees).toEqual([fee]);
    expect(saving.acting.refusalAt("fees[0]")).toContain("大于零");
  });

  it("takes over what the core added, and does not save that again", async () => {
    door.answers["contracts.save"] = (request) => {
      const reply = shown(request["fees"] as FeeLine[]);
      reply.contract.terms.refund_rules = [{ rule: "meals_per_day", price_per_day: 2200 as Fen }];
      return { reply };
    };
    const saving = await start();
    saving.fields.fees = [{ ...fee, price: 2200 as Fen }];
    await vi.advanceTimersByTimeAsync(3000);
    expect(saving.fields.terms.refund_rules).toHaveLength(1);
    expect(saving.state.value).toBe("saved");
    expect(door.count("contracts.save")).toBe(1);
  });
});
