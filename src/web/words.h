// Roles and capabilities in the reader's language, as they stand in sentences.
#pragma once

#include "access/capabilities.h"
#include "http/language.h"

namespace kvitt::web
{

// "Partner admin"
std::string role_text(http::Language language, access::Role role);
// "Global admin, Partner admin"
std::string roles_text(http::Language language, const std::vector<access::Role>& roles);
// What it lets one do: "order and pay for memberships".
std::string capability_text(http::Language language, access::Capability capability);

} // namespace kvitt::web
