import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

import { around } from "./places";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** What the protocol calls the keys that write nothing. */
const KEYS: Record<string, string> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Escape: "\uE00C",
  F1: "\uE031",
  F2: "\uE032",
  F4: "\uE034",
  F9: "\uE039",
};

/** While a screen is still moving: the same act a moment later will do. */
const PASSING = ["element click intercepted", "element not interactable", "no such element", "stale element reference"];

class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The few words of the WebDriver protocol that the lane needs, spoken to WebKitWebDriver itself. */
export class Window {
  private constructor(
    private readonly session: string,
    private readonly driver: ChildProcess,
    private readonly program: number,
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
      const program = childOf(driver.pid);
      if (program === undefined) throw new Error("the program is gone");
      return new Window(`${at}/${sessionId}`, driver, program);
    } catch (error) {
      const program = childOf(driver.pid);
      if (program !== undefined) process.kill(program, "SIGKILL");
      driver.kill();
      throw error;
    }
  }

  /** Closes the window as a person does, and waits until the program has ended. */
  async close(): Promise<void> {
    await ask("DELETE", `${this.session}/window`).catch(() => undefined);
    await this.ended();
  }

  /** Ends the program in the middle of whatever it does, as a lost power supply would. */
  async kill(): Promise<void> {
    process.kill(this.program, "SIGKILL");
    await this.ended();
  }

  private async ended(): Promise<void> {
    try {
      await until("the program has ended", async () => !lives(this.program) || undefined);
    } finally {
      if (lives(this.program)) process.kill(this.program, "SIGKILL");
      this.driver.kill();
    }
  }

  /** Runs a function body in the page. */
  run<T>(script: string, ...args: unknown[]): Promise<T> {
    return ask("POST", `${this.session}/execute/sync`, { script, args }) as Promise<T>;
  }

  address(): Promise<string> {
    return ask("GET", `${this.session}/url`) as Promise<string>;
  }

  /** Waits until the element is there and returns it. Where a selector begins with a slash it is XPath. */
  async find(selector: string): Promise<Element> {
    return until(`there is ${selector}`, async () => (await this.all(selector))[0]);
  }

  async all(selector: string): Promise<Element[]> {
    const found = (await ask("POST", `${this.session}/elements`, {
      using: selector.startsWith("/") ? "xpath" : "css selector",
      value: selector,
    })) as Record<string, string>[];
    return found.map((one) => new Element(`${this.session}/element/${one[ELEMENT]}`));
  }

  async gone(selector: string): Promise<void> {
    await until(`${selector} is gone`, async () => (await this.all(selector)).length === 0 || undefined);
  }

  /** Clicks as soon as it can be clicked. */
  async click(selector: string): Promise<void> {
    await this.on(selector, `${selector} can be clicked`, async (element) => {
      if (!(await element.enabled())) return undefined;
      await element.click();
      return true;
    });
  }

  /** Types over what stands in a field. */
  async fill(selector: string, text: string): Promise<void> {
    await this.on(selector, `${selector} can be filled in`, async (element) => {
      await element.clear();
      await element.type(text);
      return true;
    });
  }

  /** Reads what is written there, as soon as it is like this. */
  async read(selector: string, like: RegExp = /\S/): Promise<string> {
    return this.on(selector, `${selector} says ${like}`, async (element) => {
      const text = await element.text();
      return like.test(text) ? text : undefined;
    });
  }

  private async on<T>(selector: string, what: string, act: (element: Element) => Promise<T | undefined>): Promise<T> {
    let last: unknown;
    const tried = until(what, async () => {
      try {
        const [element] = await this.all(selector);
        return element && (await act(element));
      } catch (error) {
        if (!(error instanceof Refused && PASSING.includes(error.code))) throw error;
        last = error;
        return undefined;
      }
    });
    return tried.catch((error: unknown) =>
      Promise.reject(last === undefined ? error : new Error(what, { cause: last })),
    );
  }

  /** Presses keys where the focus is: `Control+Enter`, `F9`, `n`. */
  async press(chord: string): Promise<void> {
    const keys = chord.split("+").map((key) => KEYS[key] ?? key);
    await this.keyboard([
      ...keys.map((value) => ({ type: "keyDown", value })),
      ...keys.reverse().map((value) => ({ type: "keyUp", value })),
    ]);
  }

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    await this.keyboard(
      [...text].flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]),
    );
  }

  private keyboard(actions: object[]): Promise<unknown> {
    return ask("POST", `${this.session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
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

  clear(): Promise<unknown> {
    return ask("POST", `${this.at}/clear`, {});
  }

  type(text: string): Promise<unknown> {
    return ask("POST", `${this.at}/value`, { text });
  }

  text(): Promise<string> {
    return ask("GET", `${this.at}/text`) as Promise<string>;
  }

  enabled(): Promise<boolean> {
    return ask("GET", `${this.at}/enabled`) as Promise<boolean>;
  }

  property(name: string): Promise<unknown> {
    return ask("GET", `${this.at}/property/${name}`);
  }
}

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
  if (answer.ok) return value;
  const said = `${method} ${new URL(address).pathname}: ${JSON.stringify(value)}`;
  throw new Refused((value as { error?: string } | null)?.error ?? "", said);
}

async function ready(address: string): Promise<void> {
  await until("the driver listens", async () => (await fetch(address).catch(() => undefined))?.ok || undefined);
}

/** The process that another one has started; any of its threads may have. */
function childOf(pid: number | undefined): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
    return children.join(" ").split(" ").filter(Boolean).map(Number)[0];
  } catch {
    return undefined;
  }
}

/** A process that has ended and that nobody has asked after yet has no command line any more. */
function lives(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`).length > 0;
  } catch {
    return false;
  }
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
