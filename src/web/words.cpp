#include "web/words.h"

#include "base/text.h"
#include "http/messages.h"

namespace kvitt::web
{
namespace
{

using access::Capability;
using access::Role;

struct RoleWord
{
    Role role;
    const char* text;
};

constexpr RoleWord role_words[] = {
    {Role::global_admin, msg("Global admin")},
    {Role::partner_admin, msg("Partner admin")},
    {Role::account_admin, msg("Account admin")},
    {Role::billing_admin, msg("Billing admin")},
    {Role::user_admin, msg("User admin")},
    {Role::guest, msg("Guest")},
    {Role::member, msg("Member")},
    {Role::finance, msg("Finance")},
    {Role::reviewer, msg("Reviewer")},
    {Role::programme_manager, msg("Programme manager")},
    {Role::auditor, msg("Auditor")},
    {Role::administrator, msg("Administrator")},
};

struct CapabilityWord
{
    Capability capability;
    const char* text;
};

constexpr CapabilityWord capability_words[] = {
    {Capability::view_offers, msg("see offers and prices")},
    {Capability::purchase, msg("order and pay for memberships")},
    {Capability::view_orders, msg("see orders and invoices")},
    {Capability::view_memberships, msg("see memberships and benefits")},
    {Capability::view_receipts, msg("see received payments")},
    {Capability::edit_company, msg("change the company's name and address")},
    {Capability::edit_bill_to, msg("change the billing address")},
    {Capability::edit_tax_id, msg("change the tax ID")},
    {Capability::edit_users, msg("add users and give roles")},
    {Capability::desk_read, msg("see the programme desk")},
    {Capability::desk_money, msg("place and return received money")},
    {Capability::desk_statements, msg("import bank statements")},
    {Capability::view_proofs, msg("open proofs of payment")},
    {Capability::review_proofs, msg("review proofs of payment")},
    {Capability::desk_partners, msg("change partners and attainments")},
    {Capability::desk_catalogue, msg("change offers, prices and settings")},
    {Capability::desk_audit, msg("read the audit trail")},
    {Capability::desk_admin, msg("administer users and keys")},
};

} // namespace

std::string role_text(http::Language language, Role role)
{
    for (const RoleWord& word : role_words)
        if (word.role == role)
            return http::translate(language, word.text);
    throw Bug("a role without a word");
}

std::string roles_text(http::Language language, const std::vector<Role>& roles)
{
    std::string text;
    for (const Role role : roles)
        text += (text.empty() ? "" : ", ") + role_text(language, role);
    return text;
}

std::string capability_text(http::Language language, Capability capability)
{
    for (const CapabilityWord& word : capability_words)
        if (word.capability == capability)
            return http::translate(language, word.text);
    throw Bug("a capability without a word");
}

} // namespace kvitt::web
