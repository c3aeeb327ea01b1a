#include "web/menu.h"

#include "base/text.h"
#include "web/context.h"
#include "web/site.h"

namespace kvitt::web
{
namespace
{

using access::Capability;

enum class Side
{
    partner,
    desk,
};

struct MenuRow
{
    Side side;
    const char* path;
    Need need;
    const char* text;
};

// A row whose page does not exist yet is not shown.
constexpr MenuRow menu_rows[] = {
    {Side::partner, "/", signed_in, msg("Dashboard")},
    {Side::partner, "/offers", Capability::view_offers, msg("Membership offers")},
    {Side::partner, "/invoices", Capability::view_orders, msg("Invoices")},
    {Side::partner, "/benefits", Capability::view_memberships, msg("Benefits")},
    {Side::partner, "/company", signed_in, msg("Company")},
    {Side::partner, "/company/users", Capability::edit_users, msg("Users")},
    {Side::desk, "/desk", Capability::desk_read, msg("Today")},
    {Side::desk, "/desk/orders", Capability::desk_read, msg("Orders")},
    {Side::desk, "/desk/cancel-requests", Capability::desk_read, msg("Requests to cancel")},
    {Side::desk, "/desk/receipts", Capability::view_receipts, msg("Receipts")},
    {Side::desk, "/desk/cases", Capability::view_receipts, msg("Cases")},
    {Side::desk, "/desk/statements", Capability::desk_read, msg("Statements")},
    {Side::desk, "/desk/proofs", Capability::view_proofs, msg("Proofs")},
    {Side::desk, "/desk/partners", Capability::desk_read, msg("Partners")},
    {Side::desk, "/desk/catalogue", Capability::desk_read, msg("Catalogue")},
    {Side::desk, "/desk/refunds", Capability::desk_read, msg("Refunds")},
    {Side::desk, "/desk/reports", Capability::view_receipts, msg("Reports")},
    {Side::desk, "/desk/audit", Capability::desk_audit, msg("Audit")},
};

bool may_open(const Context& context, const MenuRow& row)
{
    const bool side = (row.side == Side::desk) == context.caller().is_desk();
    const bool allowed = row.need.kind != Need::Kind::capability || context.may(row.need.capability);
    return side && allowed && context.site().has_page(row.path);
}

bool is_below(std::string_view path, std::string_view top)
{
    return path == top || (path.size() > top.size() && path.starts_with(top) && path[top.size()] == '/');
}

} // namespace

std::vector<MenuItem> menu_for(const Context& context)
{
    std::vector<MenuItem> items;
    if (!context.caller().is_known())
        return items;
    std::size_t deepest = 0;
    for (const MenuRow& row : menu_rows)
    {
        if (!may_open(context, row))
            continue;
        items.push_back({http::url(row.path), context.translate(row.text), false});
        const std::string_view path = row.path;
        if (is_below(context.request().path, path) && path.size() > deepest)
        {
            for (MenuItem& item : items)
                item.current = false;
            items.back().current = true;
            deepest = path.size();
        }
    }
    return items;
}

} // namespace kvitt::web
