// What tells one booked entry of an account from another, so that overlapping files do not bring money twice
// (bank-formats.md, 8). Equal keys may still be two payments: they are counted, never merged in one
// statement.
#pragma once

#include "statements/statements.h"

namespace kvitt::statements
{

// Over day, signed amount, the bank's references and what the payer wrote; the account is compared beside it.
std::string entry_key(const Entry& entry);

} // namespace kvitt::statements
