// Every field of every form, query and JSON body, and every parameter of an address, has its refusal: what is
// wrong and where, nothing changed, and what was entered is still on the page. The source says what there is.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { csrfOf, faultsOf, refusalOf, textOf, valueOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { allInputs } from "../support/inputs.mjs";
import { assertProblem } from "../support/problem.mjs";
import { startDemo } from "../support/programs.mjs";
import { refusals, withoutInput } from "../support/refusals.mjs";
import { addressOf, allRoutes, isApi } from "../support/routes.mjs";

let demo;
let api;
const people = {};
const known = {}; // what addresses need

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
  const emails = { buyer: "anna@fjallnat.example", admin: "goran@fjallnat.example",
    desk: "finance@nordlys.example", auditor: "auditor@nordlys.example" };
  for (const [who, email] of Object.entries(emails)) people[who] = await visitor(demo.url, email);
  const { statements } = (await api.get("/statements")).body;
  known.file = statements[0].id;
});

after(() => checkAndStop(demo));

const routeOf = ({ method, pattern }) => `${method} ${pattern}`;
const told = (row, field, entered) => `${row.at} ${field}=${String(JSON.stringify(entered)).slice(0, 60)}`;

// --- the lists are whole ---

test("every input of the source has its refusals, or a reason for having none", () => {
  const rows = new Set(refusals.flatMap(({ of, fields }) =>
    Object.keys(fields).map((field) => (of === "?" ? `?${field}` : `${of}.${field}`))));
  const inputs = allInputs();
  assert.ok(inputs.length > 50, "the source is read");
  const missing = inputs.filter(({ id }) => !rows.has(id)).map(({ id, where }) => `${where}: ${id}`);
  assert.deepEqual(missing, [], "write their refusals into tests/support/refusals.mjs");
  const ids = new Set(inputs.map(({ id }) => id));
  assert.deepEqual([...rows].filter((id) => !ids.has(id)), [], "the source reads these no longer");
});

test("a new field, and a new name, are noticed", () => {
  const planted = [
    { name: "src/room/room.h", text: "BOOST_DESCRIBE_STRUCT(NewForm, (), (old_field,\n new_field))" },
    { name: "src/room/room_http.cpp", text: "c.form<room::NewForm>();\nc.request().query.find(\"odd\");" },
    { name: "src/other/o_http.cpp", text: "BOOST_DESCRIBE_STRUCT(NewForm, (), (old))\nc.query<NewForm>()" }];
  assert.deepEqual(allInputs(planted).map(({ id, where }) => `${where} ${id}`), [
    "src/room/room_http.cpp:1 NewForm.old_field", "src/room/room_http.cpp:1 NewForm.new_field",
    "src/room/room_http.cpp:2 ?odd", "src/other/o_http.cpp:2 NewForm.old"]);
  assert.throws(() => allInputs([{ name: "src/room/x_http.cpp", text: "c.json<Unknown>()" }]), /Unknown/);
});

test("every route that changes something is among them", () => {
  const known = new Set(allRoutes().map(routeOf));
  const rows = new Set([...refusals.map(({ at }) => at), ...withoutInput]);
  const missing = [...known].filter((route) => !route.startsWith("GET ") && !rows.has(route));
  assert.deepEqual(missing, [], "write their refusals into tests/support/refusals.mjs");
  assert.deepEqual([...rows].filter((route) => !known.has(route)), [], "there is no such route");
});

// --- each is sent ---

const isReason = (of) => typeof of === "string";

// [[wrong value, its rule]]
function cases(of) {
  const rules = Array.isArray(of) ? of.map((one) => (one?.wrong ? one : { wrong: [one] })) : [of];
  return rules.flatMap((rule) => rule.wrong.map((entered) => [entered, rule]));
}

// A value that is refused for what it names, not for how it is written.
function assertRefusal(answer, { status, code }, what) {
  assert.equal(answer.status, status, `${what}: ${textOf(answer.html)}`);
  assert.equal(refusalOf(answer.html), code, what);
}

async function sendToForm(row, field, entered, { kept = true, noted = true, ...other }) {
  const what = told(row, field, entered);
  const who = row.who === "stranger" ? await visitor(demo.url) : people[row.who];
  const page = await who.get(row.page);
  const action = actionOf(row);
  const answer = await who.submit(page, action, { ...row.right, [field]: entered });
  if (other.status) return assertRefusal(answer, other, what);
  assert.equal(answer.status, 422, `${what}: ${textOf(answer.html)}`);
  if (!noted) return assert.ok(textOf(answer.html).includes(`${field}:`), `${what}: ${textOf(answer.html)}`);
  assert.ok(faultsOf(answer.html)[field]?.trim(), `${what} names ${JSON.stringify(faultsOf(answer.html))}`);
  if (!kept) return undefined;
  assert.match(answer.html, new RegExp(`id="fault-${field}"[^>]*>[^<]+<`), `${what}: no text at the field`);
  for (const [name, value] of Object.entries({ ...row.right, [field]: entered }))
    if (value !== undefined) assert.equal(valueOf(answer.html, name), value, `${what}: ${name} is not kept`);
}

function actionOf(row) {
  const pattern = row.at.split(" ")[1];
  const shape = new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`);
  return pattern.includes("{") && shape.test(row.page) ? row.page : pattern;
}

async function sendToPage(row, field, entered, { status, code }) {
  const what = told(row, field, entered);
  const path = addressOf({ pattern: row.at.split(" ")[1] }, { id: known[row.needs] });
  const answer = await people[row.who].get(`${path}?${field}=${encodeURIComponent(entered)}`);
  if (status) return assertRefusal(answer, { status, code }, what);
  assert.equal(answer.status, 422, `${what}: ${textOf(answer.html)}`);
  assert.ok(textOf(answer.html).includes(`${field}:`), `${what}: ${textOf(answer.html)}`);
}

async function sendToApi(row, field, entered, { status, code }) {
  const [method, pattern] = row.at.split(" ");
  const path = pattern.replace("/api/v1", "");
  const answer = method === "GET" ? await api.get(`${path}?${field}=${encodeURIComponent(entered)}`)
    : await api.request(method, path, { body: JSON.stringify({ ...row.right, [field]: entered }),
      headers: { "Content-Type": "application/json" } });
  if (status) return assertProblem(answer, status, code);
  assertProblem(answer, 422, "invalid_fields", method === "GET" ? field : `/${field}`);
}

function senderOf(row) {
  const [method, pattern] = row.at.split(" ");
  if (isApi({ pattern })) return sendToApi;
  return method === "GET" ? sendToPage : sendToForm;
}

const senders = { forms: sendToForm, "questions of pages": sendToPage, "the API": sendToApi };
for (const [what, send] of Object.entries(senders))
  test(what, (t) => nothingChanges(demo, async () => {
    for (const row of refusals.filter((one) => senderOf(one) === send))
      for (const [field, of] of Object.entries(row.fields).filter(([, each]) => !isReason(each)))
        await t.test(`${row.at}: ${field}`, async () => {
          assert.ok(cases(of).length > 0);
          for (const [entered, rule] of cases(of)) await send(row, field, entered, rule);
        });
  }));

// --- parameters of addresses ---

const wrongParts = ["abc", "0123456789", "%00", "%ff", "..%2f", "%3Cb%3E", "x".repeat(300)];

function callersOf(pattern) {
  if (isApi({ pattern })) return [api];
  return pattern.startsWith("/desk") ? [people.desk, people.auditor] : [people.admin, people.buyer];
}

// What the form on the page would send, so that nothing but the address is wrong.
async function formOfRoute(route, caller) {
  if (route.method === "GET") return {};
  caller.csrf ??= csrfOf((await caller.get("/my-access")).html);
  const row = refusals.find(({ at }) => at === routeOf(route));
  const fields = { csrf: caller.csrf, ...row?.right, ...row?.fill };
  return { method: route.method, body: new URLSearchParams(fields) };
}

function bodyOf(route) {
  const right = refusals.find(({ at }) => at === routeOf(route))?.right;
  return route.method === "GET" || !right ? {}
    : { body: JSON.stringify(right), headers: { "Content-Type": "application/json" } };
}

// A 403 is no answer about the address: another of the callers gives one.
async function assertNoSuch(route, address) {
  let answered = 0;
  for (const caller of callersOf(route.pattern)) {
    const answer = caller === api
      ? await api.request(route.method, address.replace("/api/v1", ""), bodyOf(route))
      : await caller.follow(await caller.request(address, await formOfRoute(route, caller)));
    if (answer.status === 403) continue;
    assert.ok([400, 404].includes(answer.status), `${address}: ${answer.status}`);
    assert.ok(textOf(answer.html ?? answer.text).length > 0, `${address}: says nothing`);
    assert.ok(!(answer.html ?? "").includes("<b>"), address);
    ++answered;
  }
  assert.ok(answered > 0, `${address}: nobody here may ask`);
}

test("parameters of addresses", (t) => nothingChanges(demo, async () => {
  for (const route of allRoutes().filter(({ pattern }) => pattern.includes("{")))
    for (const [, name] of route.pattern.matchAll(/\{(\w+)\}/g))
      await t.test(`${routeOf(route)}: what cannot be its ${name}`, async () => {
        for (const part of wrongParts)
          await assertNoSuch(route, addressOf(route, { ...known, [name]: part }));
      });
}));
