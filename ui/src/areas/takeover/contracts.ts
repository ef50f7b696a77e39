import type {
  Fen,
  FeeColumn,
  FeeLine,
  PaperContract,
  PaperContractLine,
  RefundRule,
  RequiredTerm,
} from "../../contract";
import { readYuan, yuan } from "../../parts/values";
import { readShortDay } from "./sheet";

/** The five terms in the order of the checklist. */
export const TERMS: readonly RequiredTerm[] = ["service_period", "fees", "refund", "prepaid_span", "dispute"];

/** A row of the sheet as it is typed: key of the column → text. */
export type Typed = Record<string, string>;

export const feeKey = (column: FeeColumn): string => `fee:${column.item}`;
export const termKey = (term: RequiredTerm): string => `term:${term}`;

/** Meals have a rule of their own, which follows the fees: the rule that the person chooses is the other one. */
function chosenRule(rules: readonly RefundRule[]): RefundRule | undefined {
  return rules.filter((rule) => rule.rule !== "meals_per_day").at(-1);
}

/** What the contract that runs says, as it would have been typed. */
export function typedOf(line: PaperContractLine, fees: readonly FeeColumn[]): Typed {
  const { contract } = line;
  const typed: Typed = {
    number: contract?.number ?? "",
    from: contract?.terms.from ?? "",
    to: contract?.terms.to ?? "",
    cycle: String(contract?.terms.prepay_months ?? ""),
    refund: contract ? (chosenRule(contract.terms.refund_rules)?.rule ?? "") : "",
  };
  for (const column of fees) {
    const fee = contract?.fees.find((one) => one.item === column.item);
    typed[feeKey(column)] = fee ? yuan(fee.price, "") : "";
  }
  // A contract made here became active with all five.
  const whole = contract !== null && !line.on_paper;
  for (const term of TERMS) typed[termKey(term)] = whole || line.terms.includes(term) ? "1" : "";
  return typed;
}

/** A fee that stands as it was keeps its discount; a new amount is a new fee. */
function feeOf(column: FeeColumn, price: Fen, earlier: readonly FeeLine[]): FeeLine {
  const same = earlier.find((one) => one.item === column.item && one.price === price);
  return same ?? { item: column.item, category: column.category, unit: column.unit, price, discount_reason: "" };
}

/** The row as the core takes it; null while something without which there is no contract is missing. */
export function contractOf(
  line: PaperContractLine,
  typed: Typed,
  columns: readonly FeeColumn[],
  rules: readonly RefundRule[],
): PaperContract | null {
  const [from, to] = [readShortDay(typed["from"] ?? ""), readShortDay(typed["to"] ?? "")];
  const fees: FeeLine[] = [];
  for (const column of columns) {
    const text = typed[feeKey(column)] ?? "";
    if (text === "") continue;
    const price = readYuan(text);
    if (price === null) return null;
    if (price > 0) fees.push(feeOf(column, price, line.contract?.fees ?? []));
  }
  if (!from || !to || fees.length === 0) return null;
  const earlier = line.contract?.terms.refund_rules;
  const sameRule = earlier && chosenRule(earlier)?.rule === typed["refund"];
  const rule = rules.find((one) => one.rule === typed["refund"]);
  return {
    infant_id: line.infant_id,
    paper_number: typed["number"] || null,
    signed_on: line.contract?.signed_on ?? null,
    from,
    to,
    fees,
    prepay_months: /^\d{1,3}$/.test(typed["cycle"] ?? "") ? Number(typed["cycle"]) : null,
    refund_rules: sameRule ? earlier : rule ? [rule] : null,
    terms: TERMS.filter((term) => typed[termKey(term)] === "1"),
  };
}

/** Where the core's word about a row stands in the sheet. */
export function cellOf(field: string, fees: readonly FeeColumn[]): string {
  const at = /^fees\[(\d+)\]/.exec(field)?.[1];
  if (field.startsWith("fees")) return fees[Number(at ?? 0)] ? feeKey(fees[Number(at ?? 0)] as FeeColumn) : "from";
  const names: Record<string, string> = { paper_number: "number", to: "to", prepay_months: "cycle" };
  return names[field] ?? (field.startsWith("refund") ? "refund" : "from");
}
