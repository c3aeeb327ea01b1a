#include "events/anchor.h"

#include "events/events_store.h"

namespace kvitt::events
{

std::optional<Anchor> try_chain_head(Read& read)
{
    const auto last = try_last_sealed(read);
    return last ? std::optional(Anchor{last->seq, last->hash, read.machine_now()}) : std::nullopt;
}

std::optional<std::string> anchor_fault(Read& read, const Anchor& anchor)
{
    const std::string whose = "the head of " + anchor.at.text() + ", event " + std::to_string(anchor.seq);
    const auto sealed = try_sealed(read, anchor.seq);
    if (!sealed)
        return whose + ", is not in the chain any more";
    if (sealed->hash != anchor.hash)
        return whose + ", has another seal now: history up to it was rewritten";
    return std::nullopt;
}

} // namespace kvitt::events
