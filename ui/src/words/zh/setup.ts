export const setup = {
  title: "建园",
};
