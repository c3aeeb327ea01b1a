// Where things stand in a camt message: the paths of all versions, and the slot that each text goes to.
// Elements are matched by local name in any order (bank-formats.md, 2.2).
#pragma once

#include "statements/xml.h"

namespace kvitt::statements::camt
{

enum Slot : int
{
    other_root,
    document,
    message,
    header_note,
    message_page,

    statement,
    statement_id,
    electronic_sequence,
    legal_sequence,
    copy_mark,
    statement_page,
    from,
    to,
    account,
    account_currency,
    stated_count,
    stated_credit,
    stated_debit,

    balance,
    balance_type,
    balance_amount,
    balance_direction,
    balance_day,

    entry,
    entry_reference,
    entry_amount,
    entry_direction,
    entry_reversal,
    entry_status,
    booking_day,
    value_day,
    entry_bank_reference,
    entry_note,
    batch_count,

    part,
    part_amount,
    part_transaction_amount,
    part_instructed_amount,
    part_counter_amount,
    part_direction,
    part_bank_reference,
    end_to_end,
    debtor,
    ultimate_debtor,
    debtor_account,
    creditor,
    ultimate_creditor,
    creditor_account,
    free_text,
    reference,
    reference_note,
    invoice,
    part_note,
    return_code,
    return_note,

    slot_count,
};

// Made once.
const XmlShape& shape();

// The path below the statement, for messages: "Ntry/Amt".
std::string element_of(int slot);

} // namespace kvitt::statements::camt
