export const billing = {
  title: "收费",
  receipts: "收据登记簿",
};
