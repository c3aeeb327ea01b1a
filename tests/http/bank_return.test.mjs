// A bank takes a payment back (domain.md A28): by the line of the statement the order is open again, its
// membership has ended, and the books agree. A line that does not say which payment it was waits for finance.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api, visitor } from "../support/http.mjs";
import { kvittJson, startDemo, temporaryFolder } from "../support/programs.mjs";

let demo;
let api;
let folder;

before(async () => {
  folder = temporaryFolder();
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
});

after(() => checkAndStop(demo));

async function imported(name, entries, day) {
  const file = path.join(folder, name);
  const listed = entries.map((entry) => ({ currency: "SEK", ...entry }));
  fs.writeFileSync(file, camt053({ account: demoAccounts.SEK, id: name, day, entries: listed }));
  const { code, answer } = await kvittJson(["import-statement", "--json", file], demo.database);
  assert.equal(code, 0);
  return answer.files[0];
}

const orderOf = async (number) => (await api.get(`/orders/${number}`)).body;
const membershipsOf = async (partner) =>
  (await api.get(`/memberships?partner_id=${partner}`)).body.memberships;

test("paid, taken back, paid again", async () => {
  const order = await api.order("4500101");
  const amount = order.total.amount;
  const day = order.created_at.slice(0, 10);
  const paid = await imported("paid.xml", [{ amount, text: order.reference.text, ref: "BANK-1" }], day);
  assert.deepEqual(paid.activated, [order.number]);
  const [receipt] = (await api.get("/receipts?state=allocated&partner_id=4500101")).body.receipts;
  assert.equal(receipt.allocations[0].order, order.number);

  const returned = { amount: -amount, text: "RETURN", ref: "BANK-1", reversal: true };
  const back = await imported("back.xml", [returned], day);
  assert.deepEqual([back.result, back.new, back.activated], ["taken", 1, []]);
  const open = await orderOf(order.number);
  assert.deepEqual([open.state, open.shown_state, open.paid.amount], ["awaiting_payment",
    "awaiting_payment", 0]);
  assert.equal(open.awaiting.what, "payment");
  assert.equal(open.expires_at, order.expires_at);
  assert.deepEqual((await membershipsOf("4500101")).map((one) => one.state), ["revoked"]);
  const after = (await api.get(`/receipts/${receipt.id}`)).body;
  assert.deepEqual([after.state, after.returned.amount, after.unplaced.amount, after.allocations],
    ["returned", amount, 0, []]);
  assert.deepEqual(after.reasons, ["taken_by_bank"]);

  // The same file once more, and the same line in another file, change nothing.
  const same = await kvittJson(["import-statement", "--json", path.join(folder, "back.xml")], demo.database);
  assert.equal(same.answer.files[0].result, "already_known");
  assert.equal((await imported("again.xml", [{ ...returned }], day)).known, 1);
  assert.equal((await orderOf(order.number)).state, "awaiting_payment");

  const anew = await imported("anew.xml", [{ amount, text: order.reference.text, ref: "BANK-2" }], day);
  assert.deepEqual(anew.activated, [order.number]);
  assert.deepEqual((await membershipsOf("4500101")).map((one) => one.state).sort(), ["active", "revoked"]);
});

test("a return that names no payment is booked, touches no order and waits for finance", async () => {
  const order = await api.order("4500707");
  const before = await orderOf(order.number);
  const told = await imported("unknown.xml", [{ amount: -4242, text: "something came back", reversal: true }],
    order.created_at.slice(0, 10));
  assert.equal(told.new, 1);
  assert.deepEqual(await orderOf(order.number), before);
  const desk = await visitor(demo.url, "finance@nordlys.example");
  const cases = [...(await desk.get("/desk/cases")).html.matchAll(/data-case="(\w+)"/g)];
  assert.deepEqual(cases.map(([, kind]) => kind), ["bank_return", "unknown_return"]);
});
