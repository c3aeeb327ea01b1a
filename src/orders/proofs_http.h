// Proofs of payment over HTTP: what the partner's page, the desk and the API have in common, and the API's
// own addresses. A file is judged, scanned and kept before the transaction begins.
#pragma once

#include "orders/proof_files.h"
#include "orders/proof_json.h"
#include "orders/scan.h"
#include "web/context.h"

namespace kvitt::orders
{

struct ProofSettings
{
    std::string files_folder;
    ProofFileLimits limits;
    std::optional<ScanAddress> clamd; // nothing: files are not scanned

    // What an upload's whole body may have: the file, and the fields around it.
    std::uint64_t upload_bytes_max() const;
};

// The fields of the form, on the page and in the API's multipart body, beside `file`.
struct ProofForm
{
    Date payment_date;
    Text<paid_to_characters_max> paid_to_account;
    std::optional<Text<transaction_ref_characters_max>> transaction_ref;
    bool shows_transfer_date = false;
    bool shows_our_account = false;
    bool shows_amount = false;
    bool shows_order_number = false;
    bool shows_partner_id = false;
};
BOOST_DESCRIBE_STRUCT(ProofForm, (),
                      (payment_date, paid_to_account, transaction_ref, shows_transfer_date, shows_our_account,
                       shows_amount, shows_order_number, shows_partner_id))

// A proof's version in an address.
class ProofVersion
{
  public:
    // Throws Invalid.
    static ProofVersion parse(std::string_view text);
    std::int64_t value() const { return value_; }

  private:
    std::int64_t value_ = 0;
};

// Reads the request, keeps the file and submits the proof. Throws InvalidFields with every fault, the file's
// among them. The caller may see the order; that is not judged here.
ProofJson receive_proof(web::Context& c, const ProofSettings& settings, const Order& order);

// The shown copy, to be saved and never opened by the browser: an attachment, sandboxed, under a name of
// ours.
http::Response proof_response(const ProofSettings& settings, const Proof& proof);

web::Routes proof_routes(const ProofSettings& settings);

} // namespace kvitt::orders
