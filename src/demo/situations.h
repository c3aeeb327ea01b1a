// The demo's past: orders, payments and a deadline that went by, made by the real verbs with the business
// clock moved on. Afterwards business time lies some weeks ahead of machine time.
#pragma once

#include "demo/bank.h"
#include "store/db.h"

namespace kvitt::demo
{

// Whom to sign in as, to see what (product.md, Shapes).
struct Situation
{
    const char* partner_id;
    const char* name;
};
inline constexpr Situation situations[] = {
    {"4500101", "qualified_silver"},
    {"4500202", "paid_silver_qualified_gold"},
    {"4500303", "gold"},
    {"4500404", "expiring_tomorrow"},
    {"4500505", "nothing_yet"},
    {"4500606", "late_money"},
    {"4500707", "qualified_silver"},
    {"4500808", "qualified_silver"},
    {"4500909", "qualified_silver"},
    {"4501010", "proof_submitted"},
};

// Nothing for a partner that is in none.
std::optional<std::string> situation_of(const std::string& partner_id);

struct Making
{
    Db& db;
    SandboxBank& bank;        // drops into `statements`
    std::string statements;   // folder; its files are imported here, one after the other
    std::string files_folder; // where imported files are kept
};
// Needs the demo programme loaded and its clock movable; once per database.
void make_situations(const Making& making);

} // namespace kvitt::demo
