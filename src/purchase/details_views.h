// What the purchase pages before Submit show: the company's details with a way to correct each, the price,
// the payment preference, and the review of a bank transfer with its agreement. Pure.
#pragma once

#include "purchase/credit_views.h"
#include "purchase/offers_views.h"

namespace kvitt::purchase
{

// All of a price, line by line.
struct QuoteView
{
    Money list;
    std::optional<std::string> discount;
    Money discount_amount;
    Money net;
    std::string tax_label;
    std::string tax_reason;
    Money tax;
    Money total;
};
BOOST_DESCRIBE_STRUCT(QuoteView, (),
                      (list, discount, discount_amount, net, tax_label, tax_reason, tax, total))

QuoteView quote_view(const http::RenderContext& context, const orders::Quote& quote);

// Who buys. `edit_...` lead back to where they were followed from; they are there for whoever may follow
// them.
struct CompanyView
{
    std::string legal_name;
    std::string partner_id_label;
    std::string partner_id;
    std::optional<std::string> tax_id;
    std::vector<std::string> legal_address;
    std::vector<std::string> bill_to_address;
    std::vector<std::string> sold_to_address;
    std::optional<http::Url> edit_tax_id;
    std::optional<http::Url> edit_legal_address;
    std::optional<http::Url> edit_bill_to_address;
    std::optional<http::Url> edit_sold_to_address;
    std::optional<std::string> ask; // who can correct what this person cannot
    std::string desk_email;
};
BOOST_DESCRIBE_STRUCT(CompanyView, (),
                      (legal_name, partner_id_label, partner_id, tax_id, legal_address, bill_to_address,
                       sold_to_address, edit_tax_id, edit_legal_address, edit_bill_to_address,
                       edit_sold_to_address, ask, desk_email))

// `from` is the page that the correction leads back to.
CompanyView company_view(const http::RenderContext& context, const Situation& situation,
                         const http::Url& from);

struct DetailsView
{
    std::string name;
    std::string tier;
    http::Url action;
    std::optional<std::string> again; // the ended order that this one follows, as the form sends it on
    CompanyView company;
    std::optional<QuoteView> quote;
    std::optional<std::string> kept_price;
    std::optional<CreditUseView> credit_use;
    std::int64_t order_days = 0;
    bool card_configured = false;
    bool card = false;
    bool bank_transfer = false;
    std::optional<std::string> method_fault;
    bool for_sale = false;
    std::vector<BlockView> blocks;
};
BOOST_DESCRIBE_STRUCT(DetailsView, (),
                      (name, tier, action, again, company, quote, kept_price, credit_use, order_days,
                       card_configured, card, bank_transfer, method_fault, for_sale, blocks))

struct PurchaseInput
{
    const Situation& situation;
    const orders::OfferForPartner& offer;
    bool card_configured = false;
    std::optional<orders::OrderNumber> again = {}; // the ended order that was to be ordered again
};

// `method` is what the form said before, empty on the first visit.
DetailsView details_view(const http::RenderContext& context, const PurchaseInput& input,
                         const std::string& method, const std::optional<std::string>& method_fault);

struct AccountView
{
    std::string holder;
    std::string bank;
    std::string label;
    std::string number;
    std::string plain; // as typed into a bank's form
    std::optional<std::string> bic;
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (holder, bank, label, number, plain, bic))

AccountView account_view(const http::RenderContext& context, const catalogue::ReceivingAccount& account);

struct SectionView
{
    std::optional<std::string> title;
    std::vector<std::string> paragraphs;
};
BOOST_DESCRIBE_STRUCT(SectionView, (), (title, paragraphs))

// "# Title" lines and paragraphs parted by blank lines.
std::vector<SectionView> agreement_sections(std::string_view text);

struct TransferView
{
    std::string name;
    std::string tier;
    http::Url action;
    http::Url back;
    std::optional<std::string> again;
    CompanyView company;
    QuoteView quote;
    std::optional<std::string> kept_price;
    std::optional<CreditUseView> credit_use;
    Money due;            // to be transferred
    bool covered = false; // nothing is left to transfer
    bool submittable = false;
    std::optional<AccountView> account;
    std::string structured_reference; // "OCR number", "structured reference"; empty for free text only
    Date deadline;
    std::vector<SectionView> agreement;
    std::string agreement_version;
    bool accepted = false;
    std::optional<std::string> accepted_fault;
};
BOOST_DESCRIBE_STRUCT(TransferView, (),
                      (name, tier, action, back, again, company, quote, kept_price, credit_use, due, covered,
                       submittable, account, structured_reference, deadline, agreement, agreement_version,
                       accepted, accepted_fault))

struct TransferTerms
{
    catalogue::Agreement agreement;
    std::optional<catalogue::ReceivingAccount> account;
};

// The offer must have a quote. `accepted` is what the form said.
TransferView transfer_view(const http::RenderContext& context, const PurchaseInput& input,
                           const TransferTerms& terms, bool accepted,
                           const std::optional<std::string>& accepted_fault);

} // namespace kvitt::purchase
