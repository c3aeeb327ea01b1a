#include "orders/proofs_http.h"

#include "orders/orders_http.h"

#include <algorithm>
#include <charconv>

namespace kvitt::orders
{
namespace
{

using http::Method;
using http::Response;
using web::Context;

constexpr std::uint64_t fields_bytes_max = 64 * 1024;
constexpr const char* unnamed = "proof";

struct Entered
{
    ProofForm form;
    std::vector<FieldError> faults;

    bool is_fine(std::string_view field) const
    {
        return std::none_of(faults.begin(), faults.end(),
                            [&](const FieldError& fault) { return fault.field == field; });
    }
    void add(std::vector<FieldError> more) { faults.insert(faults.end(), more.begin(), more.end()); }
};

// What the fields' faults depend on.
struct Judging
{
    Date today;
    TimeZone zone = TimeZone::utc();
    std::string desk_email;
};

Entered read_fields(const http::Form& form, const Order& order, const Judging& judging)
{
    Entered out;
    out.faults = form.errors;
    http::FormReader(form, out.faults).read(out.form);
    if (out.is_fine("payment_date"))
        out.add(payment_date_faults(order, out.form.payment_date, judging.today, judging.zone));
    if (out.is_fine("paid_to_account"))
        out.add(paid_to_faults(order, out.form.paid_to_account.text(), judging.desk_email));
    return out;
}

NewProof new_proof(const ProofForm& form, ProofFile file)
{
    return {std::move(file),
            form.payment_date,
            form.paid_to_account.text(),
            form.transaction_ref ? std::optional(form.transaction_ref->text()) : std::nullopt,
            {form.shows_transfer_date, form.shows_our_account, form.shows_amount, form.shows_order_number,
             form.shows_partner_id}};
}

void refuse_infected(std::string_view bytes, const ProofSettings& settings)
{
    const auto virus = settings.clamd ? virus_in(bytes, *settings.clamd) : std::nullopt;
    if (virus)
        throw InvalidFields(
            {{"file", "infected", msg("is infected with {virus}, and was not kept"), {{"virus", *virus}}}});
}

// Judged, scanned and on disk; nothing of it is in a transaction.
NewProof take_in(const http::Form& form, const Order& order, const Judging& judging,
                 const ProofSettings& settings)
{
    const http::FormFile* file = form.find_file("file");
    const std::string_view bytes = file == nullptr ? std::string_view() : file->bytes;
    const JudgedFile judged = judge_proof_file(bytes, settings.limits);
    Entered entered = read_fields(form, order, judging);
    if (judged.fault)
        entered.faults.insert(entered.faults.begin(), *judged.fault);
    if (!entered.faults.empty())
        throw InvalidFields(std::move(entered.faults));
    refuse_infected(bytes, settings);
    const std::string name = file->name.empty() ? unnamed : file->name;
    return new_proof(entered.form, keep_proof(settings.files_folder, name, bytes, judged));
}

} // namespace

std::uint64_t ProofSettings::upload_bytes_max() const
{
    return static_cast<std::uint64_t>(limits.bytes_max) + fields_bytes_max;
}

ProofVersion ProofVersion::parse(std::string_view text)
{
    ProofVersion out;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.value_);
    if (error != std::errc{} || end != text.data() + text.size() || out.value_ < 1)
        throw Invalid("must be the number of a proof");
    return out;
}

ProofJson receive_proof(Context& c, const ProofSettings& settings, const Order& order)
{
    const auto judging = c.read(
        [](Read& read) { return Judging{read.today(), read.zone(), catalogue::programme(read).desk_email}; });
    // For an order that has ended the verb refuses; unless this request came before and is only answered
    // again.
    const NewProof input = order.state == OrderState::awaiting_payment
                               ? take_in(c.form_fields(), order, judging, settings)
                               : NewProof{};
    return c.write([&](Tx& tx) { return proof_json(submit_proof(tx, order.number, input)); });
}

Response proof_response(const ProofSettings& settings, const Proof& proof)
{
    return http::download(read_shown(settings.files_folder, proof.file), media_type(proof.file.type),
                          "proof-" + proof.order.text() + "-" + std::to_string(proof.version) + "." +
                              file_ending(proof.file.type));
}

namespace
{

struct ProofsJson
{
    std::vector<ProofJson> proofs;
};
BOOST_DESCRIBE_STRUCT(ProofsJson, (), (proofs))

Response get_proofs(Context& c)
{
    ProofsJson out;
    c.read([&](Read& read) {
        for (const Proof& proof : list_proofs(read, find_own(c, read).number))
            out.proofs.push_back(proof_json(proof));
    });
    return http::json_response(to_json(out));
}

Response post_proof(Context& c, const ProofSettings& settings)
{
    const Order order = c.read([&](Read& read) { return find_own(c, read); });
    const ProofJson proof = receive_proof(c, settings, order);
    return c.created(to_json(proof), http::url("/api/v1/orders/{}/proofs", proof.order));
}

} // namespace

web::Routes proof_routes(const ProofSettings& settings)
{
    using access::Capability;
    const auto upload = [settings](Context& c) { return post_proof(c, settings); };
    return {
        {Method::get, "/api/v1/orders/{number}/proofs", Capability::view_orders, get_proofs,
         "The order's proofs of payment, newest first."},
        {Method::post,
         "/api/v1/orders/{number}/proofs",
         Capability::purchase,
         upload,
         "Uploads a proof of payment: multipart/form-data with a part named `file`.",
         {},
         settings.upload_bytes_max()},
    };
}

} // namespace kvitt::orders
