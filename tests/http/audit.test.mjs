// What happened, told at the desk: the audit trail with its search, every look at what is sensitive, and one
// company's timeline.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { startDemo } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

let demo;
let api;
let auditor;
let finance;
let order;

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
  auditor = await visitor(demo.url, "auditor@nordlys.example");
  finance = await visitor(demo.url, "finance@nordlys.example");
  order = await api.order("4500101");
  const day = order.created_at.slice(0, 10);
  await api.send(camt053({ account: demoAccounts.SEK, id: "AUDIT-1", day, entries: [
    { amount: order.total.amount, currency: "SEK", text: order.reference.text },
    { amount: 5, currency: "SEK", text: "=HYPERLINK(\"http://evil.example\")", payer: "=cmd|' /C calc'!A0" },
  ] }), "audit.xml");
});

after(() => checkAndStop(demo));

const kindsOn = (html) => [...html.matchAll(/data-kind="(\w+)"/g)].map(([, kind]) => kind);

// Events are read in the order of their seals, which come a moment later.
const sealed = (query, kind) => waitUntil(`${kind} is sealed`, async () => {
  const { html, status } = await auditor.get(`/desk/audit?${query}`);
  assert.equal(status, 200, html);
  return kindsOn(html).includes(kind) && html;
});

test("the trail is searched by kind, order, company, person, day and text, and leads on", async () => {
  const ofOrder = await sealed(`order=${order.number}`, "membership_started");
  const kinds = kindsOn(ofOrder);
  for (const kind of ["order_submitted", "payment_allocated", "order_activated", "invoice_due"])
    assert.ok(kinds.includes(kind), kind);
  assert.ok(!kinds.includes("order_expired"));
  const activated = await sealed("kind=order_activated&partner_id=4500101", "order_activated");
  assert.deepEqual([...new Set(kindsOn(activated))], ["order_activated"]);
  const [, seq] = activated.match(/href="\/desk\/audit\/(\d+)"/);
  const event = await auditor.get(`/desk/audit/${seq}`);
  assert.match(textOf(event.html), new RegExp(order.number));
  assert.match(event.html, /[0-9a-f]{64}/);
  assert.match(event.html, /href="\/desk\/reports\/journal\/\w+"/, "what it posted");
  const none = await auditor.get("/desk/audit?q=nobody-wrote-this");
  assert.deepEqual(kindsOn(none.html), []);
  assert.deepEqual(kindsOn((await auditor.get("/desk/audit?until=2001-01-01")).html), []);
  const today = await auditor.get(`/desk/audit?from=${order.created_at.slice(0, 10)}&q=${order.number}`);
  assert.ok(kindsOn(today.html).includes("order_submitted"));
});

test("pages follow each other without a gap or a double", async () => {
  const seen = [];
  for (let at = "/desk/audit?from=2020-01-01"; at;) {
    const { html } = await auditor.get(at);
    seen.push(...[...html.matchAll(/href="\/desk\/audit\/(\d+)"/g)].map(([, seq]) => Number(seq)));
    at = html.match(/rel="next" href="([^"]+)"/)?.[1].replaceAll("&amp;", "&");
  }
  assert.ok(seen.length > 50, `${seen.length}`);
  assert.deepEqual(seen, [...new Set(seen)].sort((a, b) => b - a));
});

test("a look at what is sensitive is told: the search, a list taken out, a proof opened", async () => {
  await auditor.get("/desk/audit?q=who-looks");
  await sealed("kind=audit_searched&q=who-looks", "audit_searched");
  const csv = await finance.get("/desk/partners.csv");
  assert.match(csv.headers.get("Content-Disposition"), /^attachment; filename="partners.csv"/);
  const exported = await sealed("kind=list_exported&actor=frida", "list_exported");
  assert.match(textOf(exported), /Frida/);
  const proofs = await finance.get("/desk/proofs");
  const [, proof] = proofs.html.match(/href="(\/desk\/proofs\/[^"]+)"/);
  const page = await finance.get(proof);
  const [, file] = page.html.match(/href="([^"]+\/file[^"]*)"/);
  assert.equal((await finance.get(file)).status, 200);
  await sealed("kind=proof_opened", "proof_opened");
});

test("the trail as CSV holds the same, and nothing that a spreadsheet would run", async () => {
  const { html } = await auditor.get(`/desk/audit.csv?order=${order.number}`);
  const rows = html.replace(/^\uFEFF/, "").split("\r\n");
  const head = "seq,at,machine_at,kind,actor_kind,actor,partner_id,order,receipt,request,body,hash";
  assert.equal(rows[0], head);
  assert.ok(rows.some((row) => row.includes(",order_activated,")));
  assert.ok(rows.slice(1).every((row) => !/(^|,)"?[=+@]/.test(row)));
});

test("a company's page tells who it is and everything that happened to it", async () => {
  const list = await finance.get("/desk/partners?q=fj%C3%A4ll");
  assert.match(list.html, /href="\/desk\/partners\/4500101"/);
  const page = await waitUntil("it is told", async () => {
    const { html } = await finance.get("/desk/partners/4500101");
    return kindsOn(html).includes("order_activated") && html;
  });
  assert.match(page, new RegExp(`/desk/orders/${order.number}`));
  assert.match(page, /data-state="active"/);
  assert.match(page, /\/desk\/partners\/4500101\/credit/);
  assert.equal((await finance.get("/desk/partners/9999999")).status, 404);
  const all = [];
  for (let at = "/desk/partners"; at;) {
    const { html } = await finance.get(at);
    all.push(...[...html.matchAll(/href="\/desk\/partners\/(\d{7})"/g)].map(([, id]) => id));
    at = html.match(/rel="next" href="([^"]+)"/)?.[1];
  }
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.includes("4500909"));
});

test("the trail is the auditor's; a reviewer sees no money on a company's page", async () => {
  for (const at of ["/desk/audit", "/desk/audit.csv", "/desk/audit/1"])
    assert.equal((await finance.get(at)).status, 403, at);
  const reviewer = await visitor(demo.url, "reviewer@nordlys.example");
  const { html, status } = await reviewer.get("/desk/partners/4500101");
  assert.equal(status, 200);
  assert.doesNotMatch(html, /\/credit"|\/desk\/receipts\//);
  const partner = await visitor(demo.url, "anna@fjallnat.example");
  for (const at of ["/desk/partners", "/desk/partners/4500202"])
    assert.equal((await partner.get(at)).status, 403, at);
  assert.equal((await auditor.get("/desk/audit/99999999")).status, 404);
  assert.equal((await auditor.get("/desk/audit/none")).status, 404);
});
