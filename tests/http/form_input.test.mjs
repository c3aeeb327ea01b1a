// What people enter wrongly in a form beyond one wrong value in one field (refusals.test.mjs): several at
// once, what is not theirs, what is out of date, and forms that are none.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { csrfOf, faultsOf, formOf, refusalOf, textOf, valueOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { startDemo } from "../support/programs.mjs";

let demo;
let buyer; // silver can be bought; may correct the tax ID
let admin; // may correct everything of the company
let desk;

before(async () => {
  demo = await startDemo();
  [buyer, admin, desk] = await Promise.all(["anna@fjallnat", "goran@fjallnat", "finance@nordlys"].map(
    (name) => visitor(demo.url, `${name}.example`)));
});

after(() => checkAndStop(demo));

// Sends the form with the change; its field must be named, and hold what was entered.
async function assertRefused(who, page, action, field, entered, status = 422) {
  const answer = await who.fill(page, action, { [field]: entered });
  const told = `${action} ${field}=${String(entered).slice(0, 90)}`;
  assert.equal(answer.status, status, `${told}: ${textOf(answer.html)}`);
  const faults = faultsOf(answer.html);
  assert.ok(faults[field]?.trim(), `${told} names ${JSON.stringify(faults)}`);
  assert.match(answer.html, new RegExp(`id="fault-${field}"[^>]*>[^<]+<`), `${told}: no text at the field`);
  return answer;
}

async function assertKept(who, page, action, field, entered) {
  const answer = await assertRefused(who, page, action, field, entered);
  assert.equal(valueOf(answer.html, field), entered, `${action} ${field}: not kept`);
}

const long = "x".repeat(71);
const bell = "Ring\u0007klocka";

test("the tax ID's way back leads nowhere else", () => nothingChanges(demo, async () => {
  const page = "/company/tax-id";
  for (const next of ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "offers"]) {
    const answer = await buyer.fill(page, page, { tax_id: "SE556677889901", next });
    assert.equal(answer.status, 422, next);
    const asked = await buyer.get(`${page}?next=${encodeURIComponent(next)}`);
    assert.equal(asked.status, 422, next);
    assert.ok(!asked.html.includes(`href="${next}`), next);
  }
}));

for (const kind of ["legal", "bill_to", "sold_to"]) {
  const page = `/company/addresses/${kind}`;
  test(`address ${kind}`, () => nothingChanges(demo, async () => {
    for (const field of ["street", "postal_code", "city"]) {
      await assertKept(admin, page, page, field, "");
      await assertRefused(admin, page, page, field, undefined);
    }
    for (const field of ["street", "street_2", "postal_code", "city", "region"])
      for (const entered of [long, bell]) await assertKept(admin, page, page, field, entered);
    for (const entered of ["ZZ", "se", "Sverige", "*"]) await assertRefused(admin, page, page, "country",
      entered);
  }));
}

test("all that is wrong is told at once, and what was right is kept", () => nothingChanges(demo, async () => {
  const page = "/company/addresses/bill_to";
  const answer = await admin.fill(page, page, { street: "", city: long, postal_code: "111 22",
    region: "Skåne" });
  assert.equal(answer.status, 422);
  assert.deepEqual(Object.keys(faultsOf(answer.html)).sort(), ["city", "street"]);
  assert.deepEqual(["postal_code", "region", "city"].map((field) => valueOf(answer.html, field)),
    ["111 22", "Skåne", long]);
}));

test("an address of no kind, or not ours to correct", () => nothingChanges(demo, async () => {
  assert.equal((await admin.get("/company/addresses/holiday")).status, 404);
  const answer = await buyer.get("/company/addresses/legal");
  assert.equal(answer.status, 403);
  const { csrf } = formOf((await buyer.get("/company/tax-id")).html, "/company/tax-id").fields;
  const sent = await buyer.post("/company/addresses/legal",
    { csrf, street: "Ny gata 1", postal_code: "111 22", city: "Malmö", country: "SE" });
  assert.equal(sent.status, 403);
}));

test("the legal country is the desk's to change", () => nothingChanges(demo, async () => {
  const page = "/company/addresses/legal";
  const answer = await admin.fill(page, page, { country: "DE" });
  assert.ok([303, 422].includes(answer.status));
}));

test("payment preference", () => nothingChanges(demo, async () => {
  const page = "/purchase/silver";
  for (const entered of [undefined, "", "cheque"])
    await assertRefused(buyer, page, page, "payment_method", entered);
  const card = await buyer.fill(page, page, { payment_method: "card" });
  assert.deepEqual([card.status, refusalOf(card.html)], [503, "card_not_configured"]);
  assert.match(card.html, /<form[^>]*action="\/purchase\/silver"/);
}));

test("the agreement must be accepted, in the version that is in force", () => nothingChanges(demo,
  async () => {
  const page = "/purchase/silver/transfer";
  const answer = await assertRefused(buyer, page, page, "accepted", undefined);
  assert.match(answer.html, /<input type="checkbox"[^>]*name="accepted"/);
  for (const entered of ["no", "maybe"]) await assertRefused(buyer, page, page, "accepted", entered);
  const old = await buyer.fill(page, page, { accepted: "true", agreement_version: "2019-1" });
  assert.deepEqual([old.status, refusalOf(old.html)], [409, "agreement_not_current"]);
  assert.match(old.html, /name="accepted"[^>]* checked/, "the tick is kept");
  const missing = await buyer.fill(page, page, { accepted: "true", agreement_version: undefined });
  assert.equal(missing.status, 422);
}));

test("what cannot be bought is not sold to whoever sends the form all the same", () => nothingChanges(demo,
  async () => {
  const page = await buyer.get("/purchase/silver/transfer");
  const fields = { csrf: csrfOf(page.html), accepted: "true",
    agreement_version: page.html.match(/name="agreement_version" value="([^"]+)"/)[1] };
  const gold = await buyer.post("/purchase/gold/transfer", fields);
  assert.equal(gold.status, 409, textOf(gold.html));
  assert.equal(refusalOf(gold.html), "requirements_not_met");
  assert.equal((await buyer.post("/purchase/platinum/transfer", fields)).status, 404);
}));

test("an order that has ended, or that is another's, is not cancelled", () => nothingChanges(demo,
  async () => {
  const api = new Api(demo.url, demo.api_key);
  const ended = (await api.get("/orders?state=active")).body.orders.find((one) =>
    one.partner_id === "4500202");
  const owner = await visitor(demo.url, "jonas@rheinwerk.example");
  const csrf = csrfOf((await owner.get("/offers")).html);
  const refused = await owner.post(`/orders/${ended.number}/cancel`, { csrf });
  assert.equal(refused.status, 409, textOf(refused.html));
  const page = await buyer.get("/offers");
  const foreign = await buyer.post(`/orders/${ended.number}/cancel`,
    { csrf: csrfOf(page.html) });
  assert.equal(foreign.status, 404);
}));

test("sign-in says what is missing, keeps the address and never the password", async () => {
  const stranger = await visitor(demo.url);
  const both = await stranger.fill("/sign-in", "/sign-in", { email: "", password: "" });
  assert.equal(both.status, 422);
  assert.deepEqual(Object.keys(faultsOf(both.html)).sort(), ["email", "password"]);
  const wrong = await stranger.fill("/sign-in", "/sign-in", { email: "anna@fjallnat.example",
    password: "guess-1" });
  assert.deepEqual([wrong.status, refusalOf(wrong.html)], [401, "wrong_password"]);
  assert.equal(valueOf(wrong.html, "email"), "anna@fjallnat.example");
  assert.ok(!wrong.html.includes("guess-1"));
  const unknown = await stranger.fill("/sign-in", "/sign-in", { email: "nobody@x.example",
    password: "guess-1" });
  assert.equal(unknown.status, 401);
  assert.equal(textOf(unknown.html).replace(/[\w.]+ *$/, ""), textOf(wrong.html).replace(/[\w.]+ *$/, ""));
  const odd = await stranger.fill("/sign-in", "/sign-in", { email: "not an address", password: "guess-1" });
  assert.ok([401, 422].includes(odd.status));
});

test("guessing is slowed down, and says for how long", async () => {
  const stranger = await visitor(demo.url);
  let answer;
  for (let guess = 0; guess < 14; ++guess) {
    answer = await stranger.fill("/sign-in", "/sign-in", { email: "david@cedarpine.example",
      password: `no-${guess}` });
    if (answer.status === 429) break;
    assert.equal(answer.status, 401);
  }
  assert.equal(answer.status, 429);
  assert.equal(refusalOf(answer.html), "too_many_tries");
  assert.ok(Number(answer.headers.get("Retry-After")) >= 1);
});

test("sign-in leads on inside this site only", async () => {
  for (const [next, leads] of [["/offers", "/offers"], ["https://evil.example", "/"], ["//evil.example", "/"]]) {
    const stranger = await visitor(demo.url);
    const changes = { email: "anna@fjallnat.example", password: "demo-password", next };
    const answer = await stranger.fill("/sign-in", "/sign-in", changes);
    assert.deepEqual([answer.status, answer.location], [303, leads], next);
  }
});

test("language", async () => {
  const stranger = await visitor(demo.url);
  for (const language of ["xx", "", undefined]) {
    const answer = await stranger.fill("/sign-in", "/language", { language });
    assert.equal(answer.status, 422, language);
  }
  const away = await stranger.fill("/sign-in", "/language", { language: "sv", next: "//evil.example" });
  assert.deepEqual([away.status, away.location], [303, "/"]);
  assert.match((await stranger.get("/sign-in")).html, /<html lang="sv"/);
});

test("the upload needs a file", () => nothingChanges(demo, async () => {
  const page = await desk.get("/desk/statements");
  const none = await desk.upload(page, "/desk/statements", []);
  assert.equal(none.status, 422, textOf(none.html));
  assert.ok(faultsOf(none.html).file);
  const plain = await desk.submit(page, "/desk/statements");
  assert.equal(plain.status, 422);
  const many = Array.from({ length: 16 }, (_, at) => ({ name: `${at}.xml`, bytes: "<x/>" }));
  assert.equal((await desk.upload(page, "/desk/statements", many)).status, 422);
}));

test("a form that is no form", () => nothingChanges(demo, async () => {
  const type = (value) => ({ "Content-Type": value });
  const send = (body, headers) => buyer.request("/company/tax-id", { method: "POST", body, headers });
  assert.equal((await send("{}", type("application/json"))).status, 422);
  assert.equal((await send("csrf=%zz&tax_id=%ff", type("application/x-www-form-urlencoded"))).status, 403);
  for (const body of ["", "--x", "--x\r\n\r\n",
    "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n1"])
    assert.ok([403, 422].includes((await send(body, type("multipart/form-data; boundary=x"))).status), body);
  const many = Array.from({ length: 501 }, (_, at) => `f${at}=1`).join("&");
  assert.equal((await send(many, type("application/x-www-form-urlencoded"))).status, 413);
  const wide = `csrf=${"x".repeat(65 * 1024)}`;
  assert.equal((await send(wide, type("application/x-www-form-urlencoded"))).status, 413);
  const { fields } = formOf((await buyer.get("/company/tax-id")).html, "/company/tax-id");
  const bytes = await send(`csrf=${fields.csrf}&tax_id=%ff%fe`, type("application/x-www-form-urlencoded"));
  assert.deepEqual([bytes.status, Object.keys(faultsOf(bytes.html))], [422, ["tax_id"]]);
}));

test("searches and pages of lists", async () => {
  const auditor = await visitor(demo.url, "auditor@nordlys.example");
  const refused = [["/desk/orders?state=paid", "state"], ["/desk/orders?cursor=1", "cursor"],
    ["/desk/orders?cursor=9999999999999999999.1000000000", "cursor"], [`/desk/orders?q=${"x".repeat(101)}`,
      "q"],
    ["/desk/receipts?state=lost", "state"], ["/desk/receipts?reason=bad_luck", "reason"],
    ["/desk/receipts?before=yesterday", "before"], [`/desk/receipts?q=${"x".repeat(101)}`, "q"],
    ["/desk/statements?before=1", "before"]];
  for (const [path, field] of refused) {
    const answer = await auditor.get(path);
    assert.equal(answer.status, 422, path);
    assert.ok(textOf(answer.html).includes(`${field}:`), `${path}: ${textOf(answer.html)}`);
  }
  const odd = ["/desk/orders?q=%25_%27%3B--", "/desk/receipts?q=%3Cscript%3E", "/demo/bank?order=1",
    "/demo/bank?sent=x"];
  for (const path of odd) {
    const answer = await auditor.get(path);
    assert.equal(answer.status, 200, path);
    assert.ok(!answer.html.includes("<script>"), path);
  }
});

test("addresses that cannot be right", async () => {
  const numbers = ["abc", "123", "0123456789", "1234567890", "12345678901", "1e9", "%00", "%ff", "..%2f",
    "a%20b"];
  for (const number of numbers)
    for (const path of [`/orders/${number}`, `/orders/${number}/cancel`, `/orders/${number}/qr.svg`]) {
      const { status } = await buyer.get(path);
      assert.ok([400, 404].includes(status), `${path}: ${status}`);
    }
  for (const path of ["/desk/orders/abc", "/desk/receipts/abc", "/desk/receipts/0000000000000",
    "/desk/statements/x",
    "/desk/statements/zzzzzzzzzzzzz"]) assert.equal((await desk.get(path)).status, 404, path);
  for (const path of ["/purchase/platinum", "/purchase/platinum/transfer", "/purchase/%3Cb%3E", "/nowhere",
    "/offers/x"]) {
    const answer = await buyer.get(path);
    assert.equal(answer.status, 404, path);
    assert.ok(!answer.html.includes("<b>"), path);
  }
});
