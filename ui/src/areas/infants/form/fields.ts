import type {
  CheckInfant,
  Day,
  DocumentKind,
  Guardian,
  Id,
  InfantFile,
  PickupPerson,
  SaveInfant,
  Sex,
} from "../../../contract";

/** An infant as it is being typed; plain data, so that it can be kept as a draft. */
export interface InfantFields {
  name: string;
  nickname: string;
  document_kind: DocumentKind;
  document_number: string;
  document_issuer: string;
  birth: Day | null;
  sex: Sex | null;
  ethnicity: string;
  household: string;
  address: string;
  gestation: string;
  birth_order: string;
  applied: Day | null;
  note: string;
  allergy: string;
  history: string;
  special_care: string;
  guardians: GuardianFields[];
  pickup: PickupPerson[];
  class_id: Id | null;
  on: Day | null;
  number: string;
}

export type GuardianFields = Omit<Guardian, "document_kind" | "document_number"> & {
  document_kind: DocumentKind;
  document_number: string;
};

/** The words that the printed forms use. */
export const RELATIONS = ["母亲", "父亲", "祖父", "祖母", "外祖父", "外祖母", "其他亲属"] as const;

/** What a form asks for beside the name, so that it is clear whose papers these are. */
export const NEEDS_ISSUER: readonly DocumentKind[] = ["passport", "permanent_residence"];

export function blankGuardian(relation = ""): GuardianFields {
  return {
    name: "",
    relation,
    document_kind: "resident_id",
    document_number: "",
    phone: "",
    address: "",
    work_unit: "",
    legal: true,
  };
}

export function blankPickup(from: Day): PickupPerson {
  return { name: "", relation: "", id_tail: "", phone: "", adult_seen: false, from, to: null };
}

export function blankInfant(today: Day): InfantFields {
  return {
    name: "",
    nickname: "",
    document_kind: "resident_id",
    document_number: "",
    document_issuer: "",
    birth: null,
    sex: null,
    ethnicity: "",
    household: "",
    address: "",
    gestation: "",
    birth_order: "",
    applied: today,
    note: "",
    allergy: "",
    history: "",
    special_care: "",
    guardians: [blankGuardian(RELATIONS[0]), blankGuardian(RELATIONS[1])],
    pickup: [],
    class_id: null,
    on: today,
    number: "",
  };
}

export function fieldsOf({ infant, guardians, pickup }: InfantFile, today: Day): InfantFields {
  return {
    ...blankInfant(today),
    name: infant.name,
    nickname: infant.nickname,
    document_kind: infant.document_kind ?? "resident_id",
    document_number: infant.document_number ?? "",
    document_issuer: infant.document_issuer ?? "",
    birth: infant.birth,
    sex: infant.sex,
    ethnicity: infant.ethnicity,
    household: infant.household,
    address: infant.address,
    gestation: infant.gestation_weeks?.toString() ?? "",
    birth_order: infant.birth_order?.toString() ?? "",
    applied: infant.applied_on,
    note: infant.note,
    allergy: infant.allergy,
    history: infant.history,
    special_care: infant.special_care,
    // Two stand side by side; the second waits to be filled in.
    guardians: [
      ...guardians.map((one) => ({
        ...one,
        document_kind: one.document_kind ?? "resident_id",
        document_number: one.document_number ?? "",
      })),
      ...(guardians.length < 2 ? [blankGuardian()] : []),
    ],
    pickup: pickup.map((one) => ({ ...one })),
  };
}

const filled = (one: GuardianFields): boolean =>
  Boolean(one.id) ||
  [one.name, one.phone, one.document_number, one.address, one.work_unit].some((text) => text.trim() !== "");

/** The guardians that are sent, each with its place in the form: a field of the reply counts those that were sent. */
export function sentGuardians(fields: InfantFields): { at: number; guardian: Guardian }[] {
  return fields.guardians.flatMap((one, at) => {
    if (!filled(one)) return [];
    const number = one.document_number.trim();
    return [
      { at, guardian: { ...one, document_kind: number ? one.document_kind : null, document_number: number || null } },
    ];
  });
}

/** `guardians[1].phone` of the reply at its place in the form. */
export function placeOf(field: string, fields: InfantFields): string {
  return field.replace(/^guardians\[(\d+)\]/, (whole, at: string) => {
    const sent = sentGuardians(fields)[Number(at)];
    return sent ? `guardians[${sent.at}]` : whole;
  });
}

const documentOf = (
  fields: InfantFields,
): Pick<CheckInfant, "document_kind" | "document_number" | "document_issuer"> => {
  const number = fields.document_number.trim();
  return {
    document_kind: number ? fields.document_kind : null,
    document_number: number || null,
    document_issuer: (number && fields.document_issuer.trim()) || null,
  };
};

export function toCheck(id: Id | null, fields: InfantFields): CheckInfant {
  return {
    id,
    name: fields.name,
    sex: fields.sex,
    birth: fields.birth,
    ...documentOf(fields),
    address: fields.address,
    guardians: sentGuardians(fields).map(({ guardian }) => guardian),
  };
}

const count = (text: string): number | null => {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? null : number;
};

/** What is saved; null while the name's owner cannot be told: birth and sex have no blank in the core. */
export function toSave(id: Id | null, fields: InfantFields): SaveInfant | null {
  if (!fields.birth || !fields.sex) return null;
  return {
    id,
    name: fields.name,
    nickname: fields.nickname,
    sex: fields.sex,
    birth: fields.birth,
    ...documentOf(fields),
    ethnicity: fields.ethnicity,
    household: fields.household,
    address: fields.address,
    allergy: fields.allergy,
    history: fields.history,
    special_care: fields.special_care,
    gestation_weeks: count(fields.gestation),
    birth_order: count(fields.birth_order),
    applied_on: fields.applied,
    note: fields.note,
    guardians: sentGuardians(fields).map(({ guardian }) => guardian),
    pickup: fields.pickup.filter((one) => one.name.trim() !== ""),
  };
}
