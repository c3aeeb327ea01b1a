#include "access/capabilities.h"

#include <algorithm>
#include <array>

namespace kvitt::access
{
namespace
{

using enum Capability;

struct RoleRow
{
    Role role;
    bool desk;
    CapabilitySet capabilities;
};

// Buying is held by three roles, so that every sentence of the programme's page holds (domain.md A1). Guest
// and member hold nothing; they are told whom to ask.
const std::array<RoleRow, 12>& roles()
{
    static const std::array<RoleRow, 12> rows{{
        {Role::global_admin,
         false,
         {view_offers, purchase, view_orders, view_memberships, view_receipts, edit_company, edit_bill_to,
          edit_tax_id, edit_users}},
        {Role::partner_admin,
         false,
         {view_offers, purchase, view_orders, view_memberships, view_receipts, edit_tax_id}},
        {Role::account_admin,
         false,
         {view_offers, purchase, view_orders, view_memberships, view_receipts, edit_company, edit_users}},
        {Role::billing_admin, false, {view_offers, view_orders, view_receipts, edit_tax_id}},
        {Role::user_admin, false, {edit_users}},
        {Role::guest, false, {}},
        {Role::member, false, {}},
        {Role::finance,
         true,
         {desk_read, view_receipts, desk_money, desk_statements, view_proofs, review_proofs}},
        {Role::reviewer, true, {desk_read, view_proofs, review_proofs}},
        {Role::programme_manager, true, {desk_read, view_receipts, desk_partners, desk_catalogue}},
        {Role::auditor, true, {desk_read, view_receipts, view_proofs, desk_audit}},
        // Keys and users, but no money: who may give a role must take it to use it, and that is an event.
        {Role::administrator, true, {desk_read, desk_partners, desk_catalogue, desk_audit, desk_admin}},
    }};
    return rows;
}

const RoleRow& row_of(Role role)
{
    for (const RoleRow& row : roles())
        if (row.role == role)
            return row;
    throw Bug("a role without a row");
}

struct ScopeRow
{
    Scope scope;
    const char* text;
    CapabilitySet capabilities;
};

const std::array<ScopeRow, 7>& scopes()
{
    static const std::array<ScopeRow, 7> rows{{
        {Scope::offers_read, "offers:read", {view_offers}},
        {Scope::orders_read, "orders:read", {view_orders}},
        {Scope::orders_write, "orders:write", {purchase}},
        {Scope::memberships_read, "memberships:read", {view_memberships}},
        {Scope::receipts_read, "receipts:read", {view_receipts}},
        {Scope::statements_write, "statements:write", {desk_statements}},
        {Scope::desk,
         "desk",
         {view_offers, purchase, view_orders, view_memberships, view_receipts, desk_read, desk_money,
          desk_statements, view_proofs, review_proofs, desk_partners}},
    }};
    return rows;
}

} // namespace

CapabilitySet::CapabilitySet(std::initializer_list<Capability> capabilities)
{
    for (const Capability capability : capabilities)
        bits_ |= std::uint64_t{1} << static_cast<unsigned>(capability);
}

bool CapabilitySet::has(Capability capability) const
{
    return (bits_ >> static_cast<unsigned>(capability) & 1U) != 0;
}

CapabilitySet& CapabilitySet::operator|=(CapabilitySet other)
{
    bits_ |= other.bits_;
    return *this;
}

bool is_desk_role(Role role) { return row_of(role).desk; }

std::string scope_text(Scope scope)
{
    for (const ScopeRow& row : scopes())
        if (row.scope == scope)
            return row.text;
    throw Bug("a scope without a row");
}

Scope scope_parse(std::string_view text)
{
    for (const ScopeRow& row : scopes())
        if (row.text == text)
            return row.scope;
    throw Invalid("not one of the known scopes");
}

CapabilitySet capabilities_of(Role role) { return row_of(role).capabilities; }

CapabilitySet capabilities_of(Scope scope)
{
    for (const ScopeRow& row : scopes())
        if (row.scope == scope)
            return row.capabilities;
    return {};
}

CapabilitySet capabilities_of(const std::vector<Role>& held)
{
    CapabilitySet all;
    for (const Role role : held)
        all |= capabilities_of(role);
    return all;
}

CapabilitySet capabilities_of(const std::vector<Scope>& held)
{
    CapabilitySet all;
    for (const Scope scope : held)
        all |= capabilities_of(scope);
    return all;
}

std::vector<Role> roles_with(Capability capability, bool desk)
{
    std::vector<Role> found;
    for (const RoleRow& row : roles())
        if (row.desk == desk && row.capabilities.has(capability))
            found.push_back(row.role);
    return found;
}

} // namespace kvitt::access
