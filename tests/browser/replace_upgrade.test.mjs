// Another membership instead of an open order, and gold for the holder of silver: walked in both languages,
// wide and on a phone.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { violations } from "../support/axe.mjs";
import { assertFits, phone, signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { kvitt, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const api = () => new Api(set.demo.url, set.demo.api_key);
const orderOf = async (number) => (await api().get(`/orders/${number}`)).body;
const shown = (number) => `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`;
let statements = 0;

// Companies that meet gold's requirements, and one more that holds a paid silver.
const set = stage(async (demo) => {
  const desk = new Api(demo.url, demo.api_key);
  const attainments = ["4500101", "4500808", "4500909"].map((partner_id) => ({ partner_id,
    competency: "security", tier: "gold", from_day: "2026-01-01", until_day: null, evidence: "test" }));
  const file = path.join(temporaryFolder(), "gold.json");
  fs.writeFileSync(file, JSON.stringify({ attainments }));
  const done = await kvitt(["load", file], { env: { KVITT_DATABASE: demo.database } });
  assert.equal(done.code, 0, done.stderr);
  await pay(desk, await desk.order("4500808"));
});

async function pay(desk, order, total = order.total) {
  statements += 1;
  const day = order.created_at.slice(0, 10);
  const taken = await desk.send(camt053({ account: demoAccounts[total.currency], id: `RU-${statements}`, day,
    entries: [{ ...total, text: order.reference.text }] }), `ru-${statements}.xml`);
  assert.equal(taken.status, 200, taken.text);
}

async function look(page, found) {
  found.push(...await violations(page));
  await page.setViewportSize(phone);
  await assertFits(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function chosenLanguage(page, language) {
  await page.getByRole("button", { name: language === "sv" ? "Svenska" : "English" }).click();
  await page.waitForFunction((one) => document.documentElement.lang === one, language);
}

const replacing = [
  { language: "sv", email: "anna@fjallnat.example", partner: "4500101" },
  { language: "en", email: "yui@hoshino.example", partner: "4500909" },
];

for (const { language, email, partner } of replacing)
  test(`${language}: gold takes an open silver order's place; a transfer on its way finds it`, async () => {
    await withPage(set, { language, viewport: { width: 1280, height: 900 } }, async (page, t) => {
      const old = await api().order(partner);
      const found = [];
      await signIn(page, t, email, "/offers");
      await chosenLanguage(page, language);
      await page.goto("/offers");
      await page.locator("#offer-gold").getByRole("link", { name: /.+/ }).first().click();
      await page.waitForURL(`**/orders/${old.number}/replace?offer=gold`);
      assert.equal(await page.locator('[data-offer="gold"] input').isChecked(), true, "as linked to");
      assert.equal(await page.locator('[data-offer="silver"] input').isDisabled(), true);
      assert.equal(await page.getByRole("radio", { name: t("Credit card") }).isDisabled(), true);
      await look(page, found);

      const replace = page.getByRole("button", { name: t("Replace the order") });
      await replace.click();
      await page.locator('[role="alert"]').waitFor();
      assert.equal(await page.locator('[data-offer="gold"] input').isChecked(), true, "the choice is kept");
      assert.equal((await orderOf(old.number)).state, "awaiting_payment");
      await look(page, found);
      await page.getByRole("checkbox").check();
      await replace.click();
      await page.waitForURL(/\/orders\/\d{10}$/);
      const number = page.url().match(/(\d{10})$/)[1];
      assert.ok((await statesOn(page)).includes("awaiting_payment"));
      assert.equal(await page.locator('[data-relation="replaces"] a').getAttribute("href"),
        `/orders/${old.number}`);
      await look(page, found);
      await page.goto(`/orders/${old.number}`);
      assert.ok((await statesOn(page)).includes("cancelled"));
      assert.ok((await page.locator("main").innerText()).includes(shown(number)));
      await look(page, found);

      // Sent for silver before it was replaced: it counts for gold.
      await pay(api(), old);
      const part = await orderOf(number);
      assert.deepEqual([part.shown_state, part.paid, part.credit_used], ["part_paid", old.total, old.total]);
      await pay(api(), part, { amount: part.total.amount - part.paid.amount, currency: part.total.currency });
      await page.goto(`/orders/${number}`);
      await page.locator('#order [data-state="active"]').waitFor();
      await look(page, found);
      const all = (await api().get(`/orders?partner_id=${partner}`)).body.orders;
      assert.deepEqual(all.map(({ state }) => state), ["active", "cancelled"]);
      assert.deepEqual(found, []);
    });
  });

const upgrading = [
  { language: "sv", email: "jonas@rheinwerk.example", partner: "4500202" },
  { language: "en", email: "david@cedarpine.example", partner: "4500808" },
];

for (const { language, email, partner } of upgrading)
  test(`${language}: a quarter off gold, from the tile to the end of silver's refund right`, async () => {
    await withPage(set, { language, viewport: { width: 1280, height: 900 } }, async (page, t) => {
      const found = [];
      const offer = (await api().get(`/offers?partner_id=${partner}`)).body.offers.find((one) =>
        one.offer === "gold");
      assert.equal(offer.discount.amount * 4, offer.list.amount);
      const [silver] = (await api().get(`/orders?partner_id=${partner}`)).body.orders;
      const said = new Intl.NumberFormat(language === "sv" ? "sv-SE" : "en-GB", { minimumFractionDigits: 2 });
      const figures = (money) => said.format(money.amount / 100).replace(/\s/g, " ");
      const text = async (where) => (await page.locator(where).innerText()).replace(/\s/g, " ");

      await signIn(page, t, email, "/offers");
      await chosenLanguage(page, language);
      await page.goto("/offers");
      const tile = await text("#offer-gold");
      for (const part of [offer.list, offer.net]) assert.ok(tile.includes(figures(part)), tile);
      assert.ok(tile.includes(t("Upgrade discount {rate}", { rate: language === "sv" ? "25 %" : "25%" })
        .replace(/\s/g, " ")), tile);
      await look(page, found);
      await page.locator("#offer-gold").getByRole("link", { name: t("Subscribe") }).click();
      await page.waitForURL("**/purchase/gold");
      for (const part of [offer.list, offer.discount, offer.net, offer.tax, offer.total])
        assert.ok((await text("main")).includes(figures(part)), `${figures(part)} on the details page`);
      await look(page, found);
      await page.getByRole("radio", { name: t("Electronic bank transfer") }).check();
      await page.getByRole("button", { name: t("Next") }).click();
      await page.waitForURL("**/purchase/gold/transfer");
      for (const part of [offer.list, offer.discount, offer.net, offer.tax, offer.total])
        assert.ok((await text("main")).includes(figures(part)), `${figures(part)} on the review`);
      await look(page, found);
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: t("Submit") }).click();
      await page.waitForURL(/\/orders\/\d{10}$/);
      const number = page.url().match(/(\d{10})$/)[1];
      assert.equal((await orderOf(silver.number)).refund_right_ended_by, null, "not paid yet");

      await pay(api(), await orderOf(number));
      await waitUntil("gold is active", async () => (await orderOf(number)).state === "active");
      await page.goto("/offers");
      assert.equal(await page.locator("#offer-gold [data-state]").getAttribute("data-state"), "active");
      assert.equal(await page.locator("#offer-silver [data-state]").getAttribute("data-state"), "included");
      await look(page, found);
      await page.goto(`/orders/${silver.number}`);
      assert.ok((await statesOn(page)).includes("superseded"));
      assert.equal(await page.locator('[data-note="refund_right_ended"]').count(), 1);
      assert.equal(await page.locator('[data-relation="upgraded_by"] a').getAttribute("href"),
        `/orders/${number}`);
      await look(page, found);
      assert.equal((await orderOf(silver.number)).refund_right_ended_by, number);
      const { memberships } = (await api().get(`/memberships?partner_id=${partner}`)).body;
      assert.deepEqual(memberships.map(({ offer: one, state }) => [one, state]).sort(),
        [["gold", "active"], ["silver", "superseded"]]);
      assert.deepEqual(found, []);
    });
  });
