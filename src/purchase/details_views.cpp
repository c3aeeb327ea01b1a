#include "purchase/details_views.h"

#include "http/messages.h"

namespace kvitt::purchase
{

namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

std::string tier_name(const catalogue::Offer& offer) { return offer.tier ? enum_text(*offer.tier) : ""; }

std::string structured_reference(Language language, const std::optional<catalogue::ReceivingAccount>& account)
{
    if (!account || account->kind == "account")
        return {};
    return translate(language, account->kind == "bankgiro" ? "OCR number" : "Structured reference (RF)");
}

std::string ask_to_correct(Language language, const Situation& situation)
{
    if (situation.admins.empty())
        return translate(language, "What your role cannot correct, the programme can: {email}.",
                         {{"email", situation.programme.desk_email}});
    return translate(language, "What your role cannot correct, a global admin of your company can: {names}.",
                     {{"names", admin_names(language, situation)}});
}

std::optional<std::string> again_text(const PurchaseInput& input)
{
    return input.again ? std::optional(input.again->text()) : std::nullopt;
}

http::Url with_again(http::Url url, const PurchaseInput& input)
{
    return input.again ? url.with("again", input.again->text()) : url;
}

} // namespace

QuoteView quote_view(const RenderContext& context, const orders::Quote& quote)
{
    QuoteView view;
    view.list = quote.list;
    if (quote.discount.is_positive())
        view.discount = discount_words(context.language, quote);
    view.discount_amount = -quote.discount;
    view.net = quote.net;
    view.tax_label = orders::tax_label(context.language, quote);
    view.tax_reason = orders::tax_reason(context.language, quote);
    view.tax = quote.tax;
    view.total = quote.total;
    return view;
}

CompanyView company_view(const RenderContext& context, const Situation& situation, const http::Url& from)
{
    const partners::Partner& partner = situation.partner;
    const auto edit = [&](bool may, const char* pattern) {
        return may ? std::optional(http::url(pattern).with("next", from.text())) : std::nullopt;
    };
    CompanyView view;
    view.legal_name = partner.legal_name;
    view.partner_id_label = situation.programme.partner_id_label;
    view.partner_id = partner.partner_id;
    view.tax_id = partner.tax_id;
    view.legal_address = orders::address_lines(context.language, partner.legal_address);
    view.bill_to_address = orders::address_lines(context.language, partner.bill_to_address);
    view.sold_to_address = orders::address_lines(context.language, partner.sold_to_address);
    view.edit_tax_id = edit(situation.may_edit_tax_id, "/company/tax-id");
    view.edit_legal_address = edit(situation.may_edit_company, "/company/addresses/legal");
    view.edit_bill_to_address = edit(situation.may_edit_bill_to, "/company/addresses/bill_to");
    view.edit_sold_to_address = edit(situation.may_edit_bill_to, "/company/addresses/sold_to");
    if (!situation.may_edit_tax_id || !situation.may_edit_company || !situation.may_edit_bill_to)
        view.ask = ask_to_correct(context.language, situation);
    view.desk_email = situation.programme.desk_email;
    return view;
}

DetailsView details_view(const RenderContext& context, const PurchaseInput& input, const std::string& method,
                         const std::optional<std::string>& method_fault)
{
    const catalogue::Offer& offer = input.offer.offer;
    DetailsView view;
    view.name = offer_name(context.language, offer);
    view.tier = tier_name(offer);
    view.action = http::url("/purchase/{}", offer.code);
    view.again = again_text(input);
    view.company = company_view(context, input.situation, with_again(view.action, input));
    if (input.offer.quote)
        view.quote = quote_view(context, *input.offer.quote);
    view.kept_price = kept_price_sentence(context.language, input.offer);
    view.credit_use = credit_use(context.language, input.offer);
    view.order_days = input.situation.programme.order_days;
    view.card_configured = input.card_configured;
    view.card = method == "card";
    // With a single way to pay there is nothing to choose.
    view.bank_transfer = method == "bank_transfer" || (method.empty() && !input.card_configured);
    view.method_fault = method_fault;
    view.blocks = block_views(context, {input.situation, input.offer});
    view.for_sale = view.blocks.empty();
    return view;
}

AccountView account_view(const RenderContext& context, const catalogue::ReceivingAccount& account)
{
    return {account.holder,
            account.bank,
            orders::account_label(context.language, account),
            orders::account_text(account),
            account.number,
            account.bic};
}

std::vector<SectionView> agreement_sections(std::string_view text)
{
    std::vector<SectionView> sections;
    std::string paragraph;
    const auto end_paragraph = [&] {
        if (paragraph.empty())
            return;
        if (sections.empty())
            sections.emplace_back();
        sections.back().paragraphs.push_back(std::move(paragraph));
        paragraph.clear();
    };
    for (const std::string_view raw : split(text, '\n'))
    {
        const std::string_view line = trimmed(raw);
        if (line.empty() || line.front() == '#')
            end_paragraph();
        if (line.starts_with("#"))
            sections.push_back(
                {std::string(trimmed(line.substr(
                     line.find_first_not_of('#') == line.npos ? line.size() : line.find_first_not_of('#')))),
                 {}});
        else if (!line.empty())
            paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
    }
    end_paragraph();
    return sections;
}

TransferView transfer_view(const RenderContext& context, const PurchaseInput& input,
                           const TransferTerms& terms, bool accepted,
                           const std::optional<std::string>& accepted_fault)
{
    KVITT_ASSERT(input.offer.quote.has_value());
    const orders::Quote& quote = *input.offer.quote;
    const catalogue::Offer& offer = input.offer.offer;
    TransferView view;
    view.name = offer_name(context.language, offer);
    view.tier = tier_name(offer);
    view.action = http::url("/purchase/{}/transfer", offer.code);
    view.back = with_again(http::url("/purchase/{}", offer.code), input);
    view.again = again_text(input);
    view.company = company_view(context, input.situation, with_again(view.action, input));
    view.quote = quote_view(context, quote);
    view.kept_price = kept_price_sentence(context.language, input.offer);
    view.credit_use = credit_use(context.language, input.offer);
    view.due = due_of(input.offer);
    view.covered = input.offer.covered;
    view.submittable = terms.account.has_value();
    if (terms.account)
        view.account = account_view(context, *terms.account);
    view.structured_reference = structured_reference(context.language, terms.account);
    view.deadline = input.situation.today + Days{input.situation.programme.order_days};
    view.agreement = agreement_sections(context.language == Language::sv ? terms.agreement.text_sv
                                                                         : terms.agreement.text_en);
    view.agreement_version = terms.agreement.version;
    view.accepted = accepted;
    view.accepted_fault = accepted_fault;
    return view;
}

} // namespace kvitt::purchase
