// Files that are no proof, or more than one thing, or too much, or cut off on their way: refused, and nothing
// of them is left. And what a virus scanner says, or does not.
import assert from "node:assert/strict";
import net from "node:net";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { FakeClamd } from "../support/clamd.mjs";
import { heic, jpeg, pdf, png, zip } from "../support/documents.mjs";
import { csrfOf, faultsOf, refusalOf, textOf, valueOf } from "../support/html.mjs";
import { Api, rawExchange, visitor } from "../support/http.mjs";
import { assertProblem } from "../support/problem.mjs";
import { startDemo } from "../support/programs.mjs";
import { filesOf, proofFields, sendProof } from "../support/proofs.mjs";
import { waitUntil } from "../support/wait.mjs";

const bytesMax = 200_000;
const clamd = new FakeClamd();

let demo;
let api;
let order;

before(async () => {
  demo = await startDemo({ env: { KVITT_PROOFS_BYTES_MAX: String(bytesMax),
    KVITT_PROOFS_PIXELS_MAX: "1000000", KVITT_PROOFS_CLAMD: await clamd.listen() } });
  api = new Api(demo.url, demo.api_key);
  order = await api.order("4500101");
});

after(async () => {
  await checkAndStop(demo);
  await clamd.close();
});

// The work may change neither the books nor the disk.
async function nothingIsLeft(work) {
  const before = filesOf(demo);
  await nothingChanges(demo, work);
  await waitUntil("the spool is empty", () => filesOf(demo).spool.length === 0);
  assert.deepEqual(filesOf(demo), before);
  assert.deepEqual((await api.get(`/orders/${order.number}/proofs`)).body.proofs, []);
}

const page = "<!doctype html><html><script>alert(1)</script></html>";
const joined = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));

// What it is called, what it is, and the code of the refusal.
const files = [
  ["empty.pdf", Buffer.alloc(0), "missing"],
  ["page.pdf", page, "web_page"],
  ["script.gif", "GIF89a<script>alert(1)</script>", "other_picture"],
  ["archive.pdf", zip(), "archive"],
  ["promise.png", "I have paid.\n", "text"],
  ["phone.jpg", heic(), "heic"],
  ["vector.png", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "other_picture"],
  ["program.pdf", joined(Buffer.from("7f454c4602010100", "hex"), Buffer.alloc(200)), "wrong_type"],
  ["late.pdf", joined("\n\n", pdf()), "mixed_content"],
  ["page-behind.pdf", joined(pdf(), page), "mixed_content"],
  ["archive-behind.pdf", joined(pdf(), zip()), "mixed_content"],
  ["archive-behind.jpg", joined(jpeg(), zip()), "mixed_content"],
  ["page-behind.png", joined(png(), page), "mixed_content"],
  ["cut.pdf", pdf().subarray(0, 400), "damaged"],
  ["cut.jpg", jpeg().subarray(0, jpeg().length - 2), "damaged"],
  ["cut.png", png().subarray(0, png().length - 20), "damaged"],
  ["half.jpg", joined(Buffer.from("ffd8ff", "hex"), page), "damaged"],
  ["bomb.png", png(30_000, 30_000), "too_many_pixels"],
  ["large.pdf", joined(pdf(), Buffer.alloc(bytesMax)), "too_large"],
];

test("over the API each is refused by what it is", () => nothingIsLeft(async () => {
  for (const [name, bytes, code] of files) {
    const answer = await sendProof(api, order, { file: { name, bytes } });
    assertProblem(answer, 422, "invalid_fields", "file");
    assert.deepEqual(answer.body.errors.map((error) => error.code), [code], `${name}: ${answer.text}`);
  }
  const without = await sendProof(api, order, { file: null });
  assertProblem(without, 422, "invalid_fields", "file");
}));

test("on the page each is told at the file, and what was typed stays", () => nothingIsLeft(async () => {
  const who = await visitor(demo.url, "anna@fjallnat.example", "sv");
  const address = `/orders/${order.number}/proof`;
  for (const [name, bytes, code] of files) {
    if (code === "missing") continue;
    const answer = await who.upload(await who.get(address), address, [{ name, bytes }],
      proofFields(order, { transaction_ref: "T 1" }));
    assert.equal(answer.status, 422, name);
    assert.deepEqual(Object.keys(faultsOf(answer.html)), ["file"], name);
    assert.equal(valueOf(answer.html, "transaction_ref"), "T 1");
    assert.ok(textOf(answer.html).includes("Välj filen igen"), name);
    if (code === "heic") assert.match(faultsOf(answer.html).file, /HEIC.*JPG.*PDF.*skärmbild/);
    if (code === "too_many_pixels") assert.match(faultsOf(answer.html).file, /1 megapixel/);
  }
}));

test("a body that is no form, or not this one", () => nothingIsLeft(async () => {
  const send = (body, type) => api.request("POST", `/orders/${order.number}/proofs`,
    { body, headers: { "Content-Type": type } });
  assertProblem(await send("{}", "application/json"), 422, "form_not_readable");
  assertProblem(await send(pdf(), "application/pdf"), 422, "form_not_readable");
  assertProblem(await send("--x\r\n", "multipart/form-data; boundary=x"), 422, "form_not_readable");
  assertProblem(await send("", "multipart/form-data; boundary=x"), 422, "invalid_fields");
}));

// --- too large for the address ---

function headOf(path, headers) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `POST ${path} HTTP/1.1\r\nHost: x\r\n${lines}\r\n`;
}

test("a body that is announced too large is not read; one that turns out so is cut", () => nothingIsLeft(
  async () => {
    const path = `/api/v1/orders/${order.number}/proofs`;
    const headers = { Authorization: `Bearer ${demo.api_key}`,
      "Content-Type": "multipart/form-data; boundary=xx" };
    const announced = await rawExchange(demo.url, headOf(path, { ...headers, "Content-Length": 20_000_000 }));
    assert.equal(announced.status, 413);
    assert.match(announced.text, /urn:kvitt:problem:content_too_large/);
    const piece = Buffer.concat([Buffer.from(`${(50_000).toString(16)}\r\n`), Buffer.alloc(50_000, "x"),
      Buffer.from("\r\n")]);
    const streamed = await rawExchange(demo.url,
      [headOf(path, { ...headers, "Transfer-Encoding": "chunked" }), ...Array(12).fill(piece)]);
    assert.equal(streamed.status, 413);
  }));

test("the page that says so names the limit and leads back", () => nothingIsLeft(async () => {
  const who = await visitor(demo.url, "anna@fjallnat.example");
  const address = `/orders/${order.number}/proof`;
  const answer = await who.upload(await who.get(address), address,
    [{ name: "huge.pdf", bytes: Buffer.alloc(bytesMax * 3) }], proofFields(order));
  assert.deepEqual([answer.status, refusalOf(answer.html)], [413, "content_too_large"]);
  assert.ok(answer.html.includes(`href="${address}"`), textOf(answer.html));
}));

// --- cut off on its way ---

// The body of the page's form in pieces as a slow line would bring it.
function piecesOf(csrf) {
  const parts = Object.entries({ ...proofFields(order), csrf, idempotency_key: "cut" }).map(([name, value]) =>
    `--xx\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const file = joined('--xx\r\nContent-Disposition: form-data; name="file"; filename="proof.pdf"\r\n',
    "Content-Type: application/pdf\r\n\r\n", pdf(), "\r\n--xx--\r\n");
  const body = joined(...parts, file);
  const pieces = [];
  for (let at = 0; at < body.length; at += 100) pieces.push(body.subarray(at, at + 100));
  return { body, pieces };
}

// Sends the head and so many pieces, then hangs up.
function cutAfter(head, pieces) {
  const { hostname, port } = new URL(demo.url);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) }, () => {
      socket.write(Buffer.concat([Buffer.from(head), ...pieces]), () =>
        setTimeout(() => socket.destroy(), 15));
    });
    socket.on("error", reject);
    socket.on("close", resolve);
  });
}

test("cut off after each piece, by length and in chunks: nothing is left", () => nothingIsLeft(async () => {
  const who = await visitor(demo.url, "anna@fjallnat.example");
  const address = `/orders/${order.number}/proof`;
  const csrf = csrfOf((await who.get(address)).html);
  const { body, pieces } = piecesOf(csrf);
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { Cookie: cookie, "Content-Type": "multipart/form-data; boundary=xx" };
  const whole = headOf(address, { ...headers, "Content-Length": body.length });
  const chunked = headOf(address, { ...headers, "Transfer-Encoding": "chunked" });
  for (let count = 0; count < pieces.length; ++count) {
    await cutAfter(whole, pieces.slice(0, count));
    await cutAfter(chunked, pieces.slice(0, count).map((piece) =>
      joined(`${piece.length.toString(16)}\r\n`, piece, "\r\n")));
  }
}));

// --- the scanner ---

test("an infected file is refused with the name of what it has", () => nothingIsLeft(async () => {
  clamd.answer = (file) => file.includes("EICAR") ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
  const infected = pdf("EICAR");
  const answer = await sendProof(api, order, { file: { name: "proof.pdf", bytes: infected } });
  assertProblem(answer, 422, "invalid_fields", "file");
  assert.equal(answer.body.errors[0].code, "infected");
  assert.match(answer.body.errors[0].message, /Eicar-Test-Signature/);
  assert.deepEqual(clamd.seen.at(-1), infected, "it was given the whole file");
  const who = await visitor(demo.url, "anna@fjallnat.example");
  const address = `/orders/${order.number}/proof`;
  const page = await who.upload(await who.get(address), address, [{ name: "proof.pdf", bytes: infected }],
    proofFields(order, { transaction_ref: "T 1" }));
  assert.match(faultsOf(page.html).file, /Eicar-Test-Signature/);
  assert.equal(valueOf(page.html, "transaction_ref"), "T 1");
}));

test("a scanner that gives no clear answer: try again, nothing is kept", () => nothingIsLeft(async () => {
  for (const said of ["INSTREAM size limit exceeded. ERROR", "", "stream: ", "stream: oh FOUNDATION"]) {
    clamd.answer = () => said;
    assertProblem(await sendProof(api, order), 503, "scan_unavailable");
  }
  const who = await visitor(demo.url, "anna@fjallnat.example");
  const address = `/orders/${order.number}/proof`;
  const page = await who.upload(await who.get(address), address, [{ name: "proof.pdf", bytes: pdf() }],
    proofFields(order, { transaction_ref: "T 1" }));
  assert.deepEqual([page.status, refusalOf(page.html)], [503, "scan_unavailable"]);
  assert.equal(valueOf(page.html, "transaction_ref"), "T 1");
  assert.match(textOf(page.html), /Try again in a few minutes|Försök igen om några minuter/);
}));

test("what is refused for another reason is not scanned", async () => {
  const before = clamd.seen.length;
  await sendProof(api, order, { changes: { payment_date: "" } });
  await sendProof(api, order, { file: { name: "page.pdf", bytes: page } });
  assert.equal(clamd.seen.length, before);
});

test("then a clean one is taken; without a scanner none is", async () => {
  clamd.answer = () => "stream: OK";
  const before = filesOf(demo).proofs;
  const made = await sendProof(api, order, { file: { name: "proof.pdf", bytes: pdf() } });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(filesOf(demo).proofs.filter((one) => !before.includes(one)), [made.body.file.sha256]);
  await clamd.close();
  assertProblem(await sendProof(api, order, { file: { name: "other.png", bytes: png() } }), 503,
    "scan_unavailable");
  assert.deepEqual(filesOf(demo).proofs.filter((one) => !before.includes(one)), [made.body.file.sha256]);
});
