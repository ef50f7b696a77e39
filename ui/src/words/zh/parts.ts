export const parts = {
  notDay: "看不懂这个日期，请写成 2026-01-31",
  notMoney: "看不懂这个金额，请写成 2180.00",
  pickDay: "选日期",
  notNumber: "请写成数字，例如 120 或 86.5",
  cancel: "取消",
  close: "关闭",
  save: "保存",
  saved: "已保存",
  saving: "正在保存…",
  show: "显示",
};
