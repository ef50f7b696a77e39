export const takeover = {
  title: "期初建账",
};
