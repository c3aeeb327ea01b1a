// A proof of payment as people show it and review it: uploaded, refused with a reason, shown better,
// accepted. In Swedish with scripts, in English without, on a phone; and axe looks at every page of it.
import assert from "node:assert/strict";
import test from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { assertFits, phone, signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { jpeg, pdf, png } from "../support/documents.mjs";
import { Api } from "../support/http.mjs";
import { proofFields, sendProof, ticks } from "../support/proofs.mjs";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const wide = { width: 1280, height: 900 };
const orders = {};
const set = stage(async (demo) => {
  const api = new Api(demo.url, demo.api_key);
  for (const id of ["4500101", "4500707", "4500808", "4500909"]) orders[id] = await api.order(id);
});

async function assertAccessible(page, told) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.withTags(rules).analyze();
  assert.deepEqual(violations.map((one) => `${told}: ${one.id}: ${one.nodes.map((node) => node.html)}`), []);
  const size = page.viewportSize();
  await page.setViewportSize(phone);
  await assertFits(page);
  await page.setViewportSize(size);
}

async function fillIn(page, t, order, file) {
  const fields = proofFields(order);
  await page.getByLabel(t("Payment proof"), { exact: true }).setInputFiles(file);
  await page.getByLabel(t("Payment date")).fill(fields.payment_date);
  await page.getByLabel(t("Paid to account number")).fill(fields.paid_to_account);
  for (const tick of ticks) await page.locator(`[name="shows_${tick}"]`).check();
  await page.getByRole("button", { name: t("Upload the proof") }).click();
  await page.locator("[data-news]").waitFor();
}

async function review(page, t, order, version, { accept, reason }) {
  await page.goto("/desk/proofs");
  await page.locator(`a[href="/desk/proofs/${order.number}/${version}"]`).click();
  await page.waitForURL(`**/desk/proofs/${order.number}/${version}`);
  for (const tick of ticks)
    if (accept || tick !== "amount") await page.locator(`[name="seen_${tick}"]`).check();
  if (reason) await page.getByLabel(t("Reason, if you do not accept it")).fill(reason);
  await page.getByRole("button", { name: t(accept ? "Accept" : "Do not accept"), exact: true }).click();
  await page.locator('[name="decision"]').first().waitFor({ state: "detached" });
}

const file = (name, buffer, mimeType) => ({ name, buffer, mimeType });

for (const [language, email, partnerId, scripts] of [["sv", "anna@fjallnat.example", "4500101", true],
  ["en", "lena@alpenglanz.example", "4500707", false]])
  test(`shown, sent back, shown better, accepted: ${language}`, async () => {
    const order = orders[partnerId];
    await withPage(set, { language, javaScriptEnabled: scripts, viewport: wide }, async (page, t) => {
      await signIn(page, t, email);
      await page.goto("/offers");
      await page.getByRole("link", { name: t("Upload payment proof") }).click();
      await page.waitForURL(`**/orders/${order.number}/proof`);
      await fillIn(page, t, order, file("kvitto.pdf", pdf(), "application/pdf"));
      assert.ok((await page.locator("[data-news]").getAttribute("class")).includes("good"));
      assert.ok((await statesOn(page)).includes("proof_submitted"));
      assert.equal(await page.locator("main a.button, main button.button").count(), 1, "one primary action");
      await withPage(set, { language: "en", javaScriptEnabled: scripts }, async (desk, td) => {
        await signIn(desk, td, "reviewer@nordlys.example");
        await review(desk, td, order, 1, { accept: false, reason: "The amount is cut off." });
        assert.ok((await statesOn(desk)).includes("rejected"));
      });
      await page.goto(`/orders/${order.number}/proof`);
      const news = await page.locator("[data-news]").innerText();
      assert.ok(news.includes("The amount is cut off."), news);
      assert.ok(news.includes(t("the amount and its currency")), news);
      await fillIn(page, t, order, file("bild.png", png(64, 64), "image/png"));
      await withPage(set, { language: "sv", javaScriptEnabled: scripts }, async (desk, td) => {
        await signIn(desk, td, "finance@nordlys.example");
        await review(desk, td, order, 2, { accept: true });
      });
      await page.reload();
      assert.ok((await statesOn(page)).includes("proof_verified"));
      assert.equal(await page.locator('[data-state="active"]').count(), 0);
      const [download] = await Promise.all([page.waitForEvent("download"),
        page.locator(`a[href="/orders/${order.number}/proof/2"]`).click()]);
      assert.equal(download.suggestedFilename(), `proof-${order.number}-2.png`);
    });
  });

test("on a phone: too large a file is told before it is sent; faults stand at their fields", async () => {
  const order = orders["4500909"];
  await withPage(set, { language: "en", viewport: phone, isMobile: true }, async (page, t) => {
    await signIn(page, t, "yui@hoshino.example");
    await page.goto(`/orders/${order.number}`);
    await assertFits(page);
    await page.getByRole("link", { name: t("Upload payment proof") }).click();
    await page.waitForURL(`**/orders/${order.number}/proof`);
    await assertFits(page);
    const input = page.getByLabel(t("Payment proof"), { exact: true });
    await input.evaluate((one) => { one.dataset.bytesMax = "10"; });
    await input.setInputFiles(file("large.pdf", pdf(), "application/pdf"));
    assert.equal(await input.evaluate((one) => one.validationMessage),
      t("This file is larger than {{limit}}.", { limit: "10 MB" }));
    await input.evaluate((one) => { one.dataset.bytesMax = "10000000"; });
    const disguised = Buffer.from("<!doctype html><html></html>");
    await input.setInputFiles(file("page.pdf", disguised, "application/pdf"));
    await page.getByLabel(t("Payment date")).fill("2026-01-01");
    await page.getByLabel(t("Paid to account number")).fill("0000");
    await page.getByRole("button", { name: t("Upload the proof") }).click();
    await page.locator('[role="alert"]').waitFor();
    assert.equal(await page.locator("main .say.bad li").count(), 3);
    assert.equal(await page.getByLabel(t("Paid to account number")).inputValue(), "0000");
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(t("Choose the file again: the browser does not keep it.")));
    await assertFits(page);
  });
});

for (const [language, colorScheme] of [["en", "light"], ["sv", "dark"]])
  test(`axe, and the width of a phone: ${language}`, async () => {
    const order = orders["4500808"];
    const api = new Api(set.demo.url, set.demo.api_key);
    const name = "a very long name of a file that a telephone gave.jpg";
    const sent = await sendProof(api, order, { file: { name, bytes: jpeg() } });
    const { version } = sent.body;
    const options = { language, colorScheme, viewport: wide };
    const own = `/orders/${order.number}/proof`;
    await withPage(set, options, async (page, t) => {
      await signIn(page, t, "david@cedarpine.example");
      await page.getByRole("button", { name: language === "sv" ? "Svenska" : "English" }).click();
      await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
      for (const address of [own, `${own}?form=true`, `/orders/${order.number}`, "/offers", "/"]) {
        await page.goto(address);
        await assertAccessible(page, address);
      }
      await page.goto(`${own}?form=true`);
      await page.evaluate(() => {
        for (const one of document.querySelectorAll("form [required]")) one.required = false;
      });
      await page.getByRole("button", { name: t("Upload the proof") }).click();
      await page.locator('[role="alert"]').waitFor();
      await assertAccessible(page, "faults of the form");
    });
    await withPage(set, options, async (page, t) => {
      await signIn(page, t, "reviewer@nordlys.example");
      await page.getByRole("button", { name: language === "sv" ? "Svenska" : "English" }).click();
      await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
      const address = `/desk/proofs/${order.number}/${version}`;
      for (const one of ["/desk", "/desk/proofs", "/desk/proofs?state=overdue",
        "/desk/proofs?state=rejected", address, `/desk/orders/${order.number}`, "/desk/orders"]) {
        await page.goto(one);
        await assertAccessible(page, one);
      }
      await page.goto(address);
      await page.getByRole("button", { name: t("Do not accept"), exact: true }).click();
      await page.locator('[role="alert"]').waitFor();
      await assertAccessible(page, "a rejection without a reason");
      await page.getByLabel(t("Reason, if you do not accept it")).fill("No.");
      await page.getByRole("button", { name: t("Do not accept"), exact: true }).click();
      await page.locator(".reason-said").waitFor();
      await assertAccessible(page, "a rejected proof at the desk");
    });
  });
