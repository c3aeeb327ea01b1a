// Two things a program does with an open order: the partner takes back its request to cancel and the desk
// decides on one; credit that came after Submit pays the order. Over the API, and from the page.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { refusalOf, statesOf, textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { allPartnerScopes, partnerKey, startDemo } from "../support/programs.mjs";

let demo;
let desk;
let own; // the key of the company that orders
let day;
let statements = 0;
const partner = "4500101";

before(async () => {
  demo = await startDemo();
  desk = new Api(demo.url, demo.api_key);
  own = new Api(demo.url, await partnerKey(demo.database, partner, allPartnerScopes));
  const clock = await (await visitor(demo.url)).get("/demo/clock");
  day = clock.html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
});

after(() => checkAndStop(demo));

async function pay(text, amount, currency = "SEK") {
  statements += 1;
  const id = `CREDIT-${statements}`;
  const xml = camt053({ account: demoAccounts[currency], id, day, entries: [{ amount, currency, text }] });
  const taken = await desk.send(xml, `${id}.xml`);
  assert.equal(taken.status, 200, taken.text);
  return taken.body;
}

const requestOf = async (number) => (await own.get(`/orders/${number}`)).body.cancel_request;

test("the partner asks and takes it back; the desk refuses, and grants", async () => {
  const { number } = await own.order(partner);
  const cancel = `/orders/${number}/cancel`;
  for (const what of ["withdraw", "grant", "refuse"]) {
    const body = { withdraw: undefined, grant: { money_to: "credit" }, refuse: { answer: "No." } }[what];
    assertProblem(await desk.post(`${cancel}/${what}`, body), 409, "no_cancel_request");
  }
  await pay(number, 100_000);
  const asked = await own.post(cancel, { reason: "We merge", money_to: "payer" });
  assert.equal(asked.status, 200, asked.text);
  assert.deepEqual([asked.body.shown_state, asked.body.awaiting.what],
    ["cancel_requested", "cancel_decision"]);
  const { state, reason, money_to: moneyTo, decided_at: decidedAt } = asked.body.cancel_request;
  assert.deepEqual([state, reason, moneyTo, decidedAt], ["open", "We merge", "payer", null]);

  const key = randomUUID();
  const kept = await own.post(`${cancel}/withdraw`, undefined, key);
  assert.deepEqual([kept.status, kept.body.shown_state, kept.body.cancel_request.state],
    [200, "part_paid", "withdrawn"]);
  const again = await own.post(`${cancel}/withdraw`, undefined, key);
  assert.deepEqual([again.status, again.text], [200, kept.text]);
  assertProblem(await own.post(`${cancel}/withdraw`), 409, "no_cancel_request");

  await own.post(cancel, { reason: "All the same" });
  const refused = await desk.post(`${cancel}/refuse`, { answer: "It is nearly paid." });
  assert.deepEqual([refused.status, refused.body.shown_state], [200, "part_paid"]);
  const told = await requestOf(number);
  assert.deepEqual([told.state, told.answer], ["refused", "It is nearly paid."]);
  assert.ok(told.decided_at);

  await own.post(cancel, { reason: "Please" });
  const granted = await desk.post(`${cancel}/grant`, { money_to: "payer" });
  assert.deepEqual([granted.status, granted.body.state, granted.body.paid.amount], [200, "cancelled", 0]);
  const last = await requestOf(number);
  assert.deepEqual([last.state, last.money_to], ["granted", "payer"]);
  assertProblem(await desk.post(`${cancel}/grant`, { money_to: "payer" }), 409, "order_not_open");
});

test("what is no decision, and who may not decide", async () => {
  const { number } = await desk.order("4500707");
  const cancel = `/orders/${number}/cancel`;
  await pay(number, 100, "EUR");
  assert.equal((await desk.post(cancel)).body.shown_state, "cancel_requested");
  await nothingChanges(demo, async () => {
    for (const body of [{}, { money_to: "nobody" }, { money_to: 1 }, { money_to: null }])
      assertProblem(await desk.post(`${cancel}/grant`, body), 422, "invalid_fields", "/money_to");
    for (const answer of [undefined, "", " ", "x".repeat(501), "a\u0007b", 7])
      assertProblem(await desk.post(`${cancel}/refuse`, { answer }), 422, "invalid_fields", "/answer");
    assertProblem(await desk.post(`${cancel}/grant`, { money_to: "credit", more: 1 }), 422, "invalid_fields",
      "/more");
    const its = new Api(demo.url, await partnerKey(demo.database, "4500707", allPartnerScopes));
    assert.equal((await its.post(`${cancel}/grant`, { money_to: "credit" })).status, 403);
    assert.equal((await its.post(`${cancel}/refuse`, { answer: "No." })).status, 403);
    assertProblem(await own.post(`${cancel}/withdraw`), 404, "order_not_found");
    assertProblem(await own.post(`/orders/${number}/use-credit`), 404, "order_not_found");
    assert.equal((await new Api(demo.url, "none").post(`${cancel}/withdraw`)).status, 401);
    assertProblem(await desk.post("/orders/4817220985/cancel/grant", { money_to: "credit" }), 404,
      "order_not_found");
  });
});

test("credit that came after Submit pays the open order: once, when the partner says so", async () => {
  const { number, paid } = await own.order(partner); // the credit of the cancelled one is used by Submit
  assert.equal(paid.amount, 100_000);
  assertProblem(await own.post(`/orders/${number}/use-credit`), 409, "no_credit");
  const who = await visitor(demo.url, "anna@fjallnat.example");
  assert.ok(!(await who.get(`/orders/${number}`)).html.includes("use-credit"), "nothing to use, no button");

  // More than an order of the other family costs, and then once more for what is paid already.
  const other = await own.order(partner, "action_pack");
  assert.deepEqual((await pay(other.number, other.total.amount + 300_000)).activated, [other.number]);
  const page = await who.get(`/orders/${number}`);
  const said = textOf(page.html);
  assert.match(said, /Använd 3\s000,00\skr av ert tillgodo/); // she reads Swedish
  assert.match(said, /18\s375,00\skr återstår sedan att överföra/);
  const before = (await own.get(`/orders/${number}`)).body;
  assert.equal(before.paid.amount, 100_000, "looking uses nothing");
  const used = await who.submit(page, `/orders/${number}/use-credit`);
  assert.deepEqual([used.status, used.location], [303, `/orders/${number}`]);
  const twice = await who.submit(page, `/orders/${number}/use-credit`);
  assert.deepEqual([twice.status, twice.location], [303, `/orders/${number}`]);
  const part = (await own.get(`/orders/${number}`)).body;
  assert.deepEqual([part.shown_state, part.paid.amount, part.credit_used.amount],
    ["part_paid", 400_000, 400_000]);
  const none = await who.post(`/orders/${number}/use-credit`,
    { csrf: page.html.match(/name="csrf" value="([^"]+)"/)[1] });
  assert.deepEqual([none.status, refusalOf(none.html)], [409, "no_credit"]);

  assert.equal((await pay(other.number, part.total.amount)).credit, 1);
  assert.match(textOf((await who.get(`/orders/${number}`)).html), /inget återstår att överföra/);
  const key = randomUUID();
  const done = await own.post(`/orders/${number}/use-credit`, undefined, key);
  assert.deepEqual([done.status, done.body.state, done.body.paid], [200, "active", part.total]);
  assert.deepEqual((await own.post(`/orders/${number}/use-credit`, undefined, key)).text, done.text);
  assertProblem(await own.post(`/orders/${number}/use-credit`), 409, "order_not_open");
  const after = await who.get(`/orders/${number}`);
  assert.ok(statesOf(after.html).includes("active"));
  assert.ok(!after.html.includes("use-credit"));
});
