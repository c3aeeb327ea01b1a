// An order's life after Submit, over plain HTTP: cancelled or asked to be, decided at the desk, replaced,
// ordered again with the money that waits; what is refused, and what stays as it was.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { faultsOf, formOf, refusalOf, statesOf, textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { allPartnerScopes, kvitt, partnerKey, startDemo, temporaryFolder } from "../support/programs.mjs";

let demo;
let desk;
let agreement;
let statements = 0;

before(async () => {
  demo = await startDemo();
  desk = new Api(demo.url, demo.api_key);
  agreement = (await desk.get("/offers?partner_id=4500101")).body.agreement_version;
  await qualify("4500808", "4500909");
});

after(() => checkAndStop(demo));

// The companies that are to replace silver by gold meet gold's requirements too.
async function qualify(...partners) {
  const attainments = partners.map((partner_id) => ({ partner_id, competency: "security", tier: "gold",
    from_day: "2026-01-01", until_day: null, evidence: "test" }));
  const file = path.join(temporaryFolder(), "gold.json");
  fs.writeFileSync(file, JSON.stringify({ attainments }));
  const done = await kvitt(["load", file], { env: { KVITT_DATABASE: demo.database } });
  assert.equal(done.code, 0, done.stderr);
}

const orderOf = async (number) => (await desk.get(`/orders/${number}`)).body;

// Money on a statement, dated today.
async function pay(text, amount, currency) {
  statements += 1;
  const today = await businessDay();
  const id = `LIFE-${statements}`;
  const entries = [{ amount, currency, text }];
  const xml = camt053({ account: demoAccounts[currency], id, day: today, entries });
  const taken = await desk.send(xml, `${id}.xml`);
  assert.equal(taken.status, 200, taken.text);
  return taken.body;
}

async function businessDay() {
  const stranger = await visitor(demo.url);
  const clock = await stranger.get("/demo/clock");
  return clock.html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
}

test("cancelled at once while nothing has been done; again under the same key, the same answer", async () => {
  const { number } = await desk.order("4500101");
  const key = randomUUID();
  const done = await desk.post(`/orders/${number}/cancel`, undefined, key);
  assert.equal(done.status, 200, done.text);
  assert.deepEqual([done.body.state, done.body.cancel_request], ["cancelled", null]);
  const again = await desk.post(`/orders/${number}/cancel`, undefined, key);
  assert.deepEqual([again.status, again.text], [200, done.text]);
  assert.equal(again.headers.get("Idempotent-Replayed"), "true");
  assertProblem(await desk.post(`/orders/${number}/cancel`, {}, randomUUID()), 409, "order_not_open");
});

test("with money on it the desk is asked, refuses with an answer, and grants", async () => {
  const who = await visitor(demo.url, "anna@fjallnat.example");
  const finance = await visitor(demo.url, "finance@nordlys.example");
  const { number } = await desk.order("4500101");
  const address = `/orders/${number}/cancel`;
  assert.ok(!(await who.get(address)).html.includes('name="reason"'));
  await pay(number, 100_000, "SEK");

  const page = await who.get(address);
  assert.ok(page.html.includes('name="reason"') && page.html.includes('name="money_to"'));
  const long = await who.submit(page, address, { reason: "x".repeat(501) });
  assert.equal(long.status, 422);
  assert.ok(faultsOf(long.html).reason);
  assert.ok(long.html.includes("x".repeat(501)), "what was entered is kept");
  assert.equal((await who.submit(page, address, { money_to: "nobody" })).status, 422);
  assert.equal((await orderOf(number)).cancel_request, null);

  const asked = await who.submit(page, address, { reason: "We <merge>", money_to: "payer" });
  assert.deepEqual([asked.status, asked.location], [303, `/orders/${number}`]);
  const shown = await who.get(asked.location);
  assert.ok(statesOf(shown.html).includes("cancel_requested"));
  assert.ok(shown.html.includes("data-copy"), "it can still be paid");
  const order = await orderOf(number);
  assert.equal(order.shown_state, "cancel_requested");
  assert.deepEqual([order.awaiting.what, order.awaiting.who], ["cancel_decision", "programme"]);
  assert.equal(order.awaiting.until, order.expires_at);
  assert.equal(order.cancel_request.reason, "We <merge>");
  assertProblem(await desk.post(`/orders/${number}/cancel`, {}), 409, "cancel_requested_already");

  const queue = await finance.get("/desk/cancel-requests");
  assert.ok(textOf(queue.html).includes("We <merge>"));
  const decide = `/desk/cancel-requests/${number}`;
  const blank = await finance.fill(decide, `${decide}/refuse`, { answer: " " });
  assert.equal(blank.status, 422);
  assert.ok(faultsOf(blank.html).answer);
  const refused = await finance.fill(decide, `${decide}/refuse`, { answer: "It is nearly paid." });
  assert.equal(refused.status, 303);
  assert.ok(textOf((await who.get(`/orders/${number}`)).html).includes("It is nearly paid."));
  assert.equal((await orderOf(number)).cancel_request.state, "refused");
  assert.ok(!(await finance.get(decide)).html.includes(`${decide}/grant`), "decided: no form");

  assert.equal((await who.fill(address, address, { reason: "" })).status, 303);
  const withdrawn = await who.fill(address, `${address}/withdraw`, {});
  assert.equal(withdrawn.status, 303);
  assert.equal((await orderOf(number)).shown_state, "part_paid");

  assert.equal((await who.fill(address, address, { money_to: "payer" })).status, 303);
  const granted = await finance.fill(decide, `${decide}/grant`, {});
  assert.deepEqual([granted.status, granted.location], [303, `/desk/orders/${number}`]);
  const ended = await orderOf(number);
  assert.deepEqual([ended.state, ended.paid.amount], ["cancelled", 0]);
  const { state, money_to: moneyTo } = ended.cancel_request;
  assert.deepEqual([state, moneyTo], ["granted", "payer"]);
  const page2 = await who.get(`/orders/${number}`);
  assert.match(textOf(page2.html), /as you asked|som ni bad om/);
});

test("only finance decides, only the buyer asks, and nobody about another company's order", async () => {
  const { number } = await desk.order("4500707");
  await pay(number, 1_000, "EUR");
  const lena = await visitor(demo.url, "lena@alpenglanz.example");
  assert.equal((await lena.fill(`/orders/${number}/cancel`, `/orders/${number}/cancel`, {})).status, 303);
  const reviewer = await visitor(demo.url, "reviewer@nordlys.example");
  const seen = await reviewer.get(`/desk/cancel-requests/${number}`);
  assert.equal(seen.status, 200);
  assert.ok(!seen.html.includes("/grant"), "may look, not decide");
  await nothingChanges(demo, async () => {
    for (const path of [`/desk/cancel-requests/${number}/grant`, `/desk/cancel-requests/${number}/refuse`]) {
      const csrf = seen.html.match(/name="csrf" value="([^"]+)"/)[1];
      assert.equal((await reviewer.post(path, { csrf, answer: "no" })).status, 403, path);
      const foreign = await lena.get(`/orders/${number}`);
      const own = foreign.html.match(/name="csrf" value="([^"]+)"/)[1];
      assert.equal((await lena.post(path, { csrf: own, answer: "no" })).status, 403, path);
    }
    const anna = await visitor(demo.url, "anna@fjallnat.example");
    const csrf = (await anna.get("/offers")).html.match(/name="csrf" value="([^"]+)"/)[1];
    for (const path of ["cancel", "cancel/withdraw", "replace"]) {
      const fields = { csrf, offer: "gold", accepted: "true", agreement_version: agreement };
      assert.equal((await anna.post(`/orders/${number}/${path}`, fields)).status, 404, path);
    }
    const guest = await visitor(demo.url, "gast@fjallnat.example");
    for (const path of ["cancel", "replace"])
      assert.equal((await guest.get(`/orders/${number}/${path}`)).status, 403, path);
    const other = new Api(demo.url, await partnerKey(demo.database, "4500101", allPartnerScopes));
    for (const path of ["cancel", "replace"]) {
      const body = { offer: "gold", payment_method: "bank_transfer", agreement_version: agreement };
      assertProblem(await other.post(`/orders/${number}/${path}`, path === "cancel" ? {} : body), 404,
        "order_not_found");
    }
  });
});

test("what cannot take an order's place changes nothing and says why", async () => {
  const { number } = await desk.order("4500202", "gold");
  const whole = { offer: "silver", payment_method: "bank_transfer", agreement_version: agreement };
  const replace = (body) => desk.post(`/orders/${number}/replace`, body);
  await nothingChanges(demo, async () => {
    assertProblem(await replace({ ...whole, offer: "gold" }), 409, "nothing_to_replace");
    assertProblem(await replace({ ...whole, offer: "action_pack" }), 409, "other_family");
    assertProblem(await replace({ ...whole, offer: "nothing" }), 404, "offer_not_found");
    assertProblem(await replace(whole), 409, "already_held");
    assertProblem(await replace({ ...whole, payment_method: "card" }), 503, "card_not_configured");
    assertProblem(await replace({ offer: "silver", agreement_version: agreement }), 422, "invalid_fields",
      "/payment_method");
    assertProblem(await replace({ ...whole, payment_method: "cash" }), 422, "invalid_fields",
      "/payment_method");
    assertProblem(await replace({ ...whole, more: 1 }), 422, "invalid_fields", "/more");
    assertProblem(await desk.post("/orders/1234567890/replace", whole), 404, "address_not_readable");
    assertProblem(await desk.post("/orders/4817220985/replace", whole), 404, "order_not_found");
  });
  const jonas = await visitor(demo.url, "jonas@rheinwerk.example");
  const page = await jonas.get(`/orders/${number}/replace`);
  assert.match(textOf(page.html), /Nothing can take its place now/);
  for (const block of ["already_held", "nothing_to_replace"])
    assert.ok(page.html.includes(`data-block="${block}"`), block);
});

test("replaced by program: once, though sent twice; a transfer on its way finds the new order", async () => {
  const old = await desk.order("4500909");
  const whole = { offer: "gold", payment_method: "bank_transfer", agreement_version: agreement };
  await nothingChanges(demo, async () =>
    assertProblem(await desk.post(`/orders/${old.number}/replace`, { ...whole, agreement_version: "old" }),
      409, "agreement_not_current"));
  const key = randomUUID();
  const made = await desk.post(`/orders/${old.number}/replace`, whole, key);
  assert.equal(made.status, 201, made.text);
  assert.equal(made.headers.get("Location"), `/api/v1/orders/${made.body.number}`);
  assert.deepEqual(made.body.links, [{ relation: "replaces", number: old.number, price_kept: false }]);
  const again = await desk.post(`/orders/${old.number}/replace`, whole, key);
  assert.deepEqual([again.status, again.text], [201, made.text]);
  assertProblem(await desk.post(`/orders/${old.number}/replace`, whole, randomUUID()), 409, "order_not_open");
  assertProblem(await desk.post(`/orders/${old.number}/replace`, { ...whole, offer: "silver" }, key), 409,
    "idempotency_key_reused");
  const replaced = await orderOf(old.number);
  assert.deepEqual([replaced.state, replaced.links],
    ["cancelled", [{ relation: "replaced_by", number: made.body.number, price_kept: false }]]);

  const file = await pay(old.reference.text, old.total.amount, "JPY");
  assert.deepEqual([file.credit, file.allocated, file.activated], [1, 0, []]);
  const part = await orderOf(made.body.number);
  assert.deepEqual([part.shown_state, part.paid, part.credit_used], ["part_paid", old.total, old.total]);
  const rest = await pay(part.reference.text, part.total.amount - part.paid.amount, "JPY");
  assert.deepEqual(rest.activated, [part.number]);
});

test("replaced from the page: faults keep the choice; card is refused while not set up", async () => {
  const who = await visitor(demo.url, "david@cedarpine.example");
  const { number } = await desk.order("4500808");
  const address = `/orders/${number}/replace`;
  const page = await who.get(address);
  const unread = await who.submit(page, address, { offer: "gold" });
  assert.equal(unread.status, 422);
  assert.ok(faultsOf(unread.html).accepted);
  assert.equal(formOf(unread.html, address).fields.offer, "gold");
  const unchosen = await who.submit(page, address, { offer: undefined, accepted: "true" });
  assert.equal(unchosen.status, 422);
  assert.ok(faultsOf(unchosen.html).offer);
  const card = await who.submit(page, address, { offer: "gold", accepted: "true", payment_method: "card" });
  assert.deepEqual([card.status, refusalOf(card.html)], [503, "card_not_configured"]);
  assert.equal(formOf(card.html, address).fields.accepted, "true");
  const unknown = await who.submit(page, address, { offer: "bronze", accepted: "true" });
  assert.deepEqual([unknown.status, refusalOf(unknown.html)], [404, "offer_not_found"]);
  assert.equal((await orderOf(number)).state, "awaiting_payment");

  const done = await who.submit(page, address, { offer: "gold", accepted: "true" });
  assert.equal(done.status, 303, textOf(done.html));
  const twice = await who.submit(page, address, { offer: "gold", accepted: "true" });
  assert.deepEqual([twice.status, twice.location], [303, done.location]);
  const open = (await desk.get("/orders?partner_id=4500808")).body.orders.filter(({ awaiting }) => awaiting);
  assert.deepEqual(open.map((one) => `/orders/${one.number}`), [done.location], "never two, never none");
  const tile = textOf((await who.get("/offers")).html);
  assert.ok(tile.includes("in its place in one step"), tile);
});

test("ordered again: only what has ended, only one's own", async () => {
  const who = await visitor(demo.url, "nils@norrsken.example");
  const [late] = (await desk.get("/orders?partner_id=4500606")).body.orders;
  assert.equal(late.state, "expired");
  const body = (more) => ({ offer: "silver", payment_method: "bank_transfer", agreement_version: agreement,
    partner_id: "4500606", ...more });
  const foreign = (await desk.get("/orders?partner_id=4500303")).body.orders[0].number;
  await nothingChanges(demo, async () => {
    assertProblem(await desk.post("/orders", body({ again: foreign })), 404, "order_not_found");
    assertProblem(await desk.post("/orders", body({ again: "123" })), 422, "invalid_fields", "/again");
    const active = { ...body({ again: foreign }), offer: "action_pack", partner_id: "4500303" };
    assertProblem(await desk.post("/orders", active), 409, "order_not_ended");
    assert.equal((await who.get("/purchase/silver?again=0000000000")).status, 422);
  });
  // The page before Submit says that the credit covers it; afterwards the two point at each other.
  const offers = textOf((await who.get("/offers")).html);
  assert.match(offers, /no new transfer is needed|ingen ny överföring behövs/);
  const details = await who.get(`/purchase/silver?again=${late.number}`);
  assert.match(textOf(details.html), /no new transfer is needed|ingen ny överföring behövs/);
  const chosen = await who.submit(details, "/purchase/silver", { payment_method: "bank_transfer" });
  assert.equal(chosen.location, `/purchase/silver/transfer?again=${late.number}`);
  const placed = await who.fill(chosen.location, "/purchase/silver/transfer", { accepted: "true" });
  assert.equal(placed.status, 303, textOf(placed.html));
  const made = await orderOf(placed.location.slice(-10));
  assert.deepEqual([made.state, made.credit_used], ["active", made.total]);
  assert.deepEqual(made.links, [{ relation: "follows", number: late.number, price_kept: false }]);
});
