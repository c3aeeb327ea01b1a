// Bank files through the command and the inbox: the same output whether a server runs or not, and each file
// once.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { databaseIn, kvitt, kvittJson, startDemo, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

let demo;
let api;
let folder;
let kept;

before(async () => {
  folder = temporaryFolder();
  kept = path.join(folder, "demo");
  demo = await startDemo({ dir: kept });
  api = new Api(demo.url, demo.api_key);
});

after(() => checkAndStop(demo));

function written(name, entries, { currency = "SEK", day, into = folder } = {}) {
  const file = path.join(into, name);
  const listed = entries.map((entry) => ({ currency, ...entry }));
  fs.writeFileSync(file, camt053({ account: demoAccounts[currency], id: name, day, entries: listed }));
  return file;
}

const dayOf = (order) => order.created_at.slice(0, 10);

test("a part payment, a whole one and one for nobody; dry run first", async () => {
  const [silver, pack] = [await api.order("4500707"), await api.order("4500707", "action_pack")];
  const file = written("three.xml", [
    { amount: silver.total.amount, text: `/RFB/${silver.reference.rf}` },
    { amount: 10000, text: pack.reference.text },
    { amount: 777, text: "no idea" },
  ], { currency: "EUR", day: dayOf(silver) });

  const dry = await kvittJson(["import-statement", "--json", "--dry-run", file], demo.database);
  assert.deepEqual([dry.code, dry.answer.files[0].new], [0, 3]);
  assert.equal((await api.get(`/orders/${silver.number}`)).body.state, "awaiting_payment");

  const { code, answer } = await kvittJson(["import-statement", "--json", file], demo.database);
  const [told] = answer.files;
  assert.equal(code, 0);
  assert.deepEqual(Object.keys(told).sort(), ["path", "sha256", "result", "statements", "entries", "new",
    "known",
    "allocated", "part_paid", "credit", "suggested", "held", "unmatched", "activated", "error"].sort());
  assert.deepEqual([told.path, told.result, told.statements, told.entries, told.new], [file, "taken", 1, 3,
    3]);
  assert.deepEqual([told.allocated, told.part_paid, told.unmatched], [1, 1, 1]);
  assert.deepEqual([told.activated, told.error], [[silver.number], null]);

  assert.equal((await api.get(`/orders/${silver.number}`)).body.state, "active");
  const part = (await api.get(`/orders/${pack.number}`)).body;
  assert.deepEqual([part.state, part.shown_state, part.paid.amount], ["awaiting_payment", "part_paid",
    10000]);
  assert.equal(part.awaiting.what, "rest_of_payment");
  const asked = await api.post(`/orders/${pack.number}/cancel`);
  assert.deepEqual([asked.status, asked.body.state, asked.body.shown_state],
    [200, "awaiting_payment", "cancel_requested"]);

  const again = await kvittJson(["import-statement", "--json", file], demo.database);
  assert.deepEqual([again.code, again.answer.files[0].result, again.answer.files[0].new], [0,
    "already_known", 0]);
});

test("the same entries in another file are known", async () => {
  const order = await api.order("4500909");
  const entries = [{ amount: order.total.amount, text: order.reference.text, ref: "SAME-REF-1" }];
  const first = written("first.xml", entries, { currency: "JPY", day: dayOf(order) });
  const second = path.join(folder, "second.xml");
  fs.writeFileSync(second, `${fs.readFileSync(first, "utf8")}\n<!-- sent again -->\n`);
  const { answer } = await kvittJson(["import-statement", "--json", first, second], demo.database);
  assert.deepEqual(answer.files.map((file) => [file.result, file.new, file.known]), [["taken", 1, 0],
    ["taken", 0, 1]]);
  const paid = (await api.get(`/orders/${order.number}`)).body;
  assert.deepEqual([paid.state, paid.paid], ["active", order.total]);
});

test("the inbox takes what lies still, and leaves what is being written", async () => {
  const order = await api.order("4500808", "action_pack");
  const money = [{ amount: order.total.amount, text: order.reference.text }];
  const how = { currency: "USD", day: dayOf(order), into: demo.inbox };
  for (const name of ["a.xml.part", "b.tmp", ".hidden.xml", "C.PART"]) written(name, money, how);
  fs.mkdirSync(path.join(demo.inbox, "sub"));
  written("in_sub.xml", money, { ...how, into: path.join(demo.inbox, "sub") });
  const other = written("other.xml", [{ amount: 5, text: "other" }], how);
  await waitUntil("other.xml is done", () => fs.existsSync(path.join(demo.inbox, "done", "other.xml")));
  assert.equal((await api.get(`/orders/${order.number}`)).body.state, "awaiting_payment");
  assert.deepEqual(fs.readdirSync(demo.inbox).sort(),
    [".hidden.xml", "C.PART", "a.xml.part", "b.tmp", "done", "refused", "sub"]);

  fs.renameSync(path.join(demo.inbox, "a.xml.part"), path.join(demo.inbox, "a.xml"));
  const paid = await waitUntil("the order is active", async () => {
    const { body } = await api.get(`/orders/${order.number}`);
    return body.state === "active" && body;
  });
  assert.deepEqual(paid.paid, order.total);
  await waitUntil("a.xml is done", () => fs.existsSync(path.join(demo.inbox, "done", "a.xml")));

  // The same bytes under another name, and another file under a name that was there before.
  fs.copyFileSync(path.join(demo.inbox, "done", "a.xml"), path.join(demo.inbox, "again.xml"));
  written("other.xml", [{ amount: 6, text: "another" }], how);
  await waitUntil("both are done", () => ["again.xml", "other-2.xml"].every(
    (name) => fs.existsSync(path.join(demo.inbox, "done", name))));
  assert.ok(!fs.existsSync(other));
  assert.deepEqual((await api.get(`/orders/${order.number}`)).body, paid);
});

test("a file that grows is taken when it is whole", async () => {
  const order = await api.order("4500101", "action_pack");
  const entries = [{ amount: order.total.amount, text: order.reference.ocr, currency: "SEK" }];
  const bytes = camt053({ account: demoAccounts.SEK, id: "GROWS-1", day: dayOf(order), entries });
  const file = path.join(demo.inbox, "grows.xml");
  const parts = 7;
  for (let part = 0; part < parts; ++part) {
    fs.appendFileSync(file, bytes.slice((bytes.length * part) / parts, (bytes.length * (part + 1)) / parts));
    await new Promise((resolve) => setTimeout(resolve, part < parts - 1 ? 400 : 0));
  }
  await waitUntil("the file is done", () => fs.existsSync(path.join(demo.inbox, "done", "grows.xml")));
  assert.ok(!fs.existsSync(path.join(demo.inbox, "refused", "grows.xml")));
  assert.equal((await api.get(`/orders/${order.number}`)).body.state, "active");
});

test("without a server the command does the same, and says the same", async () => {
  const orders = [await api.order("4500505", "action_pack"), await api.order("4500303", "action_pack")];
  const day = dayOf(orders[0]);
  const files = orders.map((order, at) => written(`both-${at}.xml`,
    [{ amount: order.total.amount, text: order.reference.text }], { day, currency: order.total.currency }));
  const words = ["import-statement", "--json", ...files];
  await demo.stop();
  const copy = path.join(folder, "copy");
  fs.cpSync(kept, copy, { recursive: true });

  const stopped = await kvitt(words, { env: databaseIn(copy) });
  const checked = await kvittJson(["check", "--json"], databaseIn(copy).KVITT_DATABASE);
  assert.deepEqual([checked.code, checked.answer.ok], [0, true]);
  demo = await startDemo({ dir: kept });
  api = new Api(demo.url, demo.api_key);
  const running = await kvitt(words, { env: { KVITT_DATABASE: demo.database } });
  assert.deepEqual([stopped.code, stopped.stdout, stopped.stderr], [0, running.stdout, running.stderr]);
  const activated = JSON.parse(running.stdout).files.flatMap((file) => file.activated);
  assert.deepEqual(activated, orders.map(({ number }) => number));
  for (const { number } of orders) assert.equal((await api.get(`/orders/${number}`)).body.state, "active");
});

test("wrong use ends with 2, an unreachable database with 3", async () => {
  assert.equal((await kvitt(["import-statement"])).code, 2);
  assert.equal((await kvitt(["import-statement", "--wrong", "x"])).code, 2);
  const nowhere = { KVITT_DATABASE: `sqlite:${path.join(folder, "none", "kvitt.db")}` };
  assert.equal((await kvitt(["check"], { env: nowhere })).code, 3);
});
