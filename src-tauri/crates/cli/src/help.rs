//! The help in the person's language. English stands with the arguments; Chinese stands here, by the path
//! of the command and the name of the argument.

use clap::{Command, CommandFactory};
use nursery::words::Language;

use crate::arguments::Cli;

const AFTER_EN: &str = "\
PIN and passphrase come from CRADLEBOOK_PIN and CRADLEBOOK_PASSPHRASE, else from one line each of
standard input (the passphrase first); never from an argument.
CRADLEBOOK_LANGUAGE=zh|en chooses the language; CRADLEBOOK_STORE names the folder of the store.

Exit codes: 0 done · 1 refused, and said why · 2 wrong usage · 3 no row of a roster could be imported
            4 something unexpected";

const AFTER_ZH: &str = "\
个人数字码和主口令取自环境变量 CRADLEBOOK_PIN、CRADLEBOOK_PASSPHRASE，否则各从标准输入读一行（主口令在前）；
从不作为参数给出。CRADLEBOOK_LANGUAGE=zh|en 选择语言；CRADLEBOOK_STORE 指明档案文件夹。

退出码：0 完成 · 1 被拒绝并说明原因 · 2 用法不对 · 3 名单中没有一行可以导入 · 4 意外";

const ZH: &[(&str, &str)] = &[
    ("", "摇篮簿命令行：与窗口相同的操作"),
    ("--store", "档案文件夹；缺省与窗口相同"),
    ("--person", "由谁办理（姓名或编号）；缺省为唯一的园长"),
    ("--json", "以 JSON 回答，错误也是"),
    ("setup", "建一所空园：四个标准班级和一位园长"),
    ("setup --quick", "机构名称；其余以后在设置中填写"),
    ("demo", "建演示园"),
    ("demo --years", "改建一所 150 个托位、运营若干年的园，用来测速；需要几分钟"),
    ("operations", "列出全部操作及所需权限；加 --json 另给出请求与答复的格式"),
    ("call", "调用一个操作：JSON 进，JSON 出"),
    ("call --operation", "操作名，见 operations"),
    ("call --request", "请求；- 表示从标准输入读取"),
    ("call --files", "交入文件；其凭证填入请求的“字段”"),
    ("call --to", "把生成的文件写到这里"),
    ("call --force", "覆盖已有文件"),
    ("call --second", "在场的另一人；其数字码取自 CRADLEBOOK_SECOND_PIN 或标准输入"),
    ("call --request_id", "相同编号的重复调用得到第一次的答复"),
    ("import-roster", "读取班级名单，逐行说明会怎样处理"),
    ("import-roster --file", "工作簿（.xlsx、.xls）或 CSV"),
    ("import-roster --confirm", "写入新增和变更的行，不合格的行另存一份"),
    ("import-roster --rejected", "不合格的行写到哪里；缺省在名单旁边"),
    ("import-roster --force", "覆盖已有文件"),
    ("receipt", "收据"),
    ("receipt list", "列出收据"),
    ("receipt pdf", "把一张收据写成 PDF；不计为补打"),
    ("receipt pdf --number", "收据编号"),
    ("receipt pdf --to", "写到哪个文件"),
    ("receipt pdf --force", "覆盖已有文件"),
    ("filing", "备案材料包"),
    ("filing export", "导出备案材料包"),
    ("filing export --to", "写到哪个文件"),
    ("filing export --force", "覆盖已有文件"),
    ("filing export --override_reason", "缺少必备材料仍要导出的理由；会写入材料包"),
    ("filing export --purpose", "用途：first_filing 首次备案、change_filing 变更备案、inspection 现场检查、other 其他"),
    ("filing verify", "核验材料包是否完整、未改动；不打开任何档案"),
    ("filing verify --file", "材料包"),
    ("backup", "把整份档案写成一个经核验的文件"),
    ("backup --to", "写到哪个文件"),
    ("backup --force", "覆盖已有文件"),
    ("verify-backup", "不用主口令核验一份备份"),
    ("verify-backup --file", "备份"),
    ("restore", "用备份恢复档案；原文件夹改名保留"),
    ("restore --file", "备份"),
    ("restore --to", "档案文件夹"),
    ("restore --force", "那里已有档案时，把它移开保留"),
    ("check", "核验档案文件、操作记录链、编号和签发件"),
];

/// The command with its help in a language.
pub fn command(language: Language) -> Command {
    let command = Cli::command().after_help(language.word(AFTER_ZH, AFTER_EN));
    match language {
        Language::Zh => in_chinese(command, ""),
        Language::En => command,
    }
}

fn chinese(path: &str) -> Option<&'static str> {
    ZH.iter().find(|(known, _)| *known == path).map(|(_, words)| *words)
}

fn in_chinese(mut command: Command, path: &str) -> Command {
    if let Some(words) = chinese(path) {
        command = command.about(words);
    }
    let own = |id: &str| format!("{path} --{id}").trim_start().to_owned();
    command = command.mut_args(|argument| match chinese(&own(argument.get_id().as_str())) {
        Some(words) => argument.help(words),
        None => argument,
    });
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in below {
        let path = format!("{path} {name}").trim_start().to_owned();
        command = command.mut_subcommand(name, |below| in_chinese(below, &path));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(command: &Command, path: &str, seen: &mut Vec<String>) {
        seen.push(path.to_owned());
        for argument in
            command.get_arguments().filter(|argument| !["help", "version"].contains(&argument.get_id().as_str()))
        {
            seen.push(format!("{path} --{}", argument.get_id()).trim_start().to_owned());
        }
        for below in command.get_subcommands() {
            walk(below, format!("{path} {}", below.get_name()).trim_start(), seen);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_chinese_words_and_none_is_left_over() {
        let mut seen = Vec::new();
        walk(&Cli::command(), "", &mut seen);
        seen.sort();
        let mut known: Vec<String> = ZH.iter().map(|(path, _)| (*path).to_owned()).collect();
        known.sort();
        assert_eq!(seen, known);
    }

    #[test]
    fn the_arguments_are_well_formed() {
        command(Language::Zh).debug_assert();
        command(Language::En).debug_assert();
    }
}
