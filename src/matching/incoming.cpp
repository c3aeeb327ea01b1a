#include "matching/incoming.h"

namespace kvitt::matching
{

using statements::WaitingEntry;

Date payment_day(Read& read, const WaitingEntry& entry)
{
    for (const auto& day : {entry.value_date, entry.booking_date, entry.statement_day})
        if (day)
            return *day;
    return read.today();
}

Date posting_day(Read& read, const WaitingEntry& entry)
{
    return entry.booking_date.value_or(payment_day(read, entry));
}

Incoming incoming_of(Read& read, const WaitingEntry& entry, const std::string& account)
{
    Incoming out;
    out.entry = entry.id.value();
    out.receiving_account = account;
    out.amount = entry.amount;
    out.payment_date = payment_day(read, entry);
    out.booking_date = entry.booking_date;
    out.value_date = entry.value_date;
    out.payer_name = entry.counterparty;
    out.payer_account = entry.counterparty_account;
    out.creditor_ref = entry.creditor_ref;
    out.end_to_end_id = entry.end_to_end_id;
    out.remittance = entry.remittance.value_or("");
    out.bank_ref = entry.bank_ref;
    out.returned = entry.reversal || entry.return_reason.has_value();
    return out;
}

} // namespace kvitt::matching
