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
  find: "找孩子、家长、合同、收据、画面…",
};

export const shell = {
  find: "查找",
  screen: "画面",
  results: "查找结果",
  nothing: "没有找到。可以试试姓名、拼音首字母、电话后四位、收据号或金额。",
  findHelp: "姓名、拼音首字母、电话、编号、金额都可以；↑↓ 选择，Enter 打开。",
  open: (count: number) => `${count} 件要办`,
  barred: "这个画面不在您的岗位范围内",
  done: "已完成",
  undone: "已撤销",
  takeBack: "撤销",
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

export const waiting = "已提交，等园长批准。批准后才会生效；没有批准，您的“今日”会说明原因。";

export const files = {
  file_too_large: "文件太大，最多 64 MB",
  file_unreadable: "文件读不出来，请换一个文件或检查 U 盘",
  file_not_opened: "这台电脑没有能打开 PDF 的程序，请先保存 PDF，再到别处打印",
  file_not_written: "文件没有保存成功，请换个位置再存",
};

export const store = {
  lockedTitle: "摇篮簿已上锁",
  lockedText: "本园的数据已加密。请输入建园时设的主口令。",
  passphrase: "主口令",
  unlock: "打开",
  lost: "忘了主口令，数据就打不开了，我们也没有办法。请找一找当时写下的那张纸。",
  refusedTitle: "摇篮簿暂时打不开",
  refusedSafe: "程序没有改动任何数据。处理好以后，点“再试一次”。",
  again: "再试一次",
  loading: "正在打开…",
};
