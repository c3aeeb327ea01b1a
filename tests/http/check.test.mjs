// The desk sees whether the books are in order, and when that was proven; damage done behind the product's
// back, while it serves, is found; a head of the chain that was kept elsewhere tells rewritten history.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import test, { after, before } from "node:test";
import { textOf } from "../support/html.mjs";
import { visitor } from "../support/http.mjs";
import { kvitt, kvittJson, startDemo, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const folder = temporaryFolder();
let demo;
let finance;

before(async () => {
  demo = await startDemo({ dir: folder });
  finance = await visitor(demo.url, "finance@nordlys.example");
});
after(() => demo.stop());

const page = async () => (await finance.get("/desk/check")).html;
const databasePath = () => demo.database.replace("sqlite:", "");

// The page once no check is under way.
const answered = () => waitUntil("the check is done", async () => {
  const html = await page();
  return !html.includes("data-waiting") && html;
});

async function checkNow() {
  const asked = await finance.fill("/desk/check", "/desk/check");
  assert.equal(asked.status, 303);
  return answered();
}

function damage(...statements) {
  const database = new DatabaseSync(databasePath());
  for (const sql of statements) database.exec(sql);
  database.close();
}

const change = (sign) => `UPDATE payments_allocations SET amount = amount ${sign} 1
  WHERE id = (SELECT min(id) FROM payments_allocations)`;

test("a check is made by itself at start, and the page tells when and what", async () => {
  const html = await answered();
  assert.match(html, /data-outcome="good"/);
  for (const name of ["journal_balances", "journal_equals_tables", "receipts_add_up", "orders_paid",
    "one_open_order", "one_activation", "bank_equals_statements", "events_sealed", "chain_anchored",
    "documents_due", "files_kept"]) assert.match(html, new RegExp(`data-check="${name}"`));
  assert.match(textOf(html), /Det var dags/);
});

test("who may not see the desk may not ask, and asking twice asks once", async () => {
  const partner = await visitor(demo.url, "anna@fjallnat.example", "en");
  assert.equal((await partner.get("/desk/check")).status, 403);
  const before = (await checkNow()).match(/Begärd av/g).length;
  await Promise.all([1, 2].map(() => finance.fill("/desk/check", "/desk/check")));
  const html = await answered();
  assert.ok(html.match(/Begärd av/g).length <= before + 2);
});

test("damage done while the server runs is found, told, and gone when it is mended", async () => {
  damage(change("+"));
  const html = await checkNow();
  assert.match(html, /data-outcome="bad"/);
  assert.match(textOf(html), /receipt \w+ \(allocated\) has \d+, placed \d+/);
  const { code, answer } = await kvittJson(["check", "--json"], demo.database);
  assert.deepEqual([code, answer.ok], [1, false]);
  damage(change("-"));
  assert.match(await checkNow(), /data-outcome="good"/);
});

test("each day's head of the chain is in a file, and tells rewritten history", async () => {
  const anchors = path.join(folder, "anchors");
  const some = () => fs.existsSync(anchors) && fs.readdirSync(anchors);
  const [name] = await waitUntil("a head is written", some);
  assert.match(name, /^chain-\d{4}-\d\d-\d\d\.json$/);
  const kept = path.join(folder, "kept.json");
  fs.copyFileSync(path.join(anchors, name), kept);
  const env = { KVITT_DATABASE: demo.database };
  assert.equal((await kvitt(["check", "--anchor", kept], { env })).code, 0);
  const head = JSON.parse(fs.readFileSync(kept, "utf8"));
  fs.writeFileSync(kept, JSON.stringify({ ...head, hash: "0".repeat(64) }));
  const { code, stdout } = await kvitt(["check", "--anchor", kept], { env });
  assert.equal(code, 1);
  assert.match(stdout, /wrong +chain_anchored\n +the head of .* history up to it was rewritten/);
  const none = await kvitt(["check", "--anchor", path.join(folder, "none.json")], { env });
  assert.deepEqual([none.code, /cannot read/.test(none.stderr)], [2, true]);
});
