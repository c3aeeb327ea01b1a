// A bank's entry as the books see it: its payment day, its posting day, and the payment it tells of.
#pragma once

#include "matching/placing.h"
#include "statements/files.h"

namespace kvitt::matching
{

// Value date, else booking date, else the statement's last day, else today (A4).
Date payment_day(Read& read, const statements::WaitingEntry& entry);
// The day under which the journal has it: the booking date, else the payment day.
Date posting_day(Read& read, const statements::WaitingEntry& entry);
Incoming incoming_of(Read& read, const statements::WaitingEntry& entry, const std::string& account);

} // namespace kvitt::matching
