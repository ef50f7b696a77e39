export const importing = {
  title: "导入花名册",
};
