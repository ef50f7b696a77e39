export const today = {
  title: "今日",
};
