// The main path, walked as people walk it: sign in, compare, buy by bank transfer, pay at the sandbox bank,
// be
// active. In Swedish with scripts, in English without, and on a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { assertFits, phone, signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { Api } from "../support/http.mjs";
import { temporaryFolder } from "../support/programs.mjs";
import { waitUntil } from "../support/wait.mjs";

const set = stage();

async function toPurchaseDetails(page, t, { price, seen }) {
  await page.getByRole("navigation", { name: t("Main menu") }).getByRole("link",
    { name: t("Membership offers") }).click();
  await page.waitForURL("**/offers");
  await seen();
  const tile = page.locator("#offer-silver");
  assert.match(await tile.locator(".price").innerText(), price);
  await page.getByRole("link", { name: t("Compare offers") }).click();
  await page.waitForURL("**/offers/compare");
  assert.equal(await page.locator("table.compare tbody tr").count() > 5, true);
  assert.match(await page.locator("table.compare").innerText(), price);
  await seen();
  await page.goBack();
  await tile.getByRole("link", { name: t("Subscribe") }).click();
  await page.waitForURL("**/purchase/silver");
  await seen();
}

// Corrects the tax ID and comes back to where it was followed from.
async function correctTaxId(page, t, taxId, seen) {
  await page.getByRole("link", { name: t("Correct tax ID") }).click();
  await page.waitForURL("**/company/tax-id**");
  await seen();
  await page.getByLabel(t("Tax ID")).fill(taxId);
  await page.getByRole("button", { name: t("Save") }).click();
  await page.waitForURL("**/purchase/silver");
  assert.ok((await page.locator("main").innerText()).includes(taxId));
}

// Chooses the transfer, accepts the agreement and submits: the order's number.
async function order(page, t, { total, seen }) {
  const transfer = page.getByRole("radio", { name: t("Electronic bank transfer") });
  await transfer.check();
  assert.equal(await page.getByRole("radio", { name: t("Credit card") }).isDisabled(), true);
  await page.getByRole("button", { name: t("Next") }).click();
  await page.waitForURL("**/purchase/silver/transfer");
  await seen();
  assert.match(await page.locator("p.copy").innerText(), total);
  assert.equal(await page.locator(".agreement h3").count(), 4);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: t("Submit") }).click();
  await page.waitForURL(/\/orders\/\d{10}$/);
  await seen();
  return page.url().match(/(\d{10})$/)[1];
}

const shown = (number) => `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`;

// The order's last day, as each language writes it.
async function deadlines(number) {
  const { body } = await new Api(set.demo.url, set.demo.api_key).get(`/orders/${number}`);
  const last = new Date(Date.parse(body.expires_at) - 1);
  return ["sv-SE", "en-US", "en-GB"].map((locale) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Europe/Stockholm" }).format(last));
}

// Copying with one press, and payment instructions on one sheet of paper.
async function assertCopiesAndPrints(page, t, context, number) {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const button = page.locator(`[data-copy="${number}"]`);
  await button.click();
  await page.locator(`[data-copy="${number}"]`, { hasText: t("Copied") }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), number);
  assert.equal(await page.getByRole("button", { name: t("Print payment details") }).isVisible(), true);
  const paper = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.equal(paper.match(/\/Type\s*\/Page\b/g).length, 1, "sheets of paper");
}

// What is on the order's page while it is to be paid.
async function assertPayable(page, t, { number, partnerId, total }) {
  const text = await page.locator("main").innerText();
  for (const part of [shown(number), partnerId, `${number} ${partnerId}`])
    assert.ok(text.replace(/\u00a0/g, " ").includes(part), `${part} is not on the page: ${text}`);
  assert.match(text, total);
  assert.ok((await statesOn(page)).includes("awaiting_payment"));
  assert.equal(await page.locator("ol.steps > li").count(), 5);
  const days = await deadlines(number);
  assert.ok(days.some((day) => text.includes(day)), `no deadline (${days}) on the page: ${text}`);
  const copied = await page.locator("[data-copy]").evaluateAll((all) => all.map((one) => one.dataset.copy));
  for (const exact of [number, partnerId, `${number} ${partnerId}`]) assert.ok(copied.includes(exact), exact);
  return copied;
}

// The transfer, made by hand at the sandbox bank.
async function pay(page, t, number, reference) {
  await page.goto("/demo/bank");
  const row = page.locator("tr", { hasText: shown(number) });
  await row.getByRole("link", { name: t("Fill in") }).click();
  await page.waitForURL(`**/demo/bank?order=${number}`);
  assert.ok((await page.getByLabel(t("Reference")).inputValue()).includes(number));
  if (reference) await page.getByLabel(t("Reference")).fill(reference);
  await page.getByRole("button", { name: t("Send the money") }).click();
  await page.waitForURL("**/demo/bank?sent=**");
}

async function assertActive(page, t, { number, seen }) {
  assert.ok((await statesOn(page)).includes("active"));
  assert.equal(await page.locator("[data-copy]").count(), 0, "nothing to copy any more");
  assert.equal(await page.locator(".qr").count(), 0, "no QR code any more");
  assert.equal(await page.getByRole("link", { name: t("Cancel order") }).count(), 0);
  await page.goto("/offers");
  await seen();
  assert.equal(await page.locator("#offer-silver [data-state]").getAttribute("data-state"), "active");
  const row = page.locator("tr", { hasText: shown(number) });
  assert.equal(await row.locator("[data-state]").getAttribute("data-state"), "active");
  await page.goto("/");
  await seen();
  assert.equal(await page.locator("article.tile [data-state]").getAttribute("data-state"), "active");
}

test("in Swedish, with scripts: paid by OCR, the page turns by itself", async () => {
  await withPage(set, { language: "sv" }, async (page, t, context) => {
    const seen = async () => assert.equal(await page.locator("html").getAttribute("lang"), "sv");
    await signIn(page, t, "anna@fjallnat.example");
    await seen();
    assert.equal(await page.locator("#next-step").count(), 1);
    assert.equal(await page.locator("main a.button").count(), 1, "one primary action");
    assert.ok(await page.getByRole("link", { name: "Medlemskapserbjudanden" }).count() > 0);
    await toPurchaseDetails(page, t, { price: /17\s900/, seen });
    await correctTaxId(page, t, "SE556677889902", seen);
    const total = /22\s375/;
    const number = await order(page, t, { total, seen });
    const copied = await assertPayable(page, t, { number, partnerId: "4500101", total });
    const ocr = copied.find((one) => new RegExp(`^${number}2\\d$`).test(one));
    assert.ok(ocr, `no OCR among ${copied}`);
    assert.ok(copied.includes("22375.00"));
    assert.ok((await page.locator("main").innerText()).includes("5050-1055"));
    assert.ok((await page.locator("main").innerText()).includes("SE556677889902"));

    await assertCopiesAndPrints(page, t, context, number);
    const bank = await context.newPage();
    await pay(bank, t, number, ocr);
    await page.locator('#order [data-state="active"]').waitFor();
    await assertActive(page, t, { number, seen });
  });
});

// The code as a bank's app would read it.
async function decoded(page) {
  const file = path.join(temporaryFolder(), "qr.png");
  await page.locator(".qr img").screenshot({ path: file });
  return execFileSync("zbarimg", ["--quiet", "--raw", file], { encoding: "utf8" });
}

function canDecode() {
  return ["/usr/bin/zbarimg", "/usr/local/bin/zbarimg"].some((file) => fs.existsSync(file));
}

test("in English, without scripts: paid in euro by the RF reference of the QR code", async (t) => {
  const options = { javaScriptEnabled: false, deviceScaleFactor: 3 };
  await withPage(set, { language: "en", ...options }, async (page, w) => {
    const seen = async () => {};
    await signIn(page, w, "lena@alpenglanz.example");
    await toPurchaseDetails(page, w, { price: /1,690/, seen });
    const total = /1,690/;
    const number = await order(page, w, { total, seen });
    const copied = await assertPayable(page, w, { number, partnerId: "4500707", total });
    assert.ok(copied.includes(`RF74${number}`));
    assert.ok(copied.includes("DE89370400440532013000"));
    assert.equal(await page.locator(".qr img").isVisible(), true);
    assert.equal(await page.locator("[data-copy]:visible").count(), 0, "no button that would do nothing");
    if (canDecode()) {
      const lines = (await decoded(page)).trim().split(/\r?\n/);
      assert.deepEqual(lines.slice(0, 4), ["BCD", lines[1], "1", "SCT"]);
      for (const part of ["Nordlys Programvara AB", "DE89370400440532013000", "EUR1690", `RF74${number}`])
        assert.ok(lines.some((line) => line === part || line === `${part}.00`), `${part} is not in ${lines}`);
    } else t.diagnostic("zbarimg is not installed: the QR code was not decoded");

    await pay(page, w, number, `RF74${number}`);
    await waitUntil("the order is active", async () => {
      await page.goto(`/orders/${number}`);
      return (await statesOn(page)).includes("active");
    }, { everyMs: 300 });
    await assertActive(page, w, { number, seen });
  });
});

test("in Swedish on a phone: no page is wider than the screen, paid in yen by the free text", async () => {
  await withPage(set, { language: "sv", viewport: phone, isMobile: true }, async (page, t) => {
    const seen = () => assertFits(page);
    await page.goto("/sign-in");
    await seen();
    await signIn(page, t, "yui@hoshino.example");
    // Her own choice of language is English; she changes it at the foot of the page.
    await page.getByRole("button", { name: "Svenska" }).click();
    await page.waitForFunction(() => document.documentElement.lang === "sv");
    await seen();
    await toPurchaseDetails(page, t, { price: /245\s000/, seen });
    await correctTaxId(page, t, "JP1234567890", seen);
    const total = /245\s000/;
    const number = await order(page, t, { total, seen });
    await assertPayable(page, t, { number, partnerId: "4500909", total });
    await page.goto(`/orders/${number}/cancel`);
    await seen();
    await pay(page, t, number);
    await seen();
    await page.goto(`/orders/${number}`);
    await page.locator('#order [data-state="active"]').waitFor();
    await seen();
    await assertActive(page, t, { number, seen });
    for (const address of ["/company", "/my-access", "/nowhere", "/desk", "/demo/clock"]) {
      await page.goto(address);
      await seen();
    }
  });
});
