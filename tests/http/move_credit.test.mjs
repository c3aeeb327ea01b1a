// Credit that came for the wrong company is moved to the right one: told before, with a note, and the books
// follow.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { checkAndStop, nothingChanges } from "../support/books.mjs";
import { faultsOf, refusalOf, textOf } from "../support/html.mjs";
import { Api, visitor } from "../support/http.mjs";
import { startDemo } from "../support/programs.mjs";

let demo;
let api;
let finance;
let receipt;
const from = "4500606"; // its late money is credit
const to = "4500101";

before(async () => {
  demo = await startDemo();
  api = new Api(demo.url, demo.api_key);
  finance = await visitor(demo.url, "finance@nordlys.example");
  [receipt] = (await api.get("/receipts?state=credit")).body.receipts;
});

after(() => checkAndStop(demo));

const page = (query) => `/desk/receipts/${receipt.id}/pass-on?${query}`;
const action = () => `/desk/receipts/${receipt.id}/pass-on`;

test("what cannot be moved, or nowhere, is refused by name and changes nothing", () =>
  nothingChanges(demo, async () => {
    const nobody = await finance.get(page(`partner_id=${from}&to_partner_id=9999999`));
    assert.equal(nobody.status, 422);
    assert.ok(faultsOf(nobody.html).to_partner_id);
    const same = await finance.get(page(`partner_id=${from}&to_partner_id=${from}`));
    assert.deepEqual([same.status, refusalOf(same.html)], [409, "same_partner"]);
    const without = await finance.get(page(`partner_id=${to}&to_partner_id=${from}`));
    assert.deepEqual([without.status, refusalOf(without.html)], [409, "nothing_there"]);
    const stranger = await finance.get(page(`partner_id=9999999&to_partner_id=${to}`));
    assert.equal(stranger.status, 422);
    assert.match(textOf(stranger.html), /hör inte till någon partner/);
    assert.equal((await finance.get(page(""))).status, 422);
    const told = await finance.get(page(`partner_id=${from}&to_partner_id=${to}`));
    const noted = await finance.submit(told, action(), { note: "" });
    assert.equal(noted.status, 422);
    assert.ok(faultsOf(noted.html).note);
    const reviewer = await visitor(demo.url, "reviewer@nordlys.example");
    assert.equal((await reviewer.get(page(`partner_id=${from}`))).status, 403);
  }));

test("it is asked, told, and done; the other company's next order uses it", async () => {
  const list = await finance.get(`/desk/partners/${from}/credit`);
  assert.match(list.html, /\/pass-on\?partner_id=4500606"/);
  const asked = await finance.get(page(`partner_id=${from}`));
  assert.match(asked.html, /name="to_partner_id"/);
  assert.match(asked.html, /name="partner_id" value="4500606"/);
  const told = await finance.get(page(`partner_id=${from}&to_partner_id=${to}`));
  assert.match(textOf(told.html), /partner-credit/);
  assert.equal((await api.get(`/receipts/${receipt.id}`)).body.partner_id, from);
  const done = await finance.submit(told, action(), { note: "Paid by the sister company" });
  assert.equal(done.status, 303, done.html);
  const { state, partner_id: owner, credit } = (await api.get(`/receipts/${receipt.id}`)).body;
  assert.deepEqual([state, owner, credit.amount], ["credit", to, receipt.credit.amount]);
  const order = await api.order(to);
  assert.ok(order.paid.amount > 0, "the credit pays it");
  const again = await finance.get(page(`partner_id=${from}&to_partner_id=${to}`));
  assert.deepEqual([again.status, refusalOf(again.html)], [409, "nothing_there"]);
});
