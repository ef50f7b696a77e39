/** A nursery that has long been running, as it stands on its paper: 54 infants, their contracts and what was paid. */

/** As the nursery's classes stand in order: how many, from which age in months, the fee of the class in yuan. */
const CLASSES = [
  { infants: 8, months: 7, ages: 4, fee: 2680, meals: null, cycle: 1 },
  { infants: 14, months: 13, ages: 10, fee: 2480, meals: 22, cycle: 1 },
  { infants: 19, months: 25, ages: 10, fee: 2180, meals: 22, cycle: 3 },
  { infants: 13, months: 20, ages: 15, fee: 2280, meals: 22, cycle: 1 },
] as const;

const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦";
const GIVEN = ["一诺", "子墨", "沐阳"];
const TERMS = ["service_period", "fees", "refund", "prepaid_span", "dispute"] as const;

export interface Running {
  name: string;
  sex: "男" | "女";
  birth: string;
  document: string;
  phone: string;
  /** The place of the class in the nursery's order. */
  class: number;
  enrolled: string;
  contract: {
    number: string;
    from: string;
    to: string;
    fee: number;
    meals: number | null;
    deposit: number;
    cycle: number;
    terms: string[];
  };
  /** What the family has paid beforehand and owes: whole months as the contract asks, or an amount in yuan. */
  paid: { months: number; part: number | null; arrears: number };
}

export function runningNursery(today: string): Running[] {
  let place = -1;
  return CLASSES.flatMap((of, at) =>
    Array.from({ length: of.infants }, (_, nth): Running => {
      place += 1;
      const birth = monthsBefore(daysBefore(today, 10), of.months + (nth % of.ages));
      const enrolled = daysBefore(today, at === 0 ? 12 + nth * 3 : 40 + ((place * 29) % 230));
      // Every third has signed anew since it came.
      const from = place % 3 === 2 ? daysBefore(today, 9 + (place % 20)) : enrolled;
      const lacks = place === 4 ? ["dispute"] : place === 30 ? ["prepaid_span", "dispute"] : [];
      return {
        name: `${SURNAMES[place % 18]}${GIVEN[Math.floor(place / 18)]}`,
        sex: place % 2 ? "女" : "男",
        birth,
        // Every fourth still owes its document.
        document: place % 4 === 3 ? "" : identity(birth, place),
        phone: `1380371${String(1000 + place * 7)}`,
        class: at,
        enrolled,
        contract: {
          number: `${from.slice(0, 4)}-${String(((place * 37) % 54) + 1).padStart(3, "0")}`,
          from,
          to: daysBefore(monthsBefore(from, -12), 1),
          fee: place % 17 === 5 ? of.fee - 200 : of.fee,
          meals: of.meals,
          deposit: place % 13 === 6 ? 1000 : 500,
          cycle: of.cycle,
          terms: TERMS.filter((term) => !lacks.includes(term)),
        },
        paid: {
          months: place % 9 === 8 ? 0 : of.cycle,
          part: place % 27 === 10 ? 1234.5 : null,
          arrears: place % 11 === 9 ? 380 + place : 0,
        },
      };
    }),
  );
}

/** The roster as the nursery has it in its spreadsheet. */
export function rosterOf(infants: readonly Running[], classes: readonly string[]): Buffer {
  const rows = infants.map((one) => [
    one.name,
    one.sex,
    one.birth,
    one.document,
    classes[one.class] ?? "",
    one.enrolled,
    `${one.name[0]}家长`,
    "母亲",
    one.phone,
  ]);
  const lines = [["姓名", "性别", "出生日期", "身份证号", "班级", "入托日期", "监护人", "关系", "电话"], ...rows];
  return Buffer.from(`\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`);
}

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day so many months before, the last of the month where there is none. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A citizen's number of that day with its check digit; the sex is in the last digit but one. */
function identity(birth: string, place: number): string {
  const body = `410105${birth.replaceAll("-", "")}${String(100 + place * 2 + (place % 2 ? 0 : 1)).padStart(3, "0")}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return `${body}${"10X98765432"[sum % 11]}`;
}
