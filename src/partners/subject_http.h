// Which partner a request is about: the caller's own company, or, for the desk, the one it names. A partner
// that names another one is told that there is no such partner.
#pragma once

#include "partners/partners.h"
#include "web/context.h"

namespace kvitt::partners
{

// Nothing if the desk names none. Throws partner_not_found.
std::optional<Id<Partner>> try_subject(const web::Context& context, Read& read,
                                       const std::optional<std::string>& partner_id);
// The same where there must be one; throws InvalidFields for `partner_id`.
Id<Partner> subject(const web::Context& context, Read& read, const std::optional<std::string>& partner_id);

} // namespace kvitt::partners
