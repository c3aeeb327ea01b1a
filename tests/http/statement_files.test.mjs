// Files that are no statements, or not whole, or meant to hurt: refused whole, naming line or element,
// through
// every door. Nothing of them is taken.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { kvittJson, startDemo, temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const uploadBytesMax = 300_000;

let demo;
let api;

before(async () => {
  demo = await startDemo({ env: { KVITT_LIMITS_UPLOAD_BYTES_MAX: String(uploadBytesMax) } });
  api = new Api(demo.url, demo.api_key);
});

after(() => checkAndStop(demo));

const whole = camt053({
  account: demoAccounts.SEK, id: "WHOLE-1", day: "2026-01-15",
  entries: [{ amount: 12300, currency: "SEK", text: "one" }, { amount: 45600, currency: "SEK", text: "two" }],
});

function withEntity(declaration) {
  return whole.replace("\n<Document", `\n${declaration}\n<Document`).replace(">one<", ">&x;<");
}

function laughs() {
  const letters = "abcdefghij";
  const lines = [...letters].map((letter, at) =>
    `<!ENTITY ${letter} "${at === 0 ? "ha" : `&${letters[at - 1]};`.repeat(10)}">`);
  return withEntity(`<!DOCTYPE Document [${lines.join("")}<!ENTITY x "&j;">]>`);
}

// name, bytes, and the element that the refusal must name where there is one.
const files = [
  ["empty.xml", "", undefined],
  ["blank.xml", " \n\n", undefined],
  ["text.xml", "Dear bank,\nwhere is my money?\n", undefined],
  ["page.xml", "<!doctype html>\n<html><body>Not here</body></html>", undefined],
  ["other.xml", '<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>',
    undefined],
  ["letter.pdf", "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", undefined],
  ["picture.xml", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), undefined],
  ["laughs.xml", laughs(), "!DOCTYPE"],
  ["outside.xml", withEntity('<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "!DOCTYPE"],
  ["remote.xml", withEntity('<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">'), "!DOCTYPE"],
  ["entity.xml", whole.replace(">one<", ">&nosuch;<"), undefined],
  ["cut.xml", whole.slice(0, whole.indexOf("two")), "Ustrd"],
  ["cut_in_tag.xml", whole.slice(0, whole.lastIndexOf("</Stmt>") + 4), undefined],
  ["crossed.xml", whole.replace("</RmtInf></TxDtls>", "</TxDtls></RmtInf>"), undefined],
  ["bytes.xml", Buffer.concat([Buffer.from(whole.slice(0, 300)), Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from(whole.slice(300))]), undefined],
  ["amount.xml", whole.replace(">123.00<", ">12,3x<"), "Amt"],
  ["direction.xml", whole.replace(">CRDT<", ">SIDEWAYS<"), "CdtDbtInd"],
  ["deep.xml", whole.replace("<RmtInf>", `<RmtInf>${"<a>".repeat(5000)}`), undefined],
];

// Amount and direction that cannot be told may be held entry by entry instead of refusing the whole file.
const mayBeHeld = new Set(["amount.xml", "direction.xml"]);

function assertNamesPlace(error, name, element) {
  assert.ok(error.message, `${name}: no message`);
  assert.ok(error.line !== null || error.element !== null,
    `${name}: neither line nor element: ${error.message}`);
  if (element) assert.equal(error.element, element, name);
}

test("over the API", () => nothingChanges(demo, async () => {
  for (const [name, bytes, element] of files) {
    if (mayBeHeld.has(name)) continue;
    const answer = await api.send(bytes, name);
    assertProblem(answer, 422, "statement_refused");
    assert.equal(answer.body.files[0].result, "refused");
    assert.deepEqual(answer.body.files[0].activated, []);
    if (bytes.length > 0) assertNamesPlace(answer.body, name, element);
  }
}));

test("on the desk's page", () => nothingChanges(demo, async () => {
  const desk = await visitor(demo.url, "finance@nordlys.example", "en");
  for (const [name, bytes, element] of files) {
    if (mayBeHeld.has(name) || bytes.length === 0) continue;
    const answer = await desk.upload(await desk.get("/desk/statements"), "/desk/statements", [{ name,
      bytes }]);
    assert.equal(answer.status, 422, `${name}: ${textOf(answer.html)}`);
    assert.match(answer.html, /data-state="refused"/, name);
    const said = textOf(answer.html);
    assert.ok(said.includes(name), said);
    if (element) assert.ok(said.includes(element), `${name}: ${element} is not named: ${said}`);
  }
}));

test("one that is refused does not keep the others out", async () => {
  const desk = await visitor(demo.url, "finance@nordlys.example");
  const good = camt053({ account: demoAccounts.SEK, id: "GOOD-1", day: "2026-01-15",
    entries: [{ amount: 100, currency: "SEK", text: "good" }] });
  const page = await desk.get("/desk/statements");
  const answer = await desk.upload(page, "/desk/statements",
    [{ name: "bad.xml", bytes: "nothing" }, { name: "good.xml", bytes: good }]);
  assert.equal(answer.status, 200, textOf(answer.html));
  assert.match(answer.html, /data-state="refused"/);
  assert.match(answer.html, /data-state="taken"/);
});

test("from the command line", () => nothingChanges(demo, async () => {
  const folder = temporaryFolder();
  const paths = files.filter(([name]) => !mayBeHeld.has(name)).map(([name, bytes]) => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  });
  const done = await kvittJson(["import-statement", "--json", ...paths], demo.database);
  assert.equal(done.code, 1);
  assert.deepEqual(done.answer.files.map((file) => file.result), paths.map(() => "refused"));
  for (const file of done.answer.files) assert.ok(file.error.message, file.path);
  const gone = await kvittJson(["import-statement", "--json", path.join(folder, "absent.xml"), folder],
    demo.database);
  assert.equal(gone.code, 1);
  assert.deepEqual(gone.answer.files.map((file) => file.result), ["refused", "refused"]);
}));

test("in the inbox, with the reason beside it", () => nothingChanges(demo, async () => {
  for (const [name, bytes] of files.slice(0, 12)) fs.writeFileSync(path.join(demo.inbox, name), bytes);
  const refused = path.join(demo.inbox, "refused");
  await waitUntil("the inbox is empty", () =>
    files.slice(0, 12).every(([name]) => fs.existsSync(path.join(refused, name))), { seconds: 60 });
  for (const [name, , element] of files.slice(0, 12)) {
    const reason = fs.readFileSync(path.join(refused, `${name}.reason.txt`), "utf8");
    assert.ok(reason.trim().length > 10, `${name}: ${reason}`);
    if (element) assert.ok(reason.includes(`element: ${element}`), `${name}: ${reason}`);
    assert.ok(!fs.existsSync(path.join(demo.inbox, name)));
  }
}));

test("an amount or a direction that cannot be told is never guessed", async () => {
  for (const [name, bytes] of files.filter(([each]) => mayBeHeld.has(each))) {
    const answer = await api.send(bytes, name);
    if (answer.status === 422) {
      assertProblem(answer, 422, "statement_refused");
      continue;
    }
    assert.equal(answer.body.held, 1, `${name}: ${answer.text}`);
    assert.deepEqual(answer.body.activated, []);
  }
});

test("one that is larger than the limit", () => nothingChanges(demo, async () => {
  const large = whole.replace("</Stmt>", `<!-- ${"x".repeat(uploadBytesMax)} --></Stmt>`);
  assertProblem(await api.send(large, "large.xml"), 413, "content_too_large");
  const desk = await visitor(demo.url, "finance@nordlys.example");
  const page = await desk.get("/desk/statements");
  const answer = await desk.upload(page, "/desk/statements", [{ name: "large.xml", bytes: large }]);
  assert.equal(answer.status, 413);
}));

test("refused files are listed with their fault; a corrected one is taken", async () => {
  const { statements } = (await api.get("/statements?limit=200")).body;
  const laughing = statements.find(({ name }) => name === "laughs.xml");
  assert.equal(laughing.state, "refused");
  assert.equal(laughing.error.element, "!DOCTYPE");
  const desk = await visitor(demo.url, "finance@nordlys.example");
  const page = await desk.get(`/desk/statements/${laughing.id}`);
  assert.equal(page.status, 200);
  assert.ok(textOf(page.html).includes("!DOCTYPE"));

  const taken = await api.send(whole, "laughs.xml");
  assert.deepEqual([taken.body.result, taken.body.new, taken.body.unmatched], ["taken", 2, 2]);
});
