// Traps that other systems fell into (peers.md, section 7), those that a story cannot show; the others are in
// tests/stories/traps.story. Each test fails if kvitt falls into its one.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { startDemo } from "../support/programs.mjs";

const root = path.resolve(import.meta.dirname, "../..");
let demo;
let desk;
let day;
let order; // of a company that pays in kronor

before(async () => {
  demo = await startDemo();
  desk = new Api(demo.url, demo.api_key);
  const clock = await (await visitor(demo.url)).get("/demo/clock");
  day = clock.html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
  order = await desk.order("4500101");
});

after(() => checkAndStop(demo));

// Without the bank's own references of the lines, so that nothing but what is visible tells them apart.
const send = async (id, entries) => {
  const xml = camt053({ account: demoAccounts.SEK, id, day, entries })
    .replace(/<(NtryRef|AcctSvcrRef)>[^<]*<\/\1>/g, "");
  const taken = await desk.send(xml, `${id}.xml`);
  assert.equal(taken.status, 200, taken.text);
  return taken.body;
};

// A hash of the visible fields as a line's identity drops the second of two equal payments. Two lines of a
// statement are two payments; what is dropped is the same file, and the same line on another statement.
test("two payments that look the same are two; the same file again is none", async () => {
  const { number, total } = order;
  const entry = { amount: 100_000, currency: "SEK", text: number };
  const taken = await send("TRAP-1", [entry, entry]);
  assert.deepEqual([taken.entries, taken.new, taken.known], [2, 2, 0]);
  const paid = (await desk.get(`/orders/${number}`)).body.paid;
  assert.deepEqual(paid, { amount: 200_000, currency: total.currency });
  const again = await send("TRAP-1", [entry, entry]);
  assert.deepEqual([again.result, again.new], ["already_known", 0]);
  assert.equal((await desk.get(`/orders/${number}`)).body.paid.amount, 200_000);
});

// Status taken from a message without comparing amounts: what the bank says is counted, never what a payer
// writes about it.
test("a text that says paid pays nothing", async () => {
  const text = `${order.number} PAID IN FULL ${order.total.amount}.00 SEK`;
  const taken = await send("TRAP-2", [{ amount: 1, currency: "SEK", text }]);
  assert.deepEqual([taken.part_paid, taken.activated], [1, []]);
  assert.equal((await desk.get(`/orders/${order.number}`)).body.state, "awaiting_payment");
});

// An error that idempotency keeps is given again when it is true no longer; and a key that comes with another
// input is a fault of the program, not a second order.
test("a refusal is judged anew under its key; another input under a used key is refused", async () => {
  const { number } = await desk.order("4500909");
  const key = randomUUID();
  const use = () => desk.post(`/orders/${number}/cancel/withdraw`, undefined, key);
  assertProblem(await use(), 409, "no_cancel_request");
  assert.deepEqual((await use()).headers.get("Idempotent-Replayed"), null);
  const made = randomUUID();
  const body = { offer: "silver", payment_method: "bank_transfer", partner_id: "4500909",
    agreement_version: (await desk.get("/offers?partner_id=4500909")).body.agreement_version };
  assertProblem(await desk.post("/orders", body, made), 409, "open_order");
  assert.equal((await desk.post(`/orders/${number}/cancel`)).status, 200);
  assert.equal((await desk.post("/orders", body, made)).status, 201, "judged anew, it is right now");
  assertProblem(await desk.post("/orders", { ...body, offer: "gold" }, made), 409, "idempotency_key_reused");
});

// A cost per line that grows with what is there: a payment looks its number up by key, so a file costs what
// its own lines cost. That no statement of a receipt reads a table from end to end is held by tests/plans at
// scale; here a file of many lines that name nothing is taken whole, in one answer.
test("many lines that name nothing are taken at once and wait", async () => {
  const line = (_, at) => ({ amount: 100 + at, currency: "SEK", text: `line ${at}` });
  const lines = Array.from({ length: 300 }, line);
  const taken = await send("TRAP-4", lines);
  assert.deepEqual([taken.new, taken.unmatched, taken.activated], [300, 300, []]);
});

// A feature behind a licence: all of kvitt is in what one gets. No key, edition or paid plan turns anything
// on.
test("nothing in the source asks for a licence", () => {
  const asks = /licen[cs]e[ _-]?key|enterprise[ _-]edition|premium|feature[ _-]?flag|paid plan/i;
  const source = path.join(root, "src");
  const found = fs.readdirSync(source, { recursive: true })
    .filter((name) => /\.(cpp|h|html|toml|json)$/.test(name))
    .filter((name) => asks.test(fs.readFileSync(path.join(source, name), "utf8")));
  assert.deepEqual(found, []);
});
