// The head of the chain of events, written where nobody who can change the database can change it: whoever
// rewrites history and its seals alike cannot rewrite a head that was kept elsewhere.
#pragma once

#include "store/db.h"

namespace kvitt::events
{

struct Anchor
{
    std::int64_t seq = 0;
    std::string hash; // of the seal with that number
    Instant at;       // machine time
};
BOOST_DESCRIBE_STRUCT(Anchor, (), (seq, hash, at))

// Nothing while no event is sealed.
std::optional<Anchor> try_chain_head(Read& read);
// What is wrong, in words, if the chain does not hold the anchor any more. That the chain itself is unbroken
// is events::chain_faults' business.
std::optional<std::string> anchor_fault(Read& read, const Anchor& anchor);

} // namespace kvitt::events
