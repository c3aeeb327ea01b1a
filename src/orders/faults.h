// What `kvitt check` asks of this room: what is wrong in words, and the sums that the journal must show.
#pragma once

#include "ledger/ledger.h"
#include "orders/orders.h"

namespace kvitt::orders
{

// Orders for which total = allocated + written off + withheld does not hold while active.
std::vector<std::string> unpaid_faults(Read& read);
// Partners with two open orders of one family.
std::vector<std::string> open_twice_faults(Read& read);
// Active orders of which no document, or more than one, is due or issued, and others of which one is.
std::vector<std::string> document_faults(Read& read);

// What the rows of orders and memberships say that order-prepayments, output-vat, write-off, deferred-revenue
// and revenue hold.
std::vector<ledger::Balance> expected_balances(Read& read);

struct KeptProof
{
    std::string order_number;
    std::int64_t bytes = 0;
    std::string sha256;
    std::string shown_sha256;
};
BOOST_DESCRIBE_STRUCT(KeptProof, (), (order_number, bytes, sha256, shown_sha256))

// Every proof's files; proof_path() says where they are.
std::vector<KeptProof> list_kept_proofs(Read& read);

} // namespace kvitt::orders
