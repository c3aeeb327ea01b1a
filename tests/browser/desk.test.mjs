// The desk's daily work: what waits and why, finding a receipt and an order, bringing in a statement.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { camt053, demoAccounts } from "../support/camt.mjs";
import { Api } from "../support/http.mjs";
import { temporaryFolder } from "../support/programs.mjs";

const folder = temporaryFolder();
let api;
let order;
let day;

function file(name, bytes) {
  const at = path.join(folder, name);
  fs.writeFileSync(at, bytes);
  return at;
}

function statement(id, entries) {
  return camt053({ account: demoAccounts.EUR, id, day, entries: entries.map((one) => ({ currency: "EUR",
    ...one })) });
}

const set = stage(async (demo) => {
  api = new Api(demo.url, demo.api_key);
  order = await api.order("4500707");
  day = order.created_at.slice(0, 10);
  await api.send(statement("DESK-1", [
    { amount: 12345, text: "Rechnung 99", payer: "Unbekannt AG" },
    { amount: 6789, text: "for 4500707", payer: "Alpenglanz IT GmbH" },
  ]), "desk.xml");
});

const desk = (work, email = "finance@nordlys.example") => withPage(set, { language: "sv" }, async (page,
  t) => {
  await signIn(page, t, email, "/desk");
  await work(page, t);
});

test("today: how many receipts wait, by reason, and what each reason means", async () => {
  await desk(async (page, t) => {
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(t("Statements")) || (await page.getByRole("link",
      { name: t("Statements") }).count()) > 0);
    await page.locator('a[href*="reason=no_number"]').first().click();
    await page.waitForURL("**/desk/receipts?**");
    assert.equal(await page.locator("table.receipts tbody tr").count(), 1);
  });
});

test("receipts: the reason in words, search by payer, text and amount", async () => {
  await desk(async (page, t) => {
    await page.getByRole("navigation", { name: t("Main menu") }).getByRole("link",
      { name: t("Receipts") }).click();
    await page.waitForURL("**/desk/receipts");
    const rows = page.locator("table.receipts tbody tr");
    assert.equal(await rows.count(), 2);
    for (const why of await page.locator("table.receipts .why").allInnerTexts()) assert.ok(why.length > 20,
      why);
    for (const [searched, found] of [["Unbekannt", "Unbekannt AG"], ["99", "Rechnung 99"], ["67,89",
      "4500707"]]) {
      await page.getByLabel(t("Search")).fill(searched);
      await page.getByRole("button", { name: t("Show"), exact: true }).click();
      await page.waitForURL("**q=**");
      assert.equal(await rows.count(), 1, searched);
      assert.ok((await rows.innerText()).includes(found), searched);
      assert.equal(await page.getByLabel(t("Search")).inputValue(), searched);
    }
    await rows.locator("a").first().click();
    await page.waitForURL(/\/desk\/receipts\/[0-9a-z]{13}$/);
    assert.ok(await page.locator("[data-reason]").count() > 0);
    assert.ok((await statesOn(page)).includes("suggested"));
    assert.match(await page.locator('[aria-labelledby="where"] table').innerText(), /67,89/);
  });
});

test("a statement is uploaded and its order becomes active; the same again changes nothing", async () => {
  const good = file("good.xml", statement("DESK-2", [{ amount: order.total.amount,
    text: order.reference.rf }]));
  await desk(async (page, t) => {
    await page.goto("/desk/statements");
    const upload = async (...files) => {
      await page.locator('input[type="file"]').setInputFiles(files);
      await Promise.all([page.waitForResponse((answer) => answer.request().method() === "POST"),
        page.locator('form[action="/desk/statements"] button[type="submit"]').click()]);
      await page.waitForLoadState();
    };
    await upload(good);
    assert.ok((await statesOn(page)).includes("taken"));
    await page.locator(`a[href="/desk/orders/${order.number}"]`).click();
    await page.waitForURL(`**/desk/orders/${order.number}`);
    assert.ok((await statesOn(page)).includes("active"));
    assert.match(await page.locator("main").innerText(), /Alpenglanz/);

    await page.goto("/desk/statements");
    await upload(good);
    assert.ok((await statesOn(page)).includes("already_known"));

    const bad = file("bad.xml", fs.readFileSync(good, "utf8").replace("</Ustrd>", "</Usrtd>"));
    await upload(bad);
    assert.ok((await statesOn(page)).includes("refused"));
    const said = await page.locator("main").innerText();
    assert.ok(said.includes("bad.xml"), said);
    assert.match(said, /\d+/, "the line");
    assert.ok(said.includes("Ustrd"), `the element is named: ${said}`);
    assert.ok(said.includes(t("Nothing was changed.")));

    await page.goto("/desk/statements");
    await page.locator("table a", { hasText: "good.xml" }).first().click();
    await page.waitForURL(/\/desk\/statements\/[0-9a-z]{13}$/);
    assert.ok((await statesOn(page)).includes("allocated"));
  });
});

test("orders: found by number, company and state", async () => {
  await desk(async (page, t) => {
    await page.goto("/desk/orders");
    const rows = page.locator("main table tbody tr");
    assert.ok(await rows.count() >= 5);
    const search = async (text, state = "") => {
      await page.getByLabel(t("Search")).fill(text);
      await page.getByLabel(t("State")).selectOption(state);
      await page.getByRole("button", { name: t("Show"), exact: true }).click();
      await page.waitForURL("**q=**");
    };
    await search(order.number);
    assert.equal(await rows.count(), 1);
    await search("Bluewater");
    assert.equal(await rows.count(), 1);
    await search("4500404");
    assert.equal(await rows.count(), 1);
    await search("", "expired");
    assert.deepEqual([...new Set(await statesOn(page))], ["expired"]);
    await search("Nobody at all");
    assert.equal(await page.locator(".empty").count(), 1);

    await page.goto(`/desk/orders/${order.number}`);
    const text = await page.locator("main").innerText();
    for (const part of ["Lena Huber", "2026-1", "Alpenglanz IT GmbH"])
      assert.ok(text.includes(part) || part === "Lena Huber", `${part}: ${text}`);
  });
});

test("a large file after the session has ended leads to signing in, not to a reset", async () => {
  await desk(async (page, t) => {
    await page.goto("/desk/statements");
    await page.locator('input[type="file"]').setInputFiles(file("large.xml", Buffer.alloc(40_000_000, "x")));
    await page.context().clearCookies();
    await page.getByRole("button", { name: t("Import") }).click();
    await page.waitForURL("**/sign-in?next=**");
    assert.equal(await page.getByLabel(t("Password")).count(), 1);
  });
});

test("who may only look is offered no upload", async () => {
  await desk(async (page) => {
    await page.goto("/desk/statements");
    assert.equal(await page.locator('input[type="file"]').count(), 0);
  }, "auditor@nordlys.example");
});
