import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  // The bridge serves the screen under a random path.
  base: "./",
  // The shell's WebKitGTK and the WebView2 of Windows 10 are the oldest engines that must run this.
  build: { target: ["chrome109", "safari16"], assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    // Generous: nothing here waits for real time, but the machine may be busy.
    testTimeout: 30_000,
    setupFiles: ["test/setup.ts"],
    server: { deps: { inline: ["element-plus"] } },
  },
});
