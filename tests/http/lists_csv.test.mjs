// Every list of the desk goes out as CSV with the filters of its page, is told in the audit trail, and holds
// nothing that a spreadsheet would run.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api, visitor } from "../support/http.mjs";
import { startDemo } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

let demo;
let api;
let finance;
let auditor;
let order;

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
  finance = await visitor(demo.url, "finance@nordlys.example");
  auditor = await visitor(demo.url, "auditor@nordlys.example");
  order = await api.order("4500101");
  const day = order.created_at.slice(0, 10);
  await api.send(camt053({ account: demoAccounts.SEK, id: "CSV-1", day, entries: [
    { amount: 100, currency: "SEK", text: "=1+1", payer: "@SUM(A1:A9)" },
    { amount: 200, currency: "SEK", text: "+46 70 123, \"quoted\"", payer: "Plain" },
    { amount: -300, currency: "SEK", text: "back", reversal: true },
  ] }), "=evil.xml");
  const { receipts } = (await api.get("/receipts?state=unmatched")).body;
  const sent = receipts.find((one) => one.amount.amount === 200);
  await api.post(`/receipts/${sent.id}/returns`, { to_name: "-Name", to_account: "X", reason: "=R" });
});

after(() => checkAndStop(demo));

// Rows of cells (RFC 4180); fetch has taken the mark of UTF-8 off.
function parsed(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    const row = rows.at(-1);
    if (quoted && c === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (c === '"') quoted = !quoted;
    else if (quoted) row[row.length - 1] += c;
    else if (c === ",") row.push("");
    else if (c === "\n") rows.push([""]);
    else if (c !== "\r") row[row.length - 1] += c;
  }
  assert.deepEqual(rows.pop(), [""]);
  return rows;
}

async function csv(path, who = finance) {
  const { status, headers, html } = await who.get(path);
  assert.equal(status, 200, path);
  assert.match(headers.get("Content-Disposition"), /^attachment; filename="[a-z-]+\.csv"/);
  const [head, ...rows] = parsed(html);
  assert.ok(rows.every((row) => row.length === head.length), path);
  assert.ok(rows.flat().every((cell) => !/^\s*[=+@]/.test(cell)), path);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell])));
}

test("each page's link leads to its CSV, with the page's filters", async () => {
  const pages = ["/desk/orders", "/desk/orders?state=active", "/desk/receipts", "/desk/receipts?state=all",
    "/desk/proofs", "/desk/cases", "/desk/returns", "/desk/credits", "/desk/statements", "/desk/partners",
    "/desk/reports"];
  for (const at of pages) {
    const { html } = await finance.get(at);
    const [, link] = html.match(/href="([^"]+\.csv[^"]*)"/) ?? [];
    assert.ok(link, at);
    assert.ok((await csv(link.replaceAll("&amp;", "&"))).length > 0, link);
  }
  const active = await csv("/desk/orders.csv?state=active");
  assert.deepEqual([...new Set(active.map((one) => one.state))], ["active"]);
  const one = await csv(`/desk/orders.csv?q=${order.number}`);
  assert.deepEqual(one.map(({ number, partner_id: id, state }) => [number, id, state]),
    [[order.number, "4500101", "awaiting_payment"]]);
});

test("receipts tell their reasons, entries what became of them", async () => {
  const waiting = await csv("/desk/receipts.csv");
  const formula = waiting.find((row) => row.amount === "1.00");
  assert.deepEqual([formula.state, formula.reasons, formula.currency, formula.remittance, formula.payer_name],
    ["unmatched", "no_number", "SEK", "'=1+1", "'@SUM(A1:A9)"]);
  const { statements } = (await api.get("/statements")).body;
  const entries = await csv(`/desk/statements/${statements[0].id}/entries.csv`);
  assert.deepEqual(entries.map(({ amount, became }) => [amount, became]),
    [["1.00", "unmatched"], ["2.00", "returned"], ["-3.00", "out"]]);
  assert.equal(entries[1].remittance, '\'+46 70 123, "quoted"');
  const [repayment] = await csv("/desk/returns.csv");
  assert.deepEqual([repayment.amount, repayment.to_name, repayment.reason], ["2.00", "'-Name", "'=R"]);
});

test("taking a list out is told, with who and which filters", async () => {
  await csv("/desk/orders.csv?state=expired");
  await waitUntil("it is told", async () => {
    const { html } = await auditor.get("/desk/audit?kind=list_exported&q=expired");
    return html.includes('data-kind="list_exported"');
  });
});

test("who may not see a list may not take it out", async () => {
  const reviewer = await visitor(demo.url, "reviewer@nordlys.example");
  for (const list of ["receipts", "cases", "returns", "credits"])
    assert.equal((await reviewer.get(`/desk/${list}.csv`)).status, 403, list);
  const partner = await visitor(demo.url, "anna@fjallnat.example");
  for (const list of ["orders", "receipts", "proofs", "cases", "returns", "credits", "statements"])
    assert.notEqual((await partner.get(`/desk/${list}.csv`)).status, 200, list);
});
