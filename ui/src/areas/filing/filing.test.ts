import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it } from "vitest";

import type { FilingRequirement, HeldPaper, Id } from "../../contract";
import { openDoors } from "../../doors";
import Papers from "../../parts/Papers.vue";
import { FakeDoor } from "../../../test/fake_door";

let door: FakeDoor;

const paper = (given: Partial<HeldPaper>): HeldPaper => ({
  id: "old" as Id,
  kind: "fire_certificate",
  owner_kind: "institution",
  owner_id: "1",
  number: "消2025-0207",
  issuer: "消防救援大队",
  issued_on: "2025-12-10",
  valid_to: "2026-12-09",
  facts: {},
  note: null,
  files: [{ sha256: "aa", name: "消防.pdf", mime: "application/pdf", size: 10_059, pages: 1 }],
  standing: "expiring",
  days_left: 16,
  ended: null,
  ended_reason: null,
  ...given,
});

const requirement = (papers: HeldPaper[]): FilingRequirement => ({
  kind: "fire_certificate",
  title: "消防安全检查合格证明",
  article: "第八条（五）",
  needed: true,
  ends: true,
  months: 12,
  facts: [],
  standing: papers.length > 0 ? "expiring" : "missing",
  papers,
});

beforeEach(() => {
  door = new FakeDoor();
  openDoors(door);
  door.answers["papers.list"] = () => ({ reply: [] });
  door.answers["papers.save"] = () => ({ reply: { id: "new", valid_to: "2027-12-08" }, touched: [] });
  door.answers["drafts.list"] = () => ({ reply: [] });
});

async function shown(papers: HeldPaper[], mayWrite = true) {
  const wrapper = mount(Papers, {
    attachTo: document.body,
    props: { owner: { kind: "institution", id: "1" }, mayWrite, shelf: [requirement(papers)] },
  });
  await flushPromises();
  return wrapper;
}

describe("the papers of an owner", () => {
  it("say how many days are left", async () => {
    const wrapper = await shown([paper({})]);
    expect(wrapper.get("tbody tr").text()).toContain("还有 16 天");
    expect(wrapper.get("tbody tr").text()).toContain("消2025-0207");
  });

  it("a renewal takes the place of the old one and leaves its number empty", async () => {
    const wrapper = await shown([paper({})]);
    await wrapper.get("tbody tr").trigger("click");
    await flushPromises();
    await wrapper.get("[data-testid=renew]").trigger("click");
    await flushPromises();
    const number = wrapper.get<HTMLInputElement>("[data-testid=paper-form] input:not([type=checkbox])");
    expect(number.element.value).toBe("");
    await number.setValue("消2026-0300");
    await wrapper.get("[data-testid=paper-form]").trigger("submit");
    await flushPromises();
    const saved = door.asked.find((one) => one.operation === "papers.save");
    expect(saved?.request).toMatchObject({ replaces: "old", number: "消2026-0300", issuer: "消防救援大队", files: [] });
    expect(saved?.request).not.toHaveProperty("keep");
  });

  it("a correction keeps the scans that stay ticked", async () => {
    const wrapper = await shown([paper({})]);
    await wrapper.get("tbody tr").trigger("click");
    await wrapper.get("[data-testid=correct]").trigger("click");
    await flushPromises();
    await wrapper.get("[data-testid=paper-form]").trigger("submit");
    await flushPromises();
    const saved = door.asked.find((one) => one.operation === "papers.save");
    expect(saved?.request).toMatchObject({ replaces: "old", number: "消2025-0207", keep: ["aa"] });
  });

  it("a scan dropped on a line opens its form with the file in it", async () => {
    const wrapper = await shown([]);
    const file = new File(["%PDF"], "消防.pdf");
    const event = new Event("drop", { bubbles: true });
    Object.assign(event, { dataTransfer: { files: [file], types: ["Files"] } });
    wrapper.get("tbody td").element.dispatchEvent(event);
    await flushPromises();
    expect(wrapper.get("[data-testid=drop]").text()).toContain("消防.pdf");
    await wrapper.get("[data-testid=paper-form]").trigger("submit");
    await flushPromises();
    const saved = door.asked.find((one) => one.operation === "papers.save");
    expect(saved?.request).toMatchObject({ files: ["token of 消防.pdf"] });
  });

  it("who may only look has no button that would be refused", async () => {
    const wrapper = await shown([paper({})], false);
    await wrapper.get("tbody tr").trigger("click");
    await flushPromises();
    expect(wrapper.find("[data-testid=renew]").exists()).toBe(false);
    expect(wrapper.find("[data-testid=add-paper]").exists()).toBe(false);
  });
});
