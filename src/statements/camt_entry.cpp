#include "statements/camt_entry.h"

#include "base/text.h"
#include "statements/values.h"

#include <algorithm>

namespace kvitt::statements::camt
{
namespace
{

constexpr std::size_t shown_characters = 40;  // of a wrong text, in a message
constexpr std::size_t merged_parts_max = 100; // whose texts stand in an entry that is taken as one payment

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    return out.append(first_characters(text, shown_characters)).append("\"");
}

void join(std::optional<std::string>& to, const std::optional<std::string>& more)
{
    if (!more || (to && ("\n" + *to + "\n").find("\n" + *more + "\n") != std::string::npos))
        return;
    to = to ? *to + "\n" + *more : *more;
}

// Only BOOK is money. Where there is no status, a statement is booked, a report still pending, a notification
// information.
EntryStatus status_of(const std::string& text, const std::string& format)
{
    if (text == "BOOK")
        return EntryStatus::booked;
    if (text == "PDNG" || text == "FUTR")
        return EntryStatus::pending;
    if (!text.empty())
        return EntryStatus::information;
    if (is_book_of_record(format))
        return EntryStatus::booked;
    return format.substr(0, 8) == "camt.052" ? EntryStatus::pending : EntryStatus::information;
}

std::optional<FileError> read_date(const Slots& slots, Slot slot, std::optional<Date>& to)
{
    const Raw& from = slots[slot];
    if (from.empty())
        return std::nullopt;
    to = read_day(from.text);
    return to ? std::nullopt : std::optional(fault(slot, from.line, quoted(from.text) + " is not a date"));
}

// The other side of a payment: who paid money in, who was paid money out. Of a reversal the parties keep the
// roles of the payment that is undone.
void read_parties(const Slots& slots, Direction direction, Entry& entry)
{
    const bool reversal = slots.is_true(entry_reversal);
    bool payer = (direction == Direction::credit) != reversal;
    const bool side_is_empty =
        payer
            ? slots[debtor].empty() && slots[ultimate_debtor].empty() && slots[debtor_account].empty()
            : slots[creditor].empty() && slots[ultimate_creditor].empty() && slots[creditor_account].empty();
    if (reversal && side_is_empty)
        payer = !payer;
    entry.counterparty = slots.text(payer ? debtor : creditor);
    if (!entry.counterparty)
        entry.counterparty = slots.text(payer ? ultimate_debtor : ultimate_creditor);
    entry.counterparty_account = slots.text(payer ? debtor_account : creditor_account);
}

// A text column that says nothing while there is a reference would mislead, so the reference stands in for
// it.
std::optional<std::string> remittance_of(const Slots& slots)
{
    std::optional<std::string> out;
    for (const Slot slot : {free_text, reference_note, invoice})
        join(out, slots.text(slot));
    if (!out)
        out = slots.text(reference);
    return out ? out : slots.text(part_note);
}

} // namespace

void EntryDraft::begin(const Where& where)
{
    where_ = where;
    parts_.clear();
    parts_bytes_ = 0;
}

std::optional<FileError> EntryDraft::add_part(const Slots& slots)
{
    for (int slot = part; slot < slot_count; ++slot)
        parts_bytes_ += slots[static_cast<Slot>(slot)].text.size();
    if (parts_.size() == details_max || parts_bytes_ > details_bytes_max)
        return fault(part, where_.line,
                     "more than " + std::to_string(details_max) + " payments, or " +
                         std::to_string(details_bytes_max) + " bytes of them, in one entry");
    Payment& payment = parts_.emplace_back();
    payment.amounts = {slots[part_amount], slots[part_transaction_amount], slots[part_instructed_amount],
                       slots[part_counter_amount]};
    payment.direction = slots.direction(part_direction);

    Entry& entry = payment.entry;
    entry.where = where_;
    entry.where.detail = static_cast<std::int64_t>(parts_.size());
    entry.bank_ref = slots.text(part_bank_reference);
    entry.end_to_end_id = slots.text(end_to_end);
    entry.creditor_ref = slots.text(reference);
    entry.remittance = remittance_of(slots);
    for (const Slot slot : {return_code, return_note})
        join(entry.return_reason, slots.text(slot));
    // The entry's own direction stands before its details in every version.
    const Direction outer = slots.direction(entry_direction).value_or(Direction::credit);
    read_parties(slots, payment.direction.value_or(outer), entry);
    return std::nullopt;
}

std::optional<FileError> EntryDraft::finish(const Slots& slots, const std::string& format,
                                            const std::optional<Currency>& statement_currency, Entry& entry,
                                            std::vector<std::string>& warnings)
{
    entry.where = where_;
    if (auto error = read_amount(slots, statement_currency, entry))
        return error;
    if (auto error = read_date(slots, booking_day, entry.booking_date))
        return error;
    if (auto error = read_date(slots, value_day, entry.value_date))
        return error;
    entry.status = status_of(slots[entry_status].text, format);
    entry.reversal = slots.is_true(entry_reversal);
    entry.bank_ref = slots.text(entry_bank_reference);
    entry.entry_ref = slots.text(entry_reference);
    entry.batch_count = slots.number(camt::batch_count);
    place_parts(slots, entry, warnings);
    if (!entry.remittance)
        entry.remittance = slots.text(entry_note);
    return std::nullopt;
}

std::optional<FileError> EntryDraft::read_amount(const Slots& slots,
                                                 const std::optional<Currency>& statement_currency,
                                                 Entry& entry)
{
    const Raw& amount = slots[entry_amount];
    if (amount.empty())
        return fault(entry_amount, where_.line, "is missing");
    const auto currency = amount.currency.empty() ? statement_currency : read_currency(amount.currency);
    if (!currency)
        return fault(entry_amount, amount.line, "has no currency of three capital letters");
    const auto direction = slots.direction(entry_direction);
    if (!direction)
        return fault(entry_direction, where_.line, "must be CRDT or DBIT");
    direction_ = *direction;
    const AmountReading reading = statements::read_amount(amount.text, *currency);
    if (reading.fault == AmountFault::not_an_amount)
        return fault(entry_amount, amount.line, quoted(amount.text) + " is not an amount");
    if (reading.fault == AmountFault::too_large)
        return fault(entry_amount, amount.line, "is too large to be true");
    entry.amount = Money(direction_ == Direction::debit ? -reading.minor : reading.minor, *currency);
    if (reading.fault == AmountFault::too_many_decimals)
        entry.unreadable = (direction_ == Direction::debit ? "-" : "") + amount.text +
                           " has more decimals than " + currency->text() + " has";
    return std::nullopt;
}

// One payment per part where the parts sum to the entry; else the entry is the payment
// (bank-formats.md, 2.3).
void EntryDraft::place_parts(const Slots& slots, Entry& entry, std::vector<std::string>& warnings)
{
    if (parts_.size() < 2)
        return merge_parts(entry);
    // Swiss files mark the parts of a debit as credits, as their receivers see them: then the entry's side
    // holds.
    if (!parts_sum_up(entry, true) && !parts_sum_up(entry, false))
    {
        warnings.push_back("its " + std::to_string(parts_.size()) + " parts do not sum to " +
                           entry.amount.text() + "; taken as one payment");
        return merge_parts(entry);
    }
    for (Payment& payment : parts_)
    {
        Entry& detail = payment.entry;
        detail.booking_date = entry.booking_date;
        detail.value_date = entry.value_date;
        detail.status = entry.status;
        detail.reversal = entry.reversal;
        detail.entry_ref = entry.entry_ref;
        if (!detail.remittance)
            detail.remittance = slots.text(entry_note);
        entry.details.push_back(std::move(detail));
    }
}

bool EntryDraft::parts_sum_up(const Entry& entry, bool own_directions)
{
    if (entry.unreadable)
        return false;
    const Currency currency = entry.amount.currency();
    std::int64_t sum = 0;
    for (Payment& payment : parts_)
    {
        const auto amount =
            std::find_if(payment.amounts.begin(), payment.amounts.end(), [&](const Raw& candidate) {
                return !candidate.empty() && candidate.currency == currency.text();
            });
        if (amount == payment.amounts.end())
            return false;
        const AmountReading reading = statements::read_amount(amount->text, currency);
        if (reading.fault != AmountFault::none)
            return false;
        const Direction side = own_directions ? payment.direction.value_or(direction_) : direction_;
        const std::int64_t minor = side == Direction::debit ? -reading.minor : reading.minor;
        payment.entry.amount = Money(minor, currency);
        if (__builtin_add_overflow(sum, minor, &sum))
            return false;
    }
    return sum == entry.amount.minor();
}

void EntryDraft::merge_parts(Entry& entry) const
{
    const bool one_payer = std::all_of(parts_.begin(), parts_.end(), [&](const Payment& payment) {
        return payment.entry.counterparty == parts_.front().entry.counterparty &&
               payment.entry.counterparty_account == parts_.front().entry.counterparty_account;
    });
    for (std::size_t at = 0; at < std::min(parts_.size(), merged_parts_max); ++at)
    {
        const Entry& from = parts_[at].entry;
        join(entry.end_to_end_id, from.end_to_end_id);
        join(entry.creditor_ref, from.creditor_ref);
        join(entry.remittance, from.remittance);
        join(entry.return_reason, from.return_reason);
        if (!entry.bank_ref)
            entry.bank_ref = from.bank_ref;
        if (one_payer)
        {
            entry.counterparty = from.counterparty;
            entry.counterparty_account = from.counterparty_account;
        }
    }
}

} // namespace kvitt::statements::camt
