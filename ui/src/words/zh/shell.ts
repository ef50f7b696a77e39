export const program = {
  name: "摇篮簿",
  demo: "演示园",
  skip: "跳到内容",
  language: "English",
  languageHint: "Switch to English",
};

export const nav = {
  label: "主导航",
  children: "孩子",
  office: "财务与备案",
  house: "园务",
  switchPerson: "换人",
  find: "找孩子、家长、合同、收据…",
};

export const trouble = {
  lost: "与摇篮簿的核心失去联系。已保存的内容都在，正在重新连接…",
  retry: "重试",
  dismiss: "知道了",
  screen: "这个画面出了问题。已保存的内容不受影响，请重试。",
  already: "摇篮簿已经打开，就在这个窗口里。",
  clock: "电脑时间比上次使用时早。请核对日期和时间；核对前开不了收据，新记录会作标记。",
  noRight: "您的岗位看不到这个画面。需要时请园长调整岗位。",
};

export const waiting = "已提交，等待有权限的人批准；批准后才会生效。";

export const files = {
  file_too_large: "文件太大，最多 64 MB",
  file_unreadable: "文件读不出来，请换一个文件或检查 U 盘",
  file_not_written: "文件没有保存成功，请换个位置再存",
};

export const store = {
  missingTitle: "这台电脑上还没有摇篮簿",
  missingText: "请先建立本园的摇篮簿，或用 --demo 打开演示园看一看。",
  lockedTitle: "摇篮簿已上锁",
  lockedText: "需要主口令才能打开本园的数据。",
  loading: "正在打开…",
};
