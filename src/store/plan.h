// How an engine means to run a statement, and what its runs took: for the test that explains every statement
// (tests/plans). The product asks neither. How a plan reads is each engine's own business; what is wrong with
// it is told here in words that both engines share.
#pragma once

#include <cstdint>
#include <string>

namespace kvitt::store
{

struct PlanStep
{
    std::string text;       // in the engine's words
    bool reads_all = false; // a whole table or index, from one end to the other
    bool sorts = false;     // sets rows aside in order to sort, group or compare them
};

// The runs of a statement on the connection that writes, since they were asked for last.
struct RunCost
{
    std::int64_t runs = 0;
    std::int64_t rows_read_all = 0; // rows passed in steps that read all
    std::int64_t sorts = 0;
    std::int64_t steps = 0; // of the engine's machine, whatever these are: they grow with the work
};

} // namespace kvitt::store
