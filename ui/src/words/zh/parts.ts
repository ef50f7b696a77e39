export const parts = {
  notDay: "看不懂这个日期，请写成 2026-01-31",
  notMoney: "看不懂这个金额，请写成 2180.00",
  pickDay: "选日期",
};
