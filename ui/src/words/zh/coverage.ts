export const coverage = {
  title: "缺记录一览",
  text: "每天、每班、每种记录应有多少、已有多少；由记录本身统计。",
  open: "缺记录",
  week: "哪一周",
  earlier: "上一周",
  later: "下一周",
  record: "记录",
  of: (written: number, expected: number) => `${written}/${expected}`,
  cell: (day: string, record: string, written: number, expected: number, late: number) =>
    `${day} ${record}：已有 ${written}，应有 ${expected}${late > 0 ? `，补录 ${late}` : ""}`,
  late: (count: number) => `补${count}`,
  whose: (names: string) => `负责：${names}`,
  nobody: "还没有保育人员",
  nothing: "这一周没有应记录的日子。",
  legend: "✓ 齐全　△ 缺一部分　✗ 没有　补 其中补录",
  missing: (count: number) => (count === 0 ? "没有缺记录" : `缺 ${count} 项`),
};
