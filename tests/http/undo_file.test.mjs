// A statement file that should not have been imported is undone: what it brought is taken out of the books
// again, told before it is done, and the file can be imported anew. What something later depends on stays.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { refusalOf, textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { kvittJson, startDemo, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const folder = temporaryFolder();
let demo;
let api;
let finance;
let day;

async function begin() {
  demo = await startDemo({ dir: folder });
  api = new Api(demo.url, demo.api_key);
  finance = await visitor(demo.url, "finance@nordlys.example");
  const clock = await (await visitor(demo.url)).get("/demo/clock");
  day = clock.html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
}

before(begin);
after(() => checkAndStop(demo));

const xml = (id, entries, account = demoAccounts.SEK) =>
  camt053({ account, id, day, entries: entries.map((one) => ({ currency: "SEK", ...one })) });

async function send(id, bytes) {
  const sent = await api.send(bytes, `${id}.xml`);
  assert.equal(sent.status, 200, sent.text);
  return sent.body;
}

// The page of the newest file of that name.
async function pageOf(name) {
  const { statements } = (await api.get("/statements?limit=200")).body;
  return `/desk/statements/${statements.find((one) => one.name === name).id}`;
}

const receiptsWith = async (text) => (await api.get("/receipts?limit=200")).body.receipts.filter((one) =>
  one.remittance === text);

async function undo(page) {
  const asked = await finance.fill(`${page}/undo`, `${page}/undo`, { note: "The wrong file" });
  assert.equal(asked.status, 303, asked.html);
  return waitUntil("the file is undone", async () => {
    const { html } = await finance.get(page);
    return html.includes('data-undoing="past"') && html;
  });
}

const checked = async () => {
  const { answer } = await kvittJson(["check", "--json"], demo.database);
  assert.deepEqual(answer.checks.filter((one) => !one.ok), []);
};

test("what a file brought is taken out again, told before, and the same file brings it anew", async () => {
  const order = await api.order("4500101");
  assert.equal(order.total.currency, "SEK");
  const bytes = xml("UNDO-1", [
    { amount: order.total.amount + 500, text: order.reference.text, ref: "U1" },
    { amount: 7777, text: "nobody knows this", ref: "U2" },
    { amount: -1234, text: "bank charges", ref: "U3" },
  ]);
  assert.deepEqual((await send("UNDO-1", bytes)).activated, [order.number]);
  const page = await pageOf("UNDO-1.xml");
  const told = textOf((await finance.get(`${page}/undo`)).html);
  for (const part of ["2 inbetalningar", "1 av dem", "1 order", "1 rad", order.reference.text.slice(0, 4)])
    assert.ok(told.includes(part), `${part} in ${told}`);
  assert.equal((await api.get(`/orders/${order.number}`)).body.state, "active", "a preview does nothing");

  const empty = await finance.fill(`${page}/undo`, `${page}/undo`, { note: "" });
  assert.equal(empty.status, 422);
  const html = await undo(page);
  assert.match(textOf(html), /The wrong file/);
  const open = (await api.get(`/orders/${order.number}`)).body;
  assert.deepEqual([open.state, open.paid.amount], ["awaiting_payment", 0]);
  for (const text of [order.reference.text, "nobody knows this"]) {
    const [receipt] = await receiptsWith(text);
    const { state, reasons, unplaced } = receipt;
    assert.deepEqual([state, reasons, unplaced.amount], ["returned", ["withdrawn"], 0]);
  }
  await checked();

  const again = await send("UNDO-1", bytes);
  assert.deepEqual([again.result, again.new, again.known, again.activated], ["taken", 3, 0, [order.number]]);
  const memberships = (await api.get("/memberships?partner_id=4500101")).body.memberships;
  assert.deepEqual(memberships.map((one) => one.state).sort(), ["active", "revoked"]);
  assert.equal((await finance.get(`${page}/undo`)).status, 409, "it is undone already");
  await checked();
});

test("a statement with balances is undone and the bank account agrees with those that stand", async () => {
  const order = await api.order("4500808");
  const account = { SEK: "SEK", EUR: "EUR", USD: "USD", JPY: "JPY" }[order.total.currency];
  const before = (await api.get("/statements?limit=200")).body.statements.length;
  const sandbox = await visitor(demo.url);
  const paid = await sandbox.post("/demo/bank/transfers", { reference: order.reference.text,
    amount: String(order.total.amount), currency: account, booking_date: day, value_date: day,
    payer_name: "A Payer", payer_account: "SE0000000000000000000001" });
  assert.ok(paid.status < 400, paid.html);
  await waitUntil("the order is active", async () =>
    (await api.get(`/orders/${order.number}`)).body.state === "active");
  const { statements } = (await api.get("/statements?limit=200")).body;
  assert.equal(statements.length, before + 1);
  await undo(`/desk/statements/${statements[0].id}`);
  assert.equal((await api.get(`/orders/${order.number}`)).body.state, "awaiting_payment");
  await checked();
  const kept = path.join(folder, "files", "statements", statements[0].sha256);
  assert.deepEqual((await send("KEPT", fs.readFileSync(kept))).activated, [order.number]);
  await checked();
});

test("money that was sent back keeps its file, by name", async () => {
  await send("UNDO-2", xml("UNDO-2", [{ amount: 4321, text: "to be sent back", ref: "S1" }]));
  const [receipt] = await receiptsWith("to be sent back");
  const returned = await api.post(`/receipts/${receipt.id}/returns`,
    { to_name: "A Payer", to_account: "SE0000000000000000000002", reason: "Not ours" });
  assert.equal(returned.status, 200, returned.text);
  const page = await pageOf("UNDO-2.xml");
  const form = await finance.get(`${page}/undo`);
  assert.match(form.html, /data-blocked/);
  assert.doesNotMatch(form.html, /<textarea/);
  const file = await finance.get("/desk/statements");
  const { fields } = { fields: Object.fromEntries([...file.html.matchAll(
    /name="(csrf|idempotency_key)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])) };
  const forced = await finance.post(`${page}/undo`, { ...fields, note: "All the same" });
  assert.equal(forced.status, 409);
  assert.equal(refusalOf(forced.html), "payment_left");
  assert.equal((await receiptsWith("to be sent back"))[0].state, "returned");
});

test("entries that a later file repeats are counted once, so the later file goes first", async () => {
  const entries = [{ amount: 1111, text: "twice told", ref: "R1" }];
  await send("REPEAT-1", xml("REPEAT-1", entries));
  const both = [...entries, { amount: 2, text: "more", ref: "R2" }];
  assert.equal((await send("REPEAT-2", xml("REPEAT-2", both))).known, 1);
  const first = await pageOf("REPEAT-1.xml");
  const refused = await finance.get(`${first}/undo`);
  assert.equal(refused.status, 409);
  assert.match(textOf(refused.html), /REPEAT-2\.xml/);
  await undo(await pageOf("REPEAT-2.xml"));
  assert.equal((await receiptsWith("twice told"))[0].state, "unmatched");
  await undo(first);
  const again = await send("REPEAT-3", xml("REPEAT-3", entries));
  assert.deepEqual([again.new, again.known], [1, 0]);
});

test("a bank's return that was told by mistake: the payment is here again, and waits", async () => {
  const order = await api.order("4500909");
  const { amount, currency } = order.total;
  const account = demoAccounts[currency];
  const line = { amount, currency, text: order.reference.text, ref: "BACK-1" };
  assert.deepEqual((await send("BACK-1", xml("BACK-1", [line], account))).activated, [order.number]);
  await send("BACK-2", xml("BACK-2", [{ ...line, amount: -amount, reversal: true }], account));
  const [receipt] = await receiptsWith(order.reference.text);
  assert.deepEqual(receipt.reasons, ["taken_by_bank"]);
  assert.match((await finance.get("/desk/cases")).html, /data-case="bank_return"/);
  const refused = await finance.get(`${await pageOf("BACK-1.xml")}/undo`);
  assert.match(refused.html, /data-blocked/);
  await undo(await pageOf("BACK-2.xml"));
  const [here] = await receiptsWith(order.reference.text);
  assert.deepEqual([here.state, here.reasons, here.unplaced.amount, here.returned.amount],
    ["unmatched", ["return_undone"], amount, 0]);
  assert.doesNotMatch((await finance.get("/desk/cases")).html, /data-case="bank_return"/);
  await checked();
  await undo(await pageOf("BACK-1.xml"));
  await checked();
});

test("who may not move money is shown neither link nor page", async () => {
  const page = await pageOf("UNDO-1.xml");
  const reviewer = await visitor(demo.url, "reviewer@nordlys.example");
  assert.doesNotMatch((await reviewer.get(page)).html, /\/undo"/);
  assert.equal((await reviewer.get(`${page}/undo`)).status, 403);
});

test("killed while it undoes, it goes on where it stopped, and each entry is undone once", async () => {
  const entries = Array.from({ length: 3000 }, (_, at) => ({ amount: 100 + at, text: `undo line ${at}`,
    ref: `L${at}` }));
  await send("UNDO-BIG", xml("UNDO-BIG", entries));
  const page = await pageOf("UNDO-BIG.xml");
  const asked = await finance.fill(`${page}/undo`, `${page}/undo`, { note: "Crash" });
  assert.equal(asked.status, 303);
  for (const afterMs of [150, 300]) {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await demo.kill();
    await begin();
  }
  await waitUntil("the file is undone", async () =>
    (await finance.get(page)).html.includes('data-undoing="past"'), { seconds: 60 });
  await checked();
  const { receipts } = (await api.get("/receipts?state=unmatched&limit=200")).body;
  assert.deepEqual(receipts.filter((one) => /^undo line/.test(one.remittance)), []);
});
