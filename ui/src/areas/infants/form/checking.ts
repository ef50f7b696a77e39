import { ref, shallowRef } from "vue";
import type { Ref, ShallowRef } from "vue";

import type { Day, Id, InfantChecked, Sex } from "../../../contract";
import { CallError, call } from "../../../doors";
import { placeOf, toCheck } from "./fields";
import type { InfantFields } from "./fields";

export interface Checking {
  checked: ShallowRef<InfantChecked | null>;
  /** Birth and sex have come from the document. */
  filled: Ref<boolean>;
  /** What the core says about a field, by its place in the form. */
  problemAt(field: string): string | null;
  check(): Promise<void>;
}

/** Asks the core about the infant as far as it is typed; the document fills in what it says and nobody has typed. */
export function useChecking(id: Id | null, fields: InfantFields, locked: boolean): Checking {
  const checked = shallowRef<InfantChecked | null>(null);
  const problems = shallowRef<ReadonlyMap<string, string>>(new Map());
  const filled = ref(false);
  let given: { birth: Day | null; sex: Sex | null } = { birth: null, sex: null };
  let question = 0;
  let asked = "";

  function fill(): void {
    const document = checked.value?.document;
    if (!document || locked) return;
    const { birth, sex } = document;
    const before = given;
    given = { birth, sex };
    // Another number fills anew what the earlier one had filled.
    if (birth && (fields.birth === null || fields.birth === before.birth)) fields.birth = birth;
    if (sex && (fields.sex === null || fields.sex === before.sex)) fields.sex = sex;
    filled.value = birth !== null && fields.birth === birth && fields.sex === sex;
  }

  async function check(): Promise<void> {
    const request = toCheck(id, fields);
    const now = JSON.stringify(request);
    if (now === asked || request.name.trim() + (request.document_number ?? "") === "") return;
    asked = now;
    const mine = ++question;
    try {
      const answer = await call("infants.check", request);
      if (mine !== question) return;
      checked.value = answer;
      problems.value = new Map(answer.problems.map(({ field, message }) => [placeOf(field, fields), message]));
      fill();
    } catch (error) {
      // The check is a help: saving says the same and more.
      if (!(error instanceof CallError)) throw error;
      asked = "";
    }
  }

  return { checked, filled, problemAt: (field) => problems.value.get(field) ?? null, check };
}
