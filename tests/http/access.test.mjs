// Deny by default: every address, read from the source, for people and programs who may not; and forms that
// did
// not come from here.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { csrfOf, refusalOf, textOf } from "../support/html.mjs";
import { Api, visitor, Visitor } from "../support/http.mjs";
import { startDemo } from "../support/programs.mjs";
import { addressOf, allRoutes, isApi, isOpen } from "../support/routes.mjs";

let demo;
const users = {};

before(async () => {
  demo = await startDemo();
  const names = { buyer: "anna@fjallnat", guest: "gast@fjallnat", finance: "finance@nordlys",
    reviewer: "reviewer@nordlys", auditor: "auditor@nordlys" };
  for (const [role, name] of Object.entries(names)) users[role] = await visitor(demo.url, `${name}.example`);
});

after(() => checkAndStop(demo));

const pages = allRoutes().filter((route) => !isApi(route));
const guarded = pages.filter((route) => !isOpen(route));

test("the source has the addresses that product.md promises", () => {
  const known = new Set(allRoutes().map(({ method, pattern }) => `${method} ${pattern}`));
  for (const address of ["GET /", "GET /offers", "GET /offers/compare", "POST /purchase/{offer}/transfer",
    "GET /orders/{number}", "POST /orders/{number}/cancel", "GET /company", "GET /my-access", "GET /desk",
    "GET /desk/orders", "GET /desk/receipts", "POST /desk/statements", "POST /sign-in", "POST /sign-out",
    "POST /demo/clock", "POST /demo/bank/transfers", "GET /api/v1/offers", "POST /api/v1/orders",
    "GET /api/v1/receipts", "GET /api/v1/memberships", "POST /api/v1/statements"])
    assert.ok(known.has(address), address);
});

for (const route of guarded)
  test(`nobody: ${route.method} ${route.pattern}`, async () => {
    const nobody = await visitor(demo.url);
    const address = addressOf(route);
    const answer = route.method === "GET" ? await nobody.get(address) : await nobody.post(address, {});
    assert.equal(answer.status, 303);
    assert.match(answer.location, /^\/sign-in\?next=/);
    const next = new URL(answer.location, demo.url).searchParams.get("next");
    if (route.method === "GET") assert.equal(next, address);
    assert.equal(answer.html, "");
  });

for (const route of allRoutes().filter(isApi))
  test(`no key: ${route.method} ${route.pattern}`, async () => {
    const answer = await new Api(demo.url).request(route.method, addressOf(route).replace("/api/v1", ""));
    assert.equal(answer.status, 401);
    const session = await users.finance.request(addressOf(route), { method: route.method });
    assert.equal(session.status, 401, "a session is no key");
  });

for (const route of guarded.filter(({ pattern }) => pattern.startsWith("/desk")))
  test(`a partner at ${route.method} ${route.pattern}`, async () => {
    const csrf = csrfOf((await users.buyer.get("/offers")).html);
    const address = addressOf(route);
    const answer = route.method === "GET" ? await users.buyer.get(address)
      : await users.buyer.post(address, { csrf });
    assert.ok([403, 404].includes(answer.status), String(answer.status));
    if (route.pattern === "/desk") assert.equal(answer.status, 403);
    assert.ok(!/Rheinwerk|Bluewater/.test(answer.html));
  });

for (const route of guarded.filter(({ pattern }) => /^\/(offers|purchase|orders|company)/.test(pattern)))
  test(`the desk at ${route.method} ${route.pattern}`, async () => {
    const csrf = csrfOf((await users.finance.get("/desk")).html);
    const address = addressOf(route, { offer: "silver", kind: "legal" });
    const answer = route.method === "GET" ? await users.finance.get(address)
      : await users.finance.post(address, { csrf });
    assert.equal(answer.status, 403);
  });

test("a guest is told what is missing and who can help", async () => {
  for (const path of ["/offers", "/offers/compare", "/purchase/silver"]) {
    const answer = await users.guest.get(path);
    assert.equal(answer.status, 403, path);
    assert.equal(refusalOf(answer.html), "not_allowed");
    assert.match(answer.html, /href="mailto:goran@fjallnat\.example"/);
  }
  const home = await users.guest.get("/");
  assert.equal(home.status, 200);
  assert.ok(textOf(home.html).includes("goran@fjallnat.example"));
});

test("desk roles see and do what is theirs", async () => {
  assert.equal((await users.reviewer.get("/desk/receipts")).status, 403);
  assert.equal((await users.reviewer.get("/desk/orders")).status, 200);
  for (const who of [users.reviewer, users.auditor]) {
    const page = await who.get("/desk/statements");
    assert.equal(page.status, 200);
    assert.ok(!/<form[^>]*action="\/desk\/statements"/.test(page.html), "no upload is offered");
    const answer = await who.post("/desk/statements", { csrf: csrfOf(page.html) });
    assert.equal(answer.status, 403);
  }
});

test("a company's orders are nobody else's", async () => {
  const foreign = (await new Api(demo.url,
    demo.api_key).get("/orders?partner_id=4500202")).body.orders[0].number;
  for (const path of [`/orders/${foreign}`, `/orders/${foreign}/qr.svg`, `/orders/${foreign}/cancel`]) {
    const answer = await users.buyer.get(path);
    assert.equal(answer.status, 404, path);
    assert.ok(!answer.html.includes("Rheinwerk"));
  }
});

// --- forms that did not come from here ---

const forms = pages.filter((route) => route.method === "POST" && !route.pattern.startsWith("/demo/"));

test("a form without its token, or with another's, does nothing", () => nothingChanges(demo, async () => {
  const foreign = csrfOf((await users.reviewer.get("/desk")).html);
  const stranger = await visitor(demo.url);
  for (const route of forms) {
    const signingIn = route.pattern === "/sign-in";
    const who = signingIn ? stranger : route.pattern.startsWith("/desk") ? users.finance : users.buyer;
    const own = csrfOf((await who.get(signingIn ? "/sign-in" : "/my-access")).html);
    const changed = own.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    for (const csrf of [undefined, "", "x", foreign, changed, own.split(".")[1], `.${own.split(".")[1]}`]) {
      const fields = { tax_id: "SE000000000001", accepted: "true", agreement_version: "2026-1",
        language: "en",
        email: "anna@fjallnat.example", password: "demo-password", payment_method: "bank_transfer" };
      const address = addressOf(route, { offer: "silver", kind: "bill_to" });
      const answer = await who.post(address, csrf === undefined ? fields : { ...fields, csrf });
      assert.equal(answer.status, 403, `${route.pattern} with csrf ${csrf}: ${answer.status}`);
    }
  }
  assert.equal((await users.buyer.get("/my-access")).status, 200, "still signed in");
}));

test("the token of one who is not signed in is bound to the browser", async () => {
  const one = await visitor(demo.url);
  const csrf = csrfOf((await one.get("/sign-in")).html);
  const fields = { email: "anna@fjallnat.example", password: "demo-password", csrf };
  assert.equal((await new Visitor(demo.url).post("/sign-in", fields)).status, 403);
  const other = await visitor(demo.url);
  await other.get("/sign-in");
  assert.equal((await other.post("/sign-in", fields)).status, 403);
  assert.equal((await one.post("/sign-in", fields)).status, 303);
});

test("an expired form comes back with what was entered, and works when sent again", async () => {
  const page = await users.buyer.get("/company/tax-id");
  const refused = await users.buyer.submit(page, "/company/tax-id", { csrf: "old",
    tax_id: "SE556677889902" });
  assert.deepEqual([refused.status, refusalOf(refused.html)], [403, "form_expired"]);
  assert.match(refused.html, /value="SE556677889902"/);
  const sent = await users.buyer.submit(refused, "/company/tax-id");
  assert.equal(sent.status, 303, textOf(sent.html));
});

// --- sessions ---

test("signing out ends the session, also for a copy of its cookie", async () => {
  const who = await visitor(demo.url, "sara@smedjan.example");
  const copy = new Visitor(demo.url);
  copy.cookies = new Map(who.cookies);
  assert.equal((await copy.get("/offers")).status, 200);
  const out = await who.fill("/my-access", "/sign-out", {});
  assert.deepEqual([out.status, out.location], [303, "/sign-in"]);
  assert.equal((await copy.get("/offers")).status, 303);
});

test("signing in gives a new session, whatever the browser came with", async () => {
  const who = await visitor(demo.url);
  who.cookies.set("kvitt_session", "chosen-by-somebody-else");
  await who.signIn("sara@smedjan.example");
  const first = who.cookies.get("kvitt_session");
  assert.notEqual(first, "chosen-by-somebody-else");
  assert.ok(first.length >= 32);
  const again = await visitor(demo.url, "sara@smedjan.example");
  assert.notEqual(again.cookies.get("kvitt_session"), first);
});

test("cookies are out of a script's reach and of other sites'", async () => {
  const stranger = await visitor(demo.url);
  const page = await stranger.get("/sign-in");
  const fields = { csrf: csrfOf(page.html), email: "sara@smedjan.example", password: "demo-password" };
  const answer = await stranger.post("/sign-in", fields);
  const lines = [...page.headers.getSetCookie(), ...answer.headers.getSetCookie()];
  assert.ok(lines.length >= 3);
  for (const line of lines) {
    assert.match(line, /; HttpOnly/i, line);
    assert.match(line, /; SameSite=(Lax|Strict)/i, line);
    assert.match(line, /; Path=\//i, line);
    assert.doesNotMatch(line, /; Secure/i, "plain http");
    assert.doesNotMatch(line, /; Domain=/i, line);
  }
});
