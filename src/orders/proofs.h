// Proofs of payment: what a payer uploads to show that money is on its way, and what the desk says of it
// (domain.md 1g, A5). A proof speeds things up and never makes an order active. Versions: a new one replaces
// the one before unless that was reviewed. The bytes are files (store/files.h), kept before the row; judging
// them is proof_judge.h's business.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

// Days after the payment date by which the money should be here; from then on the desk sees red.
inline constexpr Days proof_overdue_days{7};
// A payment may be older than its order: one that was sent for an earlier order of ours, whose thirty days
// and week of grace went by before anybody found it.
inline constexpr Days payment_days_before_order_max{60};
inline constexpr std::int64_t proofs_per_order_max = 50;
inline constexpr std::size_t paid_to_characters_max = 60;
inline constexpr std::size_t transaction_ref_characters_max = 140;
inline constexpr std::size_t rejection_characters_max = 1000;

enum class ProofType
{
    pdf,
    jpg,
    png,
};
BOOST_DESCRIBE_ENUM(ProofType, pdf, jpg, png)

// What a proof must show (domain.md 1g, 52), a tick each: the payer's, and later the reviewer's.
struct ProofTicks
{
    bool transfer_date = false;
    bool our_account = false;
    bool amount = false; // in the right currency
    bool order_number = false;
    bool partner_id = false;

    bool all() const { return transfer_date && our_account && amount && order_number && partner_id; }
};
BOOST_DESCRIBE_STRUCT(ProofTicks, (), (transfer_date, our_account, amount, order_number, partner_id))

struct ProofFile
{
    std::string name; // as the payer called it, made harmless; never a path
    ProofType type = ProofType::pdf;
    std::int64_t bytes = 0;
    std::string sha256;       // the original
    std::string shown_sha256; // the copy that is given out
};

struct Proof
{
    OrderNumber order;
    std::int64_t version = 0; // of the order: 1, 2, ...
    ProofState state = ProofState::submitted;
    ProofFile file;
    Date payment_date;
    std::string paid_to_account;
    std::optional<std::string> transaction_ref;
    ProofTicks shows;
    Instant submitted_at;
    std::string submitted_by;
    Instant overdue_at;
    std::optional<Instant> reviewed_at;
    std::optional<std::string> reviewed_by;
    std::optional<ProofTicks> seen;
    std::optional<std::string> reason;
};

// Refusals in order of precedence; before them order_not_found and order_not_open.
inline const Refusal proof_not_found{RefusalKind::not_found, "proof_not_found", "There is no such proof."};
inline const Refusal too_many_proofs{
    RefusalKind::conflict, "too_many_proofs",
    "This order has had as many proofs as it can hold. Write to the programme instead."};
inline const Refusal proof_not_waiting{
    RefusalKind::conflict, "proof_not_waiting",
    "This proof no longer waits for a review: it was reviewed, or replaced by a newer one."};

struct NewProof
{
    ProofFile file;
    Date payment_date;
    std::string paid_to_account;
    std::optional<std::string> transaction_ref;
    ProofTicks shows;
};

// What is wrong with the day or the account, as field faults.
std::vector<FieldError> payment_date_faults(const Order& order, Date payment_date, Date today,
                                            const TimeZone& zone);
std::vector<FieldError> paid_to_faults(const Order& order, const std::string& paid_to_account,
                                       const std::string& desk_email);

// Possible while the order awaits payment. Throws InvalidFields for the faults above. A renewal order's first
// proof holds the membership in its window (A22); a rejection does not let go of it.
Proof submit_proof(Tx& tx, const OrderNumber& number, const NewProof& input);

// Both refuse with proof_not_waiting, and with order_not_open once the order has ended.
// Needs every tick: throws InvalidFields.
Proof accept_proof(Tx& tx, const OrderNumber& number, std::int64_t version, const ProofTicks& seen);
// The reason is shown to the partner.
Proof reject_proof(Tx& tx, const OrderNumber& number, std::int64_t version, const ProofTicks& seen,
                   const std::string& reason);

// Somebody at the desk was given the file: an audited sensitive read.
void note_opened(Tx& tx, const OrderNumber& number, std::int64_t version);

Proof find_proof(Read& read, const OrderNumber& number, std::int64_t version);
// Newest first.
std::vector<Proof> list_proofs(Read& read, const OrderNumber& number);

// What the desk looks at, one shelf at a time.
enum class ProofShelf
{
    waiting,  // for a review, the order being open; oldest first
    overdue,  // the money should have been here; the longest overdue first
    accepted, // these two newest first
    rejected,
};
BOOST_DESCRIBE_ENUM(ProofShelf, waiting, overdue, accepted, rejected)

struct ShelvedProof
{
    Proof proof;
    Order order;
};
// After the cursor: the instant and order number of the last row seen (submitted_at; overdue_at of overdue).
struct ProofCursor
{
    Instant at;
    std::string number;
};
std::vector<ShelvedProof> list_shelf(Read& read, ProofShelf shelf, const std::optional<ProofCursor>& after,
                                     std::int64_t limit);
struct ProofCounts
{
    std::int64_t waiting = 0;
    std::int64_t overdue = 0;
};
ProofCounts count_proofs(Read& read);

// An open order's proof, as far as a payment can be known by it.
struct ProvenPayment
{
    OpenItem order;
    std::optional<std::string> transaction_ref;
};
// Waiting or accepted proofs of open orders that say: paid on that day to that receiving account. Each order
// with each of its proofs, at most `limit` of them.
std::vector<ProvenPayment> list_proven_payments(Read& read, const std::string& receiving_account,
                                                Date payment_date, std::int64_t limit);

// Whether a proof's original or shown copy is called so.
bool is_proof_file(Read& read, const std::string& sha256);

} // namespace kvitt::orders
