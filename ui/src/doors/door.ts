/** The wire to the core has three doors: calls, files, events. Each host offers the same three. */
export interface Door {
  /** Sends one envelope and gives back the answer as it came. Rejects only if the core cannot be reached. */
  call(envelope: string): Promise<string>;
  /** Lets the person pick a file; the core answers with a token, never with a path. */
  pickFile(endings: readonly string[]): Promise<PickedFile | null>;
  /** Hands over a file that the person has dropped on the screen. */
  takeFile(file: File): Promise<PickedFile>;
  /** Lets the person keep a paper that the core has issued; false if they thought better of it. */
  saveFile(id: string): Promise<boolean>;
  /** Shows a paper that the core has issued in the system's viewer, which prints it. */
  openFile(id: string): Promise<void>;
  /** Address of one page of a paper as a picture. */
  pageAddress(id: string, page: number): string;
  /** Address of what an id of the files door names, such as `paper/<sha256>/page/1`. */
  fileAddress(id: string): string;
  /** Hands over every event until the returned function is called. */
  listen(heard: (event: string) => void): () => void;
}

export interface PickedFile {
  token: string;
  name: string;
}
