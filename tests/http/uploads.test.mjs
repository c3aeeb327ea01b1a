// A file is taken only from who may send it: anybody else is answered after the head, before the file has
// come and before any of it lies on the disk.
import assert from "node:assert/strict";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { csrfOf, refusalOf } from "../support/html.mjs";
import { visitor } from "../support/http.mjs";
import { partnerKey, startDemo } from "../support/programs.mjs";

const fileBytes = 200 * 1024 * 1024;
// What the server may have read, and what lies in the buffers of both ends.
const sentBytesMax = 32 * 1024 * 1024;
const piece = Buffer.alloc(64 * 1024, "x");
const patienceMs = 30_000;
const form = "Content-Type: multipart/form-data; boundary=xyz";

let demo;
let partner;
let readingKey;
let spooled; // names of files that came to lie in the spool folder
let watcher;

before(async () => {
  demo = await startDemo();
  partner = await visitor(demo.url, "anna@fjallnat.example");
  readingKey = await partnerKey(demo.database, "4500101", ["orders:read"]);
  const folder = path.join(path.dirname(demo.database.replace("sqlite:", "")), "files", "spool");
  watcher = fs.watch(folder, (_, name) => name.startsWith("kvitt-upload-") && spooled.add(name));
});

after(async () => {
  watcher.close();
  await checkAndStop(demo);
});

const head = (address, length, ...headers) =>
  [`POST ${address} HTTP/1.1`, "Host: kvitt", `Content-Length: ${length}`, ...headers, "", ""].join("\r\n");
const cookieOf = (who) => `Cookie: ${[...who.cookies].map((pair) => pair.join("=")).join("; ")}`;

// Sends the head, then pieces (of a file of 200 MiB, where none are given) until all is sent or an answer
// comes: {status, headers, body, sent, continued}. With `patient` nothing is sent before 100 Continue.
function send(first, pieces, { patient = false } = {}) {
  const { hostname, port } = new URL(demo.url);
  spooled = new Set();
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error("nothing came back in time")));
    let text = "";
    let sent;
    let left = fileBytes / piece.length;
    const next = () => (pieces ? pieces.shift() : left-- > 0 ? piece : undefined);
    const more = () => {
      const one = next();
      if (one === undefined || sent !== undefined) return;
      if (socket.write(one)) setImmediate(more); // between two pieces an answer is seen
      else socket.once("drain", more);
    };
    const answered = () => text.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
    socket.on("data", (data) => {
      const before = text;
      text += data.toString("latin1");
      if (patient && !before && text.startsWith("HTTP/1.1 100")) more();
      if (answered()) sent ??= socket.bytesWritten;
      const whole = answered().match(/^HTTP\/1\.1 (\d+)[^]*?content-length: (\d+)[^]*?\r\n\r\n/i);
      if (!whole || answered().length < whole[0].length + Number(whole[2])) return;
      socket.destroy();
      resolve({ status: Number(whole[1]), headers: whole[0], body: answered().slice(whole[0].length), sent,
        continued: text.startsWith("HTTP/1.1 100") });
    });
    socket.on("error", (error) => (["EPIPE", "ECONNRESET"].includes(error.code) ? undefined : reject(error)));
    socket.on("close", () => reject(new Error(`no whole answer: ${text}`)));
    socket.write(first);
    if (!patient) more();
  });
}

function assertTurnedAway(answer, status, told) {
  assert.equal(answer.status, status, `${told}: ${answer.headers}`);
  assert.ok(answer.sent < sentBytesMax, `${told}: ${answer.sent} bytes were sent`);
  assert.match(answer.headers, /^connection: close/im, told);
  assert.match(answer.headers, /^content-security-policy: /im, told);
  assert.equal(answer.continued, false, told);
  assert.deepEqual([...spooled], [], `${told}: a file lay in the spool folder`);
}

for (const [told, ...expect] of [["at once"], ["after asking", "Expect: 100-continue"]]) {
  const patient = { patient: expect.length > 0 };

  test(`nobody sends a file: ${told}`, () => nothingChanges(demo, async () => {
    const page = await send(head("/desk/statements", fileBytes, form, ...expect), undefined, patient);
    assertTurnedAway(page, 303, "a page");
    assert.match(page.headers, /^location: \/sign-in\?next=%2Fdesk%2Fstatements\r$/im);
    const api = await send(head("/api/v1/statements", fileBytes, ...expect), undefined, patient);
    assertTurnedAway(api, 401, "the API");
    assert.equal(JSON.parse(api.body).type, "urn:kvitt:problem:key_needed");
  }));

  test(`nobody who may not sends a file: ${told}`, () => nothingChanges(demo, async () => {
    const page = await send(head("/desk/statements", fileBytes, form, cookieOf(partner), ...expect),
      undefined, patient);
    assertTurnedAway(page, 403, "a partner");
    assert.equal(refusalOf(page.body), refusalOf((await partner.get("/desk/statements")).html));
    assert.match(page.body, /Anna/, "it knows whom it turns away");
    const key = `Authorization: Bearer ${readingKey}`;
    const api = await send(head("/api/v1/statements", fileBytes, key, ...expect), undefined, patient);
    assertTurnedAway(api, 403, "a key without the scope");
    assert.equal(JSON.parse(api.body).type, "urn:kvitt:problem:key_not_allowed");
  }));

  test(`who may, does: ${told}`, async () => {
    const file = (id) => camt053({ account: demoAccounts.SEK, id: `${id}-${expect.length}`, day: "2026-01-15",
      entries: [{ amount: 100, currency: "SEK", text: "good" }] });
    const bytes = file("API");
    const key = `Authorization: Bearer ${demo.api_key}`;
    const api = await send(head("/api/v1/statements", bytes.length, key, "Content-Type: application/xml",
      ...expect), [bytes.slice(0, 100), bytes.slice(100)], patient);
    assert.deepEqual([api.status, JSON.parse(api.body).result, api.continued],
      [200, "taken", expect.length > 0]);
    assert.ok(spooled.size > 0, "it came by way of the spool folder");

    const desk = await visitor(demo.url, "finance@nordlys.example");
    const csrf = csrfOf((await desk.get("/desk/statements")).html);
    const part = (disposition, text) =>
      `--xyz\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;
    const formOf = (token, text) => [`${part('name="csrf"', token)}`,
      part('name="file"; filename="good.xml"', text), "--xyz--\r\n"];
    const post = (pieces) => send(head("/desk/statements", pieces.join("").length, form, cookieOf(desk),
      ...expect), pieces, patient);
    const forged = await post(formOf("forged", file("FORGED")));
    assert.deepEqual([forged.status, refusalOf(forged.body)], [403, "form_expired"]);
    const page = await post(formOf(csrf, file("PAGE")));
    assert.deepEqual([page.status, page.continued], [200, expect.length > 0], page.body);
    assert.match(page.body, /data-state="taken"/);
  });
}
