// Money that moves after it came, as people do it: finance places a suggested payment by hand, reads what
// will happen, and takes it back with a note; the partner sees it. The pages of money fit a phone and pass
// axe.
import assert from "node:assert/strict";
import test from "node:test";
import { violations } from "../support/axe.mjs";
import { assertFits, phone, signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";

const wide = { width: 1200, height: 900 };
let api;
let order;
let receipt;
let repayment;

const set = stage(async (demo) => {
  api = new Api(demo.url, demo.api_key);
  order = await api.order("4500707");
  const day = order.created_at.slice(0, 10);
  const entries = [
    { amount: order.total.amount, currency: "EUR", text: "for 4500707", payer: "Alpenglanz IT GmbH" },
    { amount: 4200, currency: "EUR", text: "no idea", payer: "Unbekannt AG" },
    { amount: 5000, currency: "EUR", text: "no idea", payer: "Zweite AG" }];
  await api.send(camt053({ account: demoAccounts.EUR, id: "MOVES-B", day, entries }), "moves.xml");
  const { receipts } = (await api.get("/receipts?state=suggested")).body;
  receipt = receipts.find((one) => one.payer_name === "Alpenglanz IT GmbH").id;
  const { receipts: unmatched } = (await api.get("/receipts?state=unmatched")).body;
  const [back, credit] = ["Unbekannt AG", "Zweite AG"].map((payer) =>
    unmatched.find((one) => one.payer_name === payer).id);
  repayment = back;
  await api.post(`/receipts/${credit}/allocations`, { partner_id: "4500707" });
  await api.post(`/receipts/${back}/returns`, { to_name: "Unbekannt AG", to_account: "DE1",
    reason: "Not ours", amount: { amount: 1000, currency: "EUR" } });
});

async function choose(page, language) {
  await page.getByRole("button", { name: language === "sv" ? "Svenska" : "English" }).click();
  await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
}

async function fine(page) {
  assert.deepEqual(await violations(page), [], page.url());
  await page.setViewportSize(phone);
  await assertFits(page);
  await page.setViewportSize(wide);
}

for (const language of ["en", "sv"]) {
  const as = (email, work) => withPage(set, { language, viewport: wide }, async (page, t) => {
    await signIn(page, t, email);
    await choose(page, language);
    await work(page, t);
  });

  test(`${language}: a suggested payment is placed by hand, seen, and taken back with a note`, async () => {
    await as("finance@nordlys.example", async (page, t) => {
      await page.goto(`/desk/receipts/${receipt}`);
      assert.equal((await page.locator("#field-order").inputValue()).replaceAll(" ", ""), order.number);
      await fine(page);
      await page.getByRole("button", { name: t("Put it on the order") }).click();
      await page.waitForURL("**/allocate?**");
      const told = await page.locator("main").innerText();
      assert.ok(told.includes(t("It is paid, and the membership begins today.")), told);
      assert.ok(told.includes("order-prepayments"), told);
      assert.equal((await api.get(`/orders/${order.number}`)).body.state, "awaiting_payment");
      await fine(page);
      await page.getByRole("button", { name: t("Put it on the order") }).click();
      await page.waitForURL(`**/desk/receipts/${receipt}`);
      assert.ok((await statesOn(page)).includes("allocated"));
      assert.equal((await api.get(`/orders/${order.number}`)).body.state, "active");

      await page.getByRole("link", { name: t("Take back") }).click();
      await page.waitForURL("**/undo?**");
      assert.ok((await page.locator("main").innerText())
        .includes(t("The membership ends today, and a credit note is due.")));
      await fine(page);
      await page.getByLabel(t("Why")).fill("Meant for another company");
      await page.getByRole("button", { name: t("Take it back") }).click();
      await page.waitForURL(`**/desk/receipts/${receipt}`);
      assert.ok((await statesOn(page)).includes("unmatched"));
      await page.goto(`/desk/orders/${order.number}`);
      assert.ok((await page.locator("main").innerText()).includes("Meant for another company"));
      await fine(page);
    });
    await as("lena@alpenglanz.example", async (page) => {
      await page.goto(`/orders/${order.number}`);
      assert.equal(await page.locator('[data-note="lost_money"]').count(), 1);
      assert.ok((await statesOn(page)).includes("awaiting_payment"));
      await fine(page);
      await page.goto("/offers");
      assert.equal(await page.locator("[data-revoked]").count(), 1);
    });
  });

  test(`${language}: the other pages of money fit and pass axe`, async () => {
    await as("finance@nordlys.example", async (page) => {
      const { receipts } = (await api.get("/receipts?state=unmatched")).body;
      assert.ok(receipts.some(({ id }) => id === repayment), "part of it waits still");
      for (const address of ["/desk", "/desk/cases", "/desk/returns", "/desk/credits",
        "/desk/partners/4500707/credit", `/desk/receipts/${repayment}`,
        ...["allocate", "credit", "return"].map((one) => `/desk/receipts/${repayment}/${one}`),
        `/desk/receipts/${repayment}/credit?partner_id=9999999`,
        `/desk/receipts/${repayment}/return?to_name=A&to_account=B&reason=C&amount=1`]) {
        await page.goto(address);
        await fine(page);
      }
      await page.goto("/desk/returns");
      await page.locator('main td.links a[href^="/desk/returns/"]').first().click();
      await page.waitForURL(/\/desk\/returns\/[0-9a-z]{13}$/);
      await fine(page);
    });
    await as("lena@alpenglanz.example", async (page, t) => {
      await page.goto("/credit");
      await fine(page);
      const ask = page.getByRole("button", { name: t("Ask for it back") });
      if (await ask.count()) await ask.click();
      await page.locator("[data-asked]").waitFor();
      await fine(page);
    });
    await as("finance@nordlys.example", async (page) => {
      await page.goto("/desk/cases");
      await fine(page);
      await page.locator("[data-case] th a").first().click();
      await page.waitForURL("**/desk/cases/*");
      await fine(page);
    });
  });
}
