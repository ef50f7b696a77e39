export const filing = {
  title: "备案",
};
