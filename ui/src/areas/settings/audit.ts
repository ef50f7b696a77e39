/** One changed field of an entry of the audit trail. */
export interface ChangedField {
  name: string;
  before: string | null;
  after: string;
}

/**
 * What an entry of the core says was changed: `fields` lists, row by row, either a new row, or a row's fields with
 * before and after, or a note; beside it stands who was the second person.
 */
export function fieldsOf(detail: unknown): ChangedField[] {
  if (!isRecord(detail)) return [];
  const { fields, ...others } = detail;
  const parts = Array.isArray(fields) ? fields.filter(isRecord) : [];
  return [...parts.flatMap(ofPart), ...Object.entries(others).flatMap(([name, value]) => changed(name, value))];
}

function ofPart(part: Record<string, unknown>): ChangedField[] {
  const { table, id, fields } = part;
  if (typeof table !== "string") return Object.entries(part).flatMap(([name, value]) => changed(name, value));
  if (isRecord(fields)) return Object.entries(fields).flatMap(([name, value]) => changed(`${table}.${name}`, value));
  return [{ name: table, before: null, after: `+ ${said(id) ?? ""}` }];
}

function changed(name: string, value: unknown): ChangedField[] {
  if (Array.isArray(value) && value.length === 2)
    return [{ name, before: said(value[0]), after: said(value[1]) ?? "—" }];
  const after = said(value);
  return after === null ? [] : [{ name, before: null, after }];
}

function said(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
