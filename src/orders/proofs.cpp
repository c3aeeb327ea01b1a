#include "orders/proofs.h"

#include "base/text.h"
#include "orders/orders_rules.h"
#include "orders/proofs_store.h"
#include "orders/steps.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

namespace kvitt::orders
{
namespace
{

struct ProofSubmitted
{
    static constexpr const char* kind = "proof_submitted";
    std::string number;
    std::int64_t version = 0;
    std::string file_name;
    ProofType file_type = ProofType::pdf;
    std::int64_t bytes = 0;
    std::string sha256;
    Date payment_date;
    std::string paid_to_account;
    std::optional<std::string> transaction_ref;
    ProofTicks shows;
};
BOOST_DESCRIBE_STRUCT(ProofSubmitted, (),
                      (number, version, file_name, file_type, bytes, sha256, payment_date, paid_to_account,
                       transaction_ref, shows))

struct ProofAccepted
{
    static constexpr const char* kind = "proof_accepted";
    std::string number;
    std::int64_t version = 0;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(ProofAccepted, (), (number, version, sha256))

// Who tells the partner of it needs nothing else: what the proof did not show, and why it was refused.
struct ProofRejected
{
    static constexpr const char* kind = "proof_rejected";
    std::string number;
    std::int64_t version = 0;
    std::string sha256;
    ProofTicks seen;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ProofRejected, (), (number, version, sha256, seen, reason))

struct ProofOpened
{
    static constexpr const char* kind = "proof_opened";
    std::string number;
    std::int64_t version = 0;
    std::string sha256; // of what was given out
};
BOOST_DESCRIBE_STRUCT(ProofOpened, (), (number, version, sha256))

Proof proof_of(const ProofRow& row)
{
    Proof proof;
    proof.order = OrderNumber::parse(row.order_number);
    proof.version = row.version;
    proof.state = row.state;
    proof.file = {row.file_name, row.file_type, row.bytes, row.sha256, row.shown_sha256};
    proof.payment_date = row.payment_date;
    proof.paid_to_account = row.paid_to_account;
    proof.transaction_ref = row.transaction_ref;
    proof.shows = from_json<ProofTicks>(row.shows);
    proof.submitted_at = row.submitted_at;
    proof.submitted_by = row.submitted_by;
    proof.overdue_at = row.overdue_at;
    proof.reviewed_at = row.reviewed_at;
    proof.reviewed_by = row.reviewed_by;
    if (row.seen)
        proof.seen = from_json<ProofTicks>(parse_json(*row.seen));
    proof.reason = row.reason;
    return proof;
}

// Letters and digits alone, in capitals: "DE89 3704-00" and "de893704 00" are the same account.
std::string account_characters(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            out.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    return out;
}

// What people write before a number.
constexpr std::array<std::string_view, 5> account_words = {"BANKGIRO", "BGNR", "BG", "IBAN", "KONTO"};

bool is_account(const catalogue::ReceivingAccount& account, std::string_view entered)
{
    std::string given = account_characters(entered);
    for (const std::string_view word : account_words)
        if (given.size() > word.size() && given.starts_with(word))
        {
            given.erase(0, word.size());
            break;
        }
    return given == account_characters(account.number) ||
           given == account_characters(account.statement_account);
}

void refuse_faults(Tx& tx, const Order& order, const NewProof& input)
{
    auto faults = payment_date_faults(order, input.payment_date, tx.today(), tx.zone());
    for (FieldError& fault :
         paid_to_faults(order, input.paid_to_account, catalogue::programme(tx).desk_email))
        faults.push_back(std::move(fault));
    if (!faults.empty())
        throw InvalidFields(std::move(faults));
}

Order find_awaiting(Read& read, const OrderNumber& number)
{
    Order order = find(read, number);
    require(order.state == OrderState::awaiting_payment, order_not_open);
    return order;
}

ProofRow new_row(Tx& tx, const Order& order, const NewProof& input)
{
    ProofRow row;
    row.order_number = order.number.text();
    row.version = order.proof ? order.proof->version + 1 : 1;
    row.file_name = input.file.name;
    row.file_type = input.file.type;
    row.bytes = input.file.bytes;
    row.sha256 = input.file.sha256;
    row.shown_sha256 = input.file.shown_sha256;
    row.payment_date = input.payment_date;
    row.paid_to_account = input.paid_to_account;
    row.transaction_ref = input.transaction_ref;
    row.shows = to_json(input.shows);
    row.submitted_at = tx.now();
    row.submitted_kind = tx.author().actor.kind;
    row.submitted_by = tx.author().actor.name;
    row.overdue_at = tx.zone().end_of(input.payment_date + proof_overdue_days);
    return row;
}

// The proof as it will be once the review is written down.
ProofRow reviewed(Tx& tx, const OrderNumber& number, std::int64_t version, ProofState state,
                  const ProofTicks& seen)
{
    find_awaiting(tx, number);
    auto row = try_find_proof(tx, number.text(), version);
    require(row.has_value(), proof_not_found);
    require(row->state == ProofState::submitted, proof_not_waiting);
    row->state = state;
    row->reviewed_at = tx.now();
    row->reviewed_by = tx.author().actor.name;
    row->seen = json_text(to_json(seen));
    return *row;
}

events::Subject subject_of(const Order& order) { return {order.partner, order.number.text(), {}}; }

} // namespace

std::vector<FieldError> payment_date_faults(const Order& order, Date payment_date, Date today,
                                            const TimeZone& zone)
{
    const Date earliest = zone.date_at(order.created_at) - payment_days_before_order_max;
    if (payment_date > today)
        return {{"payment_date",
                 "in_the_future",
                 msg("is in the future: today is {today}"),
                 {{"today", today.text()}}}};
    if (payment_date < earliest)
        return {{"payment_date",
                 "too_early",
                 msg("is too long before the order: a payment for it is of {earliest} or later"),
                 {{"earliest", earliest.text()}}}};
    return {};
}

std::vector<FieldError> paid_to_faults(const Order& order, const std::string& paid_to_account,
                                       const std::string& desk_email)
{
    const auto& account = order.snapshot.receiving_account;
    if (account && is_account(*account, paid_to_account))
        return {};
    return {{"paid_to_account",
             "not_our_account",
             msg("is not the account to pay to, which is {account}. If the money went to another one, write "
                 "to {email}"),
             {{"account", account ? account->number : ""}, {"email", desk_email}}}};
}

Proof submit_proof(Tx& tx, const OrderNumber& number, const NewProof& input)
{
    const Order order = find_awaiting(tx, number);
    refuse_faults(tx, order, input);
    const ProofRow row = new_row(tx, order, input);
    require(row.version <= proofs_per_order_max, too_many_proofs);
    replace_waiting(tx, row.order_number);
    insert(tx, row);
    events::record(tx, subject_of(order),
                   ProofSubmitted{row.order_number, row.version, row.file_name, row.file_type, row.bytes,
                                  row.sha256, row.payment_date, row.paid_to_account, row.transaction_ref,
                                  input.shows});
    hold_window(tx, number);
    return proof_of(row);
}

Proof accept_proof(Tx& tx, const OrderNumber& number, std::int64_t version, const ProofTicks& seen)
{
    const ProofRow row = reviewed(tx, number, version, ProofState::accepted, seen);
    if (!seen.all())
        throw InvalidFields({{"seen", "missing",
                              msg("must all be ticked to accept: reject a proof that does not show one, and "
                                  "say so")}});
    KVITT_ASSERT(update_reviewed(tx, row));
    events::record(tx, subject_of(find(tx, number)), ProofAccepted{row.order_number, version, row.sha256});
    return proof_of(row);
}

Proof reject_proof(Tx& tx, const OrderNumber& number, std::int64_t version, const ProofTicks& seen,
                   const std::string& reason)
{
    ProofRow row = reviewed(tx, number, version, ProofState::rejected, seen);
    row.reason = reason;
    KVITT_ASSERT(update_reviewed(tx, row));
    events::record(tx, subject_of(find(tx, number)),
                   ProofRejected{row.order_number, version, row.sha256, seen, reason});
    return proof_of(row);
}

void note_opened(Tx& tx, const OrderNumber& number, std::int64_t version)
{
    const Proof proof = find_proof(tx, number, version);
    events::record(tx, subject_of(find(tx, number)),
                   ProofOpened{number.text(), version, proof.file.shown_sha256});
}

Proof find_proof(Read& read, const OrderNumber& number, std::int64_t version)
{
    const auto row = try_find_proof(read, number.text(), version);
    require(row.has_value(), proof_not_found);
    return proof_of(*row);
}

std::vector<Proof> list_proofs(Read& read, const OrderNumber& number)
{
    std::vector<Proof> out;
    for (const ProofRow& row : list_proof_rows(read, number.text()))
        out.push_back(proof_of(row));
    return out;
}

namespace
{

std::vector<ProofRow> rows_on(Read& read, ProofShelf shelf, const std::optional<ProofCursor>& after,
                              std::int64_t limit)
{
    const ProofCursor first =
        after.value_or(ProofCursor{Instant(std::numeric_limits<std::int64_t>::min()), ""});
    const ProofCursor last =
        after.value_or(ProofCursor{Instant(std::numeric_limits<std::int64_t>::max()), ""});
    switch (shelf)
    {
    case ProofShelf::waiting:
        return list_waiting_proofs(read, first.at, first.number, limit);
    case ProofShelf::overdue:
        return list_overdue_proofs(read, read.now(), first.at, first.number, limit);
    case ProofShelf::accepted:
        return list_reviewed_proofs(read, ProofState::accepted, last.at, last.number, limit);
    case ProofShelf::rejected:
        return list_reviewed_proofs(read, ProofState::rejected, last.at, last.number, limit);
    }
    return {};
}

} // namespace

std::vector<ShelvedProof> list_shelf(Read& read, ProofShelf shelf, const std::optional<ProofCursor>& after,
                                     std::int64_t limit)
{
    std::vector<ShelvedProof> out;
    for (const ProofRow& row : rows_on(read, shelf, after, limit))
        out.push_back({proof_of(row), find(read, OrderNumber::parse(row.order_number))});
    return out;
}

ProofCounts count_proofs(Read& read)
{
    return {count_waiting_proofs(read), count_overdue_proofs(read, read.now())};
}

std::vector<ProvenPayment> list_proven_payments(Read& read, const std::string& receiving_account,
                                                Date payment_date, std::int64_t limit)
{
    std::vector<ProvenPayment> out;
    for (const ProvenRow& row : list_proven_rows(read, receiving_account, payment_date, limit))
        out.push_back({{OrderNumber::parse(row.number), row.partner, OrderState::awaiting_payment,
                        Money(row.open_amount, row.currency), last_day(row.expires_at, read.zone())},
                       row.transaction_ref});
    return out;
}

bool is_proof_file(Read& read, const std::string& sha256) { return exists_proof_file(read, sha256); }

} // namespace kvitt::orders
