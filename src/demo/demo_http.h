// The demo's own pages: the business clock and the sandbox bank.
#pragma once

#include "demo/bank.h"
#include "web/layout.h"
#include "web/route.h"

namespace kvitt::demo
{

// What the pages work with; must outlive the routes.
struct Demo
{
    SandboxBank& bank;
    std::function<void()> run_due_jobs; // after the clock was moved
};

web::Routes routes(const Demo& demo);
// The line above every page: business time, and where it is moved.
std::optional<web::DemoBanner> banner(Read& read);

} // namespace kvitt::demo
