// Proof of payment over plain HTTP: uploaded, replaced, reviewed, given out; each company its own, the desk
// by its roles. In both languages, as a browser without scripts sends it.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { jpeg, pdf, place, png } from "../support/documents.mjs";
import { csrfOf, faultsOf, refusalOf, statesOf, textOf, valueOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { partnerKey, startDemo } from "../support/programs.mjs";
import { filesOf, proofFields, sendProof, ticks } from "../support/proofs.mjs";
import { waitUntil } from "../support/wait.mjs";
import { words } from "../support/words.mjs";

let demo;
let api;
const desk = {};

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
  for (const role of ["finance", "reviewer", "auditor", "manager", "admin"])
    desk[role] = await visitor(demo.url, `${role}@nordlys.example`);
});

after(() => checkAndStop(demo));

const orderNow = async ({ number }) => (await api.get(`/orders/${number}`)).body;
const proofsOf = async ({ number }) => (await api.get(`/orders/${number}/proofs`)).body.proofs;

// Sends the page's form with what is right for the order, but for the changes.
async function upload(who, order, { file = { name: "proof.pdf", bytes: pdf() }, changes } = {}) {
  const address = `/orders/${order.number}/proof`;
  return who.upload(await who.get(`${address}?form=true`), address, file ? [file] : [],
    proofFields(order, changes));
}

// Reviews the newest proof on the desk's page.
async function review(who, order, version, decision, changes = {}) {
  const address = `/desk/proofs/${order.number}/${version}`;
  const seen = Object.fromEntries(ticks.map((tick) => [`seen_${tick}`, "true"]));
  return who.submit(await who.get(address), address, { ...seen, decision, ...changes });
}

for (const [language, email, partnerId] of [["sv", "anna@fjallnat.example", "4500101"],
  ["en", "lena@alpenglanz.example", "4500707"]])
  test(`from upload to verified: ${language}`, async () => {
    const t = words(language);
    const order = await api.order(partnerId);
    const who = await visitor(demo.url, email, language);
    const page = await who.get(`/orders/${order.number}/proof`);
    assert.equal(page.status, 200);
    const asked = textOf(page.html);
    for (const part of ["The day of the transfer", "Our account", "The amount and its currency",
      "The order number"].map((text) => t(text)).concat(order.number.slice(7), partnerId))
      assert.ok(asked.includes(part), `${part} is not asked for: ${asked}`);
    assert.ok(asked.replaceAll(" ", "").includes(order.receiving_account.number.replaceAll(" ", "")));

    const sent = await upload(who, order, { file: { name: "kvitto från banken.png", bytes: png() },
      changes: { transaction_ref: "T 42", shows_partner_id: undefined } });
    assert.deepEqual([sent.status, sent.location], [303, `/orders/${order.number}/proof`], textOf(sent.html));
    const stored = await who.get(sent.location);
    const said = textOf(stored.html);
    for (const part of [t("We have received your proof of payment"), "kvitto från banken.png", "PNG", "T 42",
      t("Waits for review"), t("You left without a tick: {missing}.", { missing: t("the {partner_id_label}",
        { partner_id_label: "MPN ID" }) })])
      assert.ok(said.includes(part), `${part} is not on the page: ${said}`);
    assert.match(stored.html, /class="say good"[^>]*role="status"/);
    assert.ok(statesOf(stored.html).includes("proof_submitted"));
    assert.ok(stored.html.includes(`${sent.location}?form=true`), "it can be replaced");
    const now = await orderNow(order);
    assert.deepEqual([now.state, now.shown_state, now.awaiting.what, now.awaiting.who],
      ["awaiting_payment", "proof_submitted", "review", "programme"]);
    assert.deepEqual([now.proof.version, now.proof.state, now.proof.reason], [1, "submitted", null]);

    const queue = textOf((await desk.reviewer.get("/desk/proofs")).html).replace(/\s/g, "");
    assert.ok(queue.includes(order.number));
    const refused = await review(desk.reviewer, order, 1, "reject",
      { reason: "Rotate it, please: <b>1 & 2</b>", seen_amount: undefined });
    assert.equal(refused.status, 303, textOf(refused.html));
    const told = await who.get(sent.location);
    assert.ok(textOf(told.html).includes("Rotate it, please: <b>1 & 2</b>"), "escaped, and as it was said");
    assert.ok(textOf(told.html).includes(t("the amount and its currency")));
    assert.ok(told.html.includes('enctype="multipart/form-data"'), "upload is possible again");
    assert.equal(valueOf(told.html, "transaction_ref"), "T 42");
    assert.deepEqual([(await orderNow(order)).shown_state, (await orderNow(order)).awaiting.what],
      ["awaiting_payment", "new_proof"]);

    assert.equal((await upload(who, order)).status, 303);
    assert.equal((await review(desk.finance, order, 2, "accept")).status, 303);
    const verified = await orderNow(order);
    assert.deepEqual([verified.state, verified.shown_state, verified.awaiting.what, verified.awaiting.who],
      ["awaiting_payment", "proof_verified", "money", "bank"], "a proof alone activates nothing");
    assert.ok(textOf((await who.get(sent.location)).html).includes(t("Your proof is verified")));
  });

test("a new proof replaces the one that nobody has reviewed, and both are kept", async () => {
  const order = await api.order("4500808");
  const who = await visitor(demo.url, "david@cedarpine.example");
  await upload(who, order);
  await upload(who, order, { file: { name: "second.jpg", bytes: jpeg() } });
  const proofs = await proofsOf(order);
  assert.deepEqual(proofs.map(({ version, state, file }) => [version, state, file.type]),
    [[2, "submitted", "jpg"], [1, "replaced", "pdf"]]);
  const page = textOf((await who.get(`/orders/${order.number}/proof`)).html);
  for (const part of ["second.jpg", "Earlier proofs", "proof.pdf", "Replaced by a newer one"])
    assert.ok(page.includes(part), page);
  const late = await review(desk.reviewer, order, 2, "accept");
  assert.equal(late.status, 303);
  const old = await desk.reviewer.get(`/desk/proofs/${order.number}/1`);
  assert.ok(textOf(old.html).includes("A newer proof has replaced this one"));
  assert.ok(!/name="decision"/.test(old.html));
});

test("two reviewers: the second is told that it was done", async () => {
  const order = (await api.get("/orders?partner_id=4500808")).body.orders[0];
  const who = await visitor(demo.url, "david@cedarpine.example");
  await upload(who, order);
  const address = `/desk/proofs/${order.number}/3`;
  const seen = Object.fromEntries(ticks.map((tick) => [`seen_${tick}`, "true"]));
  const pages = [await desk.reviewer.get(address), await desk.finance.get(address)];
  assert.equal((await desk.reviewer.submit(pages[0], address, { ...seen, decision: "accept" })).status, 303);
  const second = await desk.finance.submit(pages[1], address, { decision: "reject", reason: "No." });
  assert.deepEqual([second.status, refusalOf(second.html)], [409, "proof_not_waiting"]);
  assert.equal((await proofsOf(order))[0].state, "accepted");
});

test("a review that lacks something comes back with what was entered", async () => {
  const order = await api.order("4500909");
  await sendProof(api, order);
  await nothingChanges(demo, async () => {
    const untold = await review(desk.reviewer, order, 1, "reject", { reason: "  ", seen_amount: undefined });
    assert.equal(untold.status, 422);
    assert.match(faultsOf(untold.html).reason, /partner reads it/);
    assert.match(untold.html, /name="seen_order_number"[^>]*checked/);
    assert.doesNotMatch(untold.html, /name="seen_amount"[^>]*checked/);
    const unseen = await review(desk.reviewer, order, 1, "accept", { seen_partner_id: undefined,
      reason: "half written" });
    assert.equal(unseen.status, 422);
    assert.match(faultsOf(unseen.html).seen, /must all be ticked/);
    assert.match(unseen.html, /half written<\/textarea>/);
    const long = await review(desk.reviewer, order, 1, "reject", { reason: "x".repeat(1001) });
    assert.equal(long.status, 422);
    const other = await review(desk.reviewer, order, 1, "shred");
    assert.equal(other.status, 422);
  });
  assert.equal((await proofsOf(order))[0].state, "submitted");
});

test("what is wrong is told at its field; what was typed stays, the file must be chosen again", async () => {
  const order = (await api.get("/orders?partner_id=4500909")).body.orders[0];
  const who = await visitor(demo.url, "yui@hoshino.example");
  const far = new Date(Date.parse(order.created_at) + 3 * 86_400_000).toISOString().slice(0, 10);
  const early = new Date(Date.parse(order.created_at) - 90 * 86_400_000).toISOString().slice(0, 10);
  await nothingChanges(demo, async () => {
    const answer = await upload(who, order, { file: { name: "page.pdf", bytes: "<!doctype html><html>" },
      changes: { payment_date: far, paid_to_account: "12 34", transaction_ref: "kept \"this\"",
        shows_amount: undefined } });
    assert.equal(answer.status, 422);
    const faults = faultsOf(answer.html);
    assert.deepEqual(Object.keys(faults), ["file", "payment_date", "paid_to_account"]);
    assert.match(faults.file, /web page/);
    assert.match(faults.payment_date, /future/);
    assert.ok(faults.paid_to_account.includes(order.receiving_account.number), faults.paid_to_account);
    assert.ok(faults.paid_to_account.includes("@"), "whom to write to");
    assert.equal(valueOf(answer.html, "payment_date"), far);
    assert.equal(valueOf(answer.html, "paid_to_account"), "12 34");
    assert.equal(valueOf(answer.html, "transaction_ref"), 'kept "this"');
    assert.match(answer.html, /name="shows_our_account"[^>]*checked/);
    assert.doesNotMatch(answer.html, /name="shows_amount"[^>]*checked/);
    assert.ok(textOf(answer.html).includes("Choose the file again"));

    const empty = await upload(who, order,
      { file: null, changes: { payment_date: "", paid_to_account: "" } });
    assert.deepEqual(Object.keys(faultsOf(empty.html)), ["file", "payment_date", "paid_to_account"]);
    for (const [field, value] of [["payment_date", "yesterday"], ["payment_date", "2026-02-30"],
      ["payment_date", early], ["paid_to_account", "x".repeat(61)], ["transaction_ref", "x".repeat(141)],
      ["transaction_ref", "a\u0001b"], ["shows_amount", "perhaps"]]) {
      const one = await upload(who, order, { changes: { [field]: value } });
      assert.deepEqual([one.status, Object.keys(faultsOf(one.html))], [422, [field]], `${field} ${value}`);
    }
  });
});

test("our account is known however it is written", async () => {
  const order = (await api.get("/orders?partner_id=4500101")).body.orders[0];
  for (const account of ["5050-1055", "50501055", "BG 5050 1055", "Bankgiro 5050-1055",
    "SE45 5000 0000 0583 9825 7466"]) {
    const answer = await sendProof(api, order, { changes: { paid_to_account: account } });
    assert.equal(answer.status, 201, `${account}: ${answer.text}`);
    assert.equal(answer.body.paid_to_account, account);
  }
  assertProblem(await sendProof(api, order, { changes: { paid_to_account: "5050-1056" } }), 422,
    "invalid_fields", "paid_to_account");
});

// --- who may ---

test("a company's proofs are nobody else's", async () => {
  const order = (await api.get("/orders?partner_id=4500101")).body.orders[0];
  const other = await visitor(demo.url, "lena@alpenglanz.example");
  const csrf = csrfOf((await other.get("/offers")).html);
  for (const address of [`/orders/${order.number}/proof`, `/orders/${order.number}/proof/1`])
    assert.equal((await other.get(address)).status, 404, address);
  await nothingChanges(demo, async () => {
    const before = filesOf(demo);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...proofFields(order), csrf })) form.append(name, value);
    form.append("file", new Blob([pdf()]), "proof.pdf");
    const answer = await other.request(`/orders/${order.number}/proof`, { method: "POST", body: form });
    assert.equal(answer.status, 404);
    const key = await partnerKey(demo.database, "4500707", ["orders:read", "orders:write"]);
    const stranger = new Api(demo.url, key);
    assertProblem(await sendProof(stranger, order), 404, "order_not_found");
    assertProblem(await stranger.get(`/orders/${order.number}/proofs`), 404, "order_not_found");
    const reader = new Api(demo.url, await partnerKey(demo.database, "4500101", ["orders:read"]));
    assert.equal((await reader.get(`/orders/${order.number}/proofs`)).status, 200);
    assertProblem(await sendProof(reader, order), 403, "key_not_allowed");
    assert.deepEqual(filesOf(demo), before);
  });
  const guest = await visitor(demo.url, "gast@fjallnat.example");
  assert.equal((await guest.get(`/orders/${order.number}/proof`)).status, 403);
  assert.equal((await guest.get(`/orders/${order.number}/proof/1`)).status, 403);
});

test("the desk opens and reviews by its roles", async () => {
  const order = (await api.get("/orders?partner_id=4500909")).body.orders[0];
  const address = `/desk/proofs/${order.number}/1`;
  for (const role of ["manager", "admin"])
    for (const path of ["/desk/proofs", address, `${address}/file`])
      assert.equal((await desk[role].get(path)).status, 403, `${role} ${path}`);
  const page = await desk.auditor.get(address);
  assert.equal(page.status, 200);
  assert.ok(!/name="decision"/.test(page.html), "an auditor reads");
  const csrf = csrfOf(page.html);
  assert.equal((await desk.auditor.post(address, { csrf, decision: "accept" })).status, 403);
  for (const path of [`/desk/proofs/${order.number}/99`, "/desk/proofs/1000000002/1",
    `/desk/proofs/${order.number}/x`, `/desk/proofs/${order.number}/0`, `/desk/proofs/${order.number}/-1`])
    assert.equal((await desk.reviewer.get(path)).status, 404, path);
});

// --- the file given out ---

async function assertGivenOut(answer, type, name) {
  assert.equal(answer.status, 200);
  const header = (field) => answer.headers.get(field);
  assert.equal(header("Content-Type"), type);
  assert.match(header("Content-Disposition"), new RegExp(`^attachment; filename="${name}"`));
  assert.equal(header("X-Content-Type-Options"), "nosniff");
  assert.match(header("Content-Security-Policy"), /(^|; )sandbox(;|$)/);
  assert.match(header("Content-Security-Policy"), /default-src 'none'/);
  assert.equal(header("Cache-Control"), "no-store");
  assert.equal(header("Cross-Origin-Resource-Policy"), "same-origin");
}

// The bytes as they are.
async function bytesOf(who, path) {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(demo.url + path, { headers: { Cookie: cookie } });
  return Buffer.from(await response.arrayBuffer());
}

test("pictures are given out without the place they were taken at; a PDF as it is", async () => {
  const order = (await api.get("/orders?partner_id=4500707")).body.orders[0];
  const who = await visitor(demo.url, "lena@alpenglanz.example");
  for (const [bytes, type, ending] of [[jpeg({ located: true }), "image/jpeg", "jpg"],
    [png(16, 16, { located: true }), "image/png", "png"], [pdf(place), "application/pdf", "pdf"]]) {
    const made = await sendProof(api, order, { file: { name: "evil.html", bytes } });
    assert.equal(made.status, 201, made.text);
    const { version } = made.body;
    const path = `/orders/${order.number}/proof/${version}`;
    await assertGivenOut(await who.get(path), type, `proof-${order.number}-${version}\\.${ending}`);
    const given = await bytesOf(who, path);
    const fromDesk = await bytesOf(desk.reviewer, `/desk/proofs/${order.number}/${version}/file`);
    assert.deepEqual(fromDesk, given);
    assert.ok(bytes.includes(place), "the sample tells the place");
    if (type === "application/pdf") {
      assert.deepEqual(given, bytes);
      continue;
    }
    assert.ok(!given.includes(place), `${type} still tells the place`);
    assert.ok(filesOf(demo).proofs.includes(made.body.file.sha256), "the original is kept");
    if (type === "image/jpeg") assert.ok(given.includes("Exif"), "how it is turned is kept");
  }
});

test("that the desk opened a file is written down; that its own company did, is not", async () => {
  const order = (await api.get("/orders?partner_id=4500909")).body.orders[0];
  const happened = async () => textOf((await desk.auditor.get(`/desk/orders/${order.number}`)).html)
    .match(/Proof opened at the desk|Betalningsbevis öppnat på programkontoret/g)?.length ?? 0;
  const who = await visitor(demo.url, "yui@hoshino.example");
  await who.get(`/orders/${order.number}/proof/1`);
  const before = await happened();
  await assertGivenOut(await desk.auditor.get(`/desk/proofs/${order.number}/1/file`), "application/pdf",
    `proof-${order.number}-1\\.pdf`);
  await waitUntil("the event", async () => (await happened()) === before + 1);
  await desk.reviewer.get(`/desk/proofs/${order.number}/1`);
  await who.get(`/orders/${order.number}/proof/1`);
  await desk.finance.get(`/desk/proofs/${order.number}/1/file`);
  await waitUntil("the next event", async () => (await happened()) === before + 2);
});

// --- names ---

test("names that would harm are made harmless and shown as text", async () => {
  const order = (await api.get("/orders?partner_id=4500909")).body.orders[0];
  const names = [["../../../etc/passwd", "passwd"], ["C:\\Users\\x\\kvitto.pdf", "kvitto.pdf"],
    ["a\"b'c<script>.pdf", "a%22b'c<script>.pdf"], ["\u202Efdp.exe", "fdp.exe"],
    ["a\u0001\u001fb.pdf", "ab.pdf"],
    [`${"å".repeat(300)}.pdf`, `${"å".repeat(116)}.pdf`], ["...hidden", "hidden"], [" ", "proof"]];
  const who = await visitor(demo.url, "yui@hoshino.example");
  for (const [given, kept] of names) {
    const made = await sendProof(api, order, { file: { name: given, bytes: pdf() } });
    assert.equal(made.status, 201, `${given}: ${made.text}`);
    assert.equal(made.body.file.name, kept, JSON.stringify(given));
    const page = await who.get(`/orders/${order.number}/proof`);
    assert.ok(textOf(page.html).includes(kept), kept);
    assert.ok(!page.html.includes("<script>"), "escaped");
  }
});

test("a name with a line break cannot make a header", async () => {
  const order = (await api.get("/orders?partner_id=4500909")).body.orders[0];
  const fields = Object.entries(proofFields(order)).map(([name, value]) =>
    `--xx\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("");
  const send = (name) => api.request("POST", `/orders/${order.number}/proofs`, {
    headers: { "Content-Type": "multipart/form-data; boundary=xx" },
    body: Buffer.concat([Buffer.from(`${fields}--xx\r\nContent-Disposition: form-data; name="file"; ` +
      `filename="${name}"\r\nContent-Type: text/html\r\n\r\n`), pdf(), Buffer.from("\r\n--xx--\r\n")]) });
  const percent = await send("a%0d%0aX-Evil: 1.pdf");
  assert.equal(percent.status, 201, percent.text);
  assert.equal(percent.body.file.name, "a%0d%0aX-Evil: 1.pdf", "a browser's way to write it; it stays text");
  const version = percent.body.version;
  const given = await desk.reviewer.get(`/desk/proofs/${order.number}/${version}/file`);
  assert.equal(given.headers.get("X-Evil"), null);
  const raw = await send("a\r\nX-Evil: 1.pdf");
  assert.ok([201, 422].includes(raw.status), raw.text);
});

// --- the same again ---

test("the same form twice is one proof; the same key with other input is refused", async () => {
  const order = (await api.get("/orders?partner_id=4500808")).body.orders[0];
  const who = await visitor(demo.url, "david@cedarpine.example");
  const count = async () => (await proofsOf(order)).length;
  const before = await count();
  const address = `/orders/${order.number}/proof`;
  const page = await who.get(`${address}?form=true`);
  const file = { name: "twice.pdf", bytes: pdf("twice") };
  for (let time = 0; time < 2; ++time) {
    const sent = await who.upload(page, address, [file], proofFields(order));
    assert.deepEqual([sent.status, sent.location], [303, address]);
  }
  assert.equal(await count(), before + 1);
  const other = await who.upload(page, address, [{ name: "twice.pdf", bytes: pdf("other") }],
    proofFields(order));
  assert.equal(other.status, 409);
  assert.equal(await count(), before + 1);

  const first = await sendProof(api, order, { key: "k-1" });
  const again = await sendProof(api, order, { key: "k-1" }); // in parts with another boundary
  assert.deepEqual([first.status, again.status, again.body], [201, 201, first.body]);
  assert.equal(again.headers.get("Idempotent-Replayed"), "true");
  assert.equal(await count(), before + 2);
  assertProblem(await sendProof(api, order, { key: "k-1", file: { name: "proof.pdf", bytes: png() } }), 409,
    "idempotency_key_reused");
  assertProblem(await sendProof(api, order, { key: "k-1", changes: { transaction_ref: "other" } }), 409,
    "idempotency_key_reused");
});

test("uploaded from many sides at once: versions without a gap, one of them waits", async () => {
  const order = (await api.get("/orders?partner_id=4500707")).body.orders[0];
  const before = (await proofsOf(order)).length;
  const sent = await Promise.all(Array.from({ length: 8 }, (_, at) =>
    sendProof(api, order, { file: { name: `${at}.pdf`, bytes: pdf(String(at)) } })));
  assert.deepEqual(new Set(sent.map(({ status }) => status)), new Set([201]));
  const proofs = await proofsOf(order);
  assert.deepEqual(proofs.map(({ version }) => version).reverse(),
    Array.from({ length: before + 8 }, (_, at) => at + 1));
  assert.equal(proofs.filter(({ state }) => state === "submitted").length, 1);
});

// --- the end ---

test("once the money is here nothing is asked for and nothing can be uploaded", async () => {
  const order = (await api.get("/orders?partner_id=4500808")).body.orders[0];
  const who = await visitor(demo.url, "david@cedarpine.example");
  const stranger = await visitor(demo.url);
  const form = await who.get(`/orders/${order.number}/proof?form=true`);
  await stranger.submit(await stranger.get(`/demo/bank?order=${order.number}`), "/demo/bank/transfers");
  await waitUntil("the order is active", async () => (await orderNow(order)).state === "active");
  const before = filesOf(demo);
  const sent = await who.upload(form, `/orders/${order.number}/proof`,
    [{ name: "late.pdf", bytes: pdf("late") }], proofFields(order));
  assert.deepEqual([sent.status, refusalOf(sent.html)], [409, "order_not_open"]);
  assertProblem(await sendProof(api, order), 409, "order_not_open");
  assert.deepEqual(filesOf(demo), before, "nothing was kept");
  const page = await who.get(`/orders/${order.number}/proof`);
  assert.ok(textOf(page.html).includes("no proof is needed any more"));
  assert.ok(!/enctype/.test(page.html));
  const queue = textOf((await desk.reviewer.get("/desk/proofs")).html);
  assert.ok(!queue.replace(/\s/g, "").includes(order.number));
});

test("money that does not come: red at the desk, and the partner is told whom to write to", async () => {
  const order = await orderNow((await api.get("/orders?partner_id=4500707")).body.orders[0]);
  const who = await visitor(demo.url, "lena@alpenglanz.example");
  const clock = await who.get("/demo/clock");
  const later = new Date(Date.parse(order.proof.overdue_at) + 60_000).toISOString();
  assert.equal((await who.submit(clock, "/demo/clock", { at: later })).status, 303);
  const now = await orderNow(order);
  assert.deepEqual([now.awaiting.what, now.awaiting.who], ["missing_money", "programme"]);
  const email = /[\w.]+@nordlys\.example/;
  for (const address of [`/orders/${order.number}`, `/orders/${order.number}/proof`, "/offers", "/"])
    assert.match(textOf((await who.get(address)).html), email, address);
  for (const address of ["/desk/orders", `/desk/orders/${order.number}`, "/desk/proofs?state=overdue",
    `/desk/proofs/${order.number}/${order.proof.version}`]) {
    const page = await desk.finance.get(address);
    assert.ok(statesOf(page.html).includes("overdue"), address);
  }
  const row = (await desk.finance.get("/desk/orders")).html.split("<tr").find((one) =>
    one.includes(`/desk/orders/${order.number}"`));
  assert.match(row, /class="overdue"/);
});
