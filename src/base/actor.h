// Who does a thing. Every write carries one: it stands in the audit trail beside what was done.
#pragma once

#include "base/fields.h"

#include <cstdint>
#include <string>

namespace kvitt
{

enum class ActorKind
{
    user,
    api_key,
    clock,
    bank,
    gateway,
    system,
};
BOOST_DESCRIBE_ENUM(ActorKind, user, api_key, clock, bank, gateway, system)

struct Actor
{
    ActorKind kind = ActorKind::system;
    std::int64_t id = 0; // the user's or key's id; 0 for the others
    std::string name;    // as shown in the audit trail
};

// What a transaction is told about its caller.
struct Author
{
    Actor actor;
    std::string request_id;
};

inline Author author_of(ActorKind kind) { return {{kind, 0, enum_text(kind)}, {}}; }

} // namespace kvitt
