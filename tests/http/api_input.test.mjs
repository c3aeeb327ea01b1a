// What programs send wrongly beyond one wrong member (refusals.test.mjs): bodies that are no JSON or too
// large, members that nobody knows, addresses and methods that are none. Nothing changes.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { Api, rawExchange } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { startDemo } from "../support/programs.mjs";

let demo;
let desk;
let right; // an order that could be placed

before(async () => {
  demo = await startDemo();
  desk = new Api(demo.url, demo.api_key);
  const { agreement_version } = (await desk.get("/offers?partner_id=4500101")).body;
  right = { offer: "silver", payment_method: "bank_transfer", agreement_version, partner_id: "4500101" };
});

after(() => checkAndStop(demo));

test("all faults are told at once", () => nothingChanges(demo, async () => {
  const answer = await desk.post("/orders", { offer: 1, payment_method: "cheque", colour: "red" });
  for (const pointer of ["/offer", "/payment_method", "/agreement_version", "/colour"])
    assertProblem(answer, 422, "invalid_fields", pointer);
}));

test("a key of the desk's says for whom it orders", () => nothingChanges(demo, async () => {
  for (const partner_id of [undefined, null])
    assertProblem(await desk.post("/orders", { ...right, partner_id }), 422, "invalid_fields", "partner_id");
}));

test("a body that is not the JSON asked for", () => nothingChanges(demo, async () => {
  const send = (body, type = "application/json") =>
    desk.request("POST", "/orders", { body, headers: type ? { "Content-Type": type } : {} });
  assertProblem(await send(JSON.stringify(right), "text/plain"), 422, "body_not_json");
  assertProblem(await send("offer=silver", "application/x-www-form-urlencoded"), 422, "body_not_json");
  const cut = JSON.stringify(right).slice(0, -1);
  for (const body of ["", "{", cut, "{'offer':1}", `${JSON.stringify(right)}x`, "\ufeff{}", "[".repeat(5000),
    "nul"])
    assertProblem(await send(body), 422, "invalid_fields");
  for (const body of ["[]", "null", "7", '"silver"']) assertProblem(await send(body), 422, "invalid_fields");
  const bytes = Buffer.concat([Buffer.from('{"offer":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  assertProblem(await send(bytes), 422, "invalid_fields");
}));

test("a body that is too large", () => nothingChanges(demo, async () => {
  const answer = await desk.post("/orders", { ...right, offer: "x".repeat(1024 * 1024) });
  assertProblem(answer, 413, "content_too_large");
}));

test("an Idempotency-Key that is too long", () => nothingChanges(demo, async () => {
  assertProblem(await desk.post("/orders", right, "k".repeat(201)), 422, "idempotency_key_too_long");
}));

test("addresses that cannot be right", async () => {
  const paths = ["/orders/abc", "/orders/0123456789", "/orders/1234567890", "/orders/12345678901",
    "/receipts/abc",
    "/receipts/zzzzzzzzzzzzz", "/receipts/0000000000000", "/nowhere", "/orders/1/2/3"];
  for (const path of paths) assert.equal((await desk.get(path)).status, 404, path);
  assertProblem(await desk.get("/nowhere"), 404, "page_not_found");
  assertProblem(await desk.post("/orders/abc/cancel"), 404, "address_not_readable");
});

test("a method that the address does not take", async () => {
  for (const [method, path, allow] of [["DELETE", "/orders", "GET, HEAD, POST"], ["PUT", "/statements",
    "GET, HEAD, POST"],
    ["POST", "/offers", "GET, HEAD"], ["PATCH", "/receipts", "GET, HEAD"]]) {
    const answer = await desk.request(method, path);
    assertProblem(answer, 405, "method_not_allowed");
    assert.deepEqual(answer.headers.get("Allow").split(", ").sort(), allow.split(", ").sort());
  }
});

test("a request that makes no sense is told so as JSON too", async () => {
  const head = "GET /api/v1/orders HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n";
  const { status, text } = await rawExchange(demo.url, head);
  assert.equal(status, 400);
  assert.match(text, /content-type: application\/problem\+json/i);
  assert.match(text, /urn:kvitt:problem:bad_request/);
});
