import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeDoor } from "../../test/fake_door";
import { CallError, call, lost, notice, onTouched, openDoors, pickFile } from ".";

let door: FakeDoor;

beforeEach(() => {
  vi.useFakeTimers();
  door = new FakeDoor();
  openDoors(door);
});
afterEach(() => vi.useRealTimers());

describe("call", () => {
  it("sends operation, request, an id of its own and the language", async () => {
    await call("sign_out", {});
    await call("sign_out", {}, { requestId: "same" });
    const [first, second] = door.asked;
    expect(first).toMatchObject({ operation: "sign_out", request: {}, language: "zh" });
    expect(first?.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.request_id).toBe("same");
  });

  it("throws what the core refused, with code and field", async () => {
    door.answers["infants.list"] = () => ({ refused: { code: "bad", message: "请改", field: "limit" } });
    await expect(call("infants.list", { limit: 0 })).rejects.toMatchObject({
      code: "bad",
      message: "请改",
      field: "limit",
    });
    await expect(call("infants.list", { limit: 0 })).rejects.toBeInstanceOf(CallError);
  });

  it("tells only the screens of a touched area, once each", async () => {
    const [access, infants] = [vi.fn(), vi.fn()];
    onTouched(["access"], access);
    const stop = onTouched(["infants"], infants);
    await call("sign_out", {});
    expect(access).toHaveBeenCalledTimes(1);
    expect(infants).not.toHaveBeenCalled();
    door.say({ touched: ["infants"] });
    stop();
    door.say({ touched: ["infants"] });
    expect(infants).toHaveBeenCalledTimes(1);
  });

  it("keeps asking after a lost connection and then freshens every screen", async () => {
    const freshen = vi.fn();
    onTouched(["infants"], freshen);
    door.reachable = false;
    await expect(call("session.state", {})).rejects.toMatchObject({ code: "unreached" });
    expect(lost.value).toBe(true);
    await vi.advanceTimersByTimeAsync(4000);
    expect(lost.value).toBe(true);
    door.reachable = true;
    await vi.advanceTimersByTimeAsync(2000);
    expect(lost.value).toBe(false);
    expect(freshen).toHaveBeenCalledTimes(1);
  });
});

it("hands on a notice of the shell", () => {
  door.say({ notice: "already_open" });
  expect(notice.value).toBe("already_open");
});

it("says in words why a file was refused, or passes the core's sentence on", async () => {
  expect(await pickFile(["xlsx"])).toBeNull();
  door.fileTrouble = "file_too_large";
  await expect(pickFile([])).rejects.toMatchObject({ code: "file_too_large", message: "文件太大，最多 64 MB" });
  door.fileTrouble = "这不是花名册";
  await expect(pickFile([])).rejects.toMatchObject({ message: "这不是花名册" });
});
