#include "check/checks.h"

namespace kvitt::check
{

Faults chain_anchored(Read& read, const Question& question)
{
    Faults rows;
    for (const events::Anchor& anchor : question.anchors)
        if (const auto fault = events::anchor_fault(read, anchor))
            rows.push_back(*fault);
    return rows;
}

} // namespace kvitt::check
