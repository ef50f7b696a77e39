import type { DeskState, Id, InfantLine, InfantsQuery, Operations, SignedIn } from "../src/contract";
import type { Door, PickedFile } from "../src/doors";

interface Envelope {
  operation: keyof Operations;
  request: Record<string, unknown>;
  request_id: string;
  language: string;
}

type Reply = { reply: unknown; touched?: string[] } | { refused: { code: string; message: string; field?: string } };

/** An in-memory core of two people and a few infants, and a record of what was asked. */
export class FakeDoor implements Door {
  readonly asked: Envelope[] = [];
  reachable = true;
  fileTrouble: string | null = null;
  picked: PickedFile | null = null;
  rows: InfantLine[] = [infant(1, "李可馨"), infant(2, "陈思远"), infant(3, "杨一诺")];
  people: SignedIn[] = [
    { id: "p1" as Id, name: "林若兰", posts: ["director"], permissions: ["own"] },
    { id: "p2" as Id, name: "周静", posts: ["health_worker"], permissions: ["own"] },
  ];
  person: SignedIn | null = null;
  store: DeskState["store"] = "open";
  wrong = { wait_seconds: 0, failed: 1 };
  answers: Partial<Record<keyof Operations, (request: Record<string, unknown>) => Reply | Promise<Reply>>> = {};
  private heard: ((event: string) => void)[] = [];

  async call(text: string): Promise<string> {
    const envelope = JSON.parse(text) as Envelope;
    if (!this.reachable) throw new Error("nobody there");
    this.asked.push(envelope);
    const given = this.answers[envelope.operation]?.(envelope.request) ?? this.answer(envelope);
    const answer = await given;
    if ("refused" in answer) return JSON.stringify({ error: answer.refused });
    return JSON.stringify({ ok: { reply: answer.reply, touched: answer.touched ?? [] } });
  }

  say(event: object): void {
    for (const heard of this.heard) heard(JSON.stringify(event));
  }

  count(operation: keyof Operations): number {
    return this.asked.filter((envelope) => envelope.operation === operation).length;
  }

  takeFile(file: File): Promise<PickedFile> {
    return Promise.resolve({ token: `token of ${file.name}`, name: file.name });
  }

  pickFile(): Promise<PickedFile | null> {
    // The shell rejects with the bare code.
    return this.fileTrouble === null ? Promise.resolve(this.picked) : Promise.reject(this.fileTrouble);
  }

  saveFile(): Promise<boolean> {
    return Promise.resolve(false);
  }

  openFile(): Promise<void> {
    return Promise.resolve();
  }

  pageAddress(id: string, page: number): string {
    return `${id}/${page}`;
  }

  fileAddress(id: string): string {
    return `/${id}`;
  }

  listen(heard: (event: string) => void): () => void {
    this.heard.push(heard);
    return () => (this.heard = this.heard.filter((one) => one !== heard));
  }

  private answer({ operation, request }: Envelope): Reply {
    switch (operation) {
      case "session.state":
        return {
          reply: {
            store: this.store,
            nursery: "晨曦托育园",
            demo: false,
            today: "2026-11-23",
            person: this.person,
            people: this.people,
          },
        };
      case "sign_in": {
        const person = this.people.find((one) => one.id === request["person"]);
        if (!person || request["pin"] !== "2580") return { reply: { outcome: "refused", ...this.wrong } };
        this.person = person;
        return { reply: { outcome: "in", person }, touched: ["access"] };
      }
      case "sign_out":
        this.person = null;
        return { reply: {}, touched: ["access"] };
      default:
        return { refused: { code: "unknown_operation", message: operation } };
      case "today.duties":
        return { reply: { day: "2026-11-23", items: [], more: 0 } };
      case "second.list":
      case "drafts.list":
        return { reply: [] };
      case "institution.classes":
        return { reply: [{ id: "c1", name: "托小班", kind: "younger_toddlers", nicknames: [], cap: 15, present: 3 }] };
      case "infants.list":
        return { reply: this.list(request as unknown as InfantsQuery) };
    }
  }

  private list(query: InfantsQuery): { rows: InfantLine[]; more: string | null } {
    const from = Number(query.after ?? 0);
    const fitting = this.rows.filter(
      (row) => row.name.includes(query.text ?? "") && row.status === (query.status ?? row.status),
    );
    const rows = fitting.slice(from, from + (query.limit ?? 50));
    const more = from + rows.length < fitting.length ? String(from + rows.length) : null;
    return { rows, more };
  }
}

export function infant(number: number, name: string): InfantLine {
  return {
    id: `i${number}` as Id,
    number,
    name,
    sex: "female",
    birth: "2025-03-04",
    months: 30 - number,
    class_id: "c1" as Id,
    class_name: "托小班",
    status: "enrolled",
    allergy: number === 1 ? "鸡蛋过敏" : "",
    pending: number === 2 ? ["phone", "contract"] : [],
    warnings: [],
    guardian: "李敏",
    phone: "138****0000",
  };
}
