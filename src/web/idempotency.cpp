#include "web/idempotency.h"

#include "base/secret.h"
#include "web/web_store.h"

namespace kvitt::web
{
namespace
{

bool is_form_key(std::string_view name) { return name == "csrf" || name == "idempotency_key"; }

// Lengths stand before texts, so that no two inputs look the same.
void add(Sha256& hash, std::string_view text)
{
    hash.add(std::to_string(text.size()) + ":");
    hash.add(text);
}

} // namespace

Known find_result(Tx& tx, const IdempotentUse& use)
{
    const auto row = try_result(tx, use);
    if (!row)
        return {};
    if (tx.machine_now() - row->at > idempotency_kept)
    {
        delete_result(tx, use);
        return {};
    }
    const bool same = row->input_hash == use.input_hash;
    return {same ? KnownResult::same_input : KnownResult::other_input, parse_json(row->result)};
}

void keep(Tx& tx, const IdempotentUse& use, const json::value& result)
{
    insert_result(tx, {use.actor, use.route, use.key, use.input_hash, json_text(result), tx.machine_now()});
}

std::string input_hash(const http::Request& request, const http::Form* form)
{
    Sha256 hash;
    add(hash, request.target);
    if (form == nullptr)
    {
        add(hash, request.body_view());
        return hash.hex_digest();
    }
    for (const auto& [name, value] : form->fields.items())
    {
        if (is_form_key(name))
            continue;
        add(hash, name);
        add(hash, value);
    }
    for (const auto& file : form->files)
    {
        add(hash, file.field);
        add(hash, file.bytes);
    }
    return hash.hex_digest();
}

std::int64_t forget_results(Tx& tx)
{
    return delete_results_before(tx, tx.machine_now() - idempotency_kept, idempotency_forget_rows_max);
}

} // namespace kvitt::web
