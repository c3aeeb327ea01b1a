// What a role or an API key's scope allows: one table, deny by default (domain.md 2.1 and A1). Whose records
// one may see (one's own company's) is not here: that is Caller::partner.
#pragma once

#include "base/fields.h"

#include <cstdint>

namespace kvitt::access
{

enum class Role
{
    global_admin,
    partner_admin,
    account_admin,
    billing_admin,
    user_admin,
    guest,
    member,
    finance,
    reviewer,
    programme_manager,
    auditor,
    administrator,
};
BOOST_DESCRIBE_ENUM(Role, global_admin, partner_admin, account_admin, billing_admin, user_admin, guest,
                    member, finance, reviewer, programme_manager, auditor, administrator)

// Desk roles belong to the programme's own people, all others to a partner's.
bool is_desk_role(Role role);

enum class Capability
{
    view_offers,
    purchase, // order, pay, upload proof, cancel
    view_orders,
    view_memberships,
    view_receipts,
    edit_company, // legal name and address
    edit_bill_to,
    edit_tax_id,
    edit_users,
    desk_read,
    desk_money, // receipts, allocations, returns
    desk_statements,
    view_proofs,   // open what payers uploaded
    review_proofs, // accept and reject it
    desk_partners,
    desk_catalogue,
    desk_audit,
    desk_admin, // users, keys, settings
};
BOOST_DESCRIBE_ENUM(Capability, view_offers, purchase, view_orders, view_memberships, view_receipts,
                    edit_company, edit_bill_to, edit_tax_id, edit_users, desk_read, desk_money,
                    desk_statements, view_proofs, review_proofs, desk_partners, desk_catalogue, desk_audit,
                    desk_admin)

// What an API key may do; written with a colon, "orders:read". `desk` may do all of it. A key
// without a partner is the programme's own and acts for any partner.
enum class Scope
{
    offers_read,
    orders_read,
    orders_write,
    memberships_read,
    receipts_read,
    statements_write,
    desk,
};
BOOST_DESCRIBE_ENUM(Scope, offers_read, orders_read, orders_write, memberships_read, receipts_read,
                    statements_write, desk)

std::string scope_text(Scope scope);
// Throws Invalid.
Scope scope_parse(std::string_view text);

class CapabilitySet
{
  public:
    CapabilitySet() = default;
    CapabilitySet(std::initializer_list<Capability> capabilities);

    bool has(Capability capability) const;
    CapabilitySet& operator|=(CapabilitySet other);
    bool empty() const { return bits_ == 0; }

  private:
    std::uint64_t bits_ = 0;
};

CapabilitySet capabilities_of(Role role);
CapabilitySet capabilities_of(Scope scope);
CapabilitySet capabilities_of(const std::vector<Role>& roles);
CapabilitySet capabilities_of(const std::vector<Scope>& scopes);
// The roles that have it, in the order of Role; partner roles or desk roles only.
std::vector<Role> roles_with(Capability capability, bool desk);

} // namespace kvitt::access
