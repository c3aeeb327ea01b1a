// Money that comes when the order has expired: nobody pays twice. The clock is moved past the deadline,
// the bank's statement comes late, and the next order is active at once, at the price that the money was
// sent for.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { violations } from "../support/axe.mjs";
import { assertFits, phone, signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { Api } from "../support/http.mjs";
import { kvitt, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const orders = {}; // by partner ID

function dayOf(instant, plusDays = 0) {
  const at = new Date(Date.parse(instant) - 1 + plusDays * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(at);
}

async function load(demo, file) {
  const name = path.join(temporaryFolder(), "more.json");
  fs.writeFileSync(name, JSON.stringify(file));
  const done = await kvitt(["load", name], { env: { KVITT_DATABASE: demo.database } });
  assert.equal(done.code, 0, done.stderr);
}

// Each company has an order of silver, and on the day after its deadline silver costs more.
const set = stage(async (demo) => {
  const api = new Api(demo.url, demo.api_key);
  for (const partner of ["4500101", "4500707"]) orders[partner] = await api.order(partner);
  const from = dayOf(orders["4500101"].expires_at, 1);
  await load(demo, { catalogue: { prices: [
    { offer: "silver", country: "SE", valid_from: from, currency: "SEK", amount: 2_000_000 },
    { offer: "silver", country: "DE", valid_from: from, currency: "EUR", amount: 200_000 }] } });
});

const api = () => new Api(set.demo.url, set.demo.api_key);
const orderOf = async (number) => (await api().get(`/orders/${number}`)).body;

async function moveClock(page, t, at) {
  await page.goto("/demo/clock");
  await page.getByLabel(t("Move business time to")).fill(at);
  await page.getByRole("button", { name: t("Move the clock"), exact: true }).click();
  await page.waitForLoadState();
}

// The transfer, sent at the bank on its last day and booked a week later.
async function send(page, t, { order, value, booked }) {
  await page.goto("/demo/bank");
  await page.getByLabel(t("Reference")).fill(order.reference.text);
  await page.getByLabel(t("Amount")).fill((order.total.amount / 100).toFixed(2));
  await page.getByLabel(t("Currency"), { exact: true }).selectOption(order.total.currency);
  await page.getByLabel(t("Booking date")).fill(booked);
  await page.getByLabel(t("Value date")).fill(value);
  await page.getByRole("button", { name: t("Send the money") }).click();
  await page.waitForURL("**/demo/bank?sent=**");
}

async function look(page, found) {
  found.push(...await violations(page));
  await page.setViewportSize(phone);
  await assertFits(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const shown = (number) => `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`;
const keptPrice = "This is the price of order {order}, which has expired: it is kept for you, because the "
  + "money was sent in time.";

const walks = [
  { language: "sv", email: "anna@fjallnat.example", partner: "4500101", total: /22\s375/, now: /20\s000/ },
  { language: "en", email: "lena@alpenglanz.example", partner: "4500707", total: /1,690/, now: /2,000/ },
];

for (const { language, email, partner, total, now } of walks)
  test(`${language}: late, and not paid twice`, async () => {
    await withPage(set, { language, viewport: { width: 1280, height: 900 } }, async (page, t) => {
      const old = orders[partner];
      const value = dayOf(old.expires_at);
      const found = [];
      await moveClock(page, t, `${dayOf(old.expires_at, 8)}T09:00`);
      await waitUntil("the order expires", async () => (await orderOf(old.number)).state === "expired");
      await signIn(page, t, email, `/orders/${old.number}`);
      assert.ok((await statesOn(page)).includes("expired"));
      assert.match(await page.locator("[data-again]").innerText(), new RegExp(
        t("No money of yours waits for it. A new order asks {total}.", { total: ".*" }).replace(/\.$/, "")));
      assert.equal(await page.locator("[data-copy]").count(), 0, "nothing to pay any more");
      await look(page, found);

      await send(page, t, { order: old, value, booked: dayOf(old.expires_at, 8) });
      await waitUntil("the credit", async () => {
        await page.goto("/offers");
        return await page.locator("p.say", { hasText: total }).count() > 0;
      }, { everyMs: 500 });
      const row = page.locator("tr", { hasText: `${old.number.slice(0, 4)} ` });
      assert.match(await row.innerText(), total, "the row says whether money waits");
      await look(page, found);

      await row.getByRole("link", { name: t("Order again") }).click();
      await page.waitForURL(`**/purchase/silver?again=${old.number}`);
      const details = await page.locator("main").innerText();
      assert.match(details, total);
      assert.doesNotMatch(details, now, "the price of the expired order is kept");
      assert.ok(details.includes(t(keptPrice, { order: shown(old.number) })), details);
      await look(page, found);
      await page.getByRole("radio", { name: t("Electronic bank transfer") }).check();
      await page.getByRole("button", { name: t("Next") }).click();
      await page.waitForURL(`**/purchase/silver/transfer?again=${old.number}`);
      assert.match(await page.locator("p.copy").innerText(), /^\D*0[.,]00\D*$/, "nothing left to transfer");
      await look(page, found);
      // Not accepted: refused, with the order meant kept on the page.
      await page.getByRole("button", { name: t("Submit") }).click();
      await page.locator('[role="alert"]').waitFor();
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: t("Submit") }).click();
      await page.waitForURL(/\/orders\/\d{10}$/);
      assert.ok((await statesOn(page)).includes("active"), "active at once");
      const number = page.url().match(/(\d{10})$/)[1];
      assert.ok(number !== old.number);
      const back = page.locator('[data-relation="follows"] a');
      assert.equal(await back.getAttribute("href"), `/orders/${old.number}`);
      await look(page, found);
      await back.click();
      await page.waitForURL(`**/orders/${old.number}`);
      assert.equal(await page.locator('[data-relation="followed_by"] a').getAttribute("href"),
        `/orders/${number}`);
      assert.equal(await page.getByRole("link", { name: t("Order again") }).count(), 0);
      await look(page, found);

      const made = await orderOf(number);
      assert.deepEqual([made.state, made.total, made.credit_used], ["active", old.total, old.total]);
      assert.deepEqual(made.links, [{ relation: "follows", number: old.number, price_kept: true }]);
      assert.deepEqual((await orderOf(old.number)).links,
        [{ relation: "followed_by", number, price_kept: true }]);
      assert.deepEqual(found, []);
    });
  });
