//! Draws one specimen of each kind of paper, with invented data: `specimen <folder>`.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use paper::{
    Align, Area, Cell, Column, Document, Fit, Fonts, FormGrid, HAIRLINE, Margins, Meta, Missing, Party, Pdf, Result,
    Row, Sheet, Size, Style, Table, Width, preview,
};

/// 2026-11-23 09:00 in Beijing.
const NOW: i64 = 1_795_395_600_000;
const HOUSE: &str = "摇篮里托育中心（示例）";

fn main() -> std::result::Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: specimen <folder>")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let fonts = Fonts::load()?;
    type Draw = fn(Arc<Fonts>) -> Result<Pdf>;
    let papers: [(&str, Draw); 9] = [
        ("receipt-a5", receipt_a5),
        ("receipt-241", receipt_241),
        ("receipt-roll", receipt_roll),
        ("contract", contract),
        ("class-sheet", class_sheet),
        ("label", label),
        ("labels-a4", labels_a4),
        ("filing-form", filing_form),
        ("filing-index", filing_index),
    ];
    for (name, draw) in papers {
        let pdf = draw(fonts.clone())?;
        std::fs::write(folder.join(format!("{name}.pdf")), &pdf.bytes)?;
        for page in 0..pdf.pages {
            let png = preview::png(&pdf.bytes, page, 110)?;
            std::fs::write(folder.join(format!("{name}-{}.png", page + 1)), png)?;
        }
    }
    Ok(())
}

fn document(fonts: Arc<Fonts>, title: &str, size: Size, margins: Margins) -> Document {
    let meta = Meta { title: title.to_owned(), author: HOUSE.to_owned(), created: NOW };
    Document::new(fonts, size, margins, meta)
}

fn receipt_a5(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "托育服务收款收据 No. 2026000128", Size::A5_LANDSCAPE, Margins::all(12.0));
    receipt(&mut doc, 8.0)?;
    doc.watermark("补打");
    doc.finish()
}

fn receipt_241(fonts: Arc<Fonts>) -> Result<Pdf> {
    // 12.7 mm of tractor holes on each side.
    let margins = Margins::new(5.0, 17.0, 4.0, 17.0);
    let mut doc = document(fonts, "托育服务收款收据 No. 2026000128", Size::THIRD_241, margins);
    receipt(&mut doc, 5.6)?;
    doc.watermark("作废");
    doc.finish()
}

fn receipt(doc: &mut Document, row: f32) -> Result<()> {
    let dense = row < 7.0;
    let area = doc.rest();
    let note = Style::NOTE;
    let title = Style::NOTE.size(if dense { 14.0 } else { 18.0 }).bold().align(Align::Centre).spacing(3.0);
    let mut sheet = doc.sheet();
    let mut y = area.y;
    sheet.text(area.x + area.width / 2.0, y, HOUSE, note.size(if dense { 9.0 } else { 11.0 }).align(Align::Centre))?;
    y += if dense { 4.2 } else { 6.5 };
    sheet.text(area.x + area.width / 2.0, y, "收款收据", title)?;
    sheet.text(area.right(), y + 1.0, "No. 2026000128", note.size(11.0).bold().align(Align::Right))?;
    y += if dense { 7.0 } else { 11.0 };
    sheet.text(area.x, y, "交款人：阿依古丽·买买提（监护人）", note)?;
    sheet.text(area.x + area.width / 2.0, y, "收款日期：2026年11月23日", note.align(Align::Centre))?;
    sheet.text(area.right(), y, "第二联 交款人留存", note.align(Align::Right))?;
    y += if dense { 4.8 } else { 6.5 };

    let money = |heading: &str, width| Column::fixed(width, heading).align(Align::Right);
    let lines = [
        ["保育费", "2026年12月", "2,680.00", "1", "2,680.00", ""],
        ["伙食费", "2026年12月 按22个收托日预收", "18.00", "22", "396.00", "按实际出勤退还"],
        ["延时服务费", "2026年11月 17:30–18:30", "15.00", "6", "90.00", ""],
        ["保育费退费", "2026年11月 病假连续5日", "-487.27", "1", "-487.27", "见退费单 T2026-031"],
    ];
    let mut table = Table::new([
        Column::fixed(30.0, "收费项目").fit(Fit::shrink(6.0)),
        Column::share(2.0, "所属期间及说明").fit(Fit::shrink(6.0)),
        money("单价（元）", 24.0),
        money("数量", 14.0),
        money("金额（元）", 28.0),
        Column::share(1.0, "备注").fit(Fit::shrink(6.0)),
    ])
    .heights(row, row)
    .rows(lines)
    .at_least(if dense { 6 } else { 5 });
    table = table.total([
        Cell::new("合  计").span(2).align(Align::Centre),
        "".into(),
        "".into(),
        "2,678.73".into(),
        "".into(),
    ]);
    y = sheet.table(area.x, y, area.width, &table)?;
    // The foot of the form shares its frame with the table.
    let foot = FormGrid::new([Width::Fixed(30.0), Width::Share(1.6), Width::Fixed(22.0), Width::Share(1.0)])
        .size(9.0)
        .row_height(row)
        .row([
            Cell::label("金额（大写）"),
            Cell::new("人民币贰仟陆佰柒拾捌元柒角叁分").bold(),
            Cell::label("（小写）"),
            Cell::new("￥2,678.73").bold(),
        ])
        .row([
            Cell::label("收款方式"),
            Cell::new("☐ 现金  ☑ 微信  ☐ 支付宝  ☐ 银行转账  ☐ 刷卡"),
            Cell::label("幼儿"),
            Cell::new("托大一班 017 号 麦尔丹"),
        ]);
    y = sheet.form(area.x, y, area.width, &foot)?;
    y += if dense { 1.6 } else { 4.0 };
    let quarter = area.width / 4.0;
    for (n, sign) in ["收款单位（盖章）：", "财务：李会计", "收款人：王园长", "交款人（签字）："].iter().enumerate()
    {
        sheet.text(area.x + n as f32 * quarter, y, sign, note)?;
    }
    if !dense {
        sheet.seal(area.x + 20.0, y + 20.0, 13.0, "盖章处")?;
        let small = note.size(7.5).grey(0.3);
        sheet.text(
            area.right(),
            area.bottom() - 3.0,
            "本收据不作为税务发票；需要发票请凭本联在当年内换开。",
            small.align(Align::Right),
        )?;
    }
    Ok(())
}

fn receipt_roll(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "收款小票", Size::ROLL_80, Margins::new(4.0, 4.0, 6.0, 4.0));
    doc.paragraph("收款小票", Style::BODY.size(14.0).bold().align(Align::Centre))?;
    doc.paragraph(HOUSE, Style::NOTE.align(Align::Centre))?;
    doc.space(2.0);
    doc.paragraph("No. 2026000128　2026-11-23 09:00\n托大一班 017 号 麦尔丹", Style::NOTE)?;
    doc.space(1.0);
    let table = Table::new([Column::share(1.0, "项目"), Column::fixed(22.0, "金额（元）").align(Align::Right)])
        .heights(6.0, 6.0)
        .rows([["保育费 2026年12月", "2,680.00"], ["伙食费 22日×18.00", "396.00"]])
        .total(["合计", "3,076.00"]);
    doc.table(&table)?;
    doc.space(2.0);
    doc.paragraph("人民币叁仟零柒拾陆元整", Style::NOTE.bold())?;
    doc.finish()
}

fn contract(fonts: Arc<Fonts>) -> Result<Pdf> {
    let margins = Margins::new(24.0, 24.0, 24.0, 26.0);
    let mut doc = document(fonts, "婴幼儿托育服务合同", Size::A4, margins);
    doc.footer("合同编号 HT-2026-0043");
    doc.heading(1, "婴幼儿托育服务合同")?;
    doc.paragraph("合同编号：HT-2026-0043", Style::BODY.align(Align::Right))?;
    doc.space(2.0);
    let parties = FormGrid::shares(&[1.25, 2.2, 1.25, 2.2])
        .row([
            Cell::label("甲方\n（托育机构）"),
            Cell::new(HOUSE),
            Cell::label("统一社会\n信用代码"),
            Cell::new("91310000MA1FL0000X"),
        ])
        .row([
            Cell::label("乙方\n（监护人）"),
            Cell::new("阿依古丽·买买提"),
            Cell::label("与婴幼儿关系"),
            Cell::new("☐ 父亲  ☑ 母亲  ☐ 其他"),
        ])
        .row([
            Cell::label("婴幼儿姓名"),
            Cell::new("王𬭎"),
            Cell::label("出生日期"),
            Cell::new("2024年7月5日（28月龄）"),
        ])
        .row([Cell::label("住址"), Cell::new("示例市示例区托育路 88 弄 6 号 1203 室").span(3)]);
    doc.form(&parties)?;
    doc.space(4.0);
    let body = Style::BODY.first(2.0);
    doc.paragraph("根据《中华人民共和国民法典》《托育机构管理规范（试行）》等有关规定，甲乙双方在平等、自愿、公平、诚实信用的基础上，就甲方为乙方婴幼儿提供托育服务的有关事宜达成如下协议，共同遵守。", body)?;
    doc.heading(2, "第一条　服务内容与方式")?;
    doc.clause("1.", "托育服务方式：", Style::BODY)?;
    for (ticked, text) in [
        (true, "全日托：每个收托日 8:00 至 17:30；"),
        (false, "半日托：每个收托日 8:00 至 12:00，或者 13:30 至 17:30；"),
        (false, "计时托：按双方书面确认的时间提供服务，不足一小时的按一小时计算。"),
    ] {
        doc.checkbox(ticked, text, Style::BODY.indent(8.0))?;
    }
    doc.clause("2.", "甲方按照婴幼儿身心发展特点和规律，提供生活照料、安全看护、平衡膳食和早期学习机会。“一日生活安排”见附件一；遇有调整，甲方应当提前三个工作日以书面形式告知乙方。", Style::BODY)?;
    doc.clause("3.", "收托日为国家法定工作日。甲方因设施维修、传染病防控等原因暂停服务的，应当在暂停前告知乙方，并按照本合同第三条的约定退还相应费用（法律、行政法规另有规定的除外）。", Style::BODY)?;
    doc.heading(2, "第二条　费用标准与支付")?;
    doc.clause("1.", "费用标准如下：", Style::BODY)?;
    doc.space(1.0);
    let fees = Table::new([
        Column::fixed(14.0, "序号").align(Align::Centre),
        Column::share(1.2, "项目"),
        Column::fixed(30.0, "标准（元）").align(Align::Right),
        Column::fixed(22.0, "单位").align(Align::Centre),
        Column::share(2.0, "说明"),
    ])
    .rows([
        ["1", "保育费", "2,680.00", "月", "每月 25 日前预收次月费用，不跨年度预收"],
        ["2", "伙食费", "18.00", "日", "含早点、午餐、午点；按实际出勤结算，多退少补"],
        ["3", "延时服务费", "15.00", "小时", "17:30 后按实际时间计算"],
    ])
    .total([
        Cell::new("预收合计（2026年12月）").span(2).align(Align::Centre),
        "3,076.00".into(),
        "".into(),
        "人民币叁仟零柒拾陆元整".into(),
    ]);
    doc.table(&fees)?;
    doc.space(3.0);
    doc.clause("2.", "乙方以转账方式支付，收款账户以甲方公示的账户为准。甲方收款后应当向乙方开具收据；乙方需要发票的，甲方应当依法开具。", Style::BODY)?;
    doc.heading(2, "第三条　退费")?;
    let refunds = [
        "乙方在服务开始前书面提出解除合同的，甲方应当在五个工作日内退还全部预收费用。",
        "服务开始后乙方提出解除合同的，甲方按照剩余收托日占当月收托日的比例退还保育费，伙食费按未用餐日全额退还。",
        "婴幼儿因病连续缺勤五个收托日以上（含五日）的，凭医疗机构证明，甲方退还缺勤期间保育费的百分之五十。",
        "因甲方原因暂停服务的，甲方退还暂停期间的全部费用；暂停超过十五个收托日的，乙方有权解除合同。",
    ];
    for (n, text) in refunds.iter().enumerate() {
        doc.clause(&format!("{}.", n + 1), text, Style::BODY)?;
    }
    doc.heading(2, "第四条　健康与安全")?;
    let health = [
        "婴幼儿入托前应当经医疗卫生机构健康检查合格，乙方应当如实告知过敏史、既往病史和预防接种情况。",
        "甲方实行晨午检和全日健康观察。婴幼儿出现发热（腋温 ≥37.3℃）、皮疹、腹泻等症状的，甲方应当立即隔离观察并通知乙方，乙方应当在一小时内接回。",
        "婴幼儿应当由乙方或者乙方书面授权的成年人接送。授权发生变化的，乙方应当提前书面通知甲方；未经授权的人员，甲方有权拒绝交接。",
        "甲方托育场所安装视频安防监控，录像资料保存不少于 90 日。乙方因合理理由需要查看的，应当向甲方提出书面申请，并保护其他婴幼儿的隐私。",
        "发生意外伤害时，甲方应当立即采取救助措施，通知乙方并送医，同时按照规定报告主管部门。",
    ];
    for (n, text) in health.iter().enumerate() {
        doc.clause(&format!("{}.", n + 1), text, Style::BODY)?;
    }
    doc.heading(2, "第五条　违约责任与争议解决")?;
    doc.paragraph("任何一方违反本合同约定给对方造成损失的，应当依法承担赔偿责任。双方发生争议的，应当协商解决；协商不成的，可以向有关部门投诉，或者向甲方所在地人民法院提起诉讼。", body)?;
    doc.heading(2, "第六条　其他")?;
    doc.paragraph("本合同一式三份，甲方、乙方各执一份，报街道（镇）备案一份，自各方签字或者盖章之日起生效。附件与本合同具有同等法律效力。本合同未尽事宜，由双方另行签订补充协议。", body)?;
    doc.keep_together(|doc| {
        doc.space(8.0);
        doc.signatures(&[
            Party::new("甲方（托育机构）").line("盖章：", "").line("负责人：", "").line("日期：", "    年  月  日"),
            Party::new("乙方（监护人）")
                .line("签字：", "")
                .line("联系电话：", "138 0000 0000")
                .line("日期：", "    年  月  日"),
            Party::new("丙方（街道备案）").line("盖章：", "").line("经办人：", "").line("日期：", "    年  月  日"),
        ])
    })?;
    doc.finish()
}

fn class_sheet(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "考勤表", Size::A4_LANDSCAPE, Margins::new(12.0, 10.0, 12.0, 12.0));
    let area = doc.rest();
    let mut sheet = doc.sheet();
    let title = Style::NOTE.size(15.0).bold().align(Align::Centre).spacing(2.0);
    sheet.text(area.x + area.width / 2.0, area.y, "婴幼儿出勤登记表", title)?;
    sheet.text(area.x, area.y + 9.0, "班级：托大一班　　　2026年10月", Style::NOTE)?;
    let marks = "✓ 出勤　○ 病假　△ 事假　× 缺勤　— 休息日";
    sheet.text(area.right(), area.y + 9.0, marks, Style::NOTE.align(Align::Right))?;
    doc.continue_at(area.y + 14.0);
    doc.footer("登记人：张老师　　审核：王园长");

    let mut columns =
        vec![Column::fixed(9.0, "序号").align(Align::Centre), Column::fixed(24.0, "姓名").fit(Fit::shrink(5.5))];
    columns.extend((1..=31).map(|day| Column::share(1.0, day.to_string()).align(Align::Centre).fit(Fit::shrink(4.0))));
    columns.push(Column::fixed(11.0, "出勤").align(Align::Centre));
    columns.push(Column::fixed(11.0, "病假").align(Align::Centre));
    let groups = Row::new([
        Cell::new("序号").rows(2),
        Cell::new("姓名").rows(2),
        Cell::new("日期").span(31),
        Cell::new("合计（天）").span(2),
    ]);
    let names = ["王𬭎", "阿依古丽·买买提江", "欧阳若曦", "李一", "司马青雲"];
    let mut table = Table::new(columns).size(8.0).heights(7.4, 6.2).padding(0.5).groups(groups.height(6.0));
    for n in 0..20 {
        let mut cells = vec![(n + 1).to_string(), names[n % names.len()].to_owned()];
        let mut present = 0;
        for day in 1..=31 {
            let mark = match (n * 7 + day) % 23 {
                _ if day <= 8 || day % 7 == 4 || day % 7 == 3 => "—",
                0 => "○",
                1 => "△",
                _ => "✓",
            };
            present += usize::from(mark == "✓");
            cells.push(mark.to_owned());
        }
        cells.push(present.to_string());
        cells.push("0".to_owned());
        table = table.row(cells);
    }
    doc.table(&table)?;
    doc.finish()
}

fn label(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "标签", Size::LABEL_60_40, Margins::all(2.0)).missing(Missing::Geta);
    let area = Area::new(0.0, 0.0, 60.0, 40.0).inset(2.0);
    one_label(&mut doc.sheet(), area, "17", "麦尔丹·阿卜杜热西提", "口杯")?;
    doc.page_break();
    one_label(&mut doc.sheet(), area, "117", "王𬭎", "毛巾")?;
    doc.finish()
}

fn labels_a4(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "标签", Size::A4, Margins::all(0.0));
    let names = ["王𬭎", "麦尔丹", "欧阳若曦", "李一", "阿依古丽·买买提"];
    let mut sheet = doc.sheet();
    for (n, tile) in Size::A4.tiles(Size::LABEL_60_40).into_iter().enumerate() {
        sheet.frame(tile, 0.1);
        let things = ["口杯", "毛巾", "床位"];
        one_label(&mut sheet, tile.inset(3.0), &(n / 3 + 1).to_string(), names[n / 3 % names.len()], things[n % 3])?;
    }
    doc.finish()
}

fn one_label(sheet: &mut Sheet<'_>, area: Area, number: &str, name: &str, thing: &str) -> Result<()> {
    let rows = area.rows(&[5.0, 2.6]);
    let big = Style::NOTE.size(60.0).bold().align(Align::Centre);
    sheet.text_in(rows[0], number, big, Fit::shrink(30.0), "number")?;
    sheet.text(area.x, area.y, thing, Style::NOTE.size(10.0))?;
    sheet.text(area.right(), area.y, "托大一班", Style::NOTE.size(8.0).align(Align::Right))?;
    let y = rows[1].y;
    sheet.line((area.x, y), (area.right(), y), HAIRLINE);
    sheet.text_in(
        rows[1],
        name,
        Style::NOTE.size(20.0).bold().align(Align::Centre),
        Fit::shrink(9.0).or_ellipsis(),
        "姓名",
    )
}

fn filing_form(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "托育机构备案书", Size::A4, Margins::new(24.0, 24.0, 22.0, 24.0));
    doc.footer("");
    doc.heading(1, "托育机构备案登记表")?;
    let form = FormGrid::new([Width::Fixed(10.0), Width::Share(1.1), Width::Share(2.0), Width::Share(1.1), Width::Share(2.0)])
        .row_height(10.0)
        .row([Cell::label("基本情况").rows(5), Cell::label("机构名称"), Cell::new(HOUSE).span(3)])
        .row([Cell::label("机构性质"), Cell::new("☑ 营利性　☐ 非营利性　☐ 事业单位　☐ 幼儿园托班").span(3)])
        .row([Cell::label("法定代表人"), Cell::new("王园长"), Cell::label("联系电话"), Cell::new("021-5555 0000")])
        .row([Cell::label("登记证号"), Cell::new("91310000MA1FL0000X"), Cell::label("登记机关"), Cell::new("示例区市场监督管理局")])
        .row([Cell::label("服务场所"), Cell::new("示例市示例区托育路 88 号一至二层；建筑面积 620 ㎡，户外活动场地 150 ㎡").span(3)])
        .row([Cell::label("规模人员").rows(3), Cell::label("托位总数"), Cell::new("60"), Cell::label("班级数"), Cell::new("乳儿班 1、托小班 1、托大班 2")])
        .row([Cell::label("保育人员"), Cell::new("14 人"), Cell::label("保健人员"), Cell::new("1 人")])
        .row([Cell::label("保安人员"), Cell::new("2 人"), Cell::label("炊事人员"), Cell::new("2 人")])
        .row(
            Row::new([
                Cell::label("承诺").named("承诺"),
                Cell::new("本机构承诺：\n1. 所提交的材料真实、完整、有效，与原件一致；\n2. 遵守国家有关托育服务的法律法规和标准规范，接受卫生健康行政部门的监督管理；\n3. 信息发生变化的，自变更之日起 20 个工作日内办理变更备案。")
                    .span(4)
                    .top(),
            ])
            .height(48.0),
        )
        .row(Row::new([Cell::label("备案意见"), Cell::new("").span(4)]).height(38.0));
    let top = doc.rest();
    doc.form(&form)?;
    let end = doc.rest().y;
    let mut sheet = doc.sheet();
    sheet.text(
        top.right() - 8.0,
        end - 46.0,
        "法定代表人（签字）：　　　　　　　　年　　月　　日",
        Style::NOTE.size(10.0).align(Align::Right),
    )?;
    sheet.seal(top.right() - 30.0, end - 19.0, 16.0, "备案机关\n（盖章）")?;
    doc.finish()
}

fn filing_index(fonts: Arc<Fonts>) -> Result<Pdf> {
    let mut doc = document(fonts, "备案材料目录", Size::A4, Margins::new(24.0, 22.0, 22.0, 24.0));
    doc.footer(HOUSE);
    doc.heading(1, "备案材料目录")?;
    let kinds = [
        "营业执照（副本）复印件",
        "房屋产权证明或租赁合同，租赁期限自备案之日起不少于三年",
        "消防安全检查合格证明",
        "评价为“合格”的《托幼机构卫生评价报告》",
        "食品经营许可证",
        "保育人员资格证书与健康合格证",
    ];
    let table = Table::new([
        Column::fixed(14.0, "序号").align(Align::Centre),
        Column::share(4.0, "材料名称"),
        Column::fixed(22.0, "份数/页数").align(Align::Centre),
        Column::fixed(26.0, "有效期至").align(Align::Centre),
        Column::share(1.6, "备注"),
    ])
    .size(10.0)
    .heights(9.0, 10.0)
    .rows((0..70).map(|n| {
        let note = if n % 9 == 4 { "原件核对无误后退回" } else { "" };
        [
            (n + 1).to_string(),
            kinds[n % kinds.len()].to_owned(),
            format!("1/{}", n % 7 + 1),
            "2029-03-31".to_owned(),
            note.to_owned(),
        ]
    }))
    .total([Cell::new("合  计").span(2).align(Align::Centre), "70/280".into(), "".into(), "".into()]);
    doc.table(&table)?;
    doc.finish()
}
