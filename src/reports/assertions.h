// Where the statements say what a bank account must hold in the journal: a balance assertion at the end of
// each statement for which that follows (docs/ledger.md). It is reckoned from the statements alone.
#pragma once

#include "ledger/ledger.h"

#include <map>

namespace kvitt::reports
{

struct Assertion
{
    std::string account; // the ledger's, bank:CODE
    Money balance;
    std::string statement_id; // as the bank names it
};

// By the day at whose end each holds.
std::multimap<Date, Assertion> balance_assertions(Read& read);

} // namespace kvitt::reports
