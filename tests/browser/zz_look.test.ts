import { it } from "vitest";
import { startBrowser, openScreen, SIZES, LANGUAGES } from "../lib/browser";
import { withBridge, signInAs } from "../lib/journey";
import { writeFileSync } from "node:fs";
it("looks", async () => {
  const browser = await startBrowser();
  await withBridge(async (address) => {
    for (const size of SIZES)
      for (const language of LANGUAGES) {
        const { page, complaints } = await openScreen(browser, address, size, language);
        const n = (s: string) => `/tmp/look/${s}-${size.width}-${language.slice(0, 2)}.png`;
        await page.route("**/call", async (route) => {
          const body = JSON.parse(route.request().postData() ?? "{}");
          const r = body.request ?? {};
          const answer = (reply: unknown) =>
            route.fulfill({ contentType: "application/json", body: JSON.stringify({ ok: { reply, touched: [] } }) });
          const why = (a: number) => ({
            amount: a,
            words: ["2,180.00 × 10/22 个法定工作日 = 990.91"],
            sources: ["合同 HT2026-0031 收费项目和金额；法定工作日（含调休）"],
            policies: [],
          });
          if (body.operation === "billing.month") {
            delete r.text;
          }
          if (body.operation === "billing.receipts") {
            if (r.totals) {
              delete r.totals;
              r.totals_of = "2026-11-03";
            }
            delete r.channel;
            delete r.state;
          }
          if (body.operation === "contracts.list") delete r.text;
          if (body.operation === "billing.due") delete r.amount;
          if (body.operation === "contracts.refund_choices") return answer([]);
          if (body.operation === "billing.numbers")
            return answer({ year: 2026, begun: true, first: 1, next: "SJ2026-000123" });
          if (body.operation === "issued.pages") return answer({ pages: 3 });
          if (body.operation === "billing.charge_preview")
            return answer({
              infants: 2,
              posted: 4,
              sum: 540000,
              standing: 0,
              differing: [],
              rows: [1, 2, 3].map((i) => ({
                infant_id: String(i),
                infant_name: "刘子轩",
                class_name: "托小班",
                sum: 268600,
                lines: [
                  { line: { item: "保育费", amount: 218000 }, why: why(218000) },
                  { line: { item: "伙食费", amount: 50600 }, why: why(50600) },
                ],
              })),
            });
          const response = await route.fetch({ postData: JSON.stringify(body) });
          const json = await response.json();
          const reply = json.ok?.reply;
          if (body.operation === "billing.month" && reply)
            for (const row of reply.rows)
              Object.assign(row, {
                before: row.open > 0 ? 30000 : 0,
                basic: row.charged - 50600,
                other: 50600,
                discount: 0,
                contract_id: null,
              });
          if (body.operation === "billing.due" && reply)
            reply.whys = reply.lines.map((l: { amount: number }) => why(l.amount));
          if (body.operation === "billing.account" && reply) for (const e of reply.entries) e.explained = why(e.amount);
          if (body.operation.startsWith("contracts.") && reply?.contract)
            reply.refund_words = reply.contract.terms.refund_rules.map(
              () =>
                "保育费按当月出勤结算：全月未出勤的，不收取；出勤天数不足当月法定工作日一半的，按月标准的 40% 收取；超过一半的，按月标准全额收取；恰为一半的，按不足一半计。已预收的差额退还。",
            );
          await route.fulfill({ response, body: JSON.stringify(json) });
        });
        await signInAs(page, "director");
        await page.goto(address + "#/billing");
        await page.locator("tbody tr").first().waitFor();
        await page.screenshot({ path: n("month") });
        await page.locator("[data-testid=month-lines] tbody tr").nth(3).click();
        await page.getByTestId("lines").or(page.getByTestId("nothing-due")).waitFor();
        await page.waitForTimeout(200);
        await page.screenshot({ path: n("month-collect") });
        await page.keyboard.press("F1");
        await page.getByTestId("account").waitFor();
        await page.waitForTimeout(200);
        await page.screenshot({ path: n("month-why") });
        await page.keyboard.press("Escape");
        await page.keyboard.press("F9");
        await page.getByTestId("charge-figures").waitFor();
        await page.waitForTimeout(300);
        await page.screenshot({ path: n("charge") });
        await page.keyboard.press("Escape");
        await page.goto(address + "#/billing/receipts");
        await page.locator("[data-testid=receipts] tbody tr").first().waitFor();
        await page.screenshot({ path: n("receipts") });
        await page.locator("[data-testid=receipts] tbody tr").nth(1).click();
        await page.getByTestId("receipt").locator(".lines li").first().waitFor();
        await page.waitForTimeout(200);
        await page.screenshot({ path: n("receipt") });
        await page.keyboard.press("p");
        await page.locator("[data-testid=preview] img").waitFor();
        await page.waitForTimeout(1500);
        await page.screenshot({ path: n("receipt-print") });
        await page.goto(address + "#/contracts");
        await page.reload();
        await page.locator("[data-testid=contracts] tbody tr").first().waitFor();
        await page.screenshot({ path: n("contracts") });
        await page.locator("[data-testid=contracts] tbody tr").nth(1).click();
        await page.getByTestId("checklist").waitFor();
        await page.waitForTimeout(300);
        await page.screenshot({ path: n("contract") });
        await page.getByTestId("renew").click();
        await page.getByTestId("contract-form").waitFor();
        await page.waitForTimeout(300);
        await page.screenshot({ path: n("contract-draft") });
        await page.getByTestId("activate").click();
        await page.waitForTimeout(400);
        await page.screenshot({ path: n("contract-activate") });
        await page.keyboard.press("Escape");
        await page.waitForTimeout(300);
        await page.keyboard.press("Escape");
        await page.keyboard.press("n");
        await page.getByTestId("draft-form").waitFor();
        await page.waitForTimeout(300);
        await page.screenshot({ path: n("contract-new") });
        writeFileSync(n("complaints") + ".txt", complaints.join("\n"));
        await page.context().close();
      }
  });
  await browser.close();
}, 180000);
