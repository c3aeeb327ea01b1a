// The main path over plain HTTP, as a browser without scripts sends it, in both languages; and what comes of
// sending the same form again.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { csrfOf, formOf, refusalOf, statesOf, textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { startDemo } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";
import { words } from "../support/words.mjs";

let demo;
let api;

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
});

after(() => checkAndStop(demo));

async function ordersOf(partnerId) {
  return (await api.get(`/orders?partner_id=${partnerId}`)).body.orders;
}

// Sends the sandbox bank the transfer that the order's page asks for.
async function pay(number) {
  const stranger = await visitor(demo.url);
  const page = await stranger.get(`/demo/bank?order=${number}`);
  const sent = await stranger.submit(page, "/demo/bank/transfers");
  assert.equal(sent.status, 303, textOf(sent.html));
}

const walks = [
  { language: "sv", email: "anna@fjallnat.example", partnerId: "4500101", price: "17 900", total: "22 375",
    account: "5050-1055", reference: (number) => `${number}2` },
  { language: "en", email: "lena@alpenglanz.example", partnerId: "4500707", price: "1,690", total: "1,690",
    account: "DE89 3704 0044 0532 0130 00", reference: (number) => `RF74 ${number.slice(0, 4)}` },
];

for (const { language, email, partnerId, price, total, account, reference } of walks)
  test(`from sign-in to an active membership: ${language}`, async () => {
    const t = words(language);
    const who = await visitor(demo.url, email, language);
    const said = async (path, ...parts) => {
      const page = await who.get(path);
      assert.equal(page.status, 200, path);
      assert.match(page.html, new RegExp(`<html lang="${language}"`));
      const text = textOf(page.html);
      for (const part of parts) assert.ok(text.includes(part), `${path} lacks ${part}: ${text}`);
      return page;
    };
    await said("/", t("Dashboard"), t("Membership offers"), partnerId);
    await said("/offers", t("Subscribe"), price);
    await said("/offers/compare", price, t("Fee for a year"));
    const details = await said("/purchase/silver", t("Tax ID"), t("Bill-to"), t("Sold-to"), total, t("Next"));
    const chosen = await who.submit(details, "/purchase/silver", { payment_method: "bank_transfer" });
    assert.deepEqual([chosen.status, chosen.location], [303, "/purchase/silver/transfer"]);
    const review = await said(chosen.location, t("Agreement"), account, total, t("Submit"));
    assert.deepEqual(await ordersOf(partnerId), []);

    const placed = await who.submit(review, chosen.location, { accepted: "true" });
    assert.equal(placed.status, 303);
    const number = placed.location.match(/^\/orders\/(\d{10})$/)[1];
    const page = await said(placed.location, reference(number), `${number} ${partnerId}`, total, account);
    assert.ok(statesOf(page.html).includes("awaiting_payment"));

    await pay(number);
    await waitUntil("the order is active", async () =>
      statesOf((await who.get(placed.location)).html).includes("active"), { everyMs: 250 });
    await said("/", t("Active"));
    await said("/offers", t("Active"));
    const [order] = await ordersOf(partnerId);
    assert.deepEqual([order.number, order.state, order.paid], [number, "active", order.total]);
  });

test("the order keeps who accepted which agreement, when", async () => {
  const [order] = await ordersOf("4500707");
  const desk = await visitor(demo.url, "finance@nordlys.example");
  const text = textOf((await desk.get(`/desk/orders/${order.number}`)).html);
  for (const part of ["Lena Huber", "2026-1", "Alpenglanz IT GmbH"]) assert.ok(text.includes(part), text);
});

test("the same form again leads to the same order; with other input it says what was done", async () => {
  const who = await visitor(demo.url, "david@cedarpine.example");
  const path = "/purchase/silver/transfer";
  const review = await who.get(path);
  const first = await who.submit(review, path, { accepted: "true" });
  assert.equal(first.status, 303);
  const again = await who.submit(review, path, { accepted: "true" });
  assert.deepEqual([again.status, again.location], [303, first.location]);
  const other = await who.submit(review, path, { accepted: "on" });
  assert.deepEqual([other.status, refusalOf(other.html)], [409, "idempotency_key_reused"]);
  assert.ok(other.html.includes(`href="${first.location}"`));
  assert.equal((await ordersOf("4500808")).length, 1);

  // A page opened before the order was placed has another key: it is told of the open order.
  const { fields } = formOf(review.html, path);
  const stale = await who.post(path, { ...fields, idempotency_key: "another", accepted: "true" });
  assert.equal(stale.status, 409);
  assert.ok(textOf(stale.html).replace(/\s/g, "").includes(first.location.slice(-10)), textOf(stale.html));
  assert.equal((await ordersOf("4500808")).length, 1);
});

test("sent ten times at once, ordered once", async () => {
  const who = await visitor(demo.url, "yui@hoshino.example");
  const path = "/purchase/silver/transfer";
  const review = await who.get(path);
  const sent = await Promise.all(Array.from({ length: 10 }, () => who.submit(review, path,
    { accepted: "true" })));
  assert.deepEqual(new Set(sent.map(({ status }) => status)), new Set([303]));
  assert.equal(new Set(sent.map(({ location }) => location)).size, 1);
  assert.equal((await ordersOf("4500909")).length, 1);
});

test("a corrected tax ID is for orders to come; a placed one keeps its own", async () => {
  const who = await visitor(demo.url, "david@cedarpine.example");
  const [order] = await ordersOf("4500808");
  const saved = await who.fill("/company/tax-id?next=/purchase/silver", "/company/tax-id",
    { tax_id: "us 123456789" });
  assert.deepEqual([saved.status, saved.location], [303, "/purchase/silver"]);
  assert.ok(textOf((await who.get("/company")).html).includes("US123456789"));
  assert.ok(!textOf((await who.get(`/orders/${order.number}`)).html).includes("US123456789"));
});

test("an address is corrected where it stands", async () => {
  const who = await visitor(demo.url, "goran@fjallnat.example");
  const path = "/company/addresses/bill_to";
  const saved = await who.fill(path, path, { street: "Ny gata 1", postal_code: "111 22", city: "Malmö" });
  assert.deepEqual([saved.status, saved.location], [303, "/company"]);
  const text = textOf((await who.get("/company")).html);
  assert.ok(text.includes("Ny gata 1") && text.includes("111 22 Malmö") && text.includes("Storgatan 12"));
});

test("an order is cancelled from its page, and can be placed anew", async () => {
  const who = await visitor(demo.url, "david@cedarpine.example");
  const [{ number }] = await ordersOf("4500808");
  const done = await who.fill(`/orders/${number}/cancel`, `/orders/${number}/cancel`, {});
  assert.deepEqual([done.status, done.location], [303, `/orders/${number}`]);
  assert.ok(statesOf((await who.get(done.location)).html).includes("cancelled"));
  assert.ok(!/qr\.svg|data-copy/.test((await who.get(done.location)).html));
  const tile = (await who.get("/offers")).html;
  assert.ok(tile.includes('href="/purchase/silver"'));
});

test("money for a cancelled order becomes credit, and the next order uses it", async () => {
  const who = await visitor(demo.url, "david@cedarpine.example");
  const old = (await ordersOf("4500808"))[0];
  const stranger = await visitor(demo.url);
  const sent = await stranger.post("/demo/bank/transfers",
    { reference: old.reference.text, amount: "1790.00", currency: "USD" });
  assert.equal(sent.status, 303);
  await waitUntil("the credit", async () =>
    textOf((await who.get("/offers")).html).includes("1,790.00 in credit") ||
    /\$1,790/.test(textOf((await who.get("/offers")).html).match(/has (.*) in credit/)?.[1] ?? ""));
  const path = "/purchase/silver/transfer";
  const placed = await who.fill(path, path, { accepted: "true" });
  assert.equal(placed.status, 303);
  assert.ok(statesOf((await who.get(placed.location)).html).includes("active"));
});

test("the deadline passes: the order has ended, in words", async () => {
  const who = await visitor(demo.url, "kenji@sakura.example");
  const [order] = await ordersOf("4500404");
  assert.equal(order.state, "awaiting_payment");
  const clock = await who.get("/demo/clock");
  const after = new Date(Date.parse(order.expires_at) + 60_000).toISOString();
  const moved = await who.submit(clock, "/demo/clock", { at: after });
  assert.equal(moved.status, 303, textOf(moved.html));
  const waiting = (await ordersOf("4500404"))[0];
  assert.deepEqual([waiting.state, waiting.awaiting.what], ["awaiting_payment", "statement"],
    "money may have come on the last day: the bank's statement is awaited");
  assert.ok(!(await who.get(`/orders/${order.number}`)).html.includes("data-copy"));

  const later = new Date(Date.parse(order.expires_at) + 8 * 86_400_000).toISOString();
  assert.equal((await who.post("/demo/clock", { at: later, csrf: csrfOf(clock.html) })).status, 303);
  await waitUntil("the order expires", async () => (await ordersOf("4500404"))[0].state === "expired");
  assert.ok(statesOf((await who.get(`/orders/${order.number}`)).html).includes("expired"));
});
