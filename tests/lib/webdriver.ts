import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";

import { around } from "./places";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The few words of the WebDriver protocol that the lane needs, spoken to WebKitWebDriver itself. */
export class Window {
  private constructor(
    private readonly session: string,
    private readonly driver: ChildProcess,
  ) {}

  /**
   * Starts the program and takes hold of its window. About one start in fifty breaks off inside
   * WebKitGTK under automation, so a failed start is tried once more.
   */
  static async open(binary: string, args: string[], environment: Record<string, string>): Promise<Window> {
    try {
      return await Window.start(binary, args, environment);
    } catch (error) {
      console.warn("the first start failed, trying once more:", error);
      return Window.start(binary, args, environment);
    }
  }

  private static async start(binary: string, args: string[], environment: Record<string, string>): Promise<Window> {
    const port = await freePort();
    const driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
      env: { ...around, ...environment, TAURI_WEBVIEW_AUTOMATION: "true" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    try {
      const at = `http://127.0.0.1:${port}/session`;
      await ready(`http://127.0.0.1:${port}/status`);
      // No browserName: with one, the capabilities never match.
      const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
      const { sessionId } = (await ask("POST", at, { capabilities })) as { sessionId: string };
      return new Window(`${at}/${sessionId}`, driver);
    } catch (error) {
      driver.kill();
      throw error;
    }
  }

  async close(): Promise<void> {
    await ask("DELETE", this.session).catch(() => undefined);
    this.driver.kill();
  }

  /** Runs a function body in the page. */
  run<T>(script: string, ...args: unknown[]): Promise<T> {
    return ask("POST", `${this.session}/execute/sync`, { script, args }) as Promise<T>;
  }

  address(): Promise<string> {
    return ask("GET", `${this.session}/url`) as Promise<string>;
  }

  /** Waits until the element is there and returns it. */
  async find(selector: string): Promise<Element> {
    return until(`there is ${selector}`, async () => {
      const found = (await ask("POST", `${this.session}/elements`, {
        using: "css selector",
        value: selector,
      })) as Record<string, string>[];
      const id = found[0]?.[ELEMENT];
      return id === undefined ? undefined : new Element(`${this.session}/element/${id}`);
    });
  }

  /** WebKit takes the picture with the next frame, and a page at rest draws none, so it is kept moving unseen. */
  async picture(path: string): Promise<void> {
    await this.run(`
      const style = document.documentElement.style;
      const moving = setInterval(() => (style.opacity = style.opacity === "1" ? "0.999" : "1"), 50);
      setTimeout(() => clearInterval(moving), 2000);
    `);
    writeFileSync(path, Buffer.from((await ask("GET", `${this.session}/screenshot`)) as string, "base64"));
  }
}

export class Element {
  constructor(private readonly at: string) {}

  click(): Promise<unknown> {
    return ask("POST", `${this.at}/click`, {});
  }

  type(text: string): Promise<unknown> {
    return ask("POST", `${this.at}/value`, { text });
  }

  text(): Promise<string> {
    return ask("GET", `${this.at}/text`) as Promise<string>;
  }
}

export const ENTER = "\uE007";

/** Asks again and again until there is an answer. */
export async function until<T>(what: string, find: () => Promise<T | undefined>, ms = 20_000): Promise<T> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${ms} ms in vain until ${what}`);
}

async function ask(method: string, address: string, body?: object): Promise<unknown> {
  const answer = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: unknown };
  if (!answer.ok) throw new Error(`${method} ${new URL(address).pathname}: ${JSON.stringify(value)}`);
  return value;
}

async function ready(address: string): Promise<void> {
  await until("the driver listens", async () => (await fetch(address).catch(() => undefined))?.ok || undefined);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
