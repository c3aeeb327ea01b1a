// What the pages say when something is not possible: why, and what would change it or who can help.
import assert from "node:assert/strict";
import test from "node:test";
import { signIn, stage, statesOn, withPage } from "../support/browser.mjs";
import { Api } from "../support/http.mjs";
import { kvittJson } from "../support/programs.mjs";

const set = stage();

const orders = async (partnerId) =>
  (await new Api(set.demo.url, set.demo.api_key).get(`/orders?partner_id=${partnerId}`)).body.orders;

const person = (email, work, options = {}) => withPage(set, options, async (page, t, context) => {
  await signIn(page, t, email, "/offers");
  await work(page, t, context);
});

// The reasons on a tile; each says why and what would change it.
async function reasons(page, offer) {
  const found = await page.locator(`#offer-${offer} .reason`).evaluateAll((all) => all.map((one) => ({
    code: one.dataset.block, said: [...one.querySelectorAll("p")].map((line) => line.textContent.trim()) })));
  for (const { code, said } of found) assert.ok(said.length >= 2 && said.every(Boolean), `${code}: ${said}`);
  return found;
}

async function assertNotForSale(page, offer, code) {
  const found = await reasons(page, offer);
  assert.equal(found[0]?.code, code);
  const button = page.locator(`#offer-${offer} footer button`);
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  const described = await button.getAttribute("aria-describedby");
  assert.ok((await page.locator(`#${described}`).innerText()).includes(found[0].said[0]));
  return found[0].said.join(" ");
}

test("a wrong password is told, the address is kept", async () => {
  await withPage(set, { language: "sv" }, async (page, t) => {
    await page.goto("/sign-in");
    await page.getByLabel(t("E-mail address")).fill("anna@fjallnat.example");
    await page.getByLabel(t("Password")).fill("fel-losenord");
    await page.getByRole("button", { name: t("Sign in"), exact: true }).click();
    const alert = page.locator('[role="alert"]');
    assert.equal((await alert.innerText()).trim(),
      t("That e-mail address and password do not fit together."));
    assert.equal(await page.getByLabel(t("E-mail address")).inputValue(), "anna@fjallnat.example");
    assert.equal(await page.getByLabel(t("Password")).inputValue(), "");
  });
});

test("nothing attained: which tier is missing, and that the offer opens by itself", async () => {
  await person("sara@smedjan.example", async (page) => {
    for (const [offer, tier] of [["silver", "silver"], ["gold", "guld"]])
      assert.ok((await assertNotForSale(page, offer, "requirements_not_met")).includes(tier));
    assert.equal(await page.locator("#offer-action_pack footer a").count(), 1,
      "the action pack needs nothing");
    await page.goto("/purchase/silver/transfer");
    assert.equal(await page.locator('[data-block="requirements_not_met"]').count(), 1);
    assert.equal(await page.getByRole("checkbox").count(), 0);
  });
});

test("gold includes silver, until its day", async () => {
  await person("maria@bluewater.example", async (page) => {
    const said = await assertNotForSale(page, "silver", "included_in_gold");
    assert.match(said, /Included in your gold membership until .*\d{4}/);
    assert.equal(await page.locator("#offer-silver [data-state]").getAttribute("data-state"), "included");
    assert.equal((await reasons(page, "gold"))[0].code, "already_held");
  });
});

test("silver held and gold attained: the upgrade's price beside the list price", async () => {
  await person("jonas@rheinwerk.example", async (page) => {
    assert.match(await page.locator("#offer-gold .price").innerText(), /3,217\.50/);
    assert.match(await page.locator("#offer-gold").innerText(), /4,290/);
    assert.ok((await page.locator("#offer-gold .discount").innerText()).includes("25"));
  });
});

test("a guest is told who can help, by name and address", async () => {
  await withPage(set, { language: "sv" }, async (page, t) => {
    await signIn(page, t, "gast@fjallnat.example", "/");
    assert.ok((await page.locator("main").innerText()).includes("goran@fjallnat.example"));
    await page.goto("/offers");
    assert.equal(await page.locator('[data-refusal="not_allowed"]').count(), 1);
    assert.equal(await page.getByRole("link", { name: "goran@fjallnat.example" }).getAttribute("href"),
      "mailto:goran@fjallnat.example");
  });
});

test("an open order closes its family, and leads to itself", async () => {
  await person("kenji@sakura.example", async (page) => {
    const said = await assertNotForSale(page, "silver", "open_order");
    const [order] = await orders("4500404");
    assert.ok(said.replace(/\s/g, "").includes(order.number));
    await page.locator("#offer-silver .reason a").click();
    await page.waitForURL(`**/orders/${order.number}`);
    const { answer } = await kvittJson(["check", "--json"], set.demo.database);
    const hours = (Date.parse(order.expires_at) - Date.parse(answer.as_of)) / 3_600_000;
    assert.ok(hours > 0 && hours <= 48, `expires in ${hours} hours`);
  });
});

test("cards are not set up: the page says so and offers what works", async () => {
  await person("david@cedarpine.example", async (page, t) => {
    await page.goto("/purchase/silver");
    const card = page.getByRole("radio", { name: t("Credit card") });
    assert.equal(await card.isDisabled(), true);
    const why = await page.locator(`#${await card.getAttribute("aria-describedby")}`).innerText();
    assert.match(why, /not connected a card gateway/);
    assert.equal(await page.getByRole("radio", { name: t("Electronic bank transfer") }).isEnabled(), true);
    await page.getByRole("button", { name: t("Next") }).click();
    await page.waitForURL("**/purchase/silver/transfer");
  });
});

for (const javaScriptEnabled of [true, false])
  test(`agreement not ticked: the page stays (${javaScriptEnabled ? "with" : "without"} scripts)`,
    async () => {
    await person("david@cedarpine.example", async (page, t) => {
      await page.goto("/purchase/silver/transfer");
      await page.getByRole("button", { name: t("Submit") }).click();
      await page.locator('[role="alert"]').waitFor();
      const box = page.getByRole("checkbox");
      assert.equal(await box.getAttribute("aria-invalid"), "true");
      const fault = page.locator(`#${await box.getAttribute("aria-describedby")}`);
      assert.match(await fault.innerText(), /acceptance/);
      await page.locator('[role="alert"] a').click();
      assert.ok(page.url().endsWith("#field-accepted"));
      assert.equal(await page.locator(".agreement h3").count(), 4);
      assert.deepEqual(await orders("4500808"), []);
    }, { javaScriptEnabled });
  });

test("pressed twice, ordered once; Back, and the page leads to what was done", async () => {
  await person("david@cedarpine.example", async (page, t) => {
    await page.goto("/purchase/silver/transfer");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: t("Submit") }).dblclick({ noWaitAfter: true });
    await page.waitForURL(/\/orders\/\d{10}$/);
    const placed = await orders("4500808");
    assert.deepEqual(placed.map(({ number }) => number), [page.url().slice(-10)]);

    await page.goBack();
    // The browser shows the page it kept, or asks again and is told of the open order.
    const submit = page.getByRole("button", { name: t("Submit"), exact: true });
    const blocked = page.locator('main a[href^="/orders/"]').first();
    await submit.or(blocked).first().waitFor();
    if (await submit.count() > 0) await submit.click();
    else await blocked.click();
    await page.waitForURL(`**/orders/${placed[0].number}`);
    assert.equal((await orders("4500808")).length, 1);
  }, { javaScriptEnabled: false });
});

test("cancelling asks first; then the page says so and the offer is open again", async () => {
  await person("david@cedarpine.example", async (page, t) => {
    const [{ number }] = await orders("4500808");
    await page.goto(`/orders/${number}`);
    await page.getByRole("link", { name: t("Cancel order") }).click();
    await page.getByRole("link", { name: t("Keep the order") }).click();
    await page.waitForURL(`**/orders/${number}`);
    assert.deepEqual((await orders("4500808")).map(({ state }) => state), ["awaiting_payment"]);
    await page.getByRole("link", { name: t("Cancel order") }).click();
    await page.getByRole("button", { name: t("Cancel the order") }).click();
    await page.waitForURL(`**/orders/${number}`);
    assert.ok((await statesOn(page)).includes("cancelled"));
    assert.equal(await page.locator("[data-copy]").count(), 0);
    assert.match(await page.locator("main").innerText(), /Do not pay this order any more/);
    await page.getByRole("link", { name: t("Order again") }).click();
    await page.waitForURL(`**/purchase/silver?again=${number}`);
    assert.equal(await page.getByRole("button", { name: t("Next") }).count(), 1);
  });
});

test("money that came too late is credit, seen before Submit, and pays at once", async () => {
  await withPage(set, { language: "sv" }, async (page, t) => {
    await signIn(page, t, "nils@norrsken.example", "/offers");
    assert.match(await page.locator("main > p.say").innerText(), /22\s375/);
    const [old] = await orders("4500606");
    assert.equal(old.state, "expired");
    await page.goto(`/orders/${old.number}`);
    assert.ok((await statesOn(page)).includes("expired"));
    await page.goto("/purchase/silver/transfer");
    assert.ok((await page.locator("main").innerText()).includes(
      t("Your company's credit covers the whole amount: the membership is active the moment you submit, " +
        "without a transfer.")));
    assert.match(await page.locator("p.copy").innerText(), /^0[,.]?0*\s/);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: t("Submit") }).click();
    await page.waitForURL(/\/orders\/\d{10}$/);
    assert.ok((await statesOn(page)).includes("active"));
    assert.equal(await page.locator("[data-copy]").count(), 0);
    await page.goto("/offers");
    assert.equal(await page.locator("main > p.say").count(), 0, "the credit is used");
  });
});
