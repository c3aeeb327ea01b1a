// The JSON API's core: orders placed, replayed, cancelled and listed by programs; who sees what.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { allPartnerScopes, newKey, partnerKey, startDemo } from "../support/programs.mjs";

const orderMembers = ["number", "partner_id", "offer", "payment_method", "state", "shown_state", "list",
  "discount",
  "net", "tax", "total", "paid", "credit_used", "reference", "receiving_account", "created_at", "expires_at",
  "awaiting", "links", "cancel_request", "refund_right_ended_by", "proof"];

let demo;
let desk;
let agreement;

before(async () => {
  demo = await startDemo();
  desk = new Api(demo.url, demo.api_key);
  agreement = (await desk.get("/offers?partner_id=4500101")).body.agreement_version;
});

after(() => checkAndStop(demo));

function newOrder(partnerId, offer, more = {}) {
  return { offer, payment_method: "bank_transfer", agreement_version: agreement, partner_id: partnerId,
    ...more };
}

async function keyFor(partnerId, scopes = allPartnerScopes) {
  return new Api(demo.url, await partnerKey(demo.database, partnerId, scopes));
}

test("offers have the partner's price, and say what stands in the way", async () => {
  const { status, body } = await desk.get("/offers?partner_id=4500101");
  assert.equal(status, 200);
  assert.equal(body.partner_id, "4500101");
  const [silver, gold] = ["silver", "gold"].map((code) => body.offers.find((offer) => offer.offer === code));
  assert.deepEqual(silver.total, { amount: 2237500, currency: "SEK" });
  assert.deepEqual(silver.tax, { amount: 447500, currency: "SEK" });
  assert.equal(silver.for_sale, true);
  assert.deepEqual(silver.qualifying_competencies.sort(), ["cloud_platform", "security"]);
  assert.equal(gold.for_sale, false);
  assert.equal(gold.blocks[0].code, "requirements_not_met");
  assert.ok(gold.blocks[0].message);

  const upgrade = (await desk.get("/offers?partner_id=4500202")).body.offers.find(({ offer }) =>
    offer === "gold");
  assert.deepEqual(upgrade.discount, { amount: 107250, currency: "EUR" });
  const yen = (await desk.get("/offers?partner_id=4500909")).body.offers.find(({ offer }) =>
    offer === "silver");
  assert.deepEqual(yen.total, { amount: 245000, currency: "JPY" });
});

test("an order has exactly the members that product.md names, and references that check", async () => {
  const made = await desk.post("/orders", newOrder("4500808", "silver"), randomUUID());
  assert.equal(made.status, 201, made.text);
  assert.equal(made.headers.get("Location"), `/api/v1/orders/${made.body.number}`);
  assert.deepEqual(Object.keys(made.body).sort(), [...orderMembers].sort());
  assert.match(made.body.number, /^[1-9]\d{9}$/);
  assert.equal(BigInt(made.body.number) % 97n, 1n);
  assert.equal(made.body.reference.rf, `RF74${made.body.number}`);
  assert.equal(BigInt(`${made.body.number}271574`) % 97n, 1n);
  assert.equal(made.body.reference.text, `${made.body.number} 4500808`);
  assert.match(made.body.reference.ocr, new RegExp(`^${made.body.number}2\\d$`));
  assert.equal(luhnSum(made.body.reference.ocr) % 10, 0);
  assert.deepEqual([made.body.state, made.body.shown_state], ["awaiting_payment", "awaiting_payment"]);
  assert.deepEqual(made.body.total, { amount: 179000, currency: "USD" });
  assert.deepEqual(made.body.paid, { amount: 0, currency: "USD" });
  assert.equal(made.body.receiving_account.number, demoAccounts.USD);
  assert.deepEqual([made.body.awaiting.what, made.body.awaiting.who], ["payment", "partner"]);
  for (const time of [made.body.created_at, made.body.expires_at, made.body.awaiting.until])
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

  const got = await desk.get(`/orders/${made.body.number}`);
  assert.deepEqual([got.status, got.body], [200, made.body]);
});

function luhnSum(digits) {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const weighted = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return sum + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
}

test("the same key again gets the same answer; with other input it is refused", async () => {
  const key = randomUUID();
  const first = await desk.post("/orders", newOrder("4500707", "silver"), key);
  const again = await desk.post("/orders", newOrder("4500707", "silver"), key);
  assert.equal(first.status, 201, first.text);
  assert.deepEqual([again.status, again.text], [first.status, first.text]);
  assert.equal(again.headers.get("Idempotent-Replayed"), "true");
  assert.equal(first.headers.get("Idempotent-Replayed"), null);
  assertProblem(await desk.post("/orders", newOrder("4500707", "action_pack"), key), 409,
    "idempotency_key_reused");
  const orders = (await desk.get("/orders?partner_id=4500707")).body.orders;
  assert.deepEqual(orders.map(({ number }) => number), [first.body.number]);

  // Another actor's key of the same text is another key.
  const own = await keyFor("4500707");
  const other = await own.post("/orders", { ...newOrder("4500707", "action_pack"), partner_id: undefined },
    key);
  assert.equal(other.status, 201, other.text);
});

test("a refusal is not kept: the same key is judged anew", async () => {
  const key = randomUUID();
  assertProblem(await desk.post("/orders", newOrder("4500505", "silver"), key), 409, "requirements_not_met");
  assertProblem(await desk.post("/orders", newOrder("4500505", "silver"), key), 409, "requirements_not_met");
});

test("many at once under one key make one order", async () => {
  const key = randomUUID();
  const send = () => desk.post("/orders", newOrder("4500909", "action_pack"), key);
  const answers = await Promise.all(Array.from({ length: 8 }, send));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.equal(new Set(answers.map(({ body }) => body.number)).size, 1);
});

test("many at once under different keys: one order, the others are told of it", async () => {
  const send = () => desk.post("/orders", newOrder("4500909", "silver"), randomUUID());
  const answers = await Promise.all(Array.from({ length: 8 }, send));
  const placed = answers.filter(({ status }) => status === 201);
  assert.equal(placed.length, 1);
  for (const refused of answers.filter(({ status }) => status !== 201)) {
    assertProblem(refused, 409, "open_order");
    assert.ok(refused.body.detail.replace(/\s/g, "").includes(placed[0].body.number), refused.text);
  }
});

test("an order can be cancelled once", async () => {
  const { number } = await desk.order("4500101", "action_pack");
  const key = randomUUID();
  const cancelled = await desk.post(`/orders/${number}/cancel`, undefined, key);
  assert.equal(cancelled.status, 200, cancelled.text);
  assert.deepEqual([cancelled.body.state, cancelled.body.awaiting], ["cancelled", null]);
  const again = await desk.post(`/orders/${number}/cancel`, undefined, key);
  assert.deepEqual([again.status, again.text], [200, cancelled.text]);
  assertProblem(await desk.post(`/orders/${number}/cancel`, undefined, randomUUID()), 409, "order_not_open");
  assert.equal((await desk.get(`/orders/${number}`)).body.state, "cancelled");
});

test("lists come in pages that miss nothing and repeat nothing", async () => {
  for (const list of ["orders", "receipts", "memberships", "statements"]) {
    const whole = (await desk.get(`/${list}?limit=200`)).body;
    assert.equal(whole.next_cursor, null, list);
    assert.ok(whole[list].length > 1, list);
    const paged = [];
    for (let cursor = null, pages = 0; pages === 0 || cursor !== null; ++pages) {
      assert.ok(pages <= whole[list].length, `${list} never ends`);
      const query = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page = (await desk.get(`/${list}?limit=1${query}`)).body;
      assert.ok(page[list].length <= 1);
      paged.push(...page[list]);
      cursor = page.next_cursor;
    }
    assert.deepEqual(paged, whole[list], list);
  }
  const created = (await desk.get("/orders?limit=200")).body.orders.map((order) => order.created_at);
  assert.deepEqual(created, [...created].sort().reverse());
  const active = (await desk.get("/orders?state=active")).body.orders;
  assert.ok(active.length > 0 && active.every((order) => order.state === "active"));
});

test("memberships tell offer, state and the order they come from", async () => {
  const { memberships } = (await desk.get("/memberships?partner_id=4500303")).body;
  assert.equal(memberships.length, 1);
  const [gold] = memberships;
  assert.deepEqual([gold.partner_id, gold.offer, gold.state], ["4500303", "gold", "active"]);
  assert.equal(Number(gold.anniversary.slice(0, 4)), Number(gold.starts_on.slice(0, 4)) + 1);
  assert.equal((await desk.get(`/orders/${gold.order_number}`)).body.state, "active");
});

test("a statement file makes its order active; sent again it changes nothing", async () => {
  const order = await desk.order("4500101", "action_pack");
  const day = order.created_at.slice(0, 10);
  const entries = [
    { amount: order.total.amount, currency: "SEK", text: order.reference.ocr, payer: "Fjällnät Konsult AB" },
    { amount: 4200, currency: "SEK", text: "tack för senast" },
  ];
  const file = camt053({ account: demoAccounts.SEK, id: "API-1", day, entries });
  const key = randomUUID();
  const taken = await desk.send(file, "april.xml", { "Idempotency-Key": key });
  assert.equal(taken.status, 200, taken.text);
  assert.deepEqual([taken.body.result, taken.body.entries, taken.body.new], ["taken", 2, 2]);
  assert.deepEqual([taken.body.allocated, taken.body.unmatched, taken.body.activated], [1, 1,
    [order.number]]);
  assert.equal(taken.body.path, "april.xml");

  const paid = (await desk.get(`/orders/${order.number}`)).body;
  assert.deepEqual([paid.state, paid.paid, paid.awaiting], ["active", order.total, null]);
  const known = await desk.send(file, "april.xml");
  assert.deepEqual([known.body.result, known.body.new, known.body.activated], ["already_known", 0, []]);
  const replayed = await desk.send(file, "april.xml", { "Idempotency-Key": key });
  assert.equal(replayed.text, taken.text);

  const files = (await desk.get("/statements")).body.statements.filter(({ name }) => name === "april.xml");
  assert.deepEqual(files.map(({ state, entries: count }) => [state, count]), [["taken", 2]]);
  const waiting = (await desk.get("/receipts?state=unmatched")).body.receipts;
  const thanks = waiting.find(({ remittance }) => remittance === "tack för senast");
  assert.deepEqual([thanks.reasons, thanks.unplaced], [["no_number"], { amount: 4200, currency: "SEK" }]);
  const one = await desk.get(`/receipts/${thanks.id}`);
  assert.deepEqual([one.status, one.body], [200, thanks]);
});

test("a partner's key sees its own company and nothing of others", async () => {
  const own = await keyFor("4500202");
  const ownOrders = (await own.get("/orders")).body.orders;
  assert.ok(ownOrders.length > 0 && ownOrders.every((order) => order.partner_id === "4500202"));
  assert.ok((await own.get("/memberships")).body.memberships.every((one) => one.partner_id === "4500202"));
  const receipts = (await own.get("/receipts")).body.receipts;
  assert.ok(receipts.length > 0 && receipts.every((one) => one.partner_id === "4500202"));
  assert.equal((await own.get("/offers")).body.partner_id, "4500202");

  const foreign = (await desk.get("/orders?partner_id=4500303")).body.orders[0].number;
  const theirs = (await desk.get("/receipts?partner_id=4500303")).body.receipts[0].id;
  assertProblem(await own.get(`/orders/${foreign}`), 404, "order_not_found");
  assertProblem(await own.post(`/orders/${foreign}/cancel`, undefined, randomUUID()), 404, "order_not_found");
  assertProblem(await own.get(`/receipts/${theirs}`), 404, "receipt_not_found");
  for (const list of ["orders", "offers", "memberships", "receipts"])
    assertProblem(await own.get(`/${list}?partner_id=4500303`), 404, "partner_not_found");
  assertProblem(await own.post("/orders", newOrder("4500303", "silver"), randomUUID()), 404,
    "partner_not_found");
  assertProblem(await own.get("/statements"), 403, "key_not_allowed");
  assertProblem(await own.send("<x/>"), 403, "key_not_allowed");
});

test("a key may do what its scopes say, and no more", async () => {
  const reader = await keyFor("4500101", ["orders:read"]);
  assert.equal((await reader.get("/orders")).status, 200);
  for (const list of ["offers", "memberships", "receipts", "statements"])
    assertProblem(await reader.get(`/${list}`), 403, "key_not_allowed");
  assertProblem(await reader.post("/orders", newOrder("4500101", "silver")), 403, "key_not_allowed");

  const words = ["key", "add", "--name", "Bank", "--scope", "statements:write"];
  const bank = new Api(demo.url, await newKey(demo.database, words));
  assert.equal((await bank.get("/statements")).status, 200);
  assertProblem(await bank.get("/orders"), 403, "key_not_allowed");
  assertProblem(await bank.get("/receipts"), 403, "key_not_allowed");
});

test("no key, a wrong key and a session are no key", async () => {
  for (const key of [undefined, "kv_wrong", demo.api_key.slice(0, -1), `${demo.api_key}x`]) {
    const answer = await new Api(demo.url, key).get("/orders");
    assertProblem(answer, 401, "key_needed");
    assert.match(answer.headers.get("WWW-Authenticate"), /^Bearer/);
  }
});
