// The journal taken out: hledger reads it and finds the same sums, with a balance assertion at the end of
// each statement; the desk's pages show each figure down to bank line, order and person.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, decimal, demoAccounts } from "../support/camt.mjs";
import { textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { kvitt, startDemo, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const folder = temporaryFolder();
const journalFile = path.join(folder, "kvitt.journal");
let demo;
let api;
let finance;

const env = () => ({ KVITT_DATABASE: demo.database });

// Through the sandbox bank, whose statements carry balances.
async function transfer(sandbox, fields) {
  const answer = await sandbox.post("/demo/bank/transfers", { payer_name: "A Payer",
    payer_account: "SE0000000000000000000001", ...fields });
  assert.ok(answer.status < 400, answer.html);
}

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
  finance = await visitor(demo.url, "finance@nordlys.example");
  const sandbox = await visitor(demo.url);
  const day = (await sandbox.get("/demo/clock")).html.match(/value="(\d{4}-\d\d-\d\d)/)[1];
  const dated = { booking_date: day, value_date: day };
  const paid = await api.order("4500101");
  await transfer(sandbox, { ...dated, reference: paid.reference.text, currency: paid.total.currency,
    amount: decimal(paid.total.amount + 1234) });
  await transfer(sandbox, { ...dated, reference: "whose is this", currency: "JPY", amount: "7777" });
  await waitUntil("both are in", async () => {
    const { receipts } = (await api.get("/receipts?limit=200")).body;
    return receipts.some((one) => one.remittance === "whose is this") &&
      (await api.get(`/orders/${paid.number}`)).body.state === "active";
  });
  // Sent back, and a line that is no business of orders.
  const { receipts } = (await api.get("/receipts?state=unmatched&limit=200")).body;
  const waiting = receipts.find((one) => one.remittance === "whose is this");
  await api.post(`/receipts/${waiting.id}/returns`, { to_name: "A", to_account: "B", reason: "Not ours" });
  await api.send(camt053({ account: demoAccounts.SEK, id: "CHARGES", day,
    entries: [{ amount: -150, currency: "SEK", text: "charges" }] }), "charges.xml");
  await kvitt(["run-jobs", "--at", `${Number(day.slice(0, 4)) + 1}-03-02`], { env: env() });
  const exported = await kvitt(["export", "journal", "--format", "hledger"], { env: env() });
  assert.equal(exported.code, 0, exported.stderr);
  fs.writeFileSync(journalFile, exported.stdout);
});

after(() => checkAndStop(demo));

function hledger(words, file = journalFile) {
  return spawnSync("hledger", ["-f", file, ...words], { encoding: "utf8" });
}

const balancesOfKvitt = async () => {
  const answer = await finance.get("/desk/reports/balances.csv");
  assert.equal(answer.headers.get("Content-Type"), "text/csv; charset=utf-8");
  const [head, ...rows] = answer.html.replace(/^\uFEFF/, "").trimEnd().split("\r\n");
  assert.equal(head, "account,amount,currency");
  return rows.map((row) => row.split(","));
};

test("hledger finds nothing to say against it, strictly, with dates in order", () => {
  const { status, stderr } = hledger(["check", "-s", "ordereddates", "accounts", "commodities"]);
  assert.deepEqual([stderr, status], ["", 0]);
});

test("a wrong figure, or a balance that is not the bank's, is found", () => {
  const text = fs.readFileSync(journalFile, "utf8");
  const assertions = text.match(/ = -?[\d.]+ [A-Z]{3}$/gm) ?? [];
  assert.ok(assertions.length >= 4, text);
  const wrong = path.join(folder, "wrong.journal");
  const other = (_, sign, digit) => `${sign}${(Number(digit) + 1) % 10}`;
  fs.writeFileSync(wrong, text.replace(/( = -?)(\d)/, other));
  assert.notEqual(hledger(["check", "-s"], wrong).status, 0);
  // A payment left out, wholly: balanced in itself, but not what the bank says.
  const payment = text.split("\n\n").find((one) => /entry_in/.test(one) && /bank:sek/.test(one));
  assert.ok(payment);
  fs.writeFileSync(wrong, text.replace(`${payment}\n\n`, ""));
  assert.match(hledger(["check", "-s"], wrong).stderr, /assertion/);
});

test("hledger's balances are kvitt's, account by account and currency by currency", async () => {
  const { stdout } = hledger(["balance", "-N", "--flat", "-O", "csv", "--layout=bare", "-E"]);
  const theirs = stdout.trimEnd().split("\n").slice(1).map((row) => row.replaceAll('"', "").split(","));
  const without = ([account, currency, amount]) =>
    [account.slice(account.indexOf(":") + 1), Number(amount) === 0 ? "0" : amount, currency];
  const ours = (await balancesOfKvitt()).map(([account, amount, currency]) =>
    [account, Number(amount) === 0 ? "0" : amount, currency]);
  const nonZero = (rows) => rows.filter(([, amount]) => amount !== "0").map((row) => row.join(" ")).sort();
  assert.ok(nonZero(ours).length >= 12);
  assert.deepEqual(nonZero(theirs.map(without)), nonZero(ours));
  for (const account of ["bank:sek", "revenue", "deferred-revenue", "output-vat", "partner-credit",
    "refunds-payable", "bank-other"]) assert.ok(ours.some(([name]) => name === account), account);
});

test("the CSV has a row for each posting, and sums to zero in each currency", async () => {
  const { stdout } = await kvitt(["export", "journal", "--format", "csv"], { env: env() });
  const [head, ...rows] = stdout.trimEnd().split("\r\n").map((row) => row.split(","));
  assert.deepEqual(head, ["journal_transaction", "posting_date", "kind", "line", "account", "currency",
    "amount", "event", "order", "partner_id", "receipt"]);
  const sums = {};
  for (const [, , , , , currency, amount] of rows)
    sums[currency] = (sums[currency] ?? 0) + Math.round(Number(amount) * 1000);
  assert.ok(Object.keys(sums).length >= 4);
  assert.ok(Object.values(sums).every((sum) => sum === 0), JSON.stringify(sums));
  assert.equal((await kvitt(["export", "journal", "--format", "xml"], { env: env() })).code, 2);
});

test("each figure leads to its postings, and each posting to bank line, order and person", async () => {
  const page = await finance.get("/desk/reports");
  assert.match(page.html, /data-account="bank:sek"/);
  const postings = await finance.get("/desk/reports/postings?account=deferred-revenue&currency=SEK");
  assert.equal(postings.status, 200);
  const links = postings.html.matchAll(/href="(\/desk\/reports\/journal\/\w+)"/g);
  const completed = [...links].map(([, url]) => url);
  const pages = await Promise.all(completed.map((url) => finance.get(url)));
  const paid = pages.find((one) => /order_activated/.test(one.html));
  assert.ok(paid, "the order's completion");
  assert.match(paid.html, /href="\/desk\/orders\/\d{10}"/);
  const bank = await finance.get("/desk/reports/postings?account=bank:sek&currency=SEK");
  const row = bank.html.split("<tr>").find((one) => one.includes("/desk/receipts/"));
  const [, entry] = row.match(/href="(\/desk\/reports\/journal\/\w+)"/);
  const line = await finance.get(entry);
  assert.match(line.html, /href="\/desk\/receipts\/\w+"/);
  assert.match(line.html, /href="\/desk\/statements\/\w+"/);
  assert.match(textOf(line.html), /receipt_recorded/);
});

test("who may not see payments may not see the journal, and an export is told", async () => {
  const reviewer = await visitor(demo.url, "reviewer@nordlys.example");
  for (const at of ["", "/balances.csv", "/postings?account=revenue&currency=SEK"])
    assert.equal((await reviewer.get(`/desk/reports${at}`)).status, 403, at);
  const partner = await visitor(demo.url, "anna@fjallnat.example");
  assert.notEqual((await partner.get("/desk/reports")).status, 200);
  const none = await finance.get("/desk/reports/journal/zzzzzzzzz");
  assert.equal(none.status, 404);
});
