import { convertFileSrc, invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Door, PickedFile } from "./door";

export const inShell = isTauri;

/** The doors of the desktop shell. */
export function tauriDoor(): Door {
  return {
    call: (envelope) => invoke<string>("call", { envelope }),
    pickFile: (endings) => invoke<PickedFile | null>("file_in", { endings }),
    async takeFile(file) {
      const headers = { name: encodeURIComponent(file.name) };
      return invoke<PickedFile>("file_put", await file.arrayBuffer(), { headers });
    },
    saveFile: (id) => invoke<boolean>("file_out", { id }),
    openFile: async (id) => {
      await invoke("file_open", { id });
    },
    pageAddress: (id, page) => convertFileSrc(`issued/${id}/page/${page}`, "cradlebook"),
    fileAddress: (id) => convertFileSrc(id, "cradlebook"),
    listen(heard) {
      const listening = listen<string>("event", (event) => heard(event.payload));
      return () => void listening.then((stop) => stop());
    },
  };
}
