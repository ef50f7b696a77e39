import { enableAutoUnmount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, vi } from "vitest";

import { chooseLanguage } from "../src/words";

enableAutoUnmount(afterEach);

/** A warning of the framework is a fault of ours. */
beforeEach(() => {
  chooseLanguage("zh");
  vi.spyOn(console, "warn");
});

afterEach(() => {
  expect(vi.mocked(console.warn).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
