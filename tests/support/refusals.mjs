// What is refused, field by field: for each input of the source (inputs.mjs) wrong values, or why there are
// none. refusals.test.mjs sends them all, and is not green before a new field has its row here.
//
// A row: `of` the struct that the source reads ("?" for what is picked by name), `at` its route, `who` sends
// it, `page` where the form stands, `right` what the other fields hold, `fields` {name: wrong values}. Of a
// field that takes any text the reason stands there instead. The rule is that the answer is 422 and names the
// field, and that the page keeps what was entered; {wrong, status, code} where the refusal is another one;
// {wrong, kept: false} for what a page cannot keep (a choice that is none, a hidden field); {noted: false}
// where the form comes back on no page of its own. `fill` is what the form needs besides `right`, so that
// only its address is wrong; `needs` names what stands for `{id}` in the address.
const long = (characters) => "x".repeat(characters);
const bell = "Ring\u0007klocka";
const line = ["", undefined, long(71), bell];
const limits = ["0", "201", "-1", "many", "1.5", "99999999999999999999"];
const ids = ["x", "0", "zzzzzzzzzzzzzz", "%00"];
const orderCursors = ["x", "0", "1", "9999999999999999999.1000000000"];
const noDays = ["soon", "2026-02-30"];
const dates = [...noDays, "1999-01-01"];
const elsewhere = ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example",
  "offers"];
const ofNobody = { wrong: ["9999999", "450010", "' OR 1=1"], status: 404, code: "partner_not_found" };
const life = "order_life.test.mjs sends wrong ones";
const decided = "cancel_and_credit.test.mjs sends wrong ones";
const review = "proofs.test.mjs sends reviews that lack something";
const moves = "money_moves.test.mjs sends wrong ones";
const passedOn = "move_credit.test.mjs sends wrong ones";
const leadsHome = "an address elsewhere leads to the start page: form_input.test.mjs follows it";

const forms = [
  { of: "SignInForm", at: "POST /sign-in", who: "stranger", page: "/sign-in",
    right: { email: "anna@fjallnat.example" },
    fields: {
      email: ["", undefined],
      password: { wrong: ["", undefined], kept: false },
      next: leadsHome,
    } },
  { of: "LanguageForm", at: "POST /language", who: "stranger", page: "/sign-in",
    fields: {
      language: { wrong: ["xx", "", "SV", undefined], noted: false },
      next: leadsHome,
    } },
  { of: "TaxIdForm", at: "POST /company/tax-id", who: "buyer", page: "/company/tax-id",
    right: { tax_id: "SE556677889901" },
    fields: {
      tax_id: ["x", "SE-<b>", "SEÅÄÖ12345", "SE55667788990155667788", long(41), bell, "SE\u202e12"],
      next: { wrong: elsewhere, kept: false },
    } },
  { of: "AddressForm", at: "POST /company/addresses/{kind}", who: "admin",
    page: "/company/addresses/bill_to",
    right: { street: "Ny gata 1", postal_code: "111 22", city: "Malmö", country: "SE" },
    fields: {
      street: line, postal_code: line, city: line,
      street_2: [long(71), bell], region: [long(71), bell],
      country: { wrong: ["ZZ", "se", "Sverige", "*", "", undefined], kept: false },
      next: { wrong: elsewhere, kept: false },
    } },
  { of: "TakeBackForm", at: "POST /demo/bank/returns", who: "desk", page: "/demo/bank",
    fields: { bank_ref: { wrong: ["SB0", "x"], status: 404, code: "transfer_not_found" } } },
  { of: "PreferenceForm", at: "POST /purchase/{offer}", who: "buyer", page: "/purchase/silver",
    fill: { payment_method: "bank_transfer" },
    fields: { payment_method: { wrong: [undefined, "", "cheque"], kept: false } } },
  { of: "SubmitForm", at: "POST /purchase/{offer}/transfer", who: "buyer", page: "/purchase/silver/transfer",
    right: { accepted: "true" }, fill: { agreement_version: "2026-1" },
    fields: {
      accepted: { wrong: [undefined, "no", "maybe"], kept: false },
      agreement_version: { wrong: ["2019-1", ""], status: 409, code: "agreement_not_current" },
    } },
  { of: "ClockForm", at: "POST /demo/clock", who: "desk", page: "/demo/clock",
    fields: {
      at: ["", undefined, "later", "2026-13-01", "2026-02-30T10:00",
        { wrong: ["2001-01-01"], status: 422, code: "clock_only_forward" }],
    } },
  { of: "TransferForm", at: "POST /demo/bank/transfers", who: "desk", page: "/demo/bank",
    right: { reference: "kept", amount: "12.50", currency: "SEK" },
    fields: {
      reference: [long(501), bell],
      amount: ["-5", "0", "5.001", "many", "", undefined, "1e3", "99999999999999999999"],
      currency: { wrong: ["GBP", "kr", "", undefined], kept: false },
      booking_date: dates, value_date: dates,
      payer_name: [long(141), bell], payer_account: [long(35), bell],
    } },
  { of: "PreferenceForm", at: "POST /purchase/{offer}",
    fields: { again: "hidden: the page before it refuses a number that is none (order_life.test.mjs)" } },
  { of: "SubmitForm", at: "POST /purchase/{offer}/transfer",
    fields: { again: "hidden: the page before it refuses a number that is none (order_life.test.mjs)" } },
  { of: "CancelForm", at: "POST /orders/{number}/cancel",
    fields: { reason: "order_life.test.mjs sends one that is too long",
      money_to: "order_life.test.mjs sends it to nobody" } },
  { of: "ReplaceForm", at: "POST /orders/{number}/replace",
    right: { offer: "gold", payment_method: "bank_transfer", accepted: "true", agreement_version: "2026-1" },
    fields: { offer: life, payment_method: life, accepted: life, agreement_version: life } },
  { of: "GrantForm", at: "POST /desk/cancel-requests/{number}/grant",
    fields: { money_to: "what the partner asked for stands where nothing is chosen" } },
  { of: "RefuseForm", at: "POST /desk/cancel-requests/{number}/refuse", right: { answer: "No." },
    fields: { answer: "order_life.test.mjs sends a blank one" } },
  { of: "ReviewForm", at: "POST /desk/proofs/{number}/{version}", right: { decision: "accept" },
    fields: { decision: review, seen_transfer_date: review, seen_our_account: review, seen_amount: review,
      seen_order_number: review, seen_partner_id: review, reason: review } },
  { of: "AllocateForm", at: "POST /desk/receipts/{id}/allocate", right: { order: "1" },
    fields: { order: moves, amount: moves } },
  { of: "ExchangeForm", at: "POST /desk/receipts/{id}/exchange", right: { order: "1" },
    fields: { order: moves, amount: moves, rate: moves } },
  { of: "CreditForm", at: "POST /desk/receipts/{id}/credit", right: { partner_id: "4500101" },
    fields: { partner_id: moves, amount: moves } },
  { of: "ReturnForm", at: "POST /desk/receipts/{id}/return", right: { to_name: "X", to_account: "Y",
    reason: "Z" },
    fields: { partner_id: moves, amount: moves, to_name: moves, to_account: moves, reason: moves } },
  { of: "UndoForm", at: "POST /desk/receipts/{id}/undo", right: { partner_id: "4500101", note: "No." },
    fields: { order: moves, partner_id: moves, note: moves } },
  { of: "UndoFileForm", at: "POST /desk/statements/{id}/undo", right: { note: "No." },
    fields: { note: "undo_file.test.mjs sends none" } },
  { of: "PassOnForm", at: "POST /desk/receipts/{id}/pass-on",
    right: { partner_id: "4500606", to_partner_id: "4500101", note: "No." },
    fields: { partner_id: passedOn, to_partner_id: passedOn, note: passedOn } },
  { of: "CloseForm", at: "POST /desk/cases/{id}/close", right: { note: "Done." }, fields: { note: moves } },
  { of: "PaidOutForm", at: "POST /desk/returns/{id}/paid-out", right: { day: "2026-11-23" },
    fields: { day: moves } },
  { of: "AskBackForm", at: "POST /credit/ask-back", right: { currency: "SEK" }, fields: { currency: moves } },
  { of: "?", at: "POST /orders/{number}/proof",
    fields: { file: "proof_files.test.mjs sends bad ones, proofs.test.mjs wrong fields" } },
  { of: "?", at: "POST /desk/statements",
    fields: { file: "form_input.test.mjs sends none and too many, statement_files.test.mjs bad ones" } },
];

const questions = [
  { of: "NextQuery", at: "GET /company/tax-id", who: "buyer", fields: { next: elsewhere } },
  { of: "ReceiptsQuery", at: "GET /desk/receipts", who: "desk",
    fields: { state: ["lost"], reason: ["bad_luck"], q: [long(101)], before: ids } },
  { of: "CreditsQuery", at: "GET /desk/credits", who: "desk", fields: { after: ids } },
  { of: "UndoQuery", at: "GET /desk/receipts/{id}/undo", fields: { order: moves, partner_id: moves } },
  { of: "AuditQuery", at: "GET /desk/audit", who: "auditor", fields: { q: [long(101)], actor: [long(101)],
    kind: [long(101)], actor_kind: ["nobody"], order: ["123", "x"], from: noDays, until: noDays,
    before: ["x", "1.5"], partner_id: { wrong: ["9999999"], status: 404, code: "partner_not_found" } } },
  { of: "PostingsQuery", at: "GET /desk/reports/postings", who: "desk",
    right: { account: "revenue", currency: "SEK" },
    fields: { account: "any text is an account: one that has no postings", currency: ["", "sek", "XXXX"],
      before: ids } },
  { of: "PartnersQuery", at: "GET /desk/partners", who: "desk", fields: { q: [long(101)], after: ids } },
  { of: "PartnerQuery", at: "GET /desk/partners/{partner_id}", who: "desk", fields: { before: ["x"] } },
  { of: "PassOnQuery", at: "GET /desk/receipts/{id}/pass-on",
    fields: { partner_id: passedOn, to_partner_id: passedOn } },
  { of: "OrdersCsvQuery", at: "GET /desk/orders.csv", who: "desk",
    fields: { q: [long(101)], state: ["paid"] } },
  { of: "ProofsCsvQuery", at: "GET /desk/proofs.csv", who: "desk", fields: { state: ["lost"] } },
  { of: "ReceiptsCsvQuery", at: "GET /desk/receipts.csv", who: "desk",
    fields: { state: ["lost"], reason: ["bad_luck"], q: [long(101)] } },
  { of: "StatementsQuery", at: "GET /desk/statements", who: "desk", fields: { before: ids } },
  { of: "StatementFileQuery", at: "GET /desk/statements/{id}", who: "desk", needs: "file",
    fields: { statement: ["0", "-1", "99", "first"], after: ids } },
  { of: "DeskQuery", at: "GET /desk/orders", who: "desk",
    fields: { q: [long(101)], state: ["paid"], cursor: orderCursors } },
  { of: "ProofsQuery", at: "GET /desk/proofs", who: "desk",
    fields: { state: ["lost"], cursor: orderCursors } },
  { of: "PurchaseQuery", at: "GET /purchase/{offer}",
    fields: { again: "order_life.test.mjs asks with numbers that are none" } },
  { of: "ProofQuery", at: "GET /orders/{number}/proof",
    fields: { form: "there or not; its value says nothing" } },
  { of: "ReplaceQuery", at: "GET /orders/{number}/replace",
    fields: { offer: "one that is not offered is not chosen" } },
  { of: "OrderQuery", at: "GET /orders/{number}",
    fields: { seen: "what is no fingerprint of the page was not seen" } },
  { of: "?", at: "GET /demo/bank",
    fields: { order: "what is no number fills in nothing", sent: "of a file that is none nothing is told" } },
];

const api = [
  { of: "OffersQuery", at: "GET /api/v1/offers", fields: { partner_id: ["", ofNobody] } },
  { of: "OrdersQuery", at: "GET /api/v1/orders",
    fields: { state: ["lost"], partner_id: ofNobody, cursor: orderCursors, limit: limits } },
  { of: "ReceiptsApiQuery", at: "GET /api/v1/receipts",
    fields: { state: ["lost"], partner_id: ofNobody, cursor: ids, limit: limits } },
  { of: "StatementsApiQuery", at: "GET /api/v1/statements", fields: { cursor: ids, limit: limits } },
  { of: "MembershipsQuery", at: "GET /api/v1/memberships",
    fields: { partner_id: ofNobody, cursor: ids, limit: limits } },
  { of: "NewOrderJson", at: "POST /api/v1/orders",
    right: { offer: "silver", payment_method: "bank_transfer", agreement_version: "2026-1",
      partner_id: "4500101" },
    fields: {
      offer: [undefined, null, 7, ["silver"], { wrong: ["", "SILVER", long(5000)], status: 404,
        code: "offer_not_found" }],
      payment_method: [undefined, null, 1, "cheque", { wrong: ["card"], status: 503,
        code: "card_not_configured" }],
      agreement_version: [undefined, null, {}, { wrong: ["", "2019-1"], status: 409,
        code: "agreement_not_current" }],
      partner_id: [4500101, ["4500101"], ofNobody],
      again: [7, "123"],
    } },
  { of: "CancelJson", at: "POST /api/v1/orders/{number}/cancel", fields: { reason: life, money_to: life } },
  { of: "GrantJson", at: "POST /api/v1/orders/{number}/cancel/grant", right: { money_to: "credit" },
    fields: { money_to: decided } },
  { of: "RefusalJson", at: "POST /api/v1/orders/{number}/cancel/refuse", right: { answer: "No." },
    fields: { answer: decided } },
  { of: "AllocationInput", at: "POST /api/v1/receipts/{id}/allocations", right: { partner_id: "4500101" },
    fields: { order: moves, partner_id: moves, amount: moves } },
  { of: "ExchangeInput", at: "POST /api/v1/receipts/{id}/exchange",
    right: { order: "4820157369", into: { amount: 1, currency: "SEK" }, rate: "1" },
    fields: { order: moves, into: moves, rate: moves } },
  { of: "UndoInput", at: "POST /api/v1/receipts/{id}/allocations/undo",
    right: { partner_id: "4500101", note: "No." }, fields: { order: moves, partner_id: moves, note: moves } },
  { of: "ReturnInput", at: "POST /api/v1/receipts/{id}/returns",
    right: { to_name: "X", to_account: "Y", reason: "Z" },
    fields: { partner_id: moves, amount: moves, to_name: moves, to_account: moves, reason: moves } },
  { of: "ReplacementJson", at: "POST /api/v1/orders/{number}/replace",
    right: { offer: "gold", payment_method: "bank_transfer", agreement_version: "2026-1" },
    fields: { offer: life, payment_method: life, agreement_version: life } },
  { of: "?", at: "POST /api/v1/orders/{number}/proofs",
    fields: { file: "proof_files.test.mjs sends bad ones, proofs.test.mjs wrong fields" } },
  { of: "?", at: "POST /api/v1/statements", fields: { name: "any name of a file is made harmless" } },
];

export const refusals = [...forms, ...questions, ...api];

// Routes that change something and read nothing but their address.
export const withoutInput = ["POST /sign-out", "POST /desk/check", "POST /orders/{number}/cancel/withdraw",
  "POST /orders/{number}/use-credit", "POST /api/v1/orders/{number}/cancel/withdraw",
  "POST /api/v1/orders/{number}/use-credit"];
