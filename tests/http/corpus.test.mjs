// Real banks' camt.053 files, unchanged but for one text: a live order's number, as its payer would have
// written
// it. The order is active; the same file again changes nothing.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { corpus, planted, realFiles } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { databaseIn, kvitt, kvittJson, newKey, startServe, temporaryFolder } from "../support/programs.mjs";

const partnerId = "4500901";

// A programme whose receiving account is the file's, selling silver for exactly what the entry brings.
function programme(account, currency, price) {
  const address = { street: "1 Main Street", street_2: null, postal_code: "10001", city: "New York",
    region: "NY",
    country: "US" };
  return {
    catalogue: {
      programme: { name: "Corpus", seller_name: "Seller AB", seller_country: "SE", partner_id_label: "MPN ID",
        desk_email: "desk@seller.example", order_days: 30, expiry_grace_days: 7 },
      time_zone: "Europe/Stockholm",
      competencies: [{ code: "cloud", name_en: "Cloud", name_sv: "Moln" }],
      offers: [{ code: "silver", family: "competency", tier: "silver", position: 1, name_en: "Silver",
        name_sv: "Silver", summary_en: "Silver", summary_sv: "Silver" }],
      benefits: [], discounts: [], tolerances: [],
      prices: [{ offer: "silver", country: "*", valid_from: "2000-01-01", currency, amount: price }],
      taxes: [{ buyer_country: "*", treatment: "export", rate: 0, valid_from: "2000-01-01" }],
      receiving_accounts: [{ code: "main", currency, kind: "account", number: account,
        statement_account: account,
        holder: "Seller AB", bank: "The file's bank", bic: null, bank_country: "SE" }],
      agreements: [{ version: "1", valid_from: "2000-01-01", text_en: "# Terms\n\nText.",
        text_sv: "# Villkor\n\nText." }],
    },
    partners: [{ partner_id: partnerId, legal_name: "Planted Payer, Inc.", country: "US", currency,
      tax_id: null,
      network_member: true, verification: "authorized", suspended: false, legal_address: address,
      bill_to_address: null, sold_to_address: null, location_ids: [] }],
    attainments: [{ partner_id: partnerId, competency: "cloud", tier: "silver", from_day: "2000-01-01",
      until_day: null, evidence: "test" }],
    users: [],
  };
}

async function loaded(folder, account, currency, price) {
  fs.writeFileSync(path.join(folder, "programme.json"), JSON.stringify(programme(account, currency, price)));
  const env = databaseIn(folder);
  const done = await kvitt(["load", path.join(folder, "programme.json")], { env });
  assert.equal(done.code, 0, done.stderr);
  return newKey(env.KVITT_DATABASE, ["key", "add", "--name", "Test", "--scope", "desk"]);
}

// Money in that is booked, is one payment, and has its place for a text: its statement and its number in the
// file.
function candidates(file, xml) {
  const tags = [...xml.matchAll(/<Ntry>[\s\S]*?<\/Ntry>/g)].map(([text]) =>
    (text.match(/<TxDtls/g) ?? []).length);
  const found = [];
  let n = -1;
  for (const statement of file.statements)
    for (const entry of statement.entries) {
      ++n;
      const plain = entry.amount > 0 && entry.status === "booked" && !entry.reversal;
      if (plain && tags[n] === 1) found.push({ n, account: statement.account, entry });
    }
  return found;
}

async function walk(t, file, { n, account, entry }) {
  const folder = temporaryFolder();
  const key = await loaded(folder, account, entry.currency, entry.amount);
  const server = await startServe(folder);
  try {
    const order = await new Api(server.url, key).order(partnerId);
    assert.deepEqual(order.total, { amount: entry.amount, currency: entry.currency });
    const copy = path.join(folder, "statement.xml");
    fs.writeFileSync(copy, planted(fs.readFileSync(file, "utf8"), n, `Order ${order.number} ${partnerId}`));
    await importTwice(server, new Api(server.url, key), order, copy);
    const { code, answer } = await kvittJson(["check", "--json"], server.database);
    assert.deepEqual([code, answer.checks.filter((one) => !one.ok)], [0, []]);
  } finally {
    await server.stop();
  }
}

async function importTwice(server, api, order, file) {
  const { code, answer } = await kvittJson(["import-statement", "--json", file], server.database);
  assert.equal(code, 0);
  assert.deepEqual([answer.files[0].result, answer.files[0].activated], ["taken", [order.number]],
    JSON.stringify(answer.files[0]));
  const paid = (await api.get(`/orders/${order.number}`)).body;
  assert.deepEqual([paid.state, paid.paid], ["active", order.total]);
  const { memberships } = (await api.get("/memberships")).body;
  assert.deepEqual(memberships.map((one) => [one.order_number, one.state]), [[order.number, "active"]]);

  const receipts = (await api.get("/receipts?limit=200")).body;
  const again = await kvittJson(["import-statement", "--json", file], server.database);
  assert.deepEqual([again.code, again.answer.files[0].result, again.answer.files[0].new], [0,
    "already_known", 0]);
  assert.deepEqual((await api.get(`/orders/${order.number}`)).body, paid);
  assert.deepEqual((await api.get("/receipts?limit=200")).body, receipts);
}

test("real bank files", { skip: corpus ? false : "KVITT_CORPUS is not set" }, async (t) => {
  const read = await kvitt(["read-statement", "--json", ...realFiles()]);
  const { files } = JSON.parse(read.stdout);
  const walked = new Set();
  for (const [at, file] of realFiles().entries()) {
    const name = path.basename(file);
    const [first] = candidates(files[at], fs.readFileSync(file, "utf8"));
    if (files[at].error || !first) {
      t.diagnostic(`${name}: ${files[at].error?.message ?? "no payment to plant in"}`);
      continue;
    }
    await t.test(`${files[at].format} ${name}`, () => walk(t, file, first));
    walked.add(files[at].format);
  }
  for (const version of ["02", "03", "04", "08"])
    assert.ok(walked.has(`camt.053.001.${version}`), `no file of version ${version} was walked`);
});
