// A proof of payment as programs see it. What is unknown is null, never left out. Who reviewed it is the
// desk's own business.
#pragma once

#include "orders/proofs.h"

namespace kvitt::orders
{

struct ProofFileJson
{
    std::string name;
    ProofType type = ProofType::pdf;
    std::int64_t bytes = 0;
    std::string sha256; // of what was uploaded
};
BOOST_DESCRIBE_STRUCT(ProofFileJson, (), (name, type, bytes, sha256))

struct ProofJson
{
    std::string order;
    std::int64_t version = 0;
    ProofState state = ProofState::submitted;
    ProofFileJson file;
    Date payment_date;
    std::string paid_to_account;
    std::optional<std::string> transaction_ref;
    ProofTicks shows;
    Instant submitted_at;
    std::string submitted_by;
    Instant overdue_at;
    std::optional<Instant> reviewed_at;
    std::optional<ProofTicks> seen;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ProofJson, (),
                      (order, version, state, file, payment_date, paid_to_account, transaction_ref, shows,
                       submitted_at, submitted_by, overdue_at, reviewed_at, seen, reason))

inline ProofJson proof_json(const Proof& proof)
{
    return {proof.order.text(),
            proof.version,
            proof.state,
            {proof.file.name, proof.file.type, proof.file.bytes, proof.file.sha256},
            proof.payment_date,
            proof.paid_to_account,
            proof.transaction_ref,
            proof.shows,
            proof.submitted_at,
            proof.submitted_by,
            proof.overdue_at,
            proof.reviewed_at,
            proof.seen,
            proof.reason};
}

} // namespace kvitt::orders
