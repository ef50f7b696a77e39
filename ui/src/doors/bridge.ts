import type { Door, PickedFile } from "./door";

/**
 * The doors of the development bridge: the same core over HTTP on this computer alone.
 * The bridge serves the page under a random path, so every address is relative to it.
 */
export function bridgeDoor(base: URL = new URL(".", location.href)): Door {
  const at = (path: string): string => new URL(path, base).href;

  async function takeFile(file: File): Promise<PickedFile> {
    const answer = await fetch(at(`file?name=${encodeURIComponent(file.name)}`), { method: "POST", body: file });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as PickedFile;
  }

  /** The browser keeps it, and shows it if it can. */
  function give(id: string): void {
    const link = document.createElement("a");
    link.href = at(`file/${id}`);
    link.download = "";
    link.click();
  }

  return {
    async call(envelope) {
      const answer = await fetch(at("call"), { method: "POST", body: envelope });
      if (!answer.ok) throw new Error(`the bridge answered ${answer.status}`);
      return answer.text();
    },
    async pickFile(endings) {
      const file = await askForFile(endings);
      return file && takeFile(file);
    },
    takeFile,
    saveFile(id) {
      give(id);
      return Promise.resolve(true);
    },
    openFile(id) {
      give(id);
      return Promise.resolve();
    },
    pageAddress: (id, page) => at(`file/issued/${id}/page/${page}`),
    fileAddress: (id) => at(`file/${id}`),
    listen(heard) {
      const source = new EventSource(at("events"));
      source.onmessage = (message: MessageEvent<string>) => heard(message.data);
      return () => source.close();
    },
  };
}

function askForFile(endings: readonly string[]): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = endings.map((ending) => `.${ending}`).join(",");
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}
