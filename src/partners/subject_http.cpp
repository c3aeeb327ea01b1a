#include "partners/subject_http.h"

namespace kvitt::partners
{

std::optional<Id<Partner>> try_subject(const web::Context& context, Read& read,
                                       const std::optional<std::string>& partner_id)
{
    const auto own = context.caller().partner;
    if (!partner_id)
        return own;
    const auto named = try_resolve_partner_id(read, *partner_id);
    require(named.has_value() && (!own || *own == *named), partner_not_found);
    return named;
}

Id<Partner> subject(const web::Context& context, Read& read, const std::optional<std::string>& partner_id)
{
    const auto found = try_subject(context, read, partner_id);
    if (!found)
        throw InvalidFields({{"partner_id", "missing", "must be filled in"}});
    return *found;
}

} // namespace kvitt::partners
