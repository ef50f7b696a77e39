// Made from the contract by `cargo test -p nursery`; do not edit.
/* eslint-disable */

export type Absence = { 
/**
 * The first day of absence.
 */
first: Day, 
/**
 * The last one.
 */
last: Day, };

export type AbsenceCause = "personal" | "sick" | "other" | "unknown";

export type AbsenceShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day, 
/**
 * Why; what may not be seen is told as “other”.
 */
cause: AbsenceCause, 
/**
 * The illness; empty unless the reader may see health.
 */
disease: string, 
/**
 * Who told it.
 */
told_by: string, 
/**
 * Remark.
 */
note: string, };

export type Account = { 
/**
 * Every entry in the order of posting.
 */
entries: Array<LedgerEntry>, 
/**
 * Sums by month, deposits apart.
 */
months: Array<AccountMonth>, 
/**
 * Deposit held.
 */
deposit: Fen, 
/**
 * Everything together: owed is positive, prepaid negative.
 */
balance: Fen, };

export type AccountMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * What was charged, opened, corrected.
 */
charged: Fen, 
/**
 * What came in, what went back taken off.
 */
collected: Fen, 
/**
 * Their difference.
 */
balance: Fen, };

export type AccountOf = { 
/**
 * The infant.
 */
infant_id: Id, };

export type ActivateContract = { 
/**
 * The draft.
 */
id: Id, 
/**
 * Day of signing.
 */
signed_on: Day, };

export type AdjustAccount = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The month that it belongs to.
 */
month: Month, 
/**
 * The item.
 */
item: string, 
/**
 * Its category; a discount of the contract is no adjustment.
 */
category: FeeCategory, 
/**
 * Owed more is positive, owed less negative.
 */
amount: Fen, 
/**
 * Why, in words that the family may read.
 */
reason: string, };

export type AgeCount = { 
/**
 * Completed months today.
 */
months: number, 
/**
 * How many.
 */
count: number, };

export type Alike = "same_document" | "same_name" | "like_name" | "same_birth_and_guardian" | "same_guardian";

export type AlikeInfant = { 
/**
 * The infant.
 */
id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Its day of birth.
 */
birth: Day, 
/**
 * Its class.
 */
class_name: string | null, 
/**
 * Where it stands.
 */
status: InfantStatus, 
/**
 * The strongest likeness.
 */
why: Alike, 
/**
 * What is alike and what it may mean, in the person's language.
 */
said: string, };

export type AnnouncedDay = { 
/**
 * The day.
 */
date: Day, 
/**
 * Free or worked.
 */
kind: AnnouncedKind, 
/**
 * The festival it belongs to: 春节.
 */
festival: string, };

export type AnnouncedKind = "off" | "work";

export type Approved = { 
/**
 * Its reply.
 */
reply: unknown, };

export type AttachToMedicine = { 
/**
 * The order.
 */
id: Id, 
/**
 * Photo of the label, scan of the signed paper, as tokens of the files door.
 */
files: Array<string>, };

export type AttackRate = { 
/**
 * Name of the class.
 */
class_name: string, 
/**
 * In care.
 */
infants: number, 
/**
 * Cases.
 */
cases: number, 
/**
 * 罹患率 in tenths of a percent.
 */
tenths: number, };

export type AttendanceDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * What kind of day it is; absent while the year's calendar is not entered.
 */
day_word: string | null, 
/**
 * The nursery has care on that day: not a weekend or holiday, not closed.
 */
open: boolean, 
/**
 * The moment, by the nursery's clock.
 */
now: Instant, 
/**
 * What the checks go by.
 */
rules: CheckRules, 
/**
 * From this time of the day who has not come is to be traced, `HH:MM`.
 */
trace_after: string, 
/**
 * Class by class, in their order.
 */
classes: Array<ClassDay>, 
/**
 * One line a child, in the order of class, 托号 and name.
 */
rows: Array<ChildDay>, };

export type AttendanceMonth = { 
/**
 * The class.
 */
class_name: string, 
/**
 * The month.
 */
month: Month, 
/**
 * Its days, from the first.
 */
days: Array<MonthDay>, 
/**
 * One row a child, in the order of 托号 and name.
 */
rows: Array<MonthRow>, 
/**
 * Its statistics.
 */
statistics: AttendanceStatistics, };

export type AttendanceMonthOf = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * The month.
 */
month: Month, };

export type AttendanceOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * One class; every class that the person may see when absent.
 */
class_id?: Id | null, 
/**
 * Which check is shown with it; the morning's when absent.
 */
period?: CheckPeriod | null, };

export type AttendanceStatistics = { 
/**
 * 应出勤人次.
 */
due: number, 
/**
 * 实际出勤人次.
 */
attended: number, 
/**
 * 缺勤人次: of these sick, personal, other, and those of whom nothing is known or written.
 */
absent: number, 
/**
 * 病假人次.
 */
sick: number, 
/**
 * 事假人次.
 */
personal: number, 
/**
 * Other causes.
 */
other: number, 
/**
 * Not known, or nothing written.
 */
unknown: number, 
/**
 * 出勤率 in tenths of a percent, rounded half up; nothing where nobody was due.
 */
rate: number | null, };

export type AuditLine = { 
/**
 * Number in the chain.
 */
seq: number, 
/**
 * When.
 */
at: Instant, 
/**
 * Who, by name; the program itself where nobody acted.
 */
who: string, 
/**
 * What, in the person's language.
 */
what: string, 
/**
 * The operation.
 */
action: string, 
/**
 * About which row.
 */
subject: string | null, 
/**
 * The changed fields: before and after.
 */
detail: unknown, };

export type AuditQuery = { 
/**
 * Entries before this number; the newest when absent.
 */
before?: number | null, 
/**
 * Only about this row.
 */
subject?: string | null, 
/**
 * How many, at most 200.
 */
limit?: number | null, };

export type AuthoriseMedicine = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Who orders it.
 */
guardian_id: Id, 
/**
 * Drug.
 */
drug: string, 
/**
 * Strength, as on the label.
 */
strength?: string | null, 
/**
 * Dose.
 */
dose: string, 
/**
 * How it is given; by mouth when absent.
 */
route?: MedicineRoute | null, 
/**
 * Times of the day, `HH:MM`.
 */
times: Array<string>, 
/**
 * First day; today when absent.
 */
from?: Day | null, 
/**
 * Last day; the first when absent.
 */
to?: Day | null, 
/**
 * Against what.
 */
illness?: string | null, 
/**
 * Who prescribed it.
 */
prescribed_by?: string | null, 
/**
 * Original container with a readable label.
 */
labelled: boolean, 
/**
 * Last day of use by the label.
 */
expires_on: Day, 
/**
 * How much was brought.
 */
brought?: string | null, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * The guardian has signed the paper.
 */
signed: boolean, 
/**
 * Photo of the label and scan of the signed paper, as tokens of the files door.
 */
files?: Array<string> | null, };

export type Authority = { 
/**
 * Which.
 */
kind: AuthorityKind, 
/**
 * Name as on its seal.
 */
seal_name: string, 
/**
 * Desk or section.
 */
desk: string, 
/**
 * Phone.
 */
phone: string, };

export type AuthorityKind = "registration" | "filing" | "health_supervision" | "maternal_child_health" | "disease_control" | "market_regulation" | "fire" | "police" | "price";

export type Awaited = "witness" | "approval";

export type BackupKept = { 
/**
 * When it was taken; absent where that cannot be read.
 */
at: Instant | null, 
/**
 * Its bytes.
 */
size: number, 
/**
 * What is wrong with it, in the person's language; absent: it looks whole.
 */
fault: string | null, };

export type BackupState = { 
/**
 * When the last verified backup was made here.
 */
last_backup: Instant | null, 
/**
 * The backups that the program keeps by itself, newest first.
 */
kept: Array<BackupKept>, 
/**
 * Where they lie, for the person to read.
 */
place: string, };

export type BackupTaken = { 
/**
 * When.
 */
at: Instant, 
/**
 * Bytes of the database and the files that it names.
 */
size: number, 
/**
 * Files of the vault in it.
 */
files: number, 
/**
 * Nothing had been written since the last one, which was proven again instead.
 */
unchanged: boolean, 
/**
 * Files that are damaged in the store itself and so are not in it.
 */
left_out: Array<string>, };

export type BalanceLine = { 
/**
 * 托号.
 */
number: number | null, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Name of the infant.
 */
name: string, 
/**
 * Its class.
 */
class_id: Id | null, 
/**
 * Name of the class.
 */
class_name: string | null, 
/**
 * What its contract asks for in each of the months, to compare with.
 */
expected: Array<PrepaidMonth>, 
/**
 * What is posted, or what the working sheet says; absent: not typed yet.
 */
balance: OpeningBalance | null, 
/**
 * It is posted, so it stays.
 */
posted: boolean, };

export type BalanceProblem = { 
/**
 * The cell: `E12`.
 */
cell: string, 
/**
 * What is wrong and how to mend it.
 */
message: string, };

export type BalanceSheet = { 
/**
 * The rows that name somebody.
 */
rows: Array<BalanceSheetRow>, 
/**
 * Sums of the rows without a problem.
 */
totals: BalanceTotals, };

export type BalanceSheetRow = { 
/**
 * As the spreadsheet counts.
 */
row: number, 
/**
 * Name as written.
 */
name: string, 
/**
 * What it says, where the infant was found and every amount could be read.
 */
balance: OpeningBalance | null, 
/**
 * What keeps it out, with the cell.
 */
problems: Array<BalanceProblem>, };

export type BalanceTotals = { 
/**
 * Owed by the families (欠费).
 */
arrears: Fen, 
/**
 * Prepaid by the families (预收).
 */
prepaid: Fen, 
/**
 * Deposits held (押金).
 */
deposit: Fen, };

export type Balances = { 
/**
 * The day on which the books begin.
 */
on: Day, 
/**
 * The months that can be prepaid on that day.
 */
months: Array<Month>, 
/**
 * The lines in the order of class and 托号.
 */
rows: Array<BalanceLine>, 
/**
 * The sum of the rows that are not posted yet.
 */
sheet: BalanceTotals, 
/**
 * What is posted.
 */
posted: BalanceTotals, 
/**
 * Who confirmed it.
 */
confirmed: Confirmed | null, };

export type BalancesFile = { 
/**
 * The token of the workbook from the files door.
 */
file: string, };

export type BillLine = { 
/**
 * The item.
 */
item: string, 
/**
 * Its category.
 */
category: FeeCategory, 
/**
 * What the price is for.
 */
unit: FeeUnit, 
/**
 * How many.
 */
quantity: number, 
/**
 * The price of one.
 */
price: Fen, 
/**
 * Quantity × price.
 */
amount: Fen, 
/**
 * The month that it belongs to.
 */
month: Month, 
/**
 * Its first day.
 */
from: Day, 
/**
 * Its last day.
 */
to: Day, };

export type BillState = "not_charged" | "unpaid" | "part_paid" | "paid";

export type BindSheet = { 
/**
 * The printed paper.
 */
issued: Id, 
/**
 * Who signed where.
 */
signed: Array<SheetSignature>, 
/**
 * On which day.
 */
signed_on: Day, 
/**
 * The volume (册) in which it lies, e.g. 2026年第一册.
 */
volume?: string | null, };

export type BodyPart = "head" | "face" | "eye" | "ear" | "nose" | "mouth" | "neck" | "chest" | "abdomen" | "back" | "buttocks" | "genitals" | "left_arm" | "right_arm" | "left_hand" | "right_hand" | "left_thigh" | "right_thigh" | "left_knee" | "right_knee" | "left_leg" | "right_leg" | "left_foot" | "right_foot";

export type BoundSheet = { 
/**
 * The row.
 */
id: Id, 
/**
 * The printed paper that was bound.
 */
issued: Id, 
/**
 * The day or month that it covers.
 */
period: string, 
/**
 * The class, where it is cut by class.
 */
class_id: Id | null, 
/**
 * Who signed where.
 */
signed: Array<SheetSignature>, 
/**
 * On which day.
 */
signed_on: Day, 
/**
 * The volume in which it lies.
 */
volume: string, 
/**
 * When that was recorded.
 */
at: Instant, 
/**
 * By whom.
 */
by: string | null, };

export type CalendarQuery = { 
/**
 * The year.
 */
year: number, };

export type CalendarYear = { 
/**
 * The year.
 */
year: number, 
/**
 * Its announcement has been entered.
 */
known: boolean, 
/**
 * The announced days.
 */
days: Array<AnnouncedDay>, 
/**
 * Statutory working days, January to December; empty when the year is unknown.
 */
working_days: Array<number>, };

export type CardColour = "green" | "yellow" | "red";

export type CareChoice = "breast" | "formula" | "cow_milk" | "all" | "most" | "half" | "little" | "none" | "wet" | "soiled" | "loose" | "dry" | "happy" | "calm" | "fussy" | "crying" | "tired" | "motor" | "language" | "cognitive" | "social" | "self_care" | "on_back" | "uncovered" | "sweating" | "restless" | "unwell";

export type CareDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * The moment, by the nursery's clock.
 */
now: Instant, 
/**
 * Minutes outdoors that a day should have (管理规范第十八条).
 */
outdoor_minutes: number, 
/**
 * Why the day may have less: the weather.
 */
weather: string | null, 
/**
 * One line a child, in the order of class, 托号 and name.
 */
rows: Array<CareLine>, };

export type CareKind = "milk" | "water" | "meal" | "sleep" | "diaper" | "toilet" | "mood" | "outdoor" | "exercise" | "activity" | "note";

export type CareLine = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * Completed months.
 */
months: number, 
/**
 * Its class on that day.
 */
class_id: Id, 
/**
 * Name of the class.
 */
class_name: string, 
/**
 * What must be seen at its name.
 */
hints: Array<ChildHint>, 
/**
 * Where it is; absent while it has not come.
 */
place: Place | null, 
/**
 * The facts in the order of time.
 */
entries: Array<CareShown>, 
/**
 * What they add up to.
 */
totals: CareTotals, 
/**
 * Since when it sleeps.
 */
asleep_since: Instant | null, 
/**
 * Since when it is outdoors.
 */
outdoors_since: Instant | null, };

export type CareOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * One class; every class that the person may see when absent.
 */
class_id?: Id | null, };

export type CareRecorded = { 
/**
 * The batch.
 */
batch: Id, 
/**
 * How many children.
 */
children: number, };

export type CareShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The kind.
 */
kind: CareKind, 
/**
 * When, or from when.
 */
at: Instant, 
/**
 * Until when; open while it lasts.
 */
until: Instant | null, 
/**
 * ml.
 */
amount: number | null, 
/**
 * What was chosen.
 */
choice: CareChoice | null, 
/**
 * In words.
 */
text: string, 
/**
 * Who did or saw it.
 */
by: string, 
/**
 * What was entered together.
 */
batch: Id, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type CareTotals = { 
/**
 * Milk, ml.
 */
milk: number, 
/**
 * Water, ml.
 */
water: number, 
/**
 * Sleep, minutes.
 */
sleep: number, 
/**
 * Outdoors, minutes.
 */
outdoor: number, 
/**
 * Diapers changed and visits to the toilet.
 */
diapers: number, };

export type CaseStep = { 
/**
 * The move.
 */
move: string, 
/**
 * Its words, in the person's language.
 */
title: string, 
/**
 * The state that it led to.
 */
state: string, 
/**
 * Its word, in the person's language.
 */
word: string, 
/**
 * On which day it happened, where that was said.
 */
on: Day | null, 
/**
 * When.
 */
at: Instant, 
/**
 * Who, by name.
 */
by: string | null, 
/**
 * By when the next is due.
 */
due: Day | null, 
/**
 * What was written.
 */
note: string | null, 
/**
 * Facts of the step.
 */
facts: unknown, };

export type CellComparison = { 
/**
 * Its column in the register, from 0.
 */
column: number, 
/**
 * Heading of the column.
 */
heading: string, 
/**
 * Its place in the file, as `B7`.
 */
address: string | null, 
/**
 * What the first sheet says.
 */
before: string, 
/**
 * What the second sheet says.
 */
after: string, 
/**
 * Why it cannot be read.
 */
reason: string | null, };

export type CellMark = "late" | "missing";

export type ChangeOwnPin = { 
/**
 * The PIN so far.
 */
old: string, 
/**
 * The new one.
 */
new: string, };

export type ChangedFact = { 
/**
 * Its name on the form.
 */
fact: string, 
/**
 * As filed.
 */
filed: string, 
/**
 * As it is now.
 */
now: string, };

export type Channel = "cash" | "transfer" | "wechat" | "alipay" | "pos";

export type ChannelTotal = { 
/**
 * The channel.
 */
channel: Channel, 
/**
 * Its sum.
 */
sum: Fen, };

export type ChargeMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * Post the difference where what was charged no longer fits the contract (an early end).
 */
correct?: boolean | null, };

export type ChargePreview = { 
/**
 * One an infant with something new, in the order of names.
 */
rows: Array<ChargePreviewRow>, 
/**
 * Infants with a contract in that month.
 */
infants: number, 
/**
 * Entries that would be posted.
 */
posted: number, 
/**
 * Their sum.
 */
sum: Fen, 
/**
 * Entries that stand there already.
 */
standing: number, 
/**
 * What was charged before and no longer fits the contract.
 */
differing: Array<Differing>, };

export type ChargePreviewLine = { 
/**
 * The line.
 */
line: BillLine, 
/**
 * Why it is so much.
 */
why: Why, };

export type ChargePreviewOf = { 
/**
 * The month.
 */
month: Month, };

export type ChargePreviewRow = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * Its class.
 */
class_name: string | null, 
/**
 * The lines with their reasons.
 */
lines: Array<ChargePreviewLine>, 
/**
 * Their sum.
 */
sum: Fen, };

export type Charged = { 
/**
 * Infants with a contract in that month.
 */
infants: number, 
/**
 * Entries posted now.
 */
posted: number, 
/**
 * Their sum.
 */
sum: Fen, 
/**
 * Entries that stood there already.
 */
standing: number, 
/**
 * What was charged before and no longer fits the contract.
 */
differing: Array<Differing>, };

export type CheckHistoryOf = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Only before this day, for the next page.
 */
before?: Day | null, };

export type CheckInfant = { 
/**
 * The row; absent for a new infant.
 */
id?: Id | null, 
/**
 * Name.
 */
name: string, 
/**
 * Sex.
 */
sex?: Sex | null, 
/**
 * Day of birth.
 */
birth?: Day | null, 
/**
 * Kind of the identity document.
 */
document_kind?: DocumentKind | null, 
/**
 * Its number.
 */
document_number?: string | null, 
/**
 * Who issued it.
 */
document_issuer?: string | null, 
/**
 * Where it lives.
 */
address?: string | null, 
/**
 * Guardians.
 */
guardians: Array<Guardian>, };

export type CheckPeriod = "morning" | "noon";

export type CheckRules = { 
/**
 * From here on it is fever.
 */
fever: number, 
/**
 * Below this it is too low to be true.
 */
low: number, 
/**
 * After so many minutes it is taken again.
 */
retake_minutes: number, };

export type CheckShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * When.
 */
at: Instant, 
/**
 * Who checked, by name.
 */
by: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, 
/**
 * Looked at one by one, not confirmed together with others.
 */
touched: boolean, 
/**
 * The first reading, tenths of a degree.
 */
temperature: number | null, 
/**
 * Not measured (未测).
 */
unmeasured: boolean, 
/**
 * The second reading.
 */
again: number | null, 
/**
 * When it was taken.
 */
again_at: Instant | null, 
/**
 * When it is to be taken again, while that is open.
 */
retake_due: Instant | null, 
/**
 * What is seen or told.
 */
symptoms: Array<Symptom>, 
/**
 * What the family told (家长主诉).
 */
told: string, 
/**
 * What was found.
 */
found: string, 
/**
 * What is done.
 */
disposition: Disposition | null, 
/**
 * The card.
 */
card: CardColour | null, 
/**
 * Remark.
 */
note: string, };

export type CheckStaff = { 
/**
 * The person.
 */
person_id: Id, 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * Tenths of a degree.
 */
temperature?: number | null, 
/**
 * What keeps the person from work.
 */
signs: Array<StaffSign>, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * When; now, or the time by which everybody is checked on a past day, when absent.
 */
at?: Instant | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, 
/**
 * Why what stands is corrected.
 */
reason?: string | null, };

export type CheckValues = { 
/**
 * Tenths of a degree.
 */
temperature: number | null, 
/**
 * Not measured.
 */
unmeasured: boolean, 
/**
 * The second reading.
 */
again: number | null, 
/**
 * When it was taken.
 */
again_at: Instant | null, 
/**
 * What is seen or told.
 */
symptoms: Array<Symptom>, 
/**
 * What the family told.
 */
told: string, 
/**
 * What was found.
 */
found: string, 
/**
 * What is done.
 */
disposition: Disposition | null, 
/**
 * The card.
 */
card: CardColour | null, 
/**
 * Remark.
 */
note: string, 
/**
 * Looked at one by one.
 */
touched: boolean, };

export type Checklist = { 
/**
 * All five in their order.
 */
terms: Array<TermState>, 
/**
 * Whether it can become active as far as the terms go.
 */
complete: boolean, 
/**
 * What is worth a word and refuses nothing.
 */
findings: Array<string>, 
/**
 * The basic fee lies above the cap of an inclusive nursery.
 */
above_cap: boolean, };

export type ChildDay = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Day of birth.
 */
birth: Day, 
/**
 * Completed months on that day.
 */
months: number, 
/**
 * Its class on that day.
 */
class_id: Id, 
/**
 * Name of the class.
 */
class_name: string, 
/**
 * What must be seen at its name.
 */
hints: Array<ChildHint>, 
/**
 * Who usually brings it.
 */
usual: Escort | null, 
/**
 * Who may bring and collect it on that day.
 */
escorts: Array<Escort>, 
/**
 * Why it is away.
 */
leave: AbsenceShown | null, 
/**
 * The last attempt to learn why it has not come.
 */
traced: Traced | null, 
/**
 * Where the day stands.
 */
state: DayState, 
/**
 * Its first arrival.
 */
arrival: Moved | null, 
/**
 * Its last departure, while it is gone.
 */
departure: Moved | null, 
/**
 * Where it is.
 */
place: Place | null, 
/**
 * What does not agree: presence × notice × check.
 */
mismatch: Mismatch | null, 
/**
 * It was collected after the nursery had closed.
 */
late_pickup: boolean, 
/**
 * The check.
 */
check: CheckShown | null, 
/**
 * An illness of an earlier day is not cleared: 入班 is withheld.
 */
withheld: boolean, };

export type ChildHint = { 
/**
 * What.
 */
kind: HintKind, 
/**
 * In the person's language.
 */
said: string, };

export type Class = { 
/**
 * The row.
 */
id: Id, 
/**
 * The name.
 */
name: string, 
/**
 * The kind.
 */
kind: ClassKind, 
/**
 * The most infants that it takes.
 */
cap: number, 
/**
 * Infants enrolled now.
 */
present: number, 
/**
 * Places that are held: enrolled, suspended, reserved.
 */
held: number, 
/**
 * Other names under which sheets call it.
 */
nicknames: Array<string>, };

export type ClassDay = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * It has care on that day.
 */
open: boolean, 
/**
 * In care on that day (应到).
 */
expected: number, 
/**
 * On leave.
 */
on_leave: number, 
/**
 * Not come yet, or not traced.
 */
not_arrived: number, 
/**
 * Arrived, not checked, those to be measured again with them.
 */
unchecked: number, 
/**
 * Arrived and checked, and still inside.
 */
checked: number, 
/**
 * In the observation room.
 */
observation: number, 
/**
 * Gone home.
 */
gone: number, };

export type ClassFitting = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Its kind.
 */
kind: ClassKind, 
/**
 * The most infants that it takes.
 */
cap: number, 
/**
 * Places that are held now.
 */
held: number, 
/**
 * Places left now.
 */
left: number, 
/**
 * The age fits on that day and a place is left.
 */
fits: boolean, 
/**
 * Why it does not, in the person's language.
 */
said: string | null, };

export type ClassHere = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Its kind.
 */
kind: ClassKind, 
/**
 * In care.
 */
enrolled: number, 
/**
 * Away, the place is kept.
 */
suspended: number, 
/**
 * The most infants that it takes.
 */
cap: number, 
/**
 * Places left.
 */
left: number, 
/**
 * Carers whose post is in this class today.
 */
carers: number, 
/**
 * Carers that all enrolled together need.
 */
carers_needed: number, 
/**
 * Infants a carer, with its source.
 */
ratio: PolicyValue, };

export type ClassKind = "infants" | "younger_toddlers" | "older_toddlers" | "mixed";

export type ClassPlaces = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Its kind.
 */
kind: ClassKind, 
/**
 * The most infants that it takes.
 */
cap: number, 
/**
 * In care.
 */
enrolled: number, 
/**
 * Away, the place is kept.
 */
suspended: number, 
/**
 * To come, the place is kept.
 */
reserved: number, 
/**
 * Places left.
 */
left: number, 
/**
 * Completed months from which an infant may enter.
 */
from_months: number, 
/**
 * Completed months at which an infant is too old.
 */
below_months: number, 
/**
 * How many infants of which age have a place here, the youngest first.
 */
ages: Array<AgeCount>, };

export type ClassPresent = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
class_name: string, 
/**
 * In the class.
 */
present: number, 
/**
 * Of its children in the observation room.
 */
observation: number, };

export type Clause = { 
/**
 * The title.
 */
title: string, 
/**
 * What of the contract stands first.
 */
show?: ClauseShows | null, 
/**
 * The sentences, numbered when printed.
 */
text: Array<string>, };

export type ClauseShows = "period" | "fees" | "prepay" | "refund" | "pickup" | "consents" | "dispute" | "special";

export type ClearStaff = { 
/**
 * The person.
 */
person_id: Id, 
/**
 * The medical institution that issued the certificate.
 */
issuer: string, 
/**
 * When.
 */
issued_on?: Day | null, 
/**
 * Its number.
 */
number?: string | null, };

export type CloseClass = { 
/**
 * The class.
 */
id: Id, 
/**
 * Its last day.
 */
on: Day, };

export type CloseConcern = { 
/**
 * The signs of harm.
 */
id: Id, 
/**
 * What came of it.
 */
note: string, };

export type Closing = { 
/**
 * The rounds in the order of time.
 */
rounds: Array<ClosingRound>, 
/**
 * Children inside by the book now.
 */
inside: number, 
/**
 * The rooms that were swept the last time, to begin with.
 */
usual_rooms: Array<string>, };

export type ClosingOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, };

export type ClosingRound = { 
/**
 * The row.
 */
id: Id, 
/**
 * When.
 */
at: Instant, 
/**
 * In which post.
 */
post: Post, 
/**
 * Who made it.
 */
by: string, 
/**
 * Rooms that were swept.
 */
rooms: Array<string>, 
/**
 * Children inside by the book at that moment.
 */
inside: number, 
/**
 * Remark.
 */
note: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type Closure = { 
/**
 * The row; absent for a new one.
 */
id?: Id | null, 
/**
 * Only this class; the whole nursery when absent.
 */
class_id?: Id | null, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day, 
/**
 * By whom.
 */
cause: ClosureCause, 
/**
 * What for.
 */
reason: string, };

export type ClosureCause = "nursery" | "authority" | "holiday";

export type ClosureOf = { 
/**
 * The row.
 */
id: Id, };

export type ClusterCase = { 
/**
 * The illness.
 */
illness_id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * The first day of the signs.
 */
onset: Day, };

export type ClusterRule = "in_week" | "in_day" | "in_three_days";

export type ClusterShown = { 
/**
 * Names it, with its first day: reports go to it.
 */
key: string, 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
class_name: string, 
/**
 * The disease or the sign, in the person's language.
 */
alike: string, 
/**
 * Which rule.
 */
rule: ClusterRule, 
/**
 * The cases.
 */
cases: Array<ClusterCase>, 
/**
 * By when it must be reported.
 */
report_by: Instant, 
/**
 * When it was reported.
 */
reported_at: Instant | null, 
/**
 * The text of the report, Chinese, without names.
 */
report: string, };

export type Collect = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The lines; `billing.due` proposes them.
 */
lines: Array<BillLine>, 
/**
 * What was handed over, to be compared with the lines.
 */
total?: Fen | null, 
/**
 * Who pays.
 */
payer: string, 
/**
 * How.
 */
channel: Channel, 
/**
 * Number of the transfer or payment.
 */
reference?: string | null, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * Who checked it (复核人).
 */
reviewer?: string | null, 
/**
 * Day of the receipt; today when absent.
 */
on?: Day | null, 
/**
 * Collect although it is paid already.
 */
again?: boolean | null, 
/**
 * The number on a sheet of a paper receipt book that is posted afterwards (`number.reserve`).
 */
book_number?: string | null, };

export type Collected = { 
/**
 * The receipt.
 */
receipt: Receipt, 
/**
 * Rolling prepayment and the like.
 */
warnings: Array<string>, };

export type ColumnKind = "text" | "number" | "day" | "code" | "mark";

export type Combine = "specific" | "strictest_min" | "strictest_max" | "all";

export type ComparedEntry = { 
/**
 * Name in the package.
 */
name: string, 
/**
 * What it is, in the person's language.
 */
title: string, 
/**
 * How it differs.
 */
state: EntryState, };

export type ComparedFact = { 
/**
 * Its name, in the person's language.
 */
title: string, 
/**
 * In the earlier package.
 */
before: string, 
/**
 * In the later one.
 */
after: string, };

export type Computation = { 
/**
 * The amount.
 */
amount: Fen, 
/**
 * The steps that led there, in order.
 */
steps: Array<Step>, };

export type ConcernShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * Name of its class on that day.
 */
class_name: string, 
/**
 * When they were seen.
 */
at: Instant, 
/**
 * What was seen or heard.
 */
signs: string, 
/**
 * What the child or somebody else said.
 */
said: string, 
/**
 * Parts of the body.
 */
parts: Array<BodyPart>, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * The person who sees it is the one who wrote it.
 */
mine: boolean, 
/**
 * From whom it is kept, by name.
 */
kept_from: string | null, 
/**
 * Live, transcribed or late.
 */
entry: Entry, 
/**
 * Where it stands.
 */
state: ConcernState, 
/**
 * Every step, oldest first.
 */
steps: Array<CaseStep>, };

export type ConcernState = "unreported" | "reported" | "closed";

export type ConcernStep = { 
/**
 * The signs of harm.
 */
id: Id, 
/**
 * To whom it was reported; none for what is only added.
 */
party?: TellWhom | null, 
/**
 * Who answered, by name or number.
 */
name?: string | null, 
/**
 * The number that the authority gave the report.
 */
number?: string | null, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * What was said, answered or learnt.
 */
note: string, };

export type ConcernsOf = { 
/**
 * One infant.
 */
infant_id?: Id | null, };

export type Confidence = "confirmed" | "high" | "medium" | "low" | "own";

export type ConfirmChecks = { 
/**
 * One class; every class that the person may see when absent.
 */
class_id?: Id | null, 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * Which check; the morning's when absent.
 */
period?: CheckPeriod | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type ConfirmStaff = { 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * Who is not at work today and is left out.
 */
except: Array<Id>, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type Confirmed = { 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string, 
/**
 * The totals that were stated.
 */
totals: BalanceTotals, };

export type ConfirmedTogether = { 
/**
 * How many.
 */
confirmed: number, 
/**
 * Who.
 */
infants: Array<Id>, };

export type Confirmer = { 
/**
 * The person.
 */
id: Id, 
/**
 * The name.
 */
name: string, };

export type ConfirmersOf = { 
/**
 * Its name in the contract.
 */
operation: string, };

export type ContinuousAbsence = { 
/**
 * The days of absence that make one month of refund.
 */
days_per_month: number, 
/**
 * The fee of one month, after discounts.
 */
monthly_fee: Fen, };

export type Contract = { 
/**
 * The row.
 */
id: Id, 
/**
 * The number; a draft has none.
 */
number: string | null, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Name of the infant.
 */
infant_name: string, 
/**
 * The template it began with.
 */
template: string, 
/**
 * Where it stands today.
 */
status: ContractStatus, 
/**
 * What it says.
 */
terms: ContractTerms, 
/**
 * Charged items and amounts.
 */
fees: Array<FeeLine>, 
/**
 * Day of signing.
 */
signed_on: Day | null, 
/**
 * The last day, where it ended early.
 */
ended_on: Day | null, 
/**
 * Why it ended early.
 */
ended_reason: string | null, 
/**
 * The contract that it renews.
 */
renews: Id | null, };

export type ContractLine = { 
/**
 * The row.
 */
id: Id, 
/**
 * The number; a draft has none.
 */
number: string | null, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Name of the infant.
 */
infant_name: string, 
/**
 * Class of the infant.
 */
class_name: string | null, 
/**
 * Where it stands today.
 */
status: ContractStatus, 
/**
 * Form of service.
 */
service_form: ServiceForm, 
/**
 * First day.
 */
from: Day | null, 
/**
 * Last day, early end included.
 */
to: Day | null, 
/**
 * Day of signing.
 */
signed_on: Day | null, 
/**
 * It is renewed by another one.
 */
renewed: boolean, };

export type ContractOf = { 
/**
 * The contract.
 */
id: Id, };

export type ContractShown = { 
/**
 * The contract.
 */
contract: Contract, 
/**
 * The five required terms.
 */
checklist: Checklist, 
/**
 * Each refund rule as it stands in the contract.
 */
refund_words: Array<string>, 
/**
 * It was signed on paper before the books began.
 */
on_paper: boolean, };

export type ContractStatus = "draft" | "active" | "ended";

export type ContractTerms = { 
/**
 * Form of service.
 */
service_form: ServiceForm, 
/**
 * Kind of class.
 */
class_kind?: ClassKind | null, 
/**
 * First day of service.
 */
from?: Day | null, 
/**
 * Last day of service.
 */
to?: Day | null, 
/**
 * Begin of the day, `07:30`.
 */
daily_from: string, 
/**
 * End of the day.
 */
daily_to: string, 
/**
 * Meals in words.
 */
meals: string, 
/**
 * Days of settling in (适应期).
 */
settling_days?: number | null, 
/**
 * Refund rules, rights on conditions first; the first that applies counts. Meals have their own.
 */
refund_rules: Array<RefundRule>, 
/**
 * How a refund is asked for and paid, and by when.
 */
refund_method: string, 
/**
 * The longest prepayment in months.
 */
prepay_months?: number | null, 
/**
 * Day of the month by which fees are paid.
 */
due_day?: number | null, 
/**
 * How disputes are resolved.
 */
dispute: string, 
/**
 * When and how a deposit is given back.
 */
deposit_terms: string, 
/**
 * What else was agreed.
 */
special_terms: string, 
/**
 * Insurance: company, number, period.
 */
insurance: string, 
/**
 * Hospital preferred in an emergency.
 */
hospital: string, 
/**
 * Medicine may be given on a written order; absent: not asked.
 */
medication_consent?: boolean | null, 
/**
 * First aid and transport to a hospital; absent: not asked.
 */
first_aid_consent?: boolean | null, 
/**
 * Photographs may be shown outside; absent: not asked.
 */
photo_consent?: boolean | null, 
/**
 * Where it is signed.
 */
signed_place: string, 
/**
 * How many copies are signed.
 */
copies: number, 
/**
 * The clauses in their order.
 */
clauses: Array<Clause>, };

export type ContractsPage = { 
/**
 * The lines.
 */
rows: Array<ContractLine>, 
/**
 * Cursor of the next page, if there is one.
 */
more: string | null, };

export type ContractsQuery = { 
/**
 * Only of this state.
 */
status?: ContractStatus | null, 
/**
 * Only of this infant.
 */
infant_id?: Id | null, 
/**
 * Number, name, pinyin or initials.
 */
text?: string | null, 
/**
 * Only active ones that end within so many days.
 */
ending_days?: number | null, 
/**
 * The cursor of the page before.
 */
after?: string | null, 
/**
 * Rows a page, at most 200.
 */
limit?: number | null, };

export type CorrectCare = { 
/**
 * The row.
 */
id: Id, 
/**
 * ml.
 */
amount?: number | null, 
/**
 * What was chosen.
 */
choice?: CareChoice | null, 
/**
 * Until when.
 */
until?: Instant | null, 
/**
 * In words.
 */
text?: string | null, 
/**
 * Why; needed for what another person wrote, or on another day.
 */
reason?: string | null, };

export type CorrectIncident = { 
/**
 * The incident.
 */
id: Id, 
/**
 * What happened.
 */
kind?: IncidentKind | null, 
/**
 * Parts of the body.
 */
parts?: Array<BodyPart> | null, 
/**
 * Where.
 */
place?: string | null, 
/**
 * Doing what.
 */
activity?: string | null, 
/**
 * With whom the infant was.
 */
with_whom?: string | null, 
/**
 * What was done at once.
 */
first_aid?: string | null, 
/**
 * How it happened.
 */
story?: string | null, 
/**
 * Who saw it.
 */
witnesses?: string | null, 
/**
 * 当班责任人.
 */
on_duty?: string | null, 
/**
 * Why; needed for what another person wrote, or on another day.
 */
reason?: string | null, };

export type CorrectInfant = { 
/**
 * The infant.
 */
id: Id, 
/**
 * What.
 */
field: Correctable, 
/**
 * The right value.
 */
value: string, 
/**
 * Why, and on which paper it stands.
 */
reason: string, };

export type Correctable = "name" | "sex" | "birth" | "enrolled_on";

export type Correction = { 
/**
 * What.
 */
field: string, 
/**
 * The earlier value.
 */
before: string | null, 
/**
 * The later value.
 */
after: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * Who.
 */
by: string, 
/**
 * When.
 */
at: Instant, };

export type CountMoment = "leave_room" | "outdoors" | "back_inside" | "before_nap" | "after_nap" | "before_pickup" | "other";

export type Coverage = { 
/**
 * The days with care, oldest first.
 */
days: Array<Day>, 
/**
 * The classes in their order.
 */
classes: Array<CoveredClass>, 
/**
 * The cells in which anything is expected.
 */
cells: Array<CoverageCell>, };

export type CoverageCell = { 
/**
 * The day.
 */
day: Day, 
/**
 * The class.
 */
class_id: Id, 
/**
 * Which record.
 */
record: CoveredRecord, 
/**
 * So many are expected; nothing on a day without children.
 */
expected: number, 
/**
 * So many are there.
 */
written: number, 
/**
 * Of these written late (补录).
 */
late: number, };

export type CoverageOf = { 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day, 
/**
 * One class.
 */
class_id?: Id | null, };

export type CoveredClass = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Its carers today, by name.
 */
carers: Array<string>, };

export type CoveredRecord = "attendance" | "morning_check" | "medicine" | "daily_care" | "nap_rounds" | "head_counts" | "handover";

export type CreditRefund = { 
/**
 * The facts of the month; the amount is computed here by the contract's rule, never taken from a screen.
 */
refund: RefundQuery, 
/**
 * The month whose bill it lowers.
 */
to_month: Month, 
/**
 * Remark.
 */
note?: string | null, };

export type Credited = { 
/**
 * Entries posted, one an item.
 */
entries: number, 
/**
 * All together, positive.
 */
total: Fen, };

export type DailyCardOf = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The day; today when absent.
 */
day?: Day | null, };

export type DailyCardText = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The text, Chinese.
 */
text: string, 
/**
 * Nothing is on record of that day.
 */
empty: boolean, };

export type Day = string;

export type DayDivisor = { "by": "workdays" } | { "by": "fixed", 
/**
 * Hundredths of a day.
 */
hundredths: number, };

export type DayState = "not_arrived" | "to_trace" | "on_leave" | "unchecked" | "retake" | "checked" | "gone";

export type DeclareOutbreak = { 
/**
 * The disease, as in the list, or its main sign.
 */
disease: string, 
/**
 * The first day whose cases belong to it.
 */
from: Day, 
/**
 * The classes concerned; none for the whole nursery.
 */
classes: Array<Id>, 
/**
 * Remark.
 */
note?: string | null, };

export type DeclineWaiting = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why not.
 */
reason: string, };

export type DeniedOf = { 
/**
 * The infant.
 */
infant_id: Id, };

export type DeniedShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * Name.
 */
name: string, 
/**
 * Relation to the infant.
 */
relation: string, 
/**
 * The guardian's row, where it is one.
 */
guardian_id: Id | null, 
/**
 * Why.
 */
reason: string, 
/**
 * The paper of a court or the police.
 */
paper_id: Id | null, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day | null, };

export type DenyPickup = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The guardian, where it is one; its name is taken from the row.
 */
guardian_id?: Id | null, 
/**
 * Name of anybody else.
 */
name?: string | null, 
/**
 * Relation to the infant.
 */
relation?: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * The paper of a court or the police; needed for a legal guardian.
 */
paper_id?: Id | null, 
/**
 * Last day; without end when absent.
 */
to?: Day | null, };

export type DepartClass = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Who stays or is collected by another.
 */
except: Array<Id>, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type DepartOnce = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Name of who collects.
 */
name: string, 
/**
 * Relation to the infant.
 */
relation: string, 
/**
 * The guardian who was called.
 */
guardian_id: Id, 
/**
 * What the guardian answered.
 */
answered: string, 
/**
 * Somebody saw an identity paper: an adult.
 */
adult_seen: boolean, 
/**
 * Who may not collect has done so: what happened. The fact is written and the director is told.
 */
despite?: string | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type Departed = { 
/**
 * How many left with their usual person.
 */
departed: number, 
/**
 * Names of those without a person who may collect.
 */
left_over: Array<string>, };

export type DeskState = { 
/**
 * Whether there is a store, and whether it is open.
 */
store: StoreState, 
/**
 * Name of the nursery, when open.
 */
nursery: string | null, 
/**
 * It is the demo nursery.
 */
demo: boolean, 
/**
 * Today in the store.
 */
today: Day, 
/**
 * Who is signed in.
 */
person: SignedIn | null, 
/**
 * Who can sign in.
 */
people: Array<SignedIn>, };

export type Differing = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Name of the infant.
 */
infant_name: string, 
/**
 * The item.
 */
item: string, 
/**
 * What was charged, corrections included.
 */
charged: Fen, 
/**
 * What the contract asks for now.
 */
computed: Fen, 
/**
 * The difference was posted now.
 */
corrected: boolean, };

export type Disease = "hand_foot_mouth" | "varicella" | "mumps" | "scarlet_fever" | "conjunctivitis" | "dysentery" | "measles" | "rubella" | "hepatitis" | "influenza" | "norovirus" | "herpangina" | "other_infectious" | "common";

export type Disposition = "class" | "observe" | "notify" | "isolate" | "sent_home";

export type DocumentKind = "resident_id" | "birth_certificate" | "residence_permit" | "hong_kong_macao_permit" | "taiwan_permit" | "passport" | "permanent_residence";

export type DocumentSays = { 
/**
 * Its kind; told by the number where none was chosen.
 */
kind: DocumentKind, 
/**
 * The number in its plain form.
 */
number: string, 
/**
 * The day of birth, where the number says it.
 */
birth: Day | null, 
/**
 * The sex, likewise.
 */
sex: Sex | null, };

export type DoseMark = "no_order" | "expired" | "early" | "late" | "unplanned";

export type DoseOutcome = "given" | "refused" | "missed";

export type DoseShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The order; none where nobody ordered it.
 */
order_id: Id | null, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The day.
 */
day: Day, 
/**
 * For which time of the order.
 */
due: string | null, 
/**
 * What became of it.
 */
outcome: DoseOutcome, 
/**
 * Drug.
 */
drug: string, 
/**
 * How much was given.
 */
dose: string, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string, 
/**
 * Who witnessed it.
 */
witness: string | null, 
/**
 * Nobody has witnessed it yet.
 */
unwitnessed: boolean, 
/**
 * What was not in order.
 */
marks: Array<DoseMark>, 
/**
 * Why.
 */
reason: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type DoseState = "ahead" | "due" | "overdue" | "away" | "given" | "refused" | "missed";

export type Draft = { 
/**
 * The screen.
 */
screen: string, 
/**
 * What it is about; empty for something new.
 */
subject: string, 
/**
 * What was typed.
 */
content: unknown, };

export type DraftContract = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The template; the shipped one when absent.
 */
template?: string | null, 
/**
 * Form of service; full-day when absent.
 */
service_form?: ServiceForm | null, 
/**
 * First day of service.
 */
from?: Day | null, 
/**
 * Last day of service.
 */
to?: Day | null, 
/**
 * Charged items and amounts.
 */
fees?: Array<FeeLine> | null, };

export type DraftOf = { 
/**
 * The screen.
 */
screen: string, 
/**
 * What it is about.
 */
subject: string, };

export type Due = { 
/**
 * The lines in the order of months, ready for `billing.collect`.
 */
lines: Array<BillLine>, 
/**
 * Why each is so much, in their order.
 */
whys: Array<Why>, 
/**
 * Their sum.
 */
total: Fen, 
/**
 * Paid beyond what is due, not yet used: positive.
 */
ahead: Fen, 
/**
 * Who pays: the first guardian.
 */
payer: string | null, };

export type DueDose = { 
/**
 * The order; none where nobody ordered it.
 */
order_id: Id | null, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Name of its class.
 */
class_name: string, 
/**
 * Drug.
 */
drug: string, 
/**
 * Strength, as on the label.
 */
strength: string, 
/**
 * Dose, as ordered.
 */
dose: string, 
/**
 * How it is given and what to mind: by mouth, after the meal.
 */
how: string, 
/**
 * At which time, `HH:MM`; none for one that was not planned.
 */
due: string | null, 
/**
 * Where it stands.
 */
state: DoseState, 
/**
 * What is on record.
 */
record: DoseShown | null, };

export type DueQuery = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Everything up to this month; months that are not charged yet are computed from the contract.
 */
through_month: Month, 
/**
 * Only lines for so much, the oldest first, a fee with its discount together, the last one in part.
 */
amount?: Fen | null, };

export type DutyItem = { 
/**
 * Which duty.
 */
duty: string, 
/**
 * About which row.
 */
subject: string, 
/**
 * How much it presses.
 */
urgency: Urgency, 
/**
 * What is open, in the person's language.
 */
title: string, 
/**
 * More: whom, since when.
 */
detail: string, 
/**
 * By when.
 */
due: Day | null, 
/**
 * The law or rule behind it.
 */
article: string, 
/**
 * The button that finishes it.
 */
button: string, 
/**
 * The screen that the button opens, with its subject.
 */
screen: string, };

export type EndCare = { 
/**
 * The children.
 */
infants: Array<Id>, 
/**
 * What has ended.
 */
kind: CareKind, 
/**
 * When; now when absent.
 */
at?: Instant | null, };

export type EndContract = { 
/**
 * The contract.
 */
id: Id, 
/**
 * Its last day.
 */
on: Day, 
/**
 * Why.
 */
reason: string, };

export type EndDenial = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why it ends.
 */
reason: string, };

export type EndGuardian = { 
/**
 * The infant.
 */
id: Id, 
/**
 * The guardian.
 */
guardian_id: Id, 
/**
 * Why.
 */
reason: string, };

export type EndMedicine = { 
/**
 * The order.
 */
id: Id, 
/**
 * Why.
 */
reason: string, };

export type EndOutbreak = { 
/**
 * The outbreak.
 */
id: Id, 
/**
 * On which ground: the rule, or the authority's word.
 */
reason: string, };

export type EndPickup = { 
/**
 * The infant.
 */
id: Id, 
/**
 * The person who collected.
 */
pickup_id: Id, 
/**
 * The last day.
 */
on: Day, 
/**
 * Why.
 */
reason: string, };

export type EndPost = { 
/**
 * The post held.
 */
id: Id, 
/**
 * Its last day.
 */
to: Day, };

export type Enrol = { 
/**
 * The infant.
 */
id: Id, 
/**
 * The class.
 */
class_id: Id, 
/**
 * First day in care.
 */
on: Day, 
/**
 * 托号; the smallest free one when absent.
 */
number?: number | null, 
/**
 * Why the infant comes in although something is missing (director only).
 */
despite?: string | null, };

export type Enrolled = { 
/**
 * The infant.
 */
id: Id, 
/**
 * Its 托号.
 */
number: number, 
/**
 * What is to be made good.
 */
pending: Array<PendingItem>, 
/**
 * It is set down (预定) and happens on its day.
 */
planned: boolean, };

export type Entry = "live" | "transcribed" | "late";

export type EntryState = "ok" | "changed" | "missing" | "extra";

export type Escort = { 
/**
 * Guardian, authorised person, or somebody else.
 */
kind: EscortKind, 
/**
 * The guardian's or the authorised person's row.
 */
id?: Id | null, 
/**
 * Name.
 */
name: string, 
/**
 * Relation to the infant, in words.
 */
relation: string, };

export type EscortKind = "guardian" | "pickup" | "other";

export type ExercisePlan = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
class_name: string, 
/**
 * The Monday of the week.
 */
week: Day, 
/**
 * For which ages.
 */
ages: string, 
/**
 * What is done.
 */
content: string, 
/**
 * Minutes a day.
 */
minutes: number, 
/**
 * Who does it otherwise.
 */
weak: Array<WeakInfant>, };

export type ExercisePlansOf = { 
/**
 * From this Monday on.
 */
from: Day, 
/**
 * To this Monday.
 */
to: Day, 
/**
 * One class.
 */
class_id?: Id | null, };

export type ExportPackage = { 
/**
 * The purpose.
 */
purpose: FilingPurpose, 
/**
 * Why it is made although something mandatory is missing; it stands in the package.
 */
override_reason?: string | null, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type ExportedPackage = { 
/**
 * The issued paper; its file is `issued/<id>` at the files door.
 */
issued: Id, 
/**
 * Its number.
 */
number: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * Files in it.
 */
entries: number, 
/**
 * SHA-256 of the package.
 */
sha256: string, 
/**
 * What was missing; mandatory ones only with a reason.
 */
gaps: Array<FilingGap>, };

export type FeeCategory = "basic" | "other" | "collected" | "deposit" | "discount";

export type FeeColumn = { 
/**
 * The item.
 */
item: string, 
/**
 * Its category.
 */
category: FeeCategory, 
/**
 * What the price is for.
 */
unit: FeeUnit, };

export type FeeLine = { 
/**
 * The item, as in the published fee list: 保育费.
 */
item: string, 
/**
 * Its category.
 */
category: FeeCategory, 
/**
 * What the price is for.
 */
unit: FeeUnit, 
/**
 * The published price, before any discount.
 */
price: Fen, 
/**
 * What is taken off each time; charged as a line of its own.
 */
discount?: Fen | null, 
/**
 * Why.
 */
discount_reason: string, 
/**
 * First day, where it is not the contract's.
 */
from?: Day | null, 
/**
 * Last day, where it is not the contract's.
 */
to?: Day | null, };

export type FeeUnit = "month" | "day" | "time" | "hour" | "year";

export type Fen = number & { readonly unit: 'fen' };

export type FileAsked = { 
/**
 * Its id at the files door, without a page.
 */
id: string, };

export type FileComparison = { 
/**
 * The headings as they were understood.
 */
header: HeaderMap, 
/**
 * Headings of the register that the file does not have: not compared.
 */
left_out: Array<string>, 
/**
 * Every row of the file, then what the file lacks.
 */
rows: Array<RowComparison>, 
/**
 * Rows that are the same.
 */
same: number, 
/**
 * Rows that differ.
 */
changed: number, 
/**
 * Rows that the register does not have.
 */
new: number, 
/**
 * Rows that the file does not have; they stay as they are.
 */
absent: number, 
/**
 * Rows that cannot be taken in.
 */
rejected: number, 
/**
 * Whether the register takes rows in at all, or only compares.
 */
takes_in: boolean, };

export type FilePages = { 
/**
 * Each of them is `<id>/page/<n>` at the files door; absent where it has none to be shown (a workbook, a package).
 */
pages: number | null, };

export type FilingForm = "statement" | "commitment";

export type FilingGap = { 
/**
 * Stable code.
 */
code: string, 
/**
 * The kind of paper, if it is one.
 */
kind: PaperKind | null, 
/**
 * Whose.
 */
owner_kind: OwnerKind, 
/**
 * The owner's row (`1` for the institution).
 */
owner_id: string, 
/**
 * The field of the institution, if it is one.
 */
field: string | null, 
/**
 * Where it is mended.
 */
place: FilingPlace, 
/**
 * What it is and what to do, in the person's language.
 */
message: string, 
/**
 * The article that asks for it.
 */
article: string, 
/**
 * Filing fails without it.
 */
mandatory: boolean, };

export type FilingMove = "start" | "ready" | "submit" | "return" | "file" | "change" | "deregister" | "withdraw" | "restart";

export type FilingOverview = { 
/**
 * The nursery's own materials in the order of Art. 8.
 */
materials: Array<FilingRequirement>, 
/**
 * Each person's papers.
 */
staff: Array<StaffRequirement>, 
/**
 * What is missing or does not fit.
 */
gaps: Array<FilingGap>, 
/**
 * Nothing mandatory is missing.
 */
ready: boolean, };

export type FilingPlace = "institution" | "classes" | "staff" | "authorities" | "paper";

export type FilingPurpose = "first_filing" | "change_filing" | "inspection" | "other";

export type FilingRequirement = { 
/**
 * The kind of paper.
 */
kind: PaperKind, 
/**
 * Its name for this nursery.
 */
title: string, 
/**
 * The article that asks for it.
 */
article: string, 
/**
 * It is needed here; otherwise it may be held all the same.
 */
needed: boolean, 
/**
 * Papers of this kind run out: a last day is asked for, or reckoned.
 */
ends: boolean, 
/**
 * Months after `issued_on` at which it ends by the policy of today at the latest.
 */
months: number | null, 
/**
 * What is asked about it beyond number and days.
 */
facts: Array<PaperFact>, 
/**
 * How it stands: the best paper held.
 */
standing: Standing, 
/**
 * The papers held, the one that lasts longest last.
 */
papers: Array<HeldPaper>, };

export type FilingStanding = { 
/**
 * The state.
 */
state: FilingState, 
/**
 * Its word, in the person's language.
 */
word: string, 
/**
 * The moves that are possible now.
 */
moves: Array<FilingMove>, 
/**
 * By when the receipt is due (working days), while submitted.
 */
receipt_due: Day | null, 
/**
 * Working days left until then; negative: so many over.
 */
receipt_left: number | null, 
/**
 * By when an objection is due (working days), while submitted.
 */
objection_due: Day | null, 
/**
 * Working days left until then; negative: so many over.
 */
objection_left: number | null, 
/**
 * Working days within which the receipt is due (policy).
 */
receipt_days: number, 
/**
 * Working days within which an objection is due (policy).
 */
objection_days: number, 
/**
 * The holidays are entered that the deadlines need; otherwise the days above are absent or would be.
 */
calendar_known: boolean, 
/**
 * Filing number.
 */
number: string | null, 
/**
 * Day of filing.
 */
filed_on: Day | null, 
/**
 * What has changed since it was filed: a change filing is needed.
 */
changed: Array<ChangedFact>, 
/**
 * Every step, oldest first.
 */
steps: Array<CaseStep>, };

export type FilingState = "none" | "draft" | "ready" | "submitted" | "returned" | "filed" | "change_pending" | "deregistered" | "withdrawn";

export type FilingWording = { 
/**
 * 备案书: the sentence above the fields.
 */
statement_opening: string, 
/**
 * 备案书: the sentence below them.
 */
statement_closing: string, 
/**
 * 备案承诺书: the sentence behind the nursery's name.
 */
commitment_opening: string, 
/**
 * 备案承诺书: the pledges in order.
 */
pledges: Array<string>, 
/**
 * 备案承诺书: the sentence behind the pledges.
 */
commitment_closing: string, 
/**
 * Somebody has compared the wording with the official sheets.
 */
compared: boolean, };

export type FilingWordingShown = { 
/**
 * The wording.
 */
wording: FilingWording, 
/**
 * How sure it is.
 */
confidence: Confidence, 
/**
 * What to know about it, in the person's language.
 */
note: string, 
/**
 * Pages of each form as it would be printed now: `filing/<form>/page/<n>` at the files door.
 */
pages: FormPages, };

export type FillMessages = { 
/**
 * What it is about.
 */
kind: MessageKind, 
/**
 * For whose families.
 */
infants: Array<Id>, 
/**
 * The places that the writer fills.
 */
values: { [key in string]: string }, };

export type FilledMessage = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * Name of the class.
 */
class_name: string, 
/**
 * To whom: the first guardian.
 */
guardian: string, 
/**
 * The guardian's telephone; masked unless the reader may see it.
 */
phone: string, 
/**
 * The text.
 */
text: string, 
/**
 * Other infants whose name stands in it.
 */
names_others: Array<string>, 
/**
 * When the same kind was sent to this family today.
 */
sent_at: Instant | null, };

export type FindQuery = { 
/**
 * A part of a name, pinyin, initials, a phone, a number, an amount.
 */
text: string, };

export type FindResult = { 
/**
 * What it is.
 */
kind: Kind, 
/**
 * Its row.
 */
id: Id, 
/**
 * Its name or number.
 */
title: string, 
/**
 * Class, status, day.
 */
detail: string, 
/**
 * The infant that a guardian, contract or receipt belongs to; of several, one in care.
 */
infant_id: Id | null, };

export type Finding = { "code": "missing", 
/**
 * The column's name.
 */
heading: string, } | { "code": "too_long", 
/**
 * Characters allowed.
 */
max: number, } | { "code": "date_unreadable", 
/**
 * As written.
 */
text: string, } | { "code": "no_such_day", 
/**
 * As written.
 */
text: string, } | { "code": "two_digit_year", 
/**
 * As written.
 */
text: string, } | { "code": "day_missing", 
/**
 * As written.
 */
text: string, } | { "code": "date_out_of_range", 
/**
 * As written.
 */
text: string, } | { "code": "birth_in_future", 
/**
 * The day written.
 */
day: Day, } | { "code": "birth_after_enrolment", 
/**
 * The day of birth.
 */
birth: Day, 
/**
 * The first day in the nursery.
 */
enrolled: Day, } | { "code": "rounded", 
/**
 * As stored.
 */
text: string, } | { "code": "not_a_number", 
/**
 * As written.
 */
text: string, } | { "code": "not_a_phone", 
/**
 * As written.
 */
text: string, } | { "code": "not_an_amount", 
/**
 * As written.
 */
text: string, } | { "code": "sex_unreadable", 
/**
 * As written.
 */
text: string, } | { "code": "document_unreadable", 
/**
 * As written.
 */
text: string, } | { "code": "old_resident_id", 
/**
 * As written.
 */
text: string, } | { "code": "check_digit", 
/**
 * As written.
 */
text: string, } | { "code": "document_day", 
/**
 * As written.
 */
text: string, } | { "code": "birth_differs", 
/**
 * In the number.
 */
document: Day, 
/**
 * In the row.
 */
row: Day, } | { "code": "sex_differs", 
/**
 * Whether the number says male.
 */
document_male: boolean, } | { "code": "duplicate_of", 
/**
 * The earlier row, as the spreadsheet counts.
 */
row: number, } | { "code": "duplicate_differs", 
/**
 * The columns' names.
 */
headings: Array<string>, } | { "code": "document_in_file", 
/**
 * The earlier row.
 */
row: number, } | { "code": "document_of_other", 
/**
 * Its name.
 */
name: string, 
/**
 * Its day of birth.
 */
birth: Day, } | { "code": "perhaps_same", 
/**
 * Its name.
 */
name: string, 
/**
 * Its day of birth.
 */
birth: Day, } | { "code": "unknown_class", 
/**
 * As written.
 */
text: string, } | { "code": "ambiguous_class", 
/**
 * As written.
 */
text: string, } | { "code": "class_missing" } | { "code": "class_not_for_age", 
/**
 * The class.
 */
class: string, 
/**
 * Completed months on that day.
 */
months: number, 
/**
 * From so many months.
 */
from: number, 
/**
 * Below so many months.
 */
below: number, } | { "code": "same_name", 
/**
 * In the file.
 */
row: number | null, 
/**
 * In the nursery, its day of birth.
 */
birth: Day | null, } | { "code": "twin", 
/**
 * In the file.
 */
row: number | null, 
/**
 * In the nursery, its name.
 */
name: string | null, } | { "code": "document_missing" } | { "code": "phone_missing" } | { "code": "guardian_missing" } | { "code": "rare_characters", 
/**
 * The characters.
 */
characters: string, } | { "code": "number_unusable", 
/**
 * As written.
 */
text: string, } | { "code": "number_taken", 
/**
 * The number.
 */
text: string, } | { "code": "formula_as_text" } | { "code": "document_from_remark" } | { "code": "left_out", 
/**
 * The column's name.
 */
heading: string, };

export type FitQuery = { 
/**
 * Day of birth.
 */
birth: Day, 
/**
 * First day in the class; today when absent.
 */
on?: Day | null, };

export type FollowIncident = { 
/**
 * The incident.
 */
id: Id, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * How grave it is after all.
 */
severity?: IncidentSeverity | null, 
/**
 * The medical institution.
 */
hospital?: string | null, 
/**
 * Its diagnosis.
 */
diagnosis?: string | null, 
/**
 * Days of rest.
 */
rest_days?: number | null, 
/**
 * How it ended.
 */
outcome?: InjuryOutcome | null, 
/**
 * What was learnt or done.
 */
note: string, };

export type FormPages = { 
/**
 * 备案书.
 */
statement: number, 
/**
 * 备案承诺书.
 */
commitment: number, };

export type FullBeforeStart = { 
/**
 * How many days before the start it must be asked.
 */
days_before_start: number, 
/**
 * How many days of service are a trial; 0 for none.
 */
trial_days: number, };

export type GiveMedicine = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The order; none where nobody ordered it.
 */
order_id?: Id | null, 
/**
 * For which time of the order, `HH:MM`; none for one that was not planned.
 */
due?: string | null, 
/**
 * Drug; the order's when absent.
 */
drug?: string | null, 
/**
 * How much was given; the ordered dose when absent.
 */
dose?: string | null, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Who gave it; who types when absent.
 */
done_by?: Id | null, 
/**
 * Why it was early, late, not planned or not ordered.
 */
reason?: string | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type GoOn = { 
/**
 * The rows.
 */
ids: Array<Id>, };

export type Guardian = { 
/**
 * The guardian's row; absent for a new one.
 */
id?: Id | null, 
/**
 * Name.
 */
name: string, 
/**
 * Relation to the infant, in words: 母亲, 外祖父.
 */
relation: string, 
/**
 * Kind of the identity document.
 */
document_kind?: DocumentKind | null, 
/**
 * Its number.
 */
document_number?: string | null, 
/**
 * Phone.
 */
phone: string, 
/**
 * Address, where it differs.
 */
address: string, 
/**
 * Place of work.
 */
work_unit: string, 
/**
 * A legal guardian, not only a contact.
 */
legal: boolean, };

export type HandOver = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Who takes over.
 */
to: Id, 
/**
 * What is open, as it was read out; the list of this moment when absent.
 */
items?: Array<string> | null, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type HandoverShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
class_name: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Who handed over.
 */
by: string, 
/**
 * Who takes over.
 */
to: string, 
/**
 * Who confirmed it.
 */
confirmed_by: string | null, 
/**
 * Children inside.
 */
inside: number, 
/**
 * What was open.
 */
items: Array<string>, 
/**
 * Remark.
 */
note: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type Handovers = { 
/**
 * Children inside by the book now.
 */
inside: number, 
/**
 * What is open now, in Chinese as written on the sheet.
 */
open: Array<string>, 
/**
 * The hand-overs of the day.
 */
handovers: Array<HandoverShown>, };

export type HandoversOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * The class.
 */
class_id: Id, };

export type HeadCount = { 
/**
 * The row.
 */
id: Id, 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
class_name: string, 
/**
 * When.
 */
at: Instant, 
/**
 * At which move.
 */
moment: CountMoment, 
/**
 * How many were counted.
 */
counted: number, 
/**
 * How many should be there by the book.
 */
expected: number, 
/**
 * Remark.
 */
note: string, 
/**
 * Who counted.
 */
by: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type HeadCounts = { 
/**
 * The counts in the order of time.
 */
counts: Array<HeadCount>, 
/**
 * How many are in each class by the book now.
 */
present: Array<ClassPresent>, };

export type HeadCountsOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * One class.
 */
class_id?: Id | null, };

export type HeaderColumn = { 
/**
 * Counted from 0.
 */
column: number, 
/**
 * As the spreadsheet shows it: `E`.
 */
letters: string, 
/**
 * The heading as written; with its group for two-storey headings (父亲 姓名).
 */
heading: string, 
/**
 * The field's key, or nothing for a column that was not understood.
 */
field: string | null, };

export type HeaderMap = { 
/**
 * The sheet's name.
 */
sheet: string, 
/**
 * The row of the headings, as the spreadsheet counts, from 1.
 */
row: number, 
/**
 * The columns from left to right.
 */
columns: Array<HeaderColumn>, };

export type HeldFile = { 
/**
 * Its content's SHA-256: `paper/<sha256>` at the files door.
 */
sha256: string, 
/**
 * The name it came with.
 */
name: string, 
/**
 * Media type.
 */
mime: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * Pages, each of them `paper/<sha256>/page/<n>` at the files door; absent where it cannot be shown.
 */
pages: number | null, };

export type HeldPaper = { 
/**
 * The row.
 */
id: Id, 
/**
 * The kind.
 */
kind: PaperKind, 
/**
 * Whose.
 */
owner_kind: OwnerKind, 
/**
 * The owner's row (`1` for the institution).
 */
owner_id: string, 
/**
 * Number on it.
 */
number: string | null, 
/**
 * Who issued it.
 */
issuer: string | null, 
/**
 * When.
 */
issued_on: Day | null, 
/**
 * Last day of validity, written on it or reckoned from the policy.
 */
valid_to: Day | null, 
/**
 * Facts of the kind: `result` of an evaluation, `term` of a lease in months.
 */
facts: Record<string, unknown>, 
/**
 * Remarks.
 */
note: string | null, 
/**
 * Its scans.
 */
files: Array<HeldFile>, 
/**
 * How it stands today.
 */
standing: Standing, 
/**
 * Days left.
 */
days_left: number | null, 
/**
 * How it ended, where it is no longer the present one.
 */
ended: PaperEnd | null, 
/**
 * Why it was withdrawn.
 */
ended_reason: string | null, };

export type Here = { 
/**
 * The day.
 */
day: Day, 
/**
 * Class by class, in their order; only those that the person may see.
 */
classes: Array<ClassHere>, };

export type HintKind = "allergy" | "same_name" | "twin" | "care" | "illness" | "medicine" | "denied";

export type HoldVideo = { 
/**
 * The incident.
 */
id: Id, 
/**
 * Which cameras.
 */
cameras: string, 
/**
 * From when.
 */
from: Instant, 
/**
 * To when.
 */
to: Instant, };

export type Id = string & { readonly kind: 'id' };

export type IdentityDocument = { kind: DocumentKind, number: string, issuing?: string | null, };

export type IllnessMove = "find" | "tell" | "leave" | "dismiss" | "diagnose" | "ask_return" | "certificate" | "recheck" | "return";

export type IllnessShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * Its class when it began.
 */
class_name: string, 
/**
 * The day of the first sign.
 */
day: Day, 
/**
 * The first signs, in Chinese as written on forms.
 */
found: string, 
/**
 * Where it stands.
 */
state: IllnessState, 
/**
 * What it was found to be.
 */
disease: Disease | null, 
/**
 * Its name as written.
 */
disease_name: string, 
/**
 * The first day of the signs.
 */
onset: Day | null, 
/**
 * The day of the diagnosis.
 */
diagnosed_on: Day | null, 
/**
 * Who made it.
 */
diagnosed_by: string, 
/**
 * Only a certificate lets the child return.
 */
certificate_needed: boolean, 
/**
 * How long children stay away by the policy, in words, where there is one: the certificate governs.
 */
stay_away: string | null, 
/**
 * What can be done next.
 */
moves: Array<IllnessMove>, 
/**
 * Every step, oldest first.
 */
steps: Array<CaseStep>, };

export type IllnessState = "found" | "told" | "home" | "diagnosed" | "return_asked" | "cleared" | "closed";

export type IllnessStep = { 
/**
 * The illness.
 */
id: Id, 
/**
 * Which step.
 */
move: IllnessMove, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Who was told or asks.
 */
with?: string | null, 
/**
 * At which number.
 */
phone?: string | null, 
/**
 * The disease.
 */
disease?: Disease | null, 
/**
 * Its name; needed for a common illness and another infectious one.
 */
disease_name?: string | null, 
/**
 * The first day of the signs.
 */
onset?: Day | null, 
/**
 * The medical institution that made the diagnosis or issued the certificate.
 */
issuer?: string | null, 
/**
 * The day of the diagnosis or of the certificate.
 */
issued_on?: Day | null, 
/**
 * Number of the certificate.
 */
number?: string | null, 
/**
 * Scans of the certificate, as tokens of the files door.
 */
files?: Array<string> | null, 
/**
 * Hours without fever and without medicine against it.
 */
fever_free_hours?: number | null, 
/**
 * Remark.
 */
note?: string | null, };

export type IllnessesOf = { 
/**
 * One infant.
 */
infant_id?: Id | null, 
/**
 * Closed ones too, from this day on; only open ones when absent.
 */
since?: Day | null, };

export type IncidentKind = "traffic" | "fall" | "struck" | "sharp" | "blunt" | "burn" | "drowning" | "animal" | "suffocation" | "poisoning" | "electric" | "assault" | "lost" | "wrong_pickup" | "other";

export type IncidentMove = "report" | "follow" | "close" | "reopen";

export type IncidentSeverity = "first_aid" | "clinic" | "hospital" | "grave";

export type IncidentShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * Its sex.
 */
sex: Sex, 
/**
 * Completed months on that day.
 */
months: number, 
/**
 * Name of its class on that day.
 */
class_name: string, 
/**
 * When it happened.
 */
at: Instant, 
/**
 * What happened.
 */
kind: IncidentKind, 
/**
 * How grave it is.
 */
severity: IncidentSeverity, 
/**
 * Parts of the body.
 */
parts: Array<BodyPart>, 
/**
 * Where.
 */
place: string, 
/**
 * Doing what.
 */
activity: string, 
/**
 * With whom the infant was.
 */
with_whom: string, 
/**
 * What was done at once.
 */
first_aid: string, 
/**
 * How it happened.
 */
story: string, 
/**
 * Who saw it.
 */
witnesses: string, 
/**
 * 当班责任人.
 */
on_duty: string, 
/**
 * The medical institution.
 */
hospital: string, 
/**
 * Its diagnosis.
 */
diagnosis: string, 
/**
 * Days of rest.
 */
rest_days: number | null, 
/**
 * How it ended.
 */
outcome: InjuryOutcome | null, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When it was written.
 */
recorded_at: Instant, 
/**
 * Live, transcribed or late.
 */
entry: Entry, 
/**
 * Who was told.
 */
told: Array<ToldOf>, 
/**
 * Who is still to be told.
 */
to_tell: Array<ToTell>, 
/**
 * What the cameras saw.
 */
video: Array<VideoHold>, 
/**
 * Where it stands.
 */
state: IncidentState, 
/**
 * What can be done next.
 */
moves: Array<IncidentMove>, 
/**
 * Every step, oldest first.
 */
steps: Array<CaseStep>, };

export type IncidentState = "open" | "closed";

export type IncidentsOf = { 
/**
 * One infant.
 */
infant_id?: Id | null, 
/**
 * Closed ones too, from this day on; only open ones when absent.
 */
since?: Day | null, };

export type Infant = { 
/**
 * The row.
 */
id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * What it is called (小名).
 */
nickname: string, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Day of birth.
 */
birth: Day, 
/**
 * Completed months today.
 */
months: number, 
/**
 * Kind of the identity document.
 */
document_kind: DocumentKind | null, 
/**
 * Its number; masked unless the reader may see it.
 */
document_number: string | null, 
/**
 * Who issued it, for foreign ones.
 */
document_issuer: string | null, 
/**
 * Ethnic group (民族).
 */
ethnicity: string, 
/**
 * Registered household address (户籍地址).
 */
household: string, 
/**
 * Where it lives.
 */
address: string, 
/**
 * Allergies; empty unless the reader may see health.
 */
allergy: string, 
/**
 * Illnesses so far; likewise.
 */
history: string, 
/**
 * Special needs of care; likewise.
 */
special_care: string, 
/**
 * Weeks of gestation, for corrected age.
 */
gestation_weeks: number | null, 
/**
 * Birth order among twins.
 */
birth_order: number | null, 
/**
 * Where it stands.
 */
status: InfantStatus, 
/**
 * Its class.
 */
class_id: Id | null, 
/**
 * Name of the class.
 */
class_name: string | null, 
/**
 * Day of the application.
 */
applied_on: Day, 
/**
 * First day in care.
 */
enrolled_on: Day | null, 
/**
 * Last day in care.
 */
left_on: Day | null, 
/**
 * Why it left.
 */
left_reason: string | null, 
/**
 * What is still to be handed in.
 */
pending: Array<PendingItem>, 
/**
 * Remarks.
 */
note: string, };

export type InfantChecked = { 
/**
 * What saving would refuse about the values that are there; a blank is no problem yet.
 */
problems: Array<InfantProblem>, 
/**
 * What the document says.
 */
document: DocumentSays | null, 
/**
 * What would be missing before the first day.
 */
missing: Array<PendingItem>, 
/**
 * Who is alike, the likeliest first; leavers included.
 */
alike: Array<AlikeInfant>, };

export type InfantEvent = { 
/**
 * From which day it holds.
 */
on: Day, 
/**
 * Which step.
 */
kind: StepKind, 
/**
 * In the person's language: 转入托小班.
 */
said: string, 
/**
 * Why; empty where nobody was asked.
 */
reason: string, 
/**
 * Who wrote it; absent for steps carried over.
 */
by: string | null, 
/**
 * When it was written; likewise.
 */
at: Instant | null, };

export type InfantFile = { 
/**
 * The infant.
 */
infant: Infant, 
/**
 * Guardians, first contact first.
 */
guardians: Array<Guardian>, 
/**
 * Those who may collect it.
 */
pickup: Array<PickupPerson>, 
/**
 * What is missing before the first day, or to be made good after it.
 */
missing: Array<PendingItem>, 
/**
 * What was corrected, oldest first.
 */
corrections: Array<Correction>, 
/**
 * Its way through the nursery, oldest first.
 */
events: Array<InfantEvent>, 
/**
 * What is set down (预定) for it, the earliest first.
 */
planned: Array<PlannedStep>, };

export type InfantLine = { 
/**
 * The row.
 */
id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Day of birth.
 */
birth: Day, 
/**
 * Completed months today.
 */
months: number, 
/**
 * Its class.
 */
class_id: Id | null, 
/**
 * Name of the class.
 */
class_name: string | null, 
/**
 * Where it stands.
 */
status: InfantStatus, 
/**
 * First guardian.
 */
guardian: string | null, 
/**
 * The first guardian's phone; masked unless the reader may see it.
 */
phone: string | null, 
/**
 * Allergy, for those who may see it.
 */
allergy: string, 
/**
 * What is still to be handed in.
 */
pending: Array<PendingItem>, 
/**
 * What to mind: same name, twin, age and class.
 */
warnings: Array<string>, };

export type InfantOf = { 
/**
 * The infant.
 */
id: Id, };

export type InfantOrder = "name" | "number" | "birth";

export type InfantProblem = { 
/**
 * At which field, as the refusal of saving names it.
 */
field: string, 
/**
 * The sentence of the refusal.
 */
message: string, };

export type InfantStatus = "waiting" | "reserved" | "enrolled" | "suspended" | "left";

export type InfantsPage = { 
/**
 * The lines.
 */
rows: Array<InfantLine>, 
/**
 * Cursor of the next page, if there is one.
 */
more: string | null, };

export type InfantsQuery = { 
/**
 * Only of this class.
 */
class_id?: Id | null, 
/**
 * Only of this state; all but the leavers when absent.
 */
status?: InfantStatus | null, 
/**
 * Name, pinyin, initials, number or phone.
 */
text?: string | null, 
/**
 * The order; by name when absent.
 */
order?: InfantOrder | null, 
/**
 * Only those with a warning, an allergy that the reader may see, or something pending.
 */
mind?: boolean, 
/**
 * Only those with something to make good (补档).
 */
pending?: boolean, 
/**
 * The cursor of the page before.
 */
after?: string | null, 
/**
 * Rows a page, at most 200.
 */
limit?: number | null, };

export type InjuryOutcome = "healed" | "better" | "disabled" | "died";

export type Inside = { 
/**
 * The moment.
 */
at: Instant, 
/**
 * The children, in the order of class, 托号 and name.
 */
rows: Array<ChildDay>, 
/**
 * Of these in the observation room.
 */
observation: number, };

export type Instant = number;

export type Institution = { 
/**
 * Full name as registered.
 */
name: string, 
/**
 * Administrative division or place at the front of the name.
 */
place_name: string, 
/**
 * Trade name (字号).
 */
trade_name: string, 
/**
 * Organisational form at the end of the name (组织形式).
 */
organisation_form: string, 
/**
 * Unified social credit code.
 */
uscc?: string | null, 
/**
 * Nature.
 */
nature: InstitutionNature, 
/**
 * Operating form.
 */
operating_form: OperatingForm, 
/**
 * Recognised as inclusive (普惠).
 */
inclusive: boolean, 
/**
 * By whom and with which document.
 */
inclusive_by: string, 
/**
 * Since when.
 */
inclusive_from?: Day | null, 
/**
 * Highest monthly care fee that the recognition allows.
 */
price_cap?: Fen | null, 
/**
 * Business scope as registered.
 */
business_scope: string, 
/**
 * Province, e.g. 河南省.
 */
province: string, 
/**
 * City, e.g. 郑州市.
 */
city: string, 
/**
 * District, e.g. 郑东新区.
 */
district: string, 
/**
 * Street, number, floor.
 */
address: string, 
/**
 * Legal representative (法定代表人).
 */
legal_representative: string, 
/**
 * Resident ID of the legal representative, for the filing statement.
 */
legal_representative_id: string, 
/**
 * Person in charge (机构负责人).
 */
person_in_charge: string, 
/**
 * Resident ID of the person in charge.
 */
person_in_charge_id: string, 
/**
 * Contact.
 */
contact: string, 
/**
 * Phone.
 */
phone: string, 
/**
 * Day of registration.
 */
founded_on?: Day | null, 
/**
 * Service forms offered.
 */
service_forms: Array<ServiceForm>, 
/**
 * Owned or leased.
 */
premises: Premises, 
/**
 * Building area, hundredths of a square metre.
 */
building_area?: number | null, 
/**
 * Indoor area in use, hundredths of a square metre.
 */
indoor_area?: number | null, 
/**
 * Outdoor area, hundredths of a square metre.
 */
outdoor_area?: number | null, 
/**
 * Licensed places (托位).
 */
capacity?: number | null, 
/**
 * Meals are provided.
 */
meals_provided: boolean, 
/**
 * Filing number (备案编号).
 */
filing_number?: string | null, 
/**
 * Day of filing.
 */
filed_on?: Day | null, };

export type InstitutionFinding = { 
/**
 * At which field.
 */
field: string, 
/**
 * How much it matters.
 */
severity: Severity, 
/**
 * What it is and what to do.
 */
message: string, };

export type InstitutionNature = "public_institution" | "social_service" | "for_profit";

export type InstitutionShown = { 
/**
 * The institution.
 */
institution: Institution, 
/**
 * What was noticed.
 */
findings: Array<InstitutionFinding>, };

export type IssuedDifference = { 
/**
 * Where: a path in the snapshot.
 */
path: string, 
/**
 * What the earlier one shows.
 */
before: unknown, 
/**
 * What the later one shows.
 */
after: unknown, };

export type IssuedPair = { 
/**
 * The earlier one.
 */
before: Id, 
/**
 * The later one.
 */
after: Id, };

export type IssuedPaper = { 
/**
 * `issued/<id>` at the files door.
 */
id: Id, 
/**
 * Kind of paper.
 */
kind: string, 
/**
 * What it is called, in the person's language.
 */
title: string, 
/**
 * Form and version.
 */
form: string, 
/**
 * Human number.
 */
number: string | null, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string | null, 
/**
 * How often it was printed.
 */
prints: number, 
/**
 * Its snapshot still fits its hash.
 */
whole: boolean, };

export type IssuedQuery = { 
/**
 * Kind of paper; every kind that the reader may see when absent.
 */
kind?: string | null, 
/**
 * The row that they are about; without a kind, an infant's also brings its contracts and receipts.
 */
subject: string, };

export type JobCancelled = { 
/**
 * The work was running and has been asked to stop.
 */
asked: boolean, };

export type JobOf = { 
/**
 * The operation that runs it.
 */
kind: string, };

export type KeptDraft = { 
/**
 * The draft.
 */
draft: Draft, 
/**
 * When it was last typed.
 */
at: Instant, };

export type KeptPackage = { 
/**
 * The issued paper; its file is `issued/<id>` at the files door.
 */
issued: Id, 
/**
 * Its number.
 */
number: string, 
/**
 * What it was made for.
 */
purpose: FilingPurpose, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string | null, 
/**
 * Bytes.
 */
size: number, 
/**
 * Files in it.
 */
entries: number, 
/**
 * SHA-256 of the package.
 */
sha256: string, 
/**
 * What mandatory it lacked, as the package says it (in Chinese).
 */
gaps: Array<PackageGap>, 
/**
 * Why it was made all the same.
 */
override_reason: string, };

export type Kind = "infant" | "guardian" | "person" | "contract" | "receipt";

export type LabelPaper = "label" | "a4";

export type LabelUse = "cup" | "towel" | "bed";

export type Leave = { 
/**
 * The infant.
 */
id: Id, 
/**
 * Last day.
 */
on: Day, 
/**
 * Why.
 */
reason: string, };

export type LedgerEntry = { 
/**
 * The row.
 */
id: Id, 
/**
 * The contract, where it comes from one.
 */
contract_id: Id | null, 
/**
 * The month that it belongs to.
 */
month: Month, 
/**
 * What it is.
 */
kind: LedgerKind, 
/**
 * The item.
 */
item: string, 
/**
 * Its category.
 */
category: FeeCategory, 
/**
 * What the family owes is positive.
 */
amount: Fen, 
/**
 * The receipt, where it comes from one.
 */
receipt_id: Id | null, 
/**
 * Number of that receipt.
 */
receipt_number: string | null, 
/**
 * The entry that it takes back.
 */
reverses: Id | null, 
/**
 * Business day.
 */
day: Day, 
/**
 * How the amount was found: rule, days, base, source.
 */
why: unknown, 
/**
 * The same in words.
 */
explained: Why, 
/**
 * Remark.
 */
note: string, };

export type LedgerKind = "charge" | "opening" | "receipt" | "credit" | "refund" | "adjustment";

export type Level = "nation" | "province" | "city" | "district" | "contract";

export type MadePaper = { 
/**
 * The issued paper.
 */
issued: Id, 
/**
 * Pages of a printed sheet; absent for a file.
 */
pages: number | null, 
/**
 * 0 is the original, n the n-th reprint of the same.
 */
reprint: number, };

export type MarkAbsent = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type MarkSent = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * What it is about.
 */
kind: MessageKind, 
/**
 * To whom.
 */
guardian: string, 
/**
 * The text, as it was sent.
 */
text: string, 
/**
 * On which way.
 */
channel: MessageChannel, };

export type MealsPerDay = { 
/**
 * The price of one day's meals.
 */
price_per_day: Fen, };

export type MedicineDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * The moment, by the nursery's clock.
 */
now: Instant, 
/**
 * A dose is on time within so many minutes.
 */
window_minutes: number, 
/**
 * The doses in the order of time.
 */
doses: Array<DueDose>, 
/**
 * The orders that are not over on that day, or of which nothing was given back.
 */
orders: Array<MedicineOrder>, };

export type MedicineHistory = { 
/**
 * Every order, the newest first.
 */
orders: Array<MedicineOrder>, 
/**
 * Every dose, the newest first.
 */
doses: Array<DoseShown>, };

export type MedicineHistoryOf = { 
/**
 * The infant.
 */
infant_id: Id, };

export type MedicineOrder = { 
/**
 * The row.
 */
id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Its class today.
 */
class_id: Id | null, 
/**
 * Name of the class.
 */
class_name: string, 
/**
 * Drug.
 */
drug: string, 
/**
 * Strength, as on the label.
 */
strength: string, 
/**
 * Dose, as ordered.
 */
dose: string, 
/**
 * How it is given.
 */
route: MedicineRoute, 
/**
 * Times of the day, `HH:MM`.
 */
times: Array<string>, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day, 
/**
 * Against what.
 */
illness: string, 
/**
 * Who prescribed it.
 */
prescribed_by: string, 
/**
 * Last day of use by the label.
 */
expires_on: Day, 
/**
 * How much was brought.
 */
brought: string, 
/**
 * Remark: before or after the meal, in the fridge.
 */
note: string, 
/**
 * Who ordered it.
 */
guardian: string, 
/**
 * Relation to the infant.
 */
relation: string, 
/**
 * Who took it in, by name.
 */
taken_by: string, 
/**
 * When.
 */
taken_at: Instant, 
/**
 * The day of the guardian's signature.
 */
signed_on: Day | null, 
/**
 * Photo of the label, scan of the signed paper.
 */
files: Array<HeldFile>, 
/**
 * How it stands.
 */
state: OrderState, 
/**
 * Why it ended early.
 */
ended_for: string, 
/**
 * What was given back.
 */
returned: ReturnedMedicine | null, 
/**
 * Its last day has come, and nothing was given back.
 */
to_return: boolean, 
/**
 * Doses that were given.
 */
given: number, };

export type MedicineOrderOf = { 
/**
 * The row.
 */
id: Id, };

export type MedicineRoute = "oral" | "drops" | "skin" | "inhaled" | "other";

export type MedicinesOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * One class; every class that the person may see when absent.
 */
class_id?: Id | null, };

export type MessageChannel = "wechat" | "sms" | "phone" | "paper" | "other";

export type MessageKind = "illness" | "outbreak" | "closure" | "holiday" | "papers" | "daily" | "other";

export type MessageShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * To whom.
 */
guardian: string, 
/**
 * What it is about.
 */
kind: MessageKind, 
/**
 * The text.
 */
text: string, 
/**
 * On which way.
 */
channel: MessageChannel, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string, };

export type MessageTemplate = { 
/**
 * What it is about.
 */
kind: MessageKind, 
/**
 * Its text, places in braces.
 */
body: string, 
/**
 * The places that the writer fills.
 */
places: Array<string>, 
/**
 * The nursery has changed it.
 */
own: boolean, };

export type MessagesOf = { 
/**
 * To the family of one infant.
 */
infant_id?: Id | null, 
/**
 * From this day on.
 */
since: Day, };

export type Mismatch = "came_on_leave" | "unchecked" | "unexplained" | "checked_not_arrived" | "still_inside";

export type Month = string;

export type MonthBandHenan = { 
/**
 * What is charged when the infant never came.
 */
charged_if_never_attended: Percent, 
/**
 * What is charged below half.
 */
charged_below_half: Percent, 
/**
 * What is charged above half.
 */
charged_above_half: Percent, 
/**
 * Whether exactly half of the working days counts as below half.
 */
half_is_lower_band: boolean, };

export type MonthBandZhenjiang = { 
/**
 * The most days of the first band.
 */
few_days: number, 
/**
 * What is refunded in the first band.
 */
refunded_for_few_days: Percent, 
/**
 * What is refunded above it, up to half of the working days.
 */
refunded_up_to_half: Percent, 
/**
 * What is refunded above half.
 */
refunded_above_half: Percent, };

export type MonthCell = { 
/**
 * It should have come on that day, and the day is not to come.
 */
due: boolean, 
/**
 * It came.
 */
came: boolean, 
/**
 * Why it is away.
 */
cause: AbsenceCause | null, 
/**
 * How the arrival came in.
 */
entry: Entry | null, };

export type MonthDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * No care on it.
 */
off: boolean, };

export type MonthLineOfInfant = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
infant_name: string, 
/**
 * Its class.
 */
class_name: string | null, 
/**
 * The contract that runs in the month, the latest.
 */
contract_id: Id | null, 
/**
 * Owed (positive) or ahead (negative) from the months before.
 */
before: Fen, 
/**
 * Basic service fee, corrections and credits of it included.
 */
basic: Fen, 
/**
 * Other and collected fees, likewise.
 */
other: Fen, 
/**
 * Discounts; negative.
 */
discount: Fen, 
/**
 * Charged for the month: basic, other and discount together.
 */
charged: Fen, 
/**
 * Collected for the month, what went back taken off.
 */
collected: Fen, 
/**
 * Owed up to and with this month.
 */
open: Fen, 
/**
 * Paid and not yet used (预收余额).
 */
prepaid: Fen, 
/**
 * Deposit held (a liability).
 */
deposit: Fen, 
/**
 * Where the month stands.
 */
state: BillState, };

export type MonthPage = { 
/**
 * The month.
 */
month: Month, 
/**
 * One line an infant.
 */
rows: Array<MonthLineOfInfant>, 
/**
 * Cursor of the next page, if there is one.
 */
more: string | null, 
/**
 * Charged in the month, all infants.
 */
charged: Fen, 
/**
 * Collected for the month, all infants.
 */
collected: Fen, 
/**
 * Owed up to and with the month, all infants that owe.
 */
open: Fen, 
/**
 * How many owe.
 */
owing: number, 
/**
 * Paid and not yet used, all infants.
 */
prepaid: Fen, };

export type MonthQuery = { 
/**
 * The month.
 */
month: Month, 
/**
 * Name, pinyin, initials or 托号.
 */
text?: string | null, 
/**
 * The cursor of the page before.
 */
after?: string | null, 
/**
 * Rows a page, at most 200.
 */
limit?: number | null, };

export type MonthRow = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Name.
 */
name: string, 
/**
 * One cell a day.
 */
cells: Array<MonthCell>, 
/**
 * Days on which it should have come (应出勤).
 */
due: number, 
/**
 * Days on which it came (实际出勤).
 */
attended: number, 
/**
 * Illnesses with their days (备注).
 */
remark: string, };

export type MoveClass = { 
/**
 * The infant.
 */
id: Id, 
/**
 * The new class.
 */
class_id: Id, 
/**
 * First day there.
 */
on: Day, 
/**
 * Why.
 */
reason: string, };

export type MoveFiling = { 
/**
 * The move.
 */
move: FilingMove, 
/**
 * What the department said, or why; needed when it is returned.
 */
note?: string | null, 
/**
 * Number on the receipt; needed when it is filed.
 */
number?: string | null, 
/**
 * On which day it happened; today when absent.
 */
on?: Day | null, };

export type MoveIncident = { 
/**
 * The incident.
 */
id: Id, 
/**
 * What was improved, or why it is opened again.
 */
note: string, };

export type Moved = { 
/**
 * The row.
 */
id: Id, 
/**
 * When.
 */
at: Instant, 
/**
 * With whom.
 */
escort: Escort | null, 
/**
 * Whether that person was entitled to collect; departures only.
 */
entitled: boolean | null, 
/**
 * Who saw it, by name.
 */
by: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type NapDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * The moment, by the nursery's clock.
 */
now: Instant, 
/**
 * A round is due after so many minutes.
 */
interval_minutes: number, 
/**
 * Class by class.
 */
rooms: Array<NapRoom>, };

export type NapFound = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * What.
 */
choice: CareChoice, 
/**
 * In words.
 */
text: string, };

export type NapGap = { 
/**
 * From when.
 */
from: Instant, 
/**
 * Until when.
 */
to: Instant, 
/**
 * So many minutes.
 */
minutes: number, };

export type NapRoom = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * Its name.
 */
class_name: string, 
/**
 * Who sleeps now.
 */
asleep: Array<Id>, 
/**
 * The rounds in the order of time.
 */
rounds: Array<NapRound>, 
/**
 * By when the next is due, while somebody sleeps.
 */
due: Instant | null, 
/**
 * Where nobody looked for longer than the interval.
 */
gaps: Array<NapGap>, };

export type NapRound = { 
/**
 * The row.
 */
id: Id, 
/**
 * When.
 */
at: Instant, 
/**
 * Who made it.
 */
by: string, 
/**
 * Who slept.
 */
asleep: Array<Id>, 
/**
 * What was found.
 */
found: Array<NapFound>, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type NoteSample = { 
/**
 * The illness.
 */
illness_id: Id, 
/**
 * What was taken, when, and its result.
 */
sample: string, };

export type Nothing = Record<string, never>;

export type NumberRange = { 
/**
 * The row.
 */
id: Id, 
/**
 * What the book is called.
 */
book: string, 
/**
 * Who holds it.
 */
holder: Id, 
/**
 * The holder's name.
 */
holder_name: string, 
/**
 * Since when.
 */
since: Day, 
/**
 * First number.
 */
from: string, 
/**
 * Last number.
 */
to: string, 
/**
 * Sheets that are neither posted nor void.
 */
unused: number, 
/**
 * Sheets that were posted.
 */
used: number, 
/**
 * Sheets that are void.
 */
spoilt: number, 
/**
 * Every number in order.
 */
numbers: Array<RangeNumber>, };

export type NumberStart = { 
/**
 * The year.
 */
year: number, 
/**
 * The first number.
 */
first: number, };

export type NumbersOf = { 
/**
 * The year.
 */
year: number, };

export type NurseryNumber = number;

export type OfficialBill = { 
/**
 * The receipt.
 */
receipt_id: Id, 
/**
 * Code of the bill, where it has one.
 */
code?: string | null, 
/**
 * Its number.
 */
number: string, };

export type OpenStore = { 
/**
 * The passphrase (主口令).
 */
passphrase: string, };

export type OpeningBalance = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * What the family owes from before.
 */
arrears: Fen, 
/**
 * What it has prepaid, by month.
 */
prepaid: Array<PrepaidMonth>, 
/**
 * The deposit that is held.
 */
deposit: Fen, 
/**
 * Remark, e.g. the number of the old receipt.
 */
note?: string | null, };

export type OpeningLine = { 
/**
 * The month that it belongs to.
 */
month: Month, 
/**
 * The item.
 */
item: string, 
/**
 * Its category.
 */
category: FeeCategory, 
/**
 * Owed is positive; prepaid, or a deposit that is held, is negative.
 */
amount: Fen, 
/**
 * Remark, e.g. the number of the old receipt.
 */
note?: string | null, };

export type OperatingForm = "independent" | "chain" | "community" | "kindergarten" | "employer";

export type OrderState = "unsigned" | "ahead" | "running" | "over";

export type OutbreakCase = { 
/**
 * The illness.
 */
illness_id: Id, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Completed months at onset.
 */
months: number, 
/**
 * Its class.
 */
class_name: string, 
/**
 * The first day of the signs.
 */
onset: Day, 
/**
 * The first signs.
 */
found: string, 
/**
 * Diagnosis, with day and institution.
 */
diagnosis: string, 
/**
 * The last day on which it was here.
 */
last_here: Day | null, 
/**
 * Siblings here.
 */
siblings: Array<string>, 
/**
 * Samples taken and their results.
 */
sample: string, 
/**
 * The day of its return.
 */
returned_on: Day | null, };

export type OutbreakReport = { 
/**
 * The row.
 */
id: Id, 
/**
 * Which report.
 */
stage: ReportStage, 
/**
 * To which authority.
 */
authority: string, 
/**
 * At which number.
 */
phone: string, 
/**
 * Who answered.
 */
answered_by: string, 
/**
 * What was reported.
 */
text: string, 
/**
 * What was ordered.
 */
orders: string, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type OutbreakShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * The disease or its main sign.
 */
disease: string, 
/**
 * The first day whose cases belong to it.
 */
from: Day, 
/**
 * Names of the classes concerned; empty for the whole nursery.
 */
classes: Array<string>, 
/**
 * Remark.
 */
note: string, 
/**
 * Who declared it, when.
 */
declared_by: string, 
/**
 * When it was declared.
 */
declared_at: Instant, 
/**
 * The cases in the order of onset.
 */
cases: Array<OutbreakCase>, 
/**
 * Names of staff who are off duty with signs since its first day.
 */
staff: Array<string>, 
/**
 * Cases by day of onset: the curve.
 */
curve: Array<[Day, number]>, 
/**
 * Attack rates by class.
 */
rates: Array<AttackRate>, 
/**
 * Contacts are watched for so many days (policy), where there is a number for the disease.
 */
contact_days: number | null, 
/**
 * Without a new case it can end on this day: the last case's last day here and the days of contact.
 */
may_end_on: Day | null, 
/**
 * The reports in the order of time.
 */
reports: Array<OutbreakReport>, 
/**
 * The day on which it ended.
 */
ended_on: Day | null, 
/**
 * On which ground.
 */
ended_for: string, };

export type OwnerKind = "institution" | "infant" | "person" | "contract";

export type Pack = { 
/**
 * The name of the file, under which its rows are kept.
 */
name: string, 
/**
 * The rows.
 */
rows: Array<PackRow>, 
/**
 * Rows that are new.
 */
new: number, 
/**
 * Rows that were written now.
 */
written: number, };

export type PackFile = { 
/**
 * The token of the workbook from the files door.
 */
file: string, };

export type PackOutcome = "new" | "same" | "rejected";

export type PackRow = { 
/**
 * As the spreadsheet counts.
 */
row: number, 
/**
 * The key as written.
 */
key: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What it does.
 */
outcome: PackOutcome, 
/**
 * Why it is not taken, with the cell.
 */
reason: string | null, 
/**
 * The value that holds today.
 */
now: PolicyValue | null, 
/**
 * What the row says, where it could be read.
 */
value: PolicyValue | null, };

export type PackageComparison = { 
/**
 * The files that differ: missing ones have gone, extra ones are new. The index and the lists follow from the
 * rest and are left out.
 */
entries: Array<ComparedEntry>, 
/**
 * The facts that differ.
 */
facts: Array<ComparedFact>, };

export type PackageGap = { 
/**
 * What it is.
 */
text: string, 
/**
 * The article that asks for it.
 */
article: string, };

export type PackagePair = { 
/**
 * The issued paper of the earlier one.
 */
before: Id, 
/**
 * The issued paper of the later one.
 */
after: Id, };

export type PackagePreview = { 
/**
 * Every file, in order.
 */
entries: Array<PreviewEntry>, 
/**
 * Bytes of the scans; what is drawn adds little.
 */
size: number, };

export type PaperContract = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The number on the paper; numbered by the program when it has none.
 */
paper_number?: string | null, 
/**
 * Day of signing, where it is known.
 */
signed_on?: Day | null, 
/**
 * Form of service; full-day when absent.
 */
service_form?: ServiceForm | null, 
/**
 * First day of service.
 */
from: Day, 
/**
 * Last day of service.
 */
to: Day, 
/**
 * Charged items and amounts.
 */
fees: Array<FeeLine>, 
/**
 * Months of one prepayment as agreed, also where they are too many.
 */
prepay_months?: number | null, 
/**
 * Day of the month by which fees are paid.
 */
due_day?: number | null, 
/**
 * The refund rules of the paper; those of the place when absent.
 */
refund_rules?: Array<RefundRule> | null, 
/**
 * The required terms that the signed paper holds.
 */
terms: Array<RequiredTerm>, 
/**
 * Remark.
 */
note?: string | null, };

export type PaperContractLine = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Its name.
 */
name: string, 
/**
 * Its class.
 */
class_id: Id | null, 
/**
 * Name of the class.
 */
class_name: string | null, 
/**
 * First day in care.
 */
enrolled_on: Day | null, 
/**
 * The contract that runs, taken over or written here.
 */
contract: Contract | null, 
/**
 * It was taken over from paper.
 */
on_paper: boolean, 
/**
 * The required terms that are signed.
 */
terms: Array<RequiredTerm>, 
/**
 * It has been charged or paid on, so a new row no longer replaces it.
 */
used: boolean, };

export type PaperContractList = { 
/**
 * The fees that contracts here have, the usual two at least, five at most.
 */
fees: Array<FeeColumn>, 
/**
 * Everyone in care in the order of class and 托号.
 */
rows: Array<PaperContractLine>, };

export type PaperEnd = "replaced" | "withdrawn";

export type PaperFact = { 
/**
 * The key.
 */
key: string, 
/**
 * Its name, in the person's language.
 */
title: string, 
/**
 * What it may be, as printed; any text where empty.
 */
choices: Array<string>, };

export type PaperKind = "legal_certificate" | "premises" | "hygiene_evaluation" | "fire_certificate" | "food_licence" | "rule_book" | "liability_insurance" | "filing_receipt" | "staff_health" | "staff_qualification" | "record_query" | "entry_examination" | "vaccination_certificate" | "infant_identity" | "guardian_identity" | "information_consent" | "custody_paper" | "medicine_order" | "signed_contract";

export type PaperMade = { 
/**
 * The issued paper: `issued/<id>` at the files door.
 */
issued: Id, 
/**
 * Form and version.
 */
form: string, 
/**
 * Pages.
 */
pages: number, 
/**
 * 0 is the original, n the n-th reprint.
 */
reprint: number, 
/**
 * Characters printed as 〓, to be written by hand.
 */
substituted: Array<string>, };

export type PapersQuery = { 
/**
 * Kind of the owner.
 */
owner_kind: OwnerKind, 
/**
 * The owner's row (`1` for the institution).
 */
owner_id: string, 
/**
 * Also the replaced and the withdrawn ones; then the newest come first.
 */
earlier?: boolean | null, };

export type Part = "daily_care" | "contracts" | "billing" | "filing";

export type PartStart = { 
/**
 * The part.
 */
part: Part, 
/**
 * Its first day; absent: not started.
 */
from?: Day | null, };

export type PastCheck = { 
/**
 * The day.
 */
day: Day, 
/**
 * Which check.
 */
period: CheckPeriod, 
/**
 * What stands.
 */
check: CheckShown, };

export type PendingItem = "document" | "entry_examination" | "vaccination_certificate" | "contract" | "guardian_identity" | "information_consent" | "guardian" | "phone" | "address";

export type PerDayAttendance = { 
/**
 * The divisor.
 */
divisor: DayDivisor, };

export type Percent = number;

export type Permission = "own" | "institution_read" | "institution_write" | "infants_read" | "infants_all" | "infants_identity" | "infants_health" | "infants_write" | "attendance_read" | "attendance_write" | "health_write" | "health_decide" | "contracts_read" | "contracts_write" | "contracts_activate" | "billing_read" | "billing_charge" | "billing_collect" | "billing_reverse" | "staff_read" | "staff_write" | "filing_read" | "filing_write" | "filing_export" | "policy_read" | "policy_override" | "audit_read" | "store_keep" | "demo_clock";

export type Person = { 
/**
 * The row.
 */
id: Id, 
/**
 * The name.
 */
name: string, 
/**
 * Sex.
 */
sex: Sex | null, 
/**
 * Day of birth.
 */
birth: Day | null, 
/**
 * Resident ID; masked unless the reader may see it.
 */
id_number: string | null, 
/**
 * Phone; masked likewise.
 */
phone: string | null, 
/**
 * Education and major.
 */
education: string, 
/**
 * First day.
 */
joined_on: Day, 
/**
 * Last day.
 */
left_on: Day | null, 
/**
 * Full-time (专职).
 */
full_time: boolean, 
/**
 * Whether the person has a PIN.
 */
has_pin: boolean, 
/**
 * All posts, newest first.
 */
posts: Array<PostHeld>, };

export type PersonShare = { 
/**
 * By name.
 */
name: string, 
/**
 * The share.
 */
share: TouchedShare, };

export type Phone = string;

export type PickupPerson = { 
/**
 * The row; absent for a new one.
 */
id?: Id | null, 
/**
 * Name.
 */
name: string, 
/**
 * Relation to the infant.
 */
relation: string, 
/**
 * Last four places of the identity document.
 */
id_tail: string, 
/**
 * Phone.
 */
phone: string, 
/**
 * Somebody has seen that the person is an adult.
 */
adult_seen: boolean, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to?: Day | null, };

export type Place = "class" | "observation_room" | "gone";

export type PlaceChange = "leaving" | "class_move" | "three" | "coming";

export type PlaceDue = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Its name.
 */
name: string, 
/**
 * Its class.
 */
class_name: string | null, 
/**
 * Which change.
 */
kind: PlaceChange, 
/**
 * On which day.
 */
on: Day, 
/**
 * In the person's language.
 */
said: string, };

export type Places = { 
/**
 * Class by class, in their order; only those that the reader may see.
 */
classes: Array<ClassPlaces>, 
/**
 * What will change within 90 days or should have, the earliest first.
 */
due: Array<PlaceDue>, 
/**
 * Who waits, by the kind of class that fits the age today.
 */
waiting: Array<WaitingCount>, };

export type PlanExercise = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * The Monday of the week.
 */
week: Day, 
/**
 * For which ages.
 */
ages: string, 
/**
 * What is done.
 */
content: string, 
/**
 * Minutes a day.
 */
minutes: number, 
/**
 * Who does it otherwise.
 */
weak: Array<WeakInfant>, };

export type PlannedOf = { 
/**
 * The row of what is set down.
 */
id: Id, };

export type PlannedStep = { 
/**
 * The row.
 */
id: Id, 
/**
 * Which step.
 */
kind: StepKind, 
/**
 * Its day; of leaving the last day in care.
 */
on: Day, 
/**
 * In the person's language: 转入托小班.
 */
said: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who decided it.
 */
by: string | null, 
/**
 * Its day has passed and it could not be carried out.
 */
late: boolean, };

export type PolicyKey = { 
/**
 * The key.
 */
key: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What it counts, in words.
 */
unit: string, 
/**
 * What holds today; nothing where no level speaks.
 */
now: PolicyValue | null, 
/**
 * All rows, oldest first.
 */
rows: Array<PolicyValue>, };

export type PolicyOverride = { 
/**
 * The key; it must exist.
 */
key: string, 
/**
 * The new value, of the same kind.
 */
value: unknown, 
/**
 * First day on which it holds.
 */
from: Day, 
/**
 * Last day.
 */
to?: Day | null, 
/**
 * Why, and on whose word.
 */
reason: string, };

export type PolicyValue = { 
/**
 * Row of the value.
 */
id: string, 
/**
 * The key, e.g. `prepay.max_months`.
 */
key: string, 
/**
 * Who set it.
 */
level: Level, 
/**
 * Where it holds, e.g. 郑州市.
 */
jurisdiction: string, 
/**
 * The value: a number, yes or no, words, or a list.
 */
value: unknown, 
/**
 * What it counts.
 */
unit: string, 
/**
 * First day on which it holds.
 */
from: Day, 
/**
 * Last day, if it has ended.
 */
to: Day | null, 
/**
 * How levels combine.
 */
combine: Combine, 
/**
 * Title of the document.
 */
source: string, 
/**
 * Article in it.
 */
article: string, 
/**
 * How sure we are.
 */
confidence: Confidence, 
/**
 * `shipped@version`, a pack's name, or `override`.
 */
origin: string, };

export type Post = "director" | "health_worker" | "carer" | "bookkeeper" | "cook" | "guard";

export type PostBalances = { 
/**
 * The totals.
 */
totals: BalanceTotals, };

export type PostHeld = { 
/**
 * The row; absent for a new one.
 */
id?: Id | null, 
/**
 * The post.
 */
post: Post, 
/**
 * The class, for carers.
 */
class_id?: Id | null, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to?: Day | null, };

export type PostOpening = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The entries.
 */
lines: Array<OpeningLine>, };

export type Posted = { 
/**
 * Entries.
 */
entries: number, 
/**
 * Their sum.
 */
sum: Fen, };

export type Premises = "owned" | "leased";

export type PrepaidMonth = { 
/**
 * The month.
 */
month: Month, 
/**
 * How much of it is paid.
 */
amount: Fen, };

export type PrepaySevenDay = { 
/**
 * The days.
 */
within_days: number, 
/**
 * Whether days that the infant came in the meantime stay charged.
 */
attended_days_are_charged: boolean, };

export type PreviewEntry = { 
/**
 * Name in the package.
 */
name: string, 
/**
 * The material.
 */
title: string, 
/**
 * Number on it.
 */
number: string, 
/**
 * Who issued it.
 */
issuer: string, 
/**
 * When, `YYYY-MM-DD`.
 */
issued_on: string, 
/**
 * Until when it is valid, `YYYY-MM-DD`.
 */
valid_to: string, 
/**
 * What it is: `index`, `statement`, `commitment`, `workbook`, `list` or the kind of paper.
 */
kind: string, 
/**
 * The person whose paper it is.
 */
owner: string | null, 
/**
 * Bytes, of a scan.
 */
size: number | null, 
/**
 * `paper/<sha256>` at the files door, of a scan.
 */
sha256: string | null, 
/**
 * It is drawn or written when the package is made.
 */
generated: boolean, 
/**
 * How the paper stands, of a scan.
 */
standing: Standing | null, };

export type PrintClassSheet = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * The month.
 */
month: Month, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintContract = { 
/**
 * The contract; a draft is marked 草稿.
 */
id: Id, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintDaySheets = { 
/**
 * The day; the next working day when absent.
 */
on?: Day | null, 
/**
 * One class; every class that the person may see, one after another, when absent.
 */
class_id?: Id | null, 
/**
 * Keys of the registers; all of a class's day when absent.
 */
keys?: Array<string> | null, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintFilingForm = { 
/**
 * The form.
 */
form: FilingForm, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintIncident = { 
/**
 * The incident.
 */
id: Id, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintLabels = { 
/**
 * One class; every class that the person may see when absent.
 */
class_id?: Id | null, 
/**
 * On what they are printed.
 */
size: LabelPaper, 
/**
 * What they mark; cup, towel and bed when absent.
 */
uses?: Array<LabelUse> | null, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintMedicine = { 
/**
 * The order.
 */
id: Id, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintReceipt = { 
/**
 * The receipt.
 */
receipt_id: Id, 
/**
 * The paper.
 */
size: ReceiptSize, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type PrintTest = { 
/**
 * The paper.
 */
paper: TestPaper, };

export type PrintedSheet = { 
/**
 * `issued/<id>` at the files door.
 */
issued: Id, 
/**
 * When it was first printed.
 */
at: Instant, 
/**
 * How often.
 */
prints: number, 
/**
 * The sheet still says what was printed.
 */
current: boolean, };

export type PutBack = { 
/**
 * The check.
 */
id: Id, 
/**
 * What it said.
 */
values: CheckValues, 
/**
 * Changes of place that came with the change.
 */
movements: Array<Id>, 
/**
 * Cases that were opened with it.
 */
illnesses: Array<Id>, };

export type RangeNumber = { 
/**
 * As written on the sheet.
 */
number: string, 
/**
 * What became of it.
 */
state: SheetState, 
/**
 * The day on the sheet, once it is known.
 */
day: Day | null, 
/**
 * What carries it: the receipt.
 */
of: Id | null, 
/**
 * Why it is void.
 */
reason: string | null, };

export type Reason = { 
/**
 * The cell, as `E12`; none when the file has no such column.
 */
cell: string | null, 
/**
 * The field's key; none when the finding is about the whole row.
 */
field: string | null, 
/**
 * What was found.
 */
finding: Finding, 
/**
 * The sentence for the person.
 */
said: Said, };

export type Receipt = { 
/**
 * As in the register.
 */
head: ReceiptHead, 
/**
 * The contract.
 */
contract_id: Id | null, 
/**
 * Its number.
 */
contract_number: string, 
/**
 * Who receives: the nursery's name on that day.
 */
payee: string, 
/**
 * Its credit code.
 */
payee_uscc: string, 
/**
 * Number of the transfer or payment.
 */
reference: string, 
/**
 * Who checked it.
 */
reviewer: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Why it was reversed, on a red one.
 */
reason: string, 
/**
 * What kind of reversal, on a red one.
 */
cause: ReverseCause | null, 
/**
 * The original, on a red one.
 */
reverses: Id | null, 
/**
 * Number of the original, on a red one.
 */
reverses_number: string | null, 
/**
 * Its lines.
 */
lines: Array<ReceiptLine>, 
/**
 * Red-letter receipts of it.
 */
reversed_by: Array<string>, 
/**
 * What happened to it.
 */
events: Array<ReceiptEvent>, };

export type ReceiptEvent = { 
/**
 * `void` or `official_bill`.
 */
kind: string, 
/**
 * Code of the official bill.
 */
bill_code: string | null, 
/**
 * Number of the official bill.
 */
bill_number: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Who did it.
 */
person: string | null, 
/**
 * Who confirmed it.
 */
approved_by: string | null, };

export type ReceiptHead = { 
/**
 * The row.
 */
id: Id, 
/**
 * The number.
 */
number: string, 
/**
 * Receipt or red-letter receipt.
 */
kind: ReceiptKind, 
/**
 * Where it stands.
 */
state: ReceiptState, 
/**
 * Its day.
 */
issued_on: Day, 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * Name of the infant on that day.
 */
infant_name: string, 
/**
 * Class of the infant on that day.
 */
class_name: string, 
/**
 * Who paid.
 */
payer: string, 
/**
 * How.
 */
channel: Channel, 
/**
 * The total; a voided one counts as nothing.
 */
total: Fen, 
/**
 * What was taken back by red-letter receipts, negative.
 */
reversed: Fen, 
/**
 * Who took the money.
 */
cashier: string, 
/**
 * How often it was printed, all sizes.
 */
prints: number, 
/**
 * Number of the official bill, when known.
 */
official_bill: string | null, };

export type ReceiptKind = "receipt" | "red";

export type ReceiptLine = { 
/**
 * Its place on the receipt, from 1.
 */
seq: number, 
/**
 * What it says.
 */
line: BillLine, 
/**
 * What red-letter receipts have not taken back.
 */
left: Fen, 
/**
 * On a red one: the line of the original.
 */
reverses_seq: number | null, };

export type ReceiptNumbers = { 
/**
 * The year.
 */
year: number, 
/**
 * Whether its first number is settled, by `billing.number_start` or by a receipt.
 */
begun: boolean, 
/**
 * The first number.
 */
first: number, 
/**
 * The number that the next receipt will have.
 */
next: string, };

export type ReceiptOf = { 
/**
 * The receipt.
 */
id: Id, };

export type ReceiptSize = "a5" | "third";

export type ReceiptState = "issued" | "voided" | "partly_reversed" | "reversed";

export type ReceiptTotals = { 
/**
 * Receipts that count.
 */
receipts: number, 
/**
 * Voided ones, which count as nothing.
 */
voided: number, 
/**
 * Red-letter receipts.
 */
red: number, 
/**
 * By channel, red ones taken off.
 */
channels: Array<ChannelTotal>, 
/**
 * All together.
 */
total: Fen, };

export type ReceiptsPage = { 
/**
 * The receipts.
 */
rows: Array<ReceiptHead>, 
/**
 * Cursor of the next page, if there is one.
 */
more: string | null, 
/**
 * Totals, if asked for.
 */
totals: ReceiptTotals | null, };

export type ReceiptsQuery = { 
/**
 * From this day.
 */
from?: Day | null, 
/**
 * To this day.
 */
to?: Day | null, 
/**
 * Number, name, pinyin, initials, payer or amount.
 */
text?: string | null, 
/**
 * Only of this infant.
 */
infant_id?: Id | null, 
/**
 * Only by this channel.
 */
channel?: Channel | null, 
/**
 * Only in this state.
 */
state?: ReceiptState | null, 
/**
 * The totals of everything that the filters let through as well.
 */
totals?: boolean | null, 
/**
 * The cursor of the page before.
 */
after?: string | null, 
/**
 * Rows a page, at most 200.
 */
limit?: number | null, };

export type RecordArrival = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Who brought it; the usual person when absent.
 */
by?: Escort | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type RecordCare = { 
/**
 * The children.
 */
infants: Array<Id>, 
/**
 * The kind.
 */
kind: CareKind, 
/**
 * When, or from when; now when absent.
 */
at?: Instant | null, 
/**
 * Until when, for what lasts; open when absent.
 */
until?: Instant | null, 
/**
 * ml, for milk and water.
 */
amount?: number | null, 
/**
 * What was chosen.
 */
choice?: CareChoice | null, 
/**
 * In words.
 */
text?: string | null, 
/**
 * Who did or saw it; who types when absent.
 */
done_by?: Id | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type RecordCheck = { 
/**
 * The infant.
 */
infant_id?: Id | null, 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * Which check; the morning's when absent.
 */
period?: CheckPeriod | null, 
/**
 * Tenths of a degree Celsius.
 */
temperature?: number | null, 
/**
 * Not measured (未测).
 */
unmeasured?: boolean | null, 
/**
 * What is seen or told.
 */
symptoms?: Array<Symptom> | null, 
/**
 * What the family told.
 */
told?: string | null, 
/**
 * What was found.
 */
found?: string | null, 
/**
 * What is done; what usually follows when absent.
 */
disposition?: Disposition | null, 
/**
 * The card; what usually follows when absent.
 */
card?: CardColour | null, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * Who brought the infant; the usual person when absent.
 */
by?: Escort | null, 
/**
 * When; now, or the usual time of a past day, when absent.
 */
at?: Instant | null, 
/**
 * Who checked; who types when absent.
 */
done_by?: Id | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, 
/**
 * Why what stands is corrected.
 */
reason?: string | null, };

export type RecordClosing = { 
/**
 * Rooms that were swept.
 */
rooms: Array<string>, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Remark: a window that was open, a child that waits.
 */
note?: string | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type RecordDeparture = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Who collected it: a guardian or an authorised person; the usual one when absent.
 */
by?: Escort | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type RecordHeadCount = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * At which move.
 */
moment: CountMoment, 
/**
 * How many were counted.
 */
counted: number, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Remark; where somebody is missing: who, and what was done.
 */
note?: string | null, 
/**
 * Who counted; who types when absent.
 */
done_by?: Id | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type RecordNapRound = { 
/**
 * The class.
 */
class_id: Id, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * What was not as it should be; everybody else slept well on its back.
 */
found: Array<NapFound>, 
/**
 * Who made it; who types when absent.
 */
done_by?: Id | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type RecordRetake = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * Which check; the morning's when absent.
 */
period?: CheckPeriod | null, 
/**
 * Tenths of a degree Celsius.
 */
temperature: number, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Why what stands is corrected.
 */
reason?: string | null, };

export type RefundChoice = { 
/**
 * The rule with its parameters of today.
 */
rule: RefundRule, 
/**
 * What it is called.
 */
title: string, 
/**
 * As it is printed in a contract.
 */
sentence: string, 
/**
 * The policy values behind its parameters, with their sources.
 */
policies: Array<PolicyValue>, 
/**
 * A new contract here begins with it.
 */
usual: boolean, };

export type RefundLine = { 
/**
 * The item.
 */
item: string, 
/**
 * Its category.
 */
category: FeeCategory, 
/**
 * What was paid for it, after discounts; what was charged where nothing is paid yet.
 */
base: Fen, 
/**
 * Whether the base is paid.
 */
paid: boolean, 
/**
 * What stays charged.
 */
charge: Computation, 
/**
 * What is refunded.
 */
refund: Computation, 
/**
 * The rule as it stands in the contract.
 */
rule: string, 
/**
 * The steps of the refund in the person's language.
 */
words: Array<string>, };

export type RefundPreview = { 
/**
 * One line an item.
 */
lines: Array<RefundLine>, 
/**
 * All together.
 */
total: Fen, 
/**
 * Statutory working days of the month.
 */
workdays: number, 
/**
 * The policy values behind the rules, with their sources.
 */
policies: Array<PolicyValue>, };

export type RefundQuery = { 
/**
 * The contract.
 */
contract_id: Id, 
/**
 * The month.
 */
month: Month, 
/**
 * Days on which the infant came.
 */
attended_days: number, 
/**
 * Days whose meals were cancelled in time.
 */
meals_days: number, 
/**
 * Unbroken absences, for rules that count them.
 */
absences?: Array<Absence> | null, 
/**
 * When the guardian asked for the money back.
 */
asked_on?: Day | null, };

export type RefundRule = { "rule": "month_band_henan" } & MonthBandHenan | { "rule": "month_band_zhenjiang" } & MonthBandZhenjiang | { "rule": "per_day_attendance" } & PerDayAttendance | { "rule": "continuous_absence" } & ContinuousAbsence | { "rule": "meals_per_day" } & MealsPerDay | { "rule": "full_before_start" } & FullBeforeStart | { "rule": "prepay_seven_day" } & PrepaySevenDay;

export type RegisterAsk = { 
/**
 * Key of the register.
 */
key: string, 
/**
 * The day, or a day of the month; today when absent.
 */
on?: Day | null, 
/**
 * One class; all when absent.
 */
class_id?: Id | null, 
/**
 * Only the frame, to be filled by hand.
 */
blank?: boolean | null, 
/**
 * Print 〓 for characters that the font lacks, to be written by hand.
 */
substitute?: boolean | null, };

export type RegisterEntry = { 
/**
 * Its key.
 */
key: string, 
/**
 * Its title, in the person's language.
 */
title: string, 
/**
 * The article that asks for it.
 */
article: string, 
/**
 * What one sheet is about.
 */
group: RegisterGroup, 
/**
 * The span of time that it covers.
 */
period: RegisterPeriod, 
/**
 * Whether rows of a workbook can be taken in, or only compared.
 */
takes_in: boolean, 
/**
 * How many sheets of it are signed and bound.
 */
bound: number, 
/**
 * The one that was bound last.
 */
last_bound: BoundSheet | null, };

export type RegisterFile = { 
/**
 * Key of the register.
 */
key: string, 
/**
 * The token of the workbook from the files door.
 */
file: string, 
/**
 * The day, or a day of the month; today when absent.
 */
on?: Day | null, 
/**
 * One class; all when absent.
 */
class_id?: Id | null, 
/**
 * Why it comes late, where entries are late.
 */
reason?: string | null, };

export type RegisterGroup = "nursery" | "class";

export type RegisterPeriod = "day" | "month";

export type Relation = "father" | "mother" | "paternal_grandfather" | "paternal_grandmother" | "maternal_grandfather" | "maternal_grandmother" | { "other": string };

export type ReleaseVideo = { 
/**
 * The hold.
 */
id: Id, 
/**
 * Why.
 */
reason: string, };

export type ReportIncident = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * What happened.
 */
kind: IncidentKind, 
/**
 * How grave it is.
 */
severity: IncidentSeverity, 
/**
 * Parts of the body.
 */
parts?: Array<BodyPart> | null, 
/**
 * Where.
 */
place?: string | null, 
/**
 * Doing what.
 */
activity?: string | null, 
/**
 * With whom the infant was.
 */
with_whom?: string | null, 
/**
 * What was done at once.
 */
first_aid?: string | null, 
/**
 * How it happened.
 */
story: string, 
/**
 * Who saw it.
 */
witnesses?: string | null, 
/**
 * 当班责任人.
 */
on_duty?: string | null, 
/**
 * Who saw or treated it; who types when absent.
 */
done_by?: Id | null, 
/**
 * Keep the video of the half hour before and after; from a doctor's visit on it is kept without asking.
 */
hold_video?: boolean | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type ReportOutbreak = { 
/**
 * The outbreak, where one is declared.
 */
outbreak_id?: Id | null, 
/**
 * The cluster, by its key.
 */
cluster?: string | null, 
/**
 * Which report.
 */
stage: ReportStage, 
/**
 * To which authority.
 */
authority: string, 
/**
 * At which number.
 */
phone?: string | null, 
/**
 * Who answered.
 */
answered_by: string, 
/**
 * What was reported.
 */
text: string, 
/**
 * What was ordered.
 */
orders?: string | null, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type ReportStage = "first" | "progress" | "closing";

export type RequiredTerm = "service_period" | "fees" | "refund" | "prepaid_span" | "dispute";

export type ReserveNumbers = { 
/**
 * The first number of the book.
 */
from: number, 
/**
 * The last number of the book.
 */
to: number, 
/**
 * The year of the numbers; this year when absent.
 */
year?: number | null, 
/**
 * What the book is called, e.g. 手工收据本 第1本.
 */
book: string, 
/**
 * Who holds it.
 */
holder: Id, 
/**
 * Since when; today when absent.
 */
since?: Day | null, };

export type ReturnMedicine = { 
/**
 * The order.
 */
id: Id, 
/**
 * What: 约 20 ml, 空瓶.
 */
returned: string, 
/**
 * To whom.
 */
to: string, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type ReturnedMedicine = { 
/**
 * What.
 */
returned: string, 
/**
 * To whom.
 */
to: string, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string, };

export type ReverseCause = "mistake" | "refund";

export type ReverseLine = { 
/**
 * The line of the receipt, from 1.
 */
seq: number, 
/**
 * How much of it, with the line's own sign.
 */
amount: Fen, };

export type ReverseReceipt = { 
/**
 * The receipt.
 */
receipt_id: Id, 
/**
 * Why, in words.
 */
reason: string, 
/**
 * Written in error (still owed), or refunded (not owed any more).
 */
cause: ReverseCause, 
/**
 * Which lines and how much of each; all that is left when absent.
 */
lines?: Array<ReverseLine> | null, 
/**
 * Who checked it.
 */
reviewer?: string | null, };

export type RosterAnswer = { "kind": "class", 
/**
 * The id of the class.
 */
class: string, } | { "kind": "without", 
/**
 * The field.
 */
field: RosterField, } | { "kind": "same", 
/**
 * The id of the infant.
 */
infant: string, } | { "kind": "another" };

export type RosterChange = { 
/**
 * The field.
 */
field: RosterField, 
/**
 * What the nursery holds; blank for nothing.
 */
before: string, 
/**
 * What it will hold.
 */
after: string, };

export type RosterChoice = { 
/**
 * The name of the class or infant, or the heading of the value to leave out; for
 * [`RosterAnswer::Another`] blank.
 */
label: string, 
/**
 * The answer to send back.
 */
answer: RosterAnswer, };

export type RosterChoices = { 
/**
 * Header maps remembered from earlier files; columns with the same heading keep their meaning.
 */
remembered: Array<HeaderMap>, 
/**
 * The header map that the person chose for this file, instead of the one found.
 */
header: HeaderMap | null, 
/**
 * Values typed over cells.
 */
mends: Array<RosterMend>, 
/**
 * Answers.
 */
decisions: Array<RosterDecision>, };

export type RosterCounts = { 
/**
 * [`RosterOutcome::New`].
 */
new: number, 
/**
 * [`RosterOutcome::Same`].
 */
same: number, 
/**
 * [`RosterOutcome::Changed`].
 */
changed: number, 
/**
 * [`RosterOutcome::Duplicate`].
 */
duplicate: number, 
/**
 * [`RosterOutcome::Conflict`].
 */
conflict: number, 
/**
 * [`RosterOutcome::Rejected`].
 */
rejected: number, 
/**
 * Rows passed over.
 */
skipped: number, };

export type RosterDecision = { 
/**
 * The row, as the spreadsheet counts.
 */
row: number, 
/**
 * The answer; a later one of the same kind counts.
 */
answer: RosterAnswer, };

export type RosterField = "number" | "name" | "nickname" | "sex" | "birth" | "document_kind" | "document" | "birth_certificate" | "class" | "enrolled" | "guardian" | "relation" | "phone" | "guardian_2" | "relation_2" | "phone_2" | "father_name" | "father_phone" | "mother_name" | "mother_phone" | "address" | "ethnicity" | "allergy" | "remark";

export type RosterFile = { 
/**
 * The token of the workbook from the files door.
 */
file: string, 
/**
 * Mends, decisions, another header; none at first.
 */
choices?: RosterChoices | null, };

export type RosterGuardian = { 
/**
 * Name.
 */
name: string | null, 
/**
 * Relation to the infant.
 */
relation: Relation | null, 
/**
 * Telephone.
 */
phone: Phone | null, };

export type RosterImported = { 
/**
 * How the rows were judged.
 */
preview: RosterPreview, 
/**
 * Rows that were written.
 */
written: number, 
/**
 * The workbook of the rows to repair, where there are any: `issued/<id>` at the files door.
 */
rejected: Id | null, };

export type RosterMend = { 
/**
 * The row, as the spreadsheet counts.
 */
row: number, 
/**
 * The field; the file need not have a column for it.
 */
field: RosterField, 
/**
 * The new value; blank for none.
 */
value: string, };

export type RosterOutcome = "new" | "same" | "changed" | "duplicate" | "conflict" | "rejected";

export type RosterPreview = { 
/**
 * How the columns were understood; may be changed and sent back.
 */
header: HeaderMap, 
/**
 * Columns that every roster needs and this one lacks; then no row is judged.
 */
missing: Array<RosterField>, 
/**
 * The rows that are infants, from top to bottom.
 */
rows: Array<RosterPreviewRow>, 
/**
 * The other rows.
 */
skipped: Array<RosterSkipped>, 
/**
 * The outcomes counted.
 */
counts: RosterCounts, };

export type RosterPreviewRow = { 
/**
 * The row, as the spreadsheet counts.
 */
row: number, 
/**
 * What will become of it.
 */
outcome: RosterOutcome, 
/**
 * Why it is rejected, doubled or a question; empty otherwise.
 */
reasons: Array<Reason>, 
/**
 * What should be looked at; hinders nothing.
 */
warnings: Array<Reason>, 
/**
 * The answers that would settle it; the cells may also be typed over.
 */
choices: Array<RosterChoice>, 
/**
 * The row as the file has it.
 */
written: Array<RosterWritten>, 
/**
 * The infant as it will be: new, or the known one after the change. None while rejected.
 */
values: RosterRow | null, 
/**
 * The id of the known infant.
 */
matched: string | null, 
/**
 * For [`RosterOutcome::Changed`]: what changes.
 */
changes: Array<RosterChange>, };

export type RosterRow = { 
/**
 * 托号.
 */
number: NurseryNumber | null, 
/**
 * Name, in the one form of [`crate::text::normalise_name`].
 */
name: string, 
/**
 * 小名.
 */
nickname: string | null, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Day of birth.
 */
birth: Day, 
/**
 * The document that says who the infant is; none while it is to follow (证件待补).
 */
document: IdentityDocument | null, 
/**
 * The id of the class.
 */
class: string | null, 
/**
 * The first day in the nursery.
 */
enrolled: Day | null, 
/**
 * Guardians in the order of the columns.
 */
guardians: Array<RosterGuardian>, 
/**
 * Home address.
 */
address: string | null, 
/**
 * 民族.
 */
ethnicity: string | null, 
/**
 * 过敏史.
 */
allergy: string | null, 
/**
 * Remark, as text.
 */
remark: string | null, };

export type RosterSheet = { 
/**
 * `issued/<id>` at the files door.
 */
issued: Id, };

export type RosterSkip = "blank" | "total" | "note" | "heading";

export type RosterSkipped = { 
/**
 * The row, as the spreadsheet counts.
 */
row: number, 
/**
 * Why.
 */
why: RosterSkip, 
/**
 * Its first text.
 */
text: string, };

export type RosterWritten = { 
/**
 * The field.
 */
field: RosterField, 
/**
 * Its cell; none for a value typed in without a column.
 */
cell: string | null, 
/**
 * As the person sees it.
 */
text: string, 
/**
 * Whether it was typed over.
 */
mended: boolean, };

export type RowComparison = { 
/**
 * How it stands.
 */
outcome: RowOutcome, 
/**
 * What names the row: its identifying cells.
 */
name: string, 
/**
 * The row in the file, as the spreadsheet counts.
 */
row: number | null, 
/**
 * The cells that differ or cannot be read.
 */
cells: Array<CellComparison>, 
/**
 * Why it is refused as a whole.
 */
reason: string | null, };

export type RowOutcome = "same" | "changed" | "new" | "absent" | "rejected";

export type RowProblem = { 
/**
 * The infant of the row.
 */
infant_id: Id, 
/**
 * The field: `to`, `fees`, `paper_number` …
 */
field: string, 
/**
 * What is wrong and how to mend it.
 */
message: string, };

export type Said = { 
/**
 * Chinese.
 */
zh: string, 
/**
 * English.
 */
en: string, };

export type SaveBalances = { 
/**
 * The rows; others stay as they are.
 */
rows: Array<OpeningBalance>, };

export type SaveCalendar = { 
/**
 * The year.
 */
year: number, 
/**
 * Free days that are no weekend, and weekends that are worked.
 */
days: Array<AnnouncedDay>, 
/**
 * The notice.
 */
source: string, };

export type SaveClass = { 
/**
 * The row; absent for a new class.
 */
id?: Id | null, 
/**
 * The name.
 */
name: string, 
/**
 * The kind.
 */
kind: ClassKind, 
/**
 * The most infants; the policy's cap when absent.
 */
cap?: number | null, 
/**
 * Other names under which sheets call it.
 */
nicknames: Array<string>, };

export type SaveContract = { 
/**
 * The draft.
 */
id: Id, 
/**
 * What it says.
 */
terms: ContractTerms, 
/**
 * Charged items and amounts.
 */
fees: Array<FeeLine>, };

export type SaveInfant = { 
/**
 * The row; absent for a new infant.
 */
id?: Id | null, 
/**
 * Name.
 */
name: string, 
/**
 * What it is called (小名).
 */
nickname?: string | null, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Day of birth.
 */
birth: Day, 
/**
 * Kind of the identity document.
 */
document_kind?: DocumentKind | null, 
/**
 * Its number.
 */
document_number?: string | null, 
/**
 * Country or place that issued it, for foreign ones.
 */
document_issuer?: string | null, 
/**
 * Ethnic group.
 */
ethnicity?: string | null, 
/**
 * Registered household address.
 */
household?: string | null, 
/**
 * Where it lives.
 */
address?: string | null, 
/**
 * Allergies.
 */
allergy?: string | null, 
/**
 * Illnesses so far.
 */
history?: string | null, 
/**
 * Special needs of care.
 */
special_care?: string | null, 
/**
 * Weeks of gestation.
 */
gestation_weeks?: number | null, 
/**
 * Birth order among twins.
 */
birth_order?: number | null, 
/**
 * Day of the application; today when absent.
 */
applied_on?: Day | null, 
/**
 * Remarks.
 */
note?: string | null, 
/**
 * Guardians, first contact first; those not named stay.
 */
guardians: Array<Guardian>, 
/**
 * Those who may collect it: new ones are added; of one with an id, relation, phone, whether it was seen to be an
 * adult and the last day are brought up to date. Another person is a new one.
 */
pickup?: Array<PickupPerson>, };

export type SavePaper = { 
/**
 * The kind.
 */
kind: PaperKind, 
/**
 * Kind of the owner.
 */
owner_kind: OwnerKind, 
/**
 * The owner's row (`1` for the institution).
 */
owner_id: string, 
/**
 * Number on it.
 */
number?: string | null, 
/**
 * Who issued it.
 */
issuer?: string | null, 
/**
 * When.
 */
issued_on?: Day | null, 
/**
 * Last day of validity; reckoned from the policy where the kind has such a rule.
 */
valid_to?: Day | null, 
/**
 * Facts of the kind.
 */
facts?: { [key in string]: string } | null, 
/**
 * Remarks.
 */
note?: string | null, 
/**
 * Tokens of the scans from the files door.
 */
files: Array<string>, 
/**
 * The paper that it renews or corrects; it stays as an earlier one.
 */
replaces?: Id | null, 
/**
 * SHA-256 of the scans of that paper which stay with the new row, in order, before the new ones.
 */
keep?: Array<string> | null, };

export type SavePaperContracts = { 
/**
 * The rows.
 */
rows: Array<PaperContract>, };

export type SavePerson = { 
/**
 * The row; absent for a new person.
 */
id?: Id | null, 
/**
 * The name.
 */
name: string, 
/**
 * Sex.
 */
sex?: Sex | null, 
/**
 * Day of birth.
 */
birth?: Day | null, 
/**
 * Resident ID.
 */
id_number?: string | null, 
/**
 * Phone.
 */
phone?: string | null, 
/**
 * Education and major.
 */
education?: string | null, 
/**
 * First day; today when absent.
 */
joined_on?: Day | null, 
/**
 * Last day.
 */
left_on?: Day | null, 
/**
 * Full-time; yes when absent.
 */
full_time?: boolean | null, 
/**
 * Posts to add.
 */
posts: Array<PostHeld>, };

export type SavePlan = { 
/**
 * The day on which the books begin.
 */
on?: Day | null, 
/**
 * Until when infants of before make good what they lack; the policy's days after the beginning when absent.
 */
make_good_by?: Day | null, 
/**
 * From when the parts run.
 */
parts?: Array<PartStart> | null, };

export type SaveTemplate = { 
/**
 * What it is about.
 */
kind: MessageKind, 
/**
 * Its text, places in braces; the shipped one again when empty.
 */
body: string, };

export type SaveVideo = { 
/**
 * The hold.
 */
id: Id, 
/**
 * Where: 移动硬盘 2 号，园长室保险柜.
 */
saved_where: string, };

export type Saved = { 
/**
 * Its id.
 */
id: Id, };

export type SavedBalances = { 
/**
 * The sum of the rows that are not posted yet.
 */
sheet: BalanceTotals, 
/**
 * Rows that do not hold; the others are kept.
 */
problems: Array<RowProblem>, };

export type SavedPaper = { 
/**
 * Its row.
 */
id: Id, 
/**
 * Its last day.
 */
valid_to: Day | null, };

export type SayWeather = { 
/**
 * The day.
 */
day: Day, 
/**
 * What: 暴雨, 高温橙色预警, 重污染天气.
 */
reason: string, };

export type ServiceForm = "full_day" | "half_day" | "hourly" | "occasional";

export type SetDemoClock = { 
/**
 * The instant, ms UTC.
 */
at: Instant, };

export type SetPin = { 
/**
 * The person.
 */
person: Id, 
/**
 * The new personal number code, 4 to 6 digits.
 */
pin: string, };

export type SetUp = { 
/**
 * The director, signed in.
 */
director: SignedIn, };

export type Setup = { 
/**
 * Name of the nursery.
 */
name: string, 
/**
 * Name of the director.
 */
director: string, 
/**
 * The director's PIN.
 */
pin: string, 
/**
 * Nature; social service when absent.
 */
nature?: InstitutionNature | null, 
/**
 * Operating form; independent when absent.
 */
operating_form?: OperatingForm | null, 
/**
 * Province; 河南省 when absent.
 */
province?: string | null, 
/**
 * City; 郑州市 when absent.
 */
city?: string | null, 
/**
 * District.
 */
district?: string | null, 
/**
 * The class kinds to begin with; the four standard ones when absent.
 */
classes?: Array<ClassKind> | null, 
/**
 * Passphrase of an encrypted store; plain when absent.
 */
passphrase?: string | null, };

export type Severity = "note" | "advice" | "warning";

export type Sex = "male" | "female";

export type Share = { 
/**
 * So many …
 */
numerator: number, 
/**
 * … of so many parts.
 */
denominator: number, };

export type SharesOf = { 
/**
 * First day.
 */
from: Day, 
/**
 * Last day.
 */
to: Day, };

export type SheetColumn = { 
/**
 * Heading.
 */
heading: string, 
/**
 * Width on paper, mm.
 */
width: number, 
/**
 * What stands in it.
 */
kind: ColumnKind, 
/**
 * Where it comes from.
 */
source: string, 
/**
 * A second line of the heading.
 */
under: string, 
/**
 * Nothing is expected in it on this sheet.
 */
off: boolean, };

export type SheetMark = { 
/**
 * Its row, from 0.
 */
row: number, 
/**
 * Its column, from 0.
 */
column: number, 
/**
 * What is to be said of it.
 */
mark: CellMark, };

export type SheetSignature = { 
/**
 * The place on the form: 填表人, 园长.
 */
place: string, 
/**
 * Who signed there.
 */
name: string, };

export type SheetStanding = { 
/**
 * Its last print.
 */
printed: PrintedSheet | null, 
/**
 * The bound one, the last if it was bound anew after an amendment.
 */
bound: BoundSheet | null, 
/**
 * In what the sheet differs from the bound one today; `before` is what was bound.
 */
differs: Array<RowComparison>, };

export type SheetState = "unused" | "used" | "spoilt";

export type ShelfQuery = { 
/**
 * Kind of the owner.
 */
owner_kind: OwnerKind, 
/**
 * The owner's row (`1` for the institution).
 */
owner_id: string, };

export type ShownRegister = { 
/**
 * The columns in the order in which a sheet is typed from paper.
 */
transcription: Array<number>, 
/**
 * Whether it was printed, signed and bound, and what was amended since.
 */
standing: SheetStanding, 
/**
 * Key of the register.
 */
key: string, 
/**
 * Title.
 */
title: string, 
/**
 * The article that asks for it.
 */
article: string, 
/**
 * The nursery.
 */
nursery: string, 
/**
 * The class, if it is cut by class.
 */
class: string | null, 
/**
 * The day or month that it is for.
 */
on: Day, 
/**
 * The span of time that it covers.
 */
period: RegisterPeriod, 
/**
 * Printed across.
 */
landscape: boolean, 
/**
 * The columns.
 */
columns: Array<SheetColumn>, 
/**
 * The rows, one text a column.
 */
rows: Array<Array<string>>, 
/**
 * The cells that are late or missing, from the top left.
 */
marks: Array<SheetMark>, 
/**
 * Cells of which is known when they came in: the N of "late n of N".
 */
stamped: number, 
/**
 * Rows of the frame at least.
 */
blank_rows: number, 
/**
 * The line under the table.
 */
foot: string, 
/**
 * The places to sign.
 */
signatures: Array<string>, };

export type SignIn = { "outcome": "in", 
/**
 * The person.
 */
person: SignedIn, } | { "outcome": "refused", 
/**
 * Seconds until the next try is looked at.
 */
wait_seconds: number, 
/**
 * Wrong PINs in a row.
 */
failed: number, } | { "outcome": "locked" };

export type SignInRequest = { 
/**
 * The person.
 */
person: Id, 
/**
 * The personal number code.
 */
pin: string, };

export type SignTerm = { 
/**
 * The contract.
 */
contract_id: Id, 
/**
 * The term.
 */
term: RequiredTerm, 
/**
 * Day of signing.
 */
signed_on: Day, };

export type SignedIn = { 
/**
 * The person.
 */
id: Id, 
/**
 * The name.
 */
name: string, 
/**
 * The posts held today.
 */
posts: Array<Post>, 
/**
 * What the posts allow.
 */
permissions: Array<Permission>, };

export type SkipMedicine = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The order.
 */
order_id: Id, 
/**
 * Of which day; today when absent.
 */
day?: Day | null, 
/**
 * For which time of the order, `HH:MM`.
 */
due: string, 
/**
 * Refused by the child, or missed.
 */
outcome: DoseOutcome, 
/**
 * Why.
 */
reason: string, 
/**
 * When; now, or the time of a past day, when absent.
 */
at?: Instant | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type Snooze = { 
/**
 * The duty.
 */
duty: string, 
/**
 * About which row.
 */
subject: string, 
/**
 * Until which day.
 */
until: Day, };

export type StaffCheckShown = { 
/**
 * The row.
 */
id: Id, 
/**
 * When.
 */
at: Instant, 
/**
 * Who checked.
 */
by: string, 
/**
 * Tenths of a degree.
 */
temperature: number | null, 
/**
 * What keeps the person from work; empty where nothing does.
 */
signs: Array<StaffSign>, 
/**
 * Remark.
 */
note: string, 
/**
 * Looked at one by one.
 */
touched: boolean, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type StaffDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * By this time everybody is checked, `HH:MM`.
 */
check_by: string, 
/**
 * Food handlers first, then in the order of joining.
 */
rows: Array<StaffDayLine>, };

export type StaffDayLine = { 
/**
 * The person.
 */
person_id: Id, 
/**
 * The name.
 */
name: string, 
/**
 * The posts held on that day.
 */
posts: Array<Post>, 
/**
 * Handles food: checked before work.
 */
food_handler: boolean, 
/**
 * The check.
 */
check: StaffCheckShown | null, 
/**
 * Since when off duty.
 */
off_since: Day | null, };

export type StaffDayOf = { 
/**
 * The day; today when absent.
 */
day?: Day | null, };

export type StaffQuery = { 
/**
 * On which day; today when absent. Leavers of earlier days are left out.
 */
on?: Day | null, };

export type StaffRequirement = { 
/**
 * The person.
 */
person_id: Id, 
/**
 * The name.
 */
name: string, 
/**
 * Running number in the package.
 */
number: number, 
/**
 * The posts held today.
 */
posts: Array<Post>, 
/**
 * Each kind of paper.
 */
papers: Array<FilingRequirement>, };

export type StaffSign = "fever" | "diarrhoea" | "vomiting" | "skin" | "throat" | "cough" | "eye" | "other";

export type Standing = "missing" | "valid" | "expiring" | "expired" | "not_needed";

export type Step = { 
/**
 * What the share is taken of.
 */
base: Fen, 
/**
 * The share.
 */
share: Share, 
/**
 * What that makes, rounded once.
 */
amount: Fen, } & ({ "because": "never_attended", 
/**
 * Working days of the month.
 */
workdays: number, } | { "because": "few_days", 
/**
 * Days attended.
 */
attended: number, 
/**
 * The most days of that band.
 */
few_days: number, } | { "because": "below_half", 
/**
 * Days attended.
 */
attended: number, 
/**
 * Working days of the month.
 */
workdays: number, } | { "because": "exactly_half", 
/**
 * Days attended.
 */
attended: number, 
/**
 * Working days of the month.
 */
workdays: number, 
/**
 * Whether half counts as below half.
 */
counts_as_below: boolean, } | { "because": "above_half", 
/**
 * Days attended.
 */
attended: number, 
/**
 * Working days of the month.
 */
workdays: number, } | { "because": "absent_days", 
/**
 * Days absent.
 */
absent: number, 
/**
 * Working days of the month.
 */
workdays: number, } | { "because": "attended_days", 
/**
 * Days attended.
 */
attended: number, 
/**
 * Working days of the month.
 */
workdays: number, } | { "because": "no_workdays" } | { "because": "continuous_absence", 
/**
 * Its first day.
 */
first: Day, 
/**
 * Its last day.
 */
last: Day, 
/**
 * Its length, weekends included.
 */
days: number, 
/**
 * The days that make one month of refund.
 */
days_per_month: number, } | { "because": "meals_cancelled", 
/**
 * How many.
 */
days: number, } | { "because": "withdrawn_before_start", 
/**
 * When it was asked.
 */
asked: Day, 
/**
 * When the service starts.
 */
starts: Day, } | { "because": "withdrawn_in_trial", 
/**
 * When it was asked.
 */
asked: Day, 
/**
 * The last day of the trial.
 */
trial_ends: Day, } | { "because": "soon_after_payment", 
/**
 * When it was asked.
 */
asked: Day, 
/**
 * The last day on which it could be.
 */
until: Day, } | { "because": "not_met" } | { "because": "no_more_than_prepaid" } | { "because": "rest" });

export type StepKind = "applied" | "reserved" | "enrolled" | "moved" | "suspended" | "resumed" | "left";

export type StoreCheck = { 
/**
 * Everything is whole.
 */
whole: boolean, 
/**
 * Entries of the audit chain that were verified.
 */
audit_entries: number, 
/**
 * The first entry at which the chain is broken.
 */
audit_broken: number | null, 
/**
 * Numbers that are missing in a series, as `SJ2026 #12`.
 */
number_gaps: Array<string>, 
/**
 * Issued papers whose snapshot no longer fits its hash.
 */
issued_changed: Array<string>, 
/**
 * What else is wrong with the file.
 */
faults: Array<string>, };

export type StoreState = "missing" | "locked" | "open";

export type Suspend = { 
/**
 * The infant.
 */
id: Id, 
/**
 * First day away, or back.
 */
on: Day, 
/**
 * On whose wish, and why.
 */
reason: string, };

export type Symptom = "fever" | "cough" | "rash" | "vomiting" | "diarrhoea" | "red_eye" | "mouth_herpes" | "parotid" | "injury" | "low_spirits" | "other";

export type TakeLeave = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * First day.
 */
from: Day, 
/**
 * Last day; the first when absent.
 */
to?: Day | null, 
/**
 * Why.
 */
cause: AbsenceCause, 
/**
 * The illness or its signs; needed for sick leave.
 */
disease?: string | null, 
/**
 * Who told it.
 */
told_by?: string | null, 
/**
 * Remark.
 */
note?: string | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type TakenOver = { 
/**
 * Contracts written now.
 */
written: number, 
/**
 * Contracts of before that a new row replaced.
 */
replaced: number, 
/**
 * Rows that say what is there already.
 */
same: number, 
/**
 * Rows that do not hold; they wrote nothing, the others did.
 */
problems: Array<RowProblem>, 
/**
 * Terms that are to be signed, in all taken-over contracts.
 */
to_sign: number, };

export type TakeoverState = { 
/**
 * The day on which the books begin; absent: nothing is taken over.
 */
on: Day | null, 
/**
 * From when each part runs.
 */
parts: Array<PartStart>, 
/**
 * Infants in care.
 */
infants: number, 
/**
 * Those of them with something to make good.
 */
infants_pending: number, 
/**
 * Until when that is to be made good.
 */
make_good_by: Day | null, 
/**
 * Infants in care with a contract that runs.
 */
with_contract: number, 
/**
 * Contracts that were taken over from paper.
 */
taken_over: number, 
/**
 * Terms that are still to be signed (补签).
 */
to_sign: number, 
/**
 * Infants with opening entries.
 */
with_balance: number, 
/**
 * What is posted as opening entries.
 */
posted: BalanceTotals, 
/**
 * Who confirmed the totals, and when.
 */
confirmed: Confirmed | null, 
/**
 * With which number this year's receipts begin, if that is settled.
 */
first_receipt: number | null, 
/**
 * A receipt has been issued this year, so its first number is settled.
 */
receipts_begun: boolean, 
/**
 * Steps that are still open: the day, the contracts, the balances, the receipts' number.
 */
open: number, };

export type TellIncident = { 
/**
 * The incident.
 */
id: Id, 
/**
 * Which party.
 */
party: TellWhom, 
/**
 * Whom, by name.
 */
name: string, 
/**
 * At which number.
 */
phone?: string | null, 
/**
 * What was said and answered.
 */
said?: string | null, 
/**
 * When; now when absent.
 */
at?: Instant | null, 
/**
 * Who told it; who types when absent.
 */
done_by?: Id | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type TellWhom = "guardian" | "director" | "ambulance" | "police" | "health_bureau" | "township" | "civil_affairs" | "hotline" | "insurer";

export type TermState = { 
/**
 * Which.
 */
term: RequiredTerm, 
/**
 * Whether it is there and holds.
 */
present: boolean, 
/**
 * Why not, or what it says.
 */
reason: string, 
/**
 * Who asks for it.
 */
article: string, };

export type TestPaper = "a4" | "a5" | "third" | "roll" | "label";

export type ToMakeGood = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * 托号.
 */
number: number | null, 
/**
 * Its name.
 */
name: string, 
/**
 * Its class.
 */
class_name: string | null, 
/**
 * What is missing.
 */
items: Array<PendingItem>, 
/**
 * By when; absent where nothing was taken over.
 */
by: Day | null, };

export type ToTell = { 
/**
 * Which party.
 */
party: TellWhom, 
/**
 * By when.
 */
by: Instant, 
/**
 * The time is over.
 */
over: boolean, };

export type Today = { 
/**
 * The day.
 */
day: Day, 
/**
 * What kind of day it is (法定工作日, 周末, 放假（春节）, 调休上班, 本园停托); absent while the year's notice is not entered.
 */
day_word: string | null, 
/**
 * At most seven, the most pressing first.
 */
items: Array<DutyItem>, 
/**
 * How many more there are.
 */
more: number, };

export type ToldOf = { 
/**
 * Which party.
 */
party: TellWhom, 
/**
 * Whom, by name.
 */
name: string, 
/**
 * At which number.
 */
phone: string, 
/**
 * What was said and answered.
 */
said: string, 
/**
 * When.
 */
at: Instant, 
/**
 * By whom.
 */
by: string, 
/**
 * Live, transcribed or late.
 */
entry: Entry, };

export type TouchedShare = { 
/**
 * Checks.
 */
checks: number, 
/**
 * Looked at one by one.
 */
touched: number, };

export type TraceAbsence = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * The day; today when absent.
 */
day?: Day | null, 
/**
 * With whom.
 */
spoke_with: string, 
/**
 * At which number.
 */
phone?: string | null, 
/**
 * Whether somebody answered.
 */
answered: boolean, 
/**
 * Why the infant is away, once that is known.
 */
cause?: AbsenceCause | null, 
/**
 * The illness or its signs.
 */
disease?: string | null, 
/**
 * Until when it will be away; that day alone when absent.
 */
until?: Day | null, 
/**
 * What was said.
 */
note?: string | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type Traced = { 
/**
 * When.
 */
at: Instant, 
/**
 * Who asked, by name.
 */
by: string, 
/**
 * With whom.
 */
spoke_with: string, 
/**
 * Whether somebody answered.
 */
answered: boolean, 
/**
 * What was said.
 */
said: string, };

export type Urgency = "alarm" | "warning" | "plain";

export type Verdict = "whole" | "container_differs" | "changed" | "repacked" | "truncated" | "not_package" | "not_zip" | "too_large";

export type Verification = { 
/**
 * The answer.
 */
verdict: Verdict, 
/**
 * The entry at whose header the container first differs.
 */
differs_at: string | null, 
/**
 * Number of the package, as it says itself.
 */
number: string | null, 
/**
 * The nursery, as it says itself.
 */
institution: string | null, 
/**
 * When it was made, as it says itself.
 */
made_at: Instant | null, 
/**
 * Mandatory gaps when it was made, as it says itself.
 */
gaps: number, 
/**
 * Every entry, in order.
 */
entries: Array<VerifiedEntry>, };

export type VerifiedEntry = { 
/**
 * Name in the package.
 */
name: string, 
/**
 * How it stands.
 */
state: EntryState, 
/**
 * Bytes found; absent when it is missing.
 */
size: number | null, };

export type VerifyPackage = { 
/**
 * Its token from the files door.
 */
file: string, };

export type VideoHold = { 
/**
 * The row.
 */
id: Id, 
/**
 * Which cameras.
 */
cameras: string, 
/**
 * From when.
 */
from: Instant, 
/**
 * To when.
 */
to: Instant, 
/**
 * Where it was saved; empty while it was not.
 */
saved_where: string, 
/**
 * When it was saved.
 */
saved_at: Instant | null, 
/**
 * Why it was released.
 */
released_for: string, 
/**
 * When it was released.
 */
released_at: Instant | null, };

export type VoidInRange = { 
/**
 * The number on the sheet.
 */
number: string, 
/**
 * Why it is void.
 */
reason: string, 
/**
 * When it was spoilt; today when absent.
 */
on?: Day | null, };

export type VoidReceipt = { 
/**
 * The receipt.
 */
receipt_id: Id, 
/**
 * Why.
 */
reason: string, 
/**
 * All copies are back.
 */
copies_back: boolean, };

export type Waiting = { 
/**
 * The row.
 */
id: Id, 
/**
 * For what.
 */
awaited: Awaited, 
/**
 * What was done or asked for.
 */
what: string, 
/**
 * What it is about, in the person's language: whom, which number, how much, why.
 */
detail: string, 
/**
 * By whom.
 */
by: string, 
/**
 * When.
 */
at: Instant, };

export type WaitingCount = { 
/**
 * The kind.
 */
kind: ClassKind, 
/**
 * How many.
 */
count: number, };

export type WaitingOf = { 
/**
 * The row.
 */
id: Id, };

export type WeakInfant = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * How: shorter, indoors, not at all.
 */
text: string, };

export type Why = { 
/**
 * The amount.
 */
amount: Fen, 
/**
 * The steps, in the person's language.
 */
words: Array<string>, 
/**
 * Where they come from.
 */
sources: Array<string>, 
/**
 * The policy values that were used, as they stood then.
 */
policies: Array<PolicyValue>, };

export type WithdrawCare = { 
/**
 * Everything that was entered together.
 */
batch?: Id | null, 
/**
 * One row of it.
 */
id?: Id | null, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawDose = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawIncident = { 
/**
 * The incident.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawLeave = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawMedicine = { 
/**
 * The order.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawMovement = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawOfDay = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawPaper = { 
/**
 * Its row.
 */
id: Id, 
/**
 * Why.
 */
reason: string, };

export type WithdrawRound = { 
/**
 * The row.
 */
id: Id, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WithdrawStaffChecks = { 
/**
 * The rows.
 */
ids: Array<Id>, 
/**
 * Why; needed once an hour has passed.
 */
reason?: string | null, };

export type WriteConcern = { 
/**
 * The infant.
 */
infant_id: Id, 
/**
 * When they were seen; now when absent.
 */
at?: Instant | null, 
/**
 * What was seen or heard, in plain words.
 */
signs: string, 
/**
 * What the child or somebody else said, in their words.
 */
said?: string | null, 
/**
 * Parts of the body.
 */
parts?: Array<BodyPart> | null, 
/**
 * A person of the nursery from whom it is kept.
 */
kept_from?: Id | null, 
/**
 * Why it is written late.
 */
late_reason?: string | null, };

export type Written = { 
/**
 * Checks.
 */
checks?: Array<Id>, 
/**
 * Arrivals and changes of place.
 */
movements?: Array<Id>, 
/**
 * Cases that were opened.
 */
illnesses?: Array<Id>, 
/**
 * Why, once an hour has passed.
 */
reason?: string | null, };

/** Every operation with what it reads and what it answers. */
export interface Operations {
  /** 查看操作记录 · See the audit trail */
  "access.audit": { request: AuditQuery; reply: Array<AuditLine> };
  /** 修改本人数字码 · Change the own PIN */
  "access.change_own_pin": { request: ChangeOwnPin; reply: Nothing };
  /** 设置个人数字码 · Set a PIN */
  "access.set_pin": { request: SetPin; reply: Nothing };
  /** 登记缺勤 · Mark absent */
  "attendance.absent": { request: MarkAbsent; reply: ChildDay };
  /** 登记到园 · Record an arrival */
  "attendance.arrive": { request: RecordArrival; reply: ChildDay };
  /** 清园签字 · Sign the closing round */
  "attendance.close": { request: RecordClosing; reply: Closing };
  /** 查看清园 · See the closing rounds */
  "attendance.closing": { request: ClosingOf; reply: Closing };
  /** 查看当日考勤与晨检 · See a day */
  "attendance.day": { request: AttendanceOf; reply: AttendanceDay };
  /** 查看禁止接走名单 · See who may not collect */
  "attendance.denied": { request: DeniedOf; reply: Array<DeniedShown> };
  /** 登记禁止接走 · Deny somebody the pickup */
  "attendance.deny": { request: DenyPickup; reply: Saved };
  /** 登记离园 · Record a departure */
  "attendance.depart": { request: RecordDeparture; reply: ChildDay };
  /** 全班由常接人接走 · A class is collected */
  "attendance.depart_class": { request: DepartClass; reply: Departed };
  /** 临时委托接走 · One-off pickup */
  "attendance.depart_once": { request: DepartOnce; reply: ChildDay };
  /** 解除禁止接走 · End a denial */
  "attendance.end_denial": { request: EndDenial; reply: Nothing };
  /** 交班 · Hand a class over */
  "attendance.hand_over": { request: HandOver; reply: Handovers };
  /** 查看交接班 · See hand-overs */
  "attendance.handovers": { request: HandoversOf; reply: Handovers };
  /** 登记清点 · Record a head count */
  "attendance.head_count": { request: RecordHeadCount; reply: HeadCounts };
  /** 查看清点 · See head counts */
  "attendance.head_counts": { request: HeadCountsOf; reply: HeadCounts };
  /** 查看在园名单 · See who is inside */
  "attendance.inside": { request: Nothing; reply: Inside };
  /** 登记请假 · Record leave */
  "attendance.leave": { request: TakeLeave; reply: ChildDay };
  /** 查看月出勤 · See a month of a class */
  "attendance.month": { request: AttendanceMonthOf; reply: AttendanceMonth };
  /** 追踪缺勤 · Trace an absence */
  "attendance.trace": { request: TraceAbsence; reply: ChildDay };
  /** 撤回到离园 · Take an entry back */
  "attendance.withdraw": { request: WithdrawMovement; reply: ChildDay };
  /** 撤回清园 · Take a closing round back */
  "attendance.withdraw_closing": { request: WithdrawOfDay; reply: Saved };
  /** 撤回交接班 · Take a hand-over back */
  "attendance.withdraw_handover": { request: WithdrawOfDay; reply: Saved };
  /** 撤回清点 · Take a head count back */
  "attendance.withdraw_head_count": { request: WithdrawOfDay; reply: Saved };
  /** 撤回请假 · Take leave back */
  "attendance.withdraw_leave": { request: WithdrawLeave; reply: ChildDay };
  /** 查看个人账 · See an account */
  "billing.account": { request: AccountOf; reply: Account };
  /** 调整个人账 · Adjust an account */
  "billing.adjust": { request: AdjustAccount; reply: Posted };
  /** 计费 · Charge a month */
  "billing.charge_month": { request: ChargeMonth; reply: Charged };
  /** 预览计费 · Preview the charges of a month */
  "billing.charge_preview": { request: ChargePreviewOf; reply: ChargePreview };
  /** 收款开据 · Collect and issue a receipt */
  "billing.collect": { request: Collect; reply: Collected };
  /** 退费抵后期费用 · Credit a refund to a later bill */
  "billing.credit": { request: CreditRefund; reply: Credited };
  /** 查看应收 · See what is due */
  "billing.due": { request: DueQuery; reply: Due };
  /** 查看月度收费 · See a month's fees */
  "billing.month": { request: MonthQuery; reply: MonthPage };
  /** 设置收据起始号 · Set the first receipt number */
  "billing.number_start": { request: NumberStart; reply: NumberStart };
  /** 查看收据编号 · See the receipt numbers */
  "billing.numbers": { request: NumbersOf; reply: ReceiptNumbers };
  /** 登记规范票据 · Record the official bill */
  "billing.official_bill": { request: OfficialBill; reply: Receipt };
  /** 期初建账 · Post opening entries */
  "billing.opening": { request: PostOpening; reply: Posted };
  /** 打印收据 · Print a receipt */
  "billing.print_receipt": { request: PrintReceipt; reply: PaperMade };
  /** 查看收据 · See a receipt */
  "billing.receipt": { request: ReceiptOf; reply: Receipt };
  /** 查看收据登记簿 · See the register of receipts */
  "billing.receipts": { request: ReceiptsQuery; reply: ReceiptsPage };
  /** 试算退费 · Preview a refund */
  "billing.refund_preview": { request: RefundQuery; reply: RefundPreview };
  /** 红冲收据 · Reverse a receipt */
  "billing.reverse": { request: ReverseReceipt; reply: Receipt };
  /** 作废收据 · Void a receipt */
  "billing.void": { request: VoidReceipt; reply: Receipt };
  /** 更正照护 · Correct care */
  "care.correct": { request: CorrectCare; reply: Nothing };
  /** 查看每日反馈 · See a daily card */
  "care.daily_card": { request: DailyCardOf; reply: DailyCardText };
  /** 查看日常照护 · See the care of a day */
  "care.day": { request: CareOf; reply: CareDay };
  /** 登记结束 · Record an end */
  "care.end": { request: EndCare; reply: CareRecorded };
  /** 查看体格锻炼计划 · See exercise plans */
  "care.exercise_plans": { request: ExercisePlansOf; reply: Array<ExercisePlan> };
  /** 填写消息 · Fill messages */
  "care.fill_messages": { request: FillMessages; reply: Array<FilledMessage> };
  /** 撤回结束 · Take an end back */
  "care.go_on": { request: GoOn; reply: Nothing };
  /** 登记消息已发送 · Record that a message was sent */
  "care.message_sent": { request: MarkSent; reply: Saved };
  /** 查看消息模板 · See message templates */
  "care.message_templates": { request: Nothing; reply: Array<MessageTemplate> };
  /** 查看已发消息 · See messages sent */
  "care.messages": { request: MessagesOf; reply: Array<MessageShown> };
  /** 登记午睡巡视 · Record a nap round */
  "care.nap_round": { request: RecordNapRound; reply: NapRoom };
  /** 查看午睡巡视 · See nap rounds */
  "care.naps": { request: CareOf; reply: NapDay };
  /** 制定体格锻炼计划 · Plan exercise */
  "care.plan_exercise": { request: PlanExercise; reply: ExercisePlan };
  /** 生成每日反馈图片 · Make a daily card */
  "care.print_daily_card": { request: DailyCardOf; reply: MadePaper };
  /** 登记照护 · Record care */
  "care.record": { request: RecordCare; reply: CareRecorded };
  /** 修改消息模板 · Change a message template */
  "care.save_message_template": { request: SaveTemplate; reply: MessageTemplate };
  /** 登记天气原因 · Record the weather */
  "care.say_weather": { request: SayWeather; reply: Nothing };
  /** 撤回照护 · Take care back */
  "care.withdraw": { request: WithdrawCare; reply: Nothing };
  /** 撤回午睡巡视 · Take a nap round back */
  "care.withdraw_round": { request: WithdrawRound; reply: Nothing };
  /** 合同生效 · Activate a contract */
  "contracts.activate": { request: ActivateContract; reply: ContractShown };
  /** 核对必备条款 · Check the required terms */
  "contracts.checklist": { request: ContractOf; reply: Checklist };
  /** 起草合同 · Draft a contract */
  "contracts.draft": { request: DraftContract; reply: ContractShown };
  /** 终止合同 · End a contract */
  "contracts.end": { request: EndContract; reply: ContractShown };
  /** 查看合同 · List contracts */
  "contracts.list": { request: ContractsQuery; reply: ContractsPage };
  /** 打印合同 · Print a contract */
  "contracts.print": { request: PrintContract; reply: PaperMade };
  /** 查看可选退费规则 · List refund rules to choose */
  "contracts.refund_choices": { request: Nothing; reply: Array<RefundChoice> };
  /** 续签合同 · Renew a contract */
  "contracts.renew": { request: ContractOf; reply: ContractShown };
  /** 修改合同草稿 · Change a draft */
  "contracts.save": { request: SaveContract; reply: ContractShown };
  /** 查看合同内容 · See a contract */
  "contracts.show": { request: ContractOf; reply: ContractShown };
  /** 调整演示园时钟 · Move the demo clock */
  "demo.set_clock": { request: SetDemoClock; reply: Nothing };
  /** 丢弃草稿 · Drop a draft */
  "drafts.drop": { request: DraftOf; reply: Nothing };
  /** 保存草稿 · Keep a draft */
  "drafts.keep": { request: Draft; reply: Nothing };
  /** 查看草稿 · List drafts */
  "drafts.list": { request: Nothing; reply: Array<KeptDraft> };
  /** 查看页数 · Count the pages of a file */
  "files.pages": { request: FileAsked; reply: FilePages };
  /** 比较两个备案材料包 · Compare two filing packages */
  "filing.compare": { request: PackagePair; reply: PackageComparison };
  /** 导出备案材料包 · Export the filing package */
  "filing.export": { request: ExportPackage; reply: ExportedPackage };
  /** 登记备案进度 · Record a step of the filing */
  "filing.move": { request: MoveFiling; reply: FilingStanding };
  /** 查看已导出的备案材料包 · List the exported packages */
  "filing.packages": { request: Nothing; reply: Array<KeptPackage> };
  /** 查看将要导出的材料 · See what a package would hold */
  "filing.preview": { request: Nothing; reply: PackagePreview };
  /** 打印备案书或承诺书 · Print the filing statement or commitment */
  "filing.print": { request: PrintFilingForm; reply: MadePaper };
  /** 查看备案材料清单 · See what filing needs */
  "filing.requirements": { request: Nothing; reply: FilingOverview };
  /** 修改备案书文字 · Change the wording of the filing forms */
  "filing.save_wording": { request: FilingWording; reply: FilingWordingShown };
  /** 查看备案进度 · See how far the filing is */
  "filing.state": { request: Nothing; reply: FilingStanding };
  /** 核验备案材料包 · Verify a filing package */
  "filing.verify": { request: VerifyPackage; reply: Verification };
  /** 查看备案书文字 · See the wording of the filing forms */
  "filing.wording": { request: Nothing; reply: FilingWordingShown };
  /** 查找 · Find */
  "find": { request: FindQuery; reply: Array<FindResult> };
  /** 补药品标签照片 · Add scans to a medicine order */
  "health.attach_to_medicine": { request: AttachToMedicine; reply: MedicineOrder };
  /** 登记委托喂药 · Take in a medicine order */
  "health.authorise_medicine": { request: AuthoriseMedicine; reply: MedicineOrder };
  /** 登记晨午检 · Record a check */
  "health.check": { request: RecordCheck; reply: ChildDay };
  /** 查看聚集 · See clusters */
  "health.clusters": { request: Nothing; reply: Array<ClusterShown> };
  /** 批量确认正常 · Confirm as normal */
  "health.confirm": { request: ConfirmChecks; reply: ConfirmedTogether };
  /** 启动疫情处置 · Declare an outbreak */
  "health.declare_outbreak": { request: DeclareOutbreak; reply: OutbreakShown };
  /** 停止委托喂药 · End a medicine order */
  "health.end_medicine": { request: EndMedicine; reply: MedicineOrder };
  /** 结束疫情处置 · End an outbreak */
  "health.end_outbreak": { request: EndOutbreak; reply: OutbreakShown };
  /** 登记喂药 · Record a dose */
  "health.give_medicine": { request: GiveMedicine; reply: DoseShown };
  /** 查看历次晨午检 · See an infant's checks */
  "health.history": { request: CheckHistoryOf; reply: Array<PastCheck> };
  /** 登记病情进展 · Record a step of an illness */
  "health.illness_step": { request: IllnessStep; reply: IllnessShown };
  /** 查看病情个案 · See illnesses */
  "health.illnesses": { request: IllnessesOf; reply: Array<IllnessShown> };
  /** 查看历次用药 · See all medicine of an infant */
  "health.medicine_history": { request: MedicineHistoryOf; reply: MedicineHistory };
  /** 查看喂药 · See the medicine of a day */
  "health.medicines": { request: MedicinesOf; reply: MedicineDay };
  /** 登记采样 · Note samples */
  "health.note_sample": { request: NoteSample; reply: Saved };
  /** 查看疫情档案 · See outbreaks */
  "health.outbreaks": { request: Nothing; reply: Array<OutbreakShown> };
  /** 打印委托喂药单 · Print a medicine order */
  "health.print_medicine": { request: PrintMedicine; reply: MadePaper };
  /** 恢复晨午检原值 · Put a check back */
  "health.put_back": { request: PutBack; reply: ChildDay };
  /** 登记疫情报告 · Record a report */
  "health.report_outbreak": { request: ReportOutbreak; reply: Saved };
  /** 登记复测体温 · Record a second reading */
  "health.retake": { request: RecordRetake; reply: ChildDay };
  /** 登记余药归还 · Give medicine back */
  "health.return_medicine": { request: ReturnMedicine; reply: MedicineOrder };
  /** 查看逐人检查比例 · See how checks were made */
  "health.shares": { request: SharesOf; reply: Array<PersonShare> };
  /** 登记家长签字 · Record the signature */
  "health.sign_medicine": { request: MedicineOrderOf; reply: MedicineOrder };
  /** 登记未喂药 · Record a dose not given */
  "health.skip_medicine": { request: SkipMedicine; reply: DoseShown };
  /** 撤回晨午检 · Take checks back */
  "health.withdraw": { request: Written; reply: Nothing };
  /** 撤回喂药 · Take a dose back */
  "health.withdraw_dose": { request: WithdrawDose; reply: Nothing };
  /** 撤回委托喂药 · Take a medicine order back */
  "health.withdraw_medicine": { request: WithdrawMedicine; reply: Nothing };
  /** 撤回余药归还 · Take a return back */
  "health.withdraw_return": { request: WithdrawMedicine; reply: Saved };
  /** 取消预定事项 · Take back what is set down */
  "infants.cancel_planned": { request: PlannedOf; reply: Nothing };
  /** 核对登记内容 · Check an infant as typed */
  "infants.check": { request: CheckInfant; reply: InfantChecked };
  /** 更正婴幼儿资料 · Correct an infant's data */
  "infants.correct": { request: CorrectInfant; reply: Array<Correction> };
  /** 解除监护人登记 · End a guardian */
  "infants.end_guardian": { request: EndGuardian; reply: Saved };
  /** 终止接送授权 · End a pickup authorisation */
  "infants.end_pickup": { request: EndPickup; reply: Saved };
  /** 办理入托 · Enrol an infant */
  "infants.enrol": { request: Enrol; reply: Enrolled };
  /** 导出花名册 · Export the roster */
  "infants.export_roster": { request: Nothing; reply: RosterSheet };
  /** 查看适龄班级 · See which class fits */
  "infants.fit": { request: FitQuery; reply: Array<ClassFitting> };
  /** 导入花名册 · Import a roster */
  "infants.import_roster": { request: RosterFile; reply: RosterImported };
  /** 办理离托 · Record leaving */
  "infants.leave": { request: Leave; reply: Enrolled };
  /** 查看婴幼儿名单 · List infants */
  "infants.list": { request: InfantsQuery; reply: InfantsPage };
  /** 转班 · Move to another class */
  "infants.move_class": { request: MoveClass; reply: Enrolled };
  /** 查看学位 · See the places */
  "infants.places": { request: Nothing; reply: Places };
  /** 预览花名册导入 · Preview a roster */
  "infants.preview_roster": { request: RosterFile; reply: RosterPreview };
  /** 停托返园 · Come back from suspension */
  "infants.resume": { request: Suspend; reply: Enrolled };
  /** 领取空白花名册 · Take an empty roster */
  "infants.roster_template": { request: Nothing; reply: RosterSheet };
  /** 登记婴幼儿 · Save an infant */
  "infants.save": { request: SaveInfant; reply: Saved };
  /** 查看婴幼儿档案 · See an infant's file */
  "infants.show": { request: InfantOf; reply: InfantFile };
  /** 办理停托 · Suspend an infant */
  "infants.suspend": { request: Suspend; reply: Enrolled };
  /** 查看主管部门 · List authorities */
  "institution.authorities": { request: Nothing; reply: Array<Authority> };
  /** 查看工作日历 · See the calendar */
  "institution.calendar": { request: CalendarQuery; reply: CalendarYear };
  /** 查看班级 · List classes */
  "institution.classes": { request: Nothing; reply: Array<Class> };
  /** 停办班级 · Close a class */
  "institution.close_class": { request: CloseClass; reply: Saved };
  /** 查看停托安排 · List closures */
  "institution.closures": { request: Nothing; reply: Array<Closure> };
  /** 取消停托安排 · Take a closure out */
  "institution.drop_closure": { request: ClosureOf; reply: Nothing };
  /** 修改机构信息 · Change the institution */
  "institution.save": { request: Institution; reply: InstitutionShown };
  /** 保存主管部门 · Save an authority */
  "institution.save_authority": { request: Authority; reply: Nothing };
  /** 录入放假安排 · Enter a year's holidays */
  "institution.save_calendar": { request: SaveCalendar; reply: CalendarYear };
  /** 保存班级 · Save a class */
  "institution.save_class": { request: SaveClass; reply: Saved };
  /** 登记停托安排 · Save a closure */
  "institution.save_closure": { request: Closure; reply: Saved };
  /** 查看机构信息 · See the institution */
  "institution.show": { request: Nothing; reply: InstitutionShown };
  /** 比较两份签发件 · Compare two issued papers */
  "issued.compare": { request: IssuedPair; reply: Array<IssuedDifference> };
  /** 查看签发件 · List issued papers */
  "issued.list": { request: IssuedQuery; reply: Array<IssuedPaper> };
  /** 取消长任务 · Cancel long work */
  "job.cancel": { request: JobOf; reply: JobCancelled };
  /** 查看手工收据本 · See the paper receipt books */
  "number.ranges": { request: Nothing; reply: Array<NumberRange> };
  /** 预留手工收据本号段 · Keep numbers for a paper receipt book */
  "number.reserve": { request: ReserveNumbers; reply: NumberRange };
  /** 登记手工收据作废 · Record a void sheet of a paper receipt book */
  "number.void_range": { request: VoidInRange; reply: NumberRange };
  /** 打开档案 · Open the store */
  "open": { request: OpenStore; reply: DeskState };
  /** 查看证照 · List papers */
  "papers.list": { request: PapersQuery; reply: Array<HeldPaper> };
  /** 登记证照 · Save a paper */
  "papers.save": { request: SavePaper; reply: SavedPaper };
  /** 查看应有的证照 · See the papers that are asked for */
  "papers.shelf": { request: ShelfQuery; reply: Array<FilingRequirement> };
  /** 撤下证照 · Withdraw a paper */
  "papers.withdraw": { request: WithdrawPaper; reply: SavedPaper };
  /** 导出政策与标准 · Export the policy values */
  "policy.export": { request: Nothing; reply: MadePaper };
  /** 导入政策包 · Import a policy pack */
  "policy.import_pack": { request: PackFile; reply: Pack };
  /** 查看政策与标准 · List policy values */
  "policy.list": { request: Nothing; reply: Array<PolicyKey> };
  /** 调整政策参数 · Override a policy value */
  "policy.override": { request: PolicyOverride; reply: PolicyValue };
  /** 预览政策包 · Preview a policy pack */
  "policy.preview_pack": { request: PackFile; reply: Pack };
  /** 登记表签字成册 · Bind a signed sheet */
  "registers.bind": { request: BindSheet; reply: BoundSheet };
  /** 用表格核对登记表 · Compare a workbook with a register */
  "registers.compare_file": { request: RegisterFile; reply: FileComparison };
  /** 查看缺记录 · See what is missing */
  "registers.coverage": { request: CoverageOf; reply: Coverage };
  /** 导出登记表 · Export a register */
  "registers.export": { request: RegisterAsk; reply: MadePaper };
  /** 查看登记表目录 · List the registers */
  "registers.list": { request: Nothing; reply: Array<RegisterEntry> };
  /** 打印登记表 · Print a register */
  "registers.print": { request: RegisterAsk; reply: MadePaper };
  /** 查看登记表 · See a register */
  "registers.show": { request: RegisterAsk; reply: ShownRegister };
  /** 从表格导入登记表 · Take a workbook into a register */
  "registers.take_file": { request: RegisterFile; reply: FileComparison };
  /** 报告或补充疑似侵害 · Report or add to signs of harm */
  "safety.add_to_concern": { request: ConcernStep; reply: ConcernShown };
  /** 疑似侵害结案 · Close signs of harm */
  "safety.close_concern": { request: CloseConcern; reply: ConcernShown };
  /** 伤害结案 · Close an incident */
  "safety.close_incident": { request: MoveIncident; reply: IncidentShown };
  /** 查看疑似侵害记录 · See signs of harm */
  "safety.concerns": { request: ConcernsOf; reply: Array<ConcernShown> };
  /** 更正伤害记录 · Correct an incident */
  "safety.correct_incident": { request: CorrectIncident; reply: IncidentShown };
  /** 跟进伤害 · Follow an incident up */
  "safety.follow_incident": { request: FollowIncident; reply: IncidentShown };
  /** 保全录像 · Keep video */
  "safety.hold_video": { request: HoldVideo; reply: IncidentShown };
  /** 查看伤害与意外 · See incidents */
  "safety.incidents": { request: IncidentsOf; reply: Array<IncidentShown> };
  /** 打印儿童伤害登记表 · Print the injury form */
  "safety.print_incident": { request: PrintIncident; reply: MadePaper };
  /** 解除录像保全 · Release video */
  "safety.release_video": { request: ReleaseVideo; reply: IncidentShown };
  /** 重新处理伤害 · Open an incident again */
  "safety.reopen_incident": { request: MoveIncident; reply: IncidentShown };
  /** 登记伤害与意外 · Record an incident */
  "safety.report_incident": { request: ReportIncident; reply: IncidentShown };
  /** 登记录像另存 · Record that video was saved */
  "safety.save_video": { request: SaveVideo; reply: IncidentShown };
  /** 登记告知 · Record who was told */
  "safety.tell_incident": { request: TellIncident; reply: IncidentShown };
  /** 撤回伤害记录 · Take an incident back */
  "safety.withdraw_incident": { request: WithdrawIncident; reply: Nothing };
  /** 记录疑似侵害迹象 · Write signs of harm */
  "safety.write_concern": { request: WriteConcern; reply: ConcernShown };
  /** 批准 · Approve what was asked for */
  "second.approve": { request: WaitingOf; reply: Approved };
  /** 不批准 · Decline what was asked for */
  "second.decline": { request: DeclineWaiting; reply: Nothing };
  /** 查看待确认事项 · List what waits for a second person */
  "second.list": { request: Nothing; reply: Array<Waiting> };
  /** 查看可确认的人 · See who can confirm in place */
  "second.people": { request: ConfirmersOf; reply: Array<Confirmer> };
  /** 见证确认 · Witness what was done */
  "second.witness": { request: WaitingOf; reply: Nothing };
  /** 查看前台状态 · See the state of the desk */
  "session.state": { request: Nothing; reply: DeskState };
  /** 建园 · Set a nursery up */
  "setup": { request: Setup; reply: SetUp };
  /** 打印班级出勤登记表 · Print a class's attendance sheet */
  "sheets.print_class": { request: PrintClassSheet; reply: MadePaper };
  /** 打印日常用表 · Print the sheets of a day */
  "sheets.print_day": { request: PrintDaySheets; reply: MadePaper };
  /** 打印名签 · Print name labels */
  "sheets.print_labels": { request: PrintLabels; reply: MadePaper };
  /** 打印测试页 · Print a test page */
  "sheets.print_test": { request: PrintTest; reply: MadePaper };
  /** 登录 · Sign in */
  "sign_in": { request: SignInRequest; reply: SignIn };
  /** 退出 · Sign out */
  "sign_out": { request: Nothing; reply: Nothing };
  /** 登记工作人员晨检 · Check a person of staff */
  "staff.check": { request: CheckStaff; reply: StaffDay };
  /** 查验证明返岗 · Back on duty by a certificate */
  "staff.clear": { request: ClearStaff; reply: Saved };
  /** 批量确认工作人员晨检 · Confirm the check of staff */
  "staff.confirm_checks": { request: ConfirmStaff; reply: StaffDay };
  /** 查看工作人员晨检 · See the check of staff */
  "staff.day": { request: StaffDayOf; reply: StaffDay };
  /** 结束任职 · End a post */
  "staff.end_post": { request: EndPost; reply: Saved };
  /** 查看人员名册 · List staff */
  "staff.list": { request: StaffQuery; reply: Array<Person> };
  /** 登记人员 · Save a person */
  "staff.save_person": { request: SavePerson; reply: Saved };
  /** 撤回工作人员晨检 · Take checks of staff back */
  "staff.withdraw_checks": { request: WithdrawStaffChecks; reply: StaffDay };
  /** 立即备份 · Back up now */
  "store.backup": { request: Nothing; reply: BackupTaken };
  /** 核验档案 · Check the store */
  "store.check": { request: Nothing; reply: StoreCheck };
  /** 查看备份状态 · See the state of backups */
  "store.state": { request: Nothing; reply: BackupState };
  /** 查看期初余额表 · List opening balances */
  "takeover.balances": { request: Nothing; reply: Balances };
  /** 导出期初余额空表 · Hand out the sheet of opening balances */
  "takeover.balances_template": { request: Nothing; reply: MadePaper };
  /** 查看纸质合同录入表 · List the contracts on paper */
  "takeover.contracts": { request: Nothing; reply: PaperContractList };
  /** 查看待补档案 · List what is to be made good */
  "takeover.make_good": { request: Nothing; reply: Array<ToMakeGood> };
  /** 期初余额入账 · Post the opening balances */
  "takeover.post": { request: PostBalances; reply: Balances };
  /** 读取期初余额表 · Read a sheet of opening balances */
  "takeover.read_balances": { request: BalancesFile; reply: BalanceSheet };
  /** 填写期初余额 · Fill in opening balances */
  "takeover.save_balances": { request: SaveBalances; reply: SavedBalances };
  /** 录入运行中的纸质合同 · Take over running contracts on paper */
  "takeover.save_contracts": { request: SavePaperContracts; reply: TakenOver };
  /** 保存建账安排 · Save the plan of taking over */
  "takeover.save_plan": { request: SavePlan; reply: TakeoverState };
  /** 登记补签 · Record a term signed later */
  "takeover.sign_term": { request: SignTerm; reply: Array<RequiredTerm> };
  /** 查看建账进度 · See how far the taking over is */
  "takeover.state": { request: Nothing; reply: TakeoverState };
  /** 查看今日应办 · See what is open today */
  "today.duties": { request: Nothing; reply: Today };
  /** 查看今日在托 · See who is here today in numbers */
  "today.here": { request: Nothing; reply: Here };
  /** 稍后提醒 · Snooze a duty */
  "today.snooze": { request: Snooze; reply: Nothing };
  /** 撤销 · Take back the last change */
  "undo": { request: Nothing; reply: Nothing };
}

export type Operation = keyof Operations;

/** Operations that write: each call carries a request id of its own. */
export const writes: ReadonlySet<Operation> = new Set<Operation>([
  "access.change_own_pin",
  "access.set_pin",
  "attendance.absent",
  "attendance.arrive",
  "attendance.close",
  "attendance.deny",
  "attendance.depart",
  "attendance.depart_class",
  "attendance.depart_once",
  "attendance.end_denial",
  "attendance.hand_over",
  "attendance.head_count",
  "attendance.leave",
  "attendance.trace",
  "attendance.withdraw",
  "attendance.withdraw_closing",
  "attendance.withdraw_handover",
  "attendance.withdraw_head_count",
  "attendance.withdraw_leave",
  "billing.adjust",
  "billing.charge_month",
  "billing.collect",
  "billing.credit",
  "billing.number_start",
  "billing.official_bill",
  "billing.opening",
  "billing.print_receipt",
  "billing.reverse",
  "billing.void",
  "care.correct",
  "care.end",
  "care.go_on",
  "care.message_sent",
  "care.nap_round",
  "care.plan_exercise",
  "care.print_daily_card",
  "care.record",
  "care.save_message_template",
  "care.say_weather",
  "care.withdraw",
  "care.withdraw_round",
  "contracts.activate",
  "contracts.draft",
  "contracts.end",
  "contracts.print",
  "contracts.renew",
  "contracts.save",
  "demo.set_clock",
  "drafts.drop",
  "drafts.keep",
  "filing.export",
  "filing.move",
  "filing.print",
  "filing.save_wording",
  "filing.verify",
  "health.attach_to_medicine",
  "health.authorise_medicine",
  "health.check",
  "health.confirm",
  "health.declare_outbreak",
  "health.end_medicine",
  "health.end_outbreak",
  "health.give_medicine",
  "health.illness_step",
  "health.note_sample",
  "health.print_medicine",
  "health.put_back",
  "health.report_outbreak",
  "health.retake",
  "health.return_medicine",
  "health.sign_medicine",
  "health.skip_medicine",
  "health.withdraw",
  "health.withdraw_dose",
  "health.withdraw_medicine",
  "health.withdraw_return",
  "infants.cancel_planned",
  "infants.correct",
  "infants.end_guardian",
  "infants.end_pickup",
  "infants.enrol",
  "infants.export_roster",
  "infants.import_roster",
  "infants.leave",
  "infants.move_class",
  "infants.preview_roster",
  "infants.resume",
  "infants.roster_template",
  "infants.save",
  "infants.suspend",
  "institution.close_class",
  "institution.drop_closure",
  "institution.save",
  "institution.save_authority",
  "institution.save_calendar",
  "institution.save_class",
  "institution.save_closure",
  "job.cancel",
  "number.reserve",
  "number.void_range",
  "open",
  "papers.save",
  "papers.withdraw",
  "policy.export",
  "policy.import_pack",
  "policy.override",
  "policy.preview_pack",
  "registers.bind",
  "registers.compare_file",
  "registers.export",
  "registers.print",
  "registers.take_file",
  "safety.add_to_concern",
  "safety.close_concern",
  "safety.close_incident",
  "safety.correct_incident",
  "safety.follow_incident",
  "safety.hold_video",
  "safety.print_incident",
  "safety.release_video",
  "safety.reopen_incident",
  "safety.report_incident",
  "safety.save_video",
  "safety.tell_incident",
  "safety.withdraw_incident",
  "safety.write_concern",
  "second.approve",
  "second.decline",
  "second.witness",
  "session.state",
  "setup",
  "sheets.print_class",
  "sheets.print_day",
  "sheets.print_labels",
  "sheets.print_test",
  "sign_in",
  "sign_out",
  "staff.check",
  "staff.clear",
  "staff.confirm_checks",
  "staff.end_post",
  "staff.save_person",
  "staff.withdraw_checks",
  "store.backup",
  "store.check",
  "store.state",
  "takeover.balances_template",
  "takeover.post",
  "takeover.read_balances",
  "takeover.save_balances",
  "takeover.save_contracts",
  "takeover.save_plan",
  "takeover.sign_term",
  "today.snooze",
  "undo",
]);
