// axe on every page, in English and light, in Swedish and dark (colours do not hang on the language); and no
// page
// wider than a phone.
import assert from "node:assert/strict";
import test from "node:test";
import { violations } from "../support/axe.mjs";
import { assertFits, phone, signIn, stage, withPage } from "../support/browser.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";

const wide = { width: 1100, height: 900 };
const numbers = {};
let receipt;
let statementFiles;

// One order in each state that a page knows, and money that waits.
const set = stage(async (demo) => {
  const api = new Api(demo.url, demo.api_key);
  const order = await api.order("4500707");
  numbers.open = order.number;
  numbers.part = (await api.order("4500707", "action_pack")).number;
  const day = order.created_at.slice(0, 10);
  const entries = [{ amount: 10000, currency: "EUR", text: numbers.part },
    { amount: 500, currency: "EUR", text: "4500707 4500202 perhaps" }];
  await api.send(camt053({ account: demoAccounts.EUR, id: "AXE-1", day, entries }), "axe.xml");
  await api.send("no statement", "refused.xml");
  numbers.asked = (await api.order("4500909")).number;
  const yen = [{ amount: 1000, currency: "JPY", text: numbers.asked }];
  await api.send(camt053({ account: demoAccounts.JPY, id: "AXE-2", day, entries: yen }), "axe-2.xml");
  await api.post(`/orders/${numbers.asked}/cancel`, { reason: "Merged", money_to: "payer" });
  numbers.active = (await api.get("/orders?partner_id=4500303")).body.orders[0].number;
  numbers.expired = (await api.get("/orders?partner_id=4500606")).body.orders[0].number;
  receipt = (await api.get("/receipts?state=suggested")).body.receipts[0].id;
  statementFiles = (await api.get("/statements")).body.statements.slice(0, 2).map(({ id }) => id);
});

// Wrong pages are gathered, so that one run tells of all.
async function gather(found, page, told) {
  found.push(...(await violations(page)).map((one) => `${told}: ${one}`));
  await assertFits(page);
  await page.setViewportSize(phone);
  await assertFits(page);
  await page.setViewportSize(wide);
}

async function look(page, addresses) {
  const found = [];
  for (const address of addresses) {
    await page.goto(address);
    await gather(found, page, address);
  }
  assert.deepEqual(found, []);
}

// Forms that come back with what is wrong.
async function lookAtFaults(page, t) {
  const found = [];
  await page.goto("/company/tax-id");
  await page.getByLabel(t("Tax ID")).fill("?");
  await page.getByRole("button", { name: t("Save") }).click();
  await page.locator('[role="alert"]').waitFor();
  await gather(found, page, "a fault in a form");
  await page.goto("/purchase/action_pack/transfer");
  await page.getByRole("button", { name: t("Submit") }).click();
  await page.locator('[role="alert"]').waitFor();
  await gather(found, page, "agreement not accepted");
  assert.deepEqual(found, []);
}

for (const [language, colorScheme] of [["en", "light"], ["sv", "dark"]]) {
  const options = { language, colorScheme, viewport: wide };
  const looking = (email, work) => withPage(set, options, async (page, t) => {
    if (email) {
      await signIn(page, t, email);
      const choice = page.getByRole("button", { name: language === "sv" ? "Svenska" : "English" });
      await choice.click();
      await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
    }
    await work(page, t);
  });

  test(`${language}: before signing in, and the demo's pages`, () => looking(undefined, async (page, t) => {
    await look(page, ["/sign-in", "/nowhere", "/demo/bank", `/demo/bank?order=${numbers.open}`,
      "/demo/clock"]);
    await page.goto("/sign-in");
    await page.getByLabel(t("E-mail address")).fill("nobody@x.example");
    await page.getByLabel(t("Password")).fill("wrong");
    await page.getByRole("button", { name: t("Sign in"), exact: true }).click();
    await page.locator('[role="alert"]').waitFor();
    const found = [];
    await gather(found, page, "wrong password");
    assert.deepEqual(found, []);
  }));

  test(`${language}: a partner with open orders`, () => looking("lena@alpenglanz.example", (page) =>
    look(page, ["/", "/offers", "/offers/compare", "/purchase/silver", `/orders/${numbers.open}`,
      `/orders/${numbers.part}`, `/orders/${numbers.open}/cancel`, `/orders/${numbers.part}/cancel`,
      `/orders/${numbers.open}/replace`, `/orders/${numbers.part}/replace`, "/desk", "/orders/0000000000"])));

  test(`${language}: a partner that has asked to cancel`, () => looking("yui@hoshino.example", (page) =>
    look(page, ["/", "/offers", `/orders/${numbers.asked}`, `/orders/${numbers.asked}/cancel`])));

  test(`${language}: a partner that buys`, () => looking("anna@fjallnat.example", async (page, t) => {
    await look(page, ["/", "/offers", "/purchase/silver", "/purchase/silver/transfer", "/purchase/gold",
      "/company",
      "/company/tax-id", "/my-access"]);
    await lookAtFaults(page, t);
  }));

  test(`${language}: partners with a past, and the one who may not`, async () => {
    await looking("goran@fjallnat.example", (page) =>
      look(page, ["/company/addresses/legal", "/company/addresses/bill_to"]));
    await looking("maria@bluewater.example", (page) => look(page, ["/", "/offers",
      `/orders/${numbers.active}`]));
    await looking("nils@norrsken.example", (page) => look(page, ["/offers", `/orders/${numbers.expired}`,
      `/orders/${numbers.expired}/cancel`, `/orders/${numbers.expired}/replace`,
      `/purchase/silver?again=${numbers.expired}`, `/purchase/silver/transfer?again=${numbers.expired}`]));
    await looking("gast@fjallnat.example", (page) => look(page, ["/", "/offers", "/my-access"]));
  });

  test(`${language}: the desk`, () => looking("finance@nordlys.example", (page) =>
    look(page, ["/desk", "/desk/orders", "/desk/orders?q=nobody", `/desk/orders/${numbers.part}`,
      `/desk/orders/${numbers.active}`, "/desk/receipts", "/desk/receipts?state=credit",
        "/desk/receipts?q=nothing",
      `/desk/receipts/${receipt}`, "/desk/statements", ...statementFiles.map((id) =>
        `/desk/statements/${id}`),
      "/desk/cancel-requests", `/desk/cancel-requests/${numbers.asked}`, `/desk/orders/${numbers.asked}`,
      "/desk/orders/0000000000", "/desk/check", "/offers",
      "/desk/reports", "/desk/reports/postings?account=bank:sek&currency=SEK", "/desk/partners",
      "/desk/partners/4500101", "/desk/partners?q=nobody",
      `/desk/statements/${statementFiles[0]}/undo`, "/desk/reports/accounts",
      "/desk/reports/accounts/sek"])));

  test(`${language}: the auditor`, () => looking("auditor@nordlys.example", (page) =>
    look(page, ["/desk/audit", "/desk/audit?q=nobody-wrote-this", "/desk/audit/20"])));
}
