// SQL of proofs of payment.
#pragma once

#include "orders/proofs.h"

namespace kvitt::orders
{

struct ProofRow
{
    std::string order_number;
    std::int64_t version = 0;
    ProofState state = ProofState::submitted;
    std::string file_name;
    ProofType file_type = ProofType::pdf;
    std::int64_t bytes = 0;
    std::string sha256;
    std::string shown_sha256;
    Date payment_date;
    std::string paid_to_account;
    std::optional<std::string> transaction_ref;
    json::value shows;
    Instant submitted_at;
    ActorKind submitted_kind = ActorKind::user;
    std::string submitted_by;
    Instant overdue_at;
    std::optional<Instant> reviewed_at;
    std::optional<std::string> reviewed_by;
    std::optional<std::string> seen;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ProofRow, (),
                      (order_number, version, state, file_name, file_type, bytes, sha256, shown_sha256,
                       payment_date, paid_to_account, transaction_ref, shows, submitted_at, submitted_kind,
                       submitted_by, overdue_at, reviewed_at, reviewed_by, seen, reason))

// An open order beside what its proof says of the payment.
struct ProvenRow
{
    std::string number;
    Id<partners::Partner> partner;
    Currency currency;
    std::int64_t open_amount = 0;
    Instant expires_at;
    std::optional<std::string> transaction_ref;
};
BOOST_DESCRIBE_STRUCT(ProvenRow, (), (number, partner, currency, open_amount, expires_at, transaction_ref))

void insert(Tx& tx, const ProofRow& row);
// The one that waits for its review, if any, is replaced.
void replace_waiting(Tx& tx, const std::string& order_number);
// Writes down what came of the review of one that waits for it; answers whether it did.
bool update_reviewed(Tx& tx, const ProofRow& row);
std::optional<ProofRow> try_find_proof(Read& read, const std::string& order_number, std::int64_t version);
std::vector<ProofRow> list_proof_rows(Read& read, const std::string& order_number);

std::vector<ProofRow> list_waiting_proofs(Read& read, Instant after, const std::string& after_number,
                                          std::int64_t limit);
std::vector<ProofRow> list_overdue_proofs(Read& read, Instant now, Instant after,
                                          const std::string& after_number, std::int64_t limit);
std::vector<ProofRow> list_reviewed_proofs(Read& read, ProofState state, Instant before,
                                           const std::string& before_number, std::int64_t limit);
std::int64_t count_waiting_proofs(Read& read);
std::int64_t count_overdue_proofs(Read& read, Instant now);
std::vector<ProvenRow> list_proven_rows(Read& read, const std::string& receiving_account, Date payment_date,
                                        std::int64_t limit);
bool exists_proof_file(Read& read, const std::string& sha256);

} // namespace kvitt::orders
