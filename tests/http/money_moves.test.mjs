// Money that moves after it came, over plain HTTP: finance places it by hand, sees what would happen before
// it does, takes it back with a note, sends it back; the partner asks for its credit; what is refused changes
// nothing.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { csrfOf, faultsOf, refusalOf, statesOf, textOf, valueOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { allPartnerScopes, partnerKey, startDemo } from "../support/programs.mjs";

let demo;
let desk;
let finance;
let auditor;
let anna;
let day;
let statements = 0;

before(async () => {
  demo = await startDemo();
  desk = new Api(demo.url, demo.api_key);
  finance = await visitor(demo.url, "finance@nordlys.example");
  auditor = await visitor(demo.url, "auditor@nordlys.example");
  anna = await visitor(demo.url, "anna@fjallnat.example");
  for (const who of [finance, auditor, anna]) await speakEnglish(who);
  const clock = await (await visitor(demo.url)).get("/demo/clock");
  day = clock.html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
});

after(() => checkAndStop(demo));

// The demo's people have their own language.
async function speakEnglish(who) {
  const page = await who.get("/my-access");
  const answer = await who.post("/language", { csrf: csrfOf(page.html), language: "en", next: "/my-access" });
  assert.equal(answer.status, 303);
}

// Money that the matcher leaves to people: its receipt.
async function unplaced(amount, currency = "SEK", text = "thank you") {
  statements += 1;
  const id = `MOVES-${statements}`;
  const payer = `Payer ${statements}`;
  const entries = [{ amount, currency, text, payer }];
  const xml = camt053({ account: demoAccounts[currency], id, day, entries });
  const taken = await desk.send(xml, `${id}.xml`);
  assert.equal(taken.status, 200, taken.text);
  const { receipts } = (await desk.get("/receipts?limit=200")).body;
  return receipts.find((one) => one.payer_name === payer);
}

const receiptOf = async (id) => (await desk.get(`/receipts/${id}`)).body;
const orderOf = async (number) => (await desk.get(`/orders/${number}`)).body;
const at = (receipt, what = "") => `/desk/receipts/${receipt.id}${what}`;
const query = (fields) => `?${new URLSearchParams(fields)}`;

// Asks, reads what would happen, and does it.
async function confirm(address, fields, entered = {}) {
  const page = await finance.get(address + query(fields));
  assert.equal(page.status, 200, textOf(page.html));
  const answer = await finance.submit(page, address, entered);
  assert.equal(answer.status, 303, textOf(answer.html));
  return textOf(page.html);
}

test("on an order: told without doing anything, then done, then undone with a note", async () => {
  const order = await desk.order("4500101");
  const receipt = await unplaced(order.total.amount, "SEK", "4500101 perhaps");
  const shown = await finance.get(at(receipt));
  assert.equal(valueOf(shown.html, "order").replaceAll(" ", ""), order.number, "best candidate");
  const address = at(receipt, "/allocate");
  await nothingChanges(demo, async () => {
    const told = await finance.get(address + query({ order: order.number, amount: "" }));
    assert.equal(told.status, 200);
    const text = textOf(told.html);
    for (const part of ["It is paid, and the membership begins today.", "Debit: unplaced-receipts",
      "Credit: deferred-revenue", "All of it has its place then."])
      assert.ok(text.includes(part), `${part}: ${text}`);
    assert.ok(statesOf(told.html).includes("active"));
  });
  await confirm(address, { order: order.number });
  assert.equal((await orderOf(order.number)).state, "active");
  assert.equal((await receiptOf(receipt.id)).state, "allocated");

  const undo = at(receipt, "/undo");
  const page = await finance.get(undo + query({ order: order.number }));
  const text = textOf(page.html);
  for (const part of ["The membership ends today", "It is open again until", "Debit: deferred-revenue",
    "Credit: unplaced-receipts"])
    assert.ok(text.includes(part), `${part}: ${text}`);
  const without = await finance.submit(page, undo, { note: " " });
  assert.equal(without.status, 422);
  assert.ok(faultsOf(without.html).note);
  assert.equal((await orderOf(order.number)).state, "active");
  const undone = await finance.submit(page, undo, { note: "The wrong company." });
  assert.deepEqual([undone.status, undone.location], [303, at(receipt)]);
  assert.equal((await orderOf(order.number)).state, "awaiting_payment");
  const left = await receiptOf(receipt.id);
  assert.deepEqual([left.state, left.unplaced.amount], ["unmatched", order.total.amount]);

  const partner = textOf((await anna.get(`/orders/${order.number}`)).html);
  assert.match(partner, /taken off this order by the programme/);
  assert.ok(!partner.includes("The wrong company."), "the note is the desk's");
  assert.match(textOf((await anna.get("/offers")).html), /Membership: Revoked on/);
  const seen = textOf((await finance.get(`/desk/orders/${order.number}`)).html);
  assert.ok(seen.includes("Money that left again") && seen.includes("The wrong company."), seen);
  assertProblem(await desk.post(`/receipts/${receipt.id}/allocations/undo`,
    { order: order.number, note: "again" }), 409, "nothing_there");
  await desk.post(`/orders/${order.number}/cancel`);
});

// Pays the order whole, with its number: the receipt.
async function paid(order) {
  const { amount, currency } = order.total;
  return unplaced(amount, currency, order.reference.text);
}

test("an upgrade undone lets silver run again; silver undone takes a discount's ground", async () => {
  const { partner_id: partner } = demo.users.find(({ situation }) =>
    situation === "paid_silver_qualified_gold");
  const gold = await desk.order(partner, "gold");
  const receipt = await paid(gold);
  assert.equal((await orderOf(gold.number)).state, "active");
  await nothingChanges(demo, async () => {
    const told = textOf((await finance.get(at(receipt, "/undo") + query({ order: gold.number }))).html);
    assert.match(told, /Silver membership runs again until/);
    const { orders } = (await desk.get(`/orders?partner_id=${partner}`)).body;
    const silver = orders.find(({ offer, state }) => offer === "silver" && state === "active");
    const { receipts } = (await desk.get(`/receipts?partner_id=${partner}`)).body;
    const first = receipts.find(({ allocations }) =>
      allocations.some(({ order }) => order === silver.number));
    const page = await finance.get(at(first, "/undo") + query({ order: silver.number }));
    assert.match(textOf(page.html), /used the discount that this membership earned/);
    assert.match(textOf(page.html), /It is cancelled, because another order has taken its place/);
  });
  await confirm(at(receipt, "/undo"), { order: gold.number }, { note: "Paid twice." });
  const { memberships } = (await desk.get(`/memberships?partner_id=${partner}`)).body;
  assert.deepEqual(memberships.map(({ offer, state }) => [offer, state]).sort(),
    [["gold", "revoked"], ["silver", "active"]]);
});

test("amounts are read as the reader's language writes them, and refused at their field", async () => {
  const order = await desk.order("4500101");
  const receipt = await unplaced(500_000, "SEK");
  const address = at(receipt, "/allocate");
  await nothingChanges(demo, async () => {
    for (const amount of ["0", "-5", "1,2", "many", "5.001", "1e3", "12,34.5", "99999999999999999999"]) {
      const answer = await finance.get(address + query({ order: order.number, amount }));
      assert.equal(answer.status, 422, amount);
      assert.ok(faultsOf(answer.html).amount, amount);
      assert.equal(valueOf(answer.html, "amount"), amount, "what was entered is kept");
    }
    for (const wrong of ["", "123", "0123456789"]) {
      const answer = await finance.get(address + query({ order: wrong }));
      assert.equal(answer.status, 422, wrong);
      assert.ok(faultsOf(answer.html).order, wrong);
    }
    const much = await finance.get(address + query({ order: order.number, amount: "5,000.01" }));
    assert.equal(much.status, 409);
    assert.equal(refusalOf(much.html), "more_than_unplaced");
  });
  await confirm(address, { order: order.number, amount: "1,234.50" });
  assert.equal((await orderOf(order.number)).paid.amount, 123_450);
  const credit = at(receipt, "/credit");
  const nobody = await finance.get(credit + query({ partner_id: "9999999" }));
  assert.equal(nobody.status, 422);
  assert.ok(faultsOf(nobody.html).partner_id);
  assert.match(await confirm(credit, { partner_id: "4500101", amount: "1000" }), /partner-credit/);
  assert.equal((await receiptOf(receipt.id)).credit.amount, 100_000);
});

test("sent back: the reference, and that it has left the account", async () => {
  const receipt = await unplaced(70_000, "SEK");
  const address = at(receipt, "/return");
  const ask = await finance.get(address);
  assert.equal(valueOf(ask.html, "to_name"), receipt.payer_name);
  const right = { to_name: "Payer AB", to_account: "SE35 5000 0000 0549 1000 0003", reason: "Not ours." };
  await nothingChanges(demo, async () => {
    for (const [field, wrong] of [["to_name", ""], ["to_name", "x".repeat(141)], ["to_account", ""],
      ["reason", " "], ["reason", "x".repeat(501)], ["amount", "0"]]) {
      const answer = await finance.get(address + query({ ...right, [field]: wrong }));
      assert.equal(answer.status, 422, field);
      assert.ok(faultsOf(answer.html)[field], field);
    }
  });
  assert.match(await confirm(address, right), /refunds-payable/);
  assert.equal((await receiptOf(receipt.id)).returned.amount, 70_000);
  const list = await finance.get("/desk/returns");
  assert.match(textOf(list.html), /RET\d+/);
  const [, one] = list.html.match(/href="(\/desk\/returns\/[0-9a-z]{13})"/);
  for (const wrong of ["", "soon", "1999-01-01", "2099-01-01"]) {
    const answer = await finance.fill(one, `${one}/paid-out`, { day: wrong });
    assert.equal(answer.status, 422, wrong);
    assert.ok(faultsOf(answer.html).day, wrong);
  }
  assert.equal((await finance.fill(one, `${one}/paid-out`, {})).status, 303);
  assert.ok(!(await finance.get("/desk/returns")).html.includes(one));
  assert.match(textOf((await finance.get(one)).html), /It left the account on/);
});

test("another currency: accepted at a written rate, told before, refused where it is none", async () => {
  const order = await desk.order("4500101", "action_pack");
  const receipt = await unplaced(60000, "EUR", order.reference.text);
  assert.deepEqual([receipt.state, receipt.reasons], ["held", ["wrong_currency"]]);
  const address = at(receipt, "/exchange");
  assert.ok((await finance.get(at(receipt))).html.includes(`href="${address}"`));
  const right = { order: order.number, amount: "6200.00", rate: "10.3333, ECB" };
  for (const [field, wrong] of [["order", "123"], ["amount", "-1"], ["amount", "0"], ["amount", "much"],
    ["rate", ""], ["rate", "x".repeat(201)]])
    await nothingChanges(demo, async () => {
      const page = await finance.get(address + query({ ...right, [field]: wrong }));
      assert.equal(page.status, 422, `${field}=${wrong}`);
      assert.ok(faultsOf(page.html)[field], `${field}=${wrong}`);
    });
  const told = await confirm(address, right);
  for (const part of ["Debit: currency-exchange", "Credit: currency-exchange", "the credit of"])
    assert.ok(told.includes(part), `${part}: ${told}`);
  assert.equal((await orderOf(order.number)).state, "active");
  const after = await receiptOf(receipt.id);
  assert.deepEqual([after.state, after.exchanged.amount, after.unplaced.amount], ["allocated", 60000, 0]);

  const more = await unplaced(100, "EUR");
  const send = (body) => desk.post(`/receipts/${more.id}/exchange`, body);
  const open = await desk.order("4500707", "action_pack");
  const into = { amount: 100, currency: "EUR" };
  assertProblem(await send({ order: open.number, into, rate: "1" }), 409, "same_currency");
  const crowns = { amount: 1000, currency: "SEK" };
  assertProblem(await send({ order: order.number, into: crowns, rate: "1" }), 409, "order_not_open");
  assertProblem(await send({ order: open.number, into: crowns, rate: "1" }), 409, "wrong_currency");
  assertProblem(await send({ order: open.number, into: { amount: 0, currency: "SEK" }, rate: "1" }), 422,
    "invalid_fields", "/into");
  assertProblem(await send({ order: "123", into, rate: "1" }), 422, "invalid_fields", "/order");
  assertProblem(await send({ order: open.number, into, rate: " " }), 422, "invalid_fields", "/rate");
  assert.equal((await desk.post(`/orders/${open.number}/cancel`, {})).status, 200);
});

test("a partner asks for its credit back, once; the send-back closes the case", async () => {
  const receipt = await unplaced(90_000, "SEK");
  await confirm(at(receipt, "/credit"), { partner_id: "4500101" });
  assert.match((await anna.get("/offers")).html, /href="\/credit"/);
  const asked = await anna.fill("/credit", "/credit/ask-back", {});
  assert.deepEqual([asked.status, asked.location], [303, "/credit"]);
  const shown = await anna.get("/credit");
  assert.match(shown.html, /data-asked/);
  assert.ok(!shown.html.includes("/credit/ask-back"), "it is asked once");
  const csrf = csrfOf(shown.html);
  assert.equal((await anna.post("/credit/ask-back", { csrf, currency: "SEK" })).status, 409);
  assert.equal((await anna.post("/credit/ask-back", { csrf, currency: "GBP" })).status, 409);
  assert.equal((await anna.post("/credit/ask-back", { csrf, currency: "kr" })).status, 422);

  const cases = await finance.get("/desk/cases");
  assert.match(cases.html, /data-case="return_wanted"/);
  assert.match(textOf((await finance.get("/desk/credits")).html), /4500101/);
  const page = await finance.get("/desk/partners/4500101/credit");
  const parts = [...page.html.matchAll(/href="(\/desk\/receipts\/\w+\/return)\?partner_id=4500101"/g)];
  assert.ok(parts.length > 0);
  for (const [, address] of parts)
    await confirm(address,
      { partner_id: "4500101", to_name: "Fjällnät", to_account: "SE1", reason: "Asked." });
  assert.ok(!(await finance.get("/desk/cases")).html.includes('data-case="return_wanted"'));
  assert.match(textOf((await anna.get("/credit")).html), /Your company has no credit/);
});

test("a case is closed with a note, once", async () => {
  const receipt = await unplaced(10_000, "SEK");
  await confirm(at(receipt, "/credit"), { partner_id: "4500101" });
  await anna.fill("/credit", "/credit/ask-back", {});
  const [, one] = (await finance.get("/desk/cases")).html.match(/href="(\/desk\/cases\/[0-9a-z]{13})"/);
  assert.ok(!(await auditor.get(one)).html.includes(`${one}/close`), "who may look is offered no form");
  const page = await finance.get(one);
  const blank = await finance.submit(page, `${one}/close`, { note: "" });
  assert.equal(blank.status, 422);
  assert.ok(faultsOf(blank.html).note);
  assert.equal((await finance.submit(page, `${one}/close`, { note: "Kept, as agreed." })).status, 303);
  assert.match(textOf((await finance.get(one)).html), /Kept, as agreed\./);
  const csrf = csrfOf(page.html);
  const again = await finance.post(`${one}/close`, { csrf, note: "again" });
  assert.equal(again.status, 409);
});

test("only finance moves money, only the desk, and only signed in", async () => {
  const receipt = await unplaced(20_000, "SEK");
  const addresses = ["/allocate", "/credit", "/return", "/undo"].map((one) => at(receipt, one));
  await nothingChanges(demo, async () => {
    const stranger = await visitor(demo.url);
    const csrf = csrfOf((await auditor.get(at(receipt))).html);
    for (const address of addresses) {
      assert.match((await stranger.get(address)).location, /^\/sign-in/);
      assert.equal((await auditor.get(address)).status, 403);
      assert.equal((await auditor.post(address, { csrf, order: "1" })).status, 403);
      assert.equal((await anna.get(address)).status, 403);
    }
    assert.match(textOf((await auditor.get(at(receipt))).html), /The role finance gives this money/);
    for (const address of ["/desk/cases", "/desk/returns", "/desk/credits", "/desk/partners/4500101/credit"])
      assert.equal((await anna.get(address)).status, 404, address);
    assert.equal((await finance.get("/credit")).status, 403);
    assert.equal((await finance.get(at(receipt, "/undo"))).status, 422);
    assert.equal((await finance.get(at(receipt, "/undo") + query({ partner_id: "4500101" }))).status, 409);
    assert.equal((await finance.get("/desk/partners/1111111/credit")).status, 404);
  });
});

test("the API does the same, under a key once, and refuses with problems", async () => {
  const order = await desk.order("4500707");
  const receipt = await unplaced(order.total.amount + 5_000, "EUR");
  const path = `/receipts/${receipt.id}`;
  await nothingChanges(demo, async () => {
    const post = (what, value) => desk.post(`${path}${what}`, value);
    assertProblem(await post("/allocations", {}), 422, "invalid_fields", "/order");
    assertProblem(await post("/allocations", { order: order.number, partner_id: "4500707" }), 422,
      "invalid_fields", "/order");
    for (const amount of [{ amount: 0, currency: "EUR" }, { amount: -1, currency: "EUR" }])
      assertProblem(await post("/allocations", { order: order.number, amount }), 422, "invalid_fields",
        "/amount");
    assertProblem(await post("/allocations", { partner_id: "9999999" }), 404, "partner_not_found");
    assertProblem(await post("/allocations", { order: order.number,
      amount: { amount: 1, currency: "SEK" } }), 409, "more_than_unplaced");
    assertProblem(await post("/returns", { to_name: "X", to_account: "Y" }), 422, "invalid_fields",
      "/reason");
    assertProblem(await post("/allocations/undo", { order: order.number }), 422, "invalid_fields", "/note");
    const key = await partnerKey(demo.database, "4500707", allPartnerScopes);
    assertProblem(await new Api(demo.url, key).post(`${path}/allocations`, { order: order.number }), 403,
      "key_not_allowed");
  });
  const key = randomUUID();
  const placed = await desk.post(`${path}/allocations`, { order: order.number }, key);
  assert.equal(placed.status, 200, placed.text);
  assert.deepEqual([placed.body.state, placed.body.unplaced.amount, placed.body.credit.amount],
    ["allocated", 0, 5_000]);
  const again = await desk.post(`${path}/allocations`, { order: order.number }, key);
  assert.deepEqual([again.status, again.text], [200, placed.text]);
  assert.equal(again.headers.get("Idempotent-Replayed"), "true");
  const back = await desk.post(`${path}/returns`, { partner_id: "4500707", to_name: "Alpenglanz",
    to_account: "DE1", reason: "Asked for." });
  assert.deepEqual([back.status, back.body.returned.amount, back.body.credit.amount], [200, 5_000, 0]);
  const undone = await desk.post(`${path}/allocations/undo`, { order: order.number, note: "Not theirs." });
  assert.equal(undone.status, 200, undone.text);
  assert.equal(undone.body.unplaced.amount, order.total.amount);
  assert.deepEqual(undone.body, await receiptOf(receipt.id));
});

test("after its deadline an undone order expires, and the partner is told to order again", async () => {
  const lena = await visitor(demo.url, "lena@alpenglanz.example");
  await speakEnglish(lena);
  const order = await desk.order("4500707", "action_pack");
  const receipt = await paid(order);
  assert.equal((await orderOf(order.number)).state, "active");
  const later = new Date(Date.parse(`${day}T12:00:00Z`) + 40 * 86_400_000).toISOString().slice(0, 16);
  const moved = await finance.fill("/demo/clock", "/demo/clock", { at: later });
  assert.equal(moved.status, 303);
  const told = await confirm(at(receipt, "/undo"), { order: order.number }, { note: "Too late." });
  assert.match(told, /It expires, because its deadline, .*, is past/);
  assert.equal((await orderOf(order.number)).state, "expired");
  const text = textOf((await lena.get(`/orders/${order.number}`)).html);
  assert.match(text, /The order has ended, and its membership with it: order again/);
  assert.match(text, /does not pay this order; the programme decides about it/);
  await confirm(at(receipt, "/return"), { to_name: "X", to_account: "Y", reason: "Z" });
  const after = textOf((await lena.get(`/orders/${order.number}`)).html);
  assert.match(after, /sent back, or taken back by the bank/);
});
