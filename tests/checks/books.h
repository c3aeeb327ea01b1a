// The books of the demo's past, and damage done to them behind the product's back: each test writes to the
// database, looks what the checks say, and everything is rolled back.
#pragma once

#include "check/check.h"
#include "store/db.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace kvitt::checks
{

class Books : public testing::Test
{
  protected:
    static void SetUpTestSuite();

    static Db& db();
    static std::filesystem::path files_folder();
    static check::Question question() { return {files_folder().string(), {}}; }

    // What is wrong after the damage, by the checks' names. Nothing stays of it.
    static std::map<std::string, std::vector<std::string>> wrong_after(
        const std::function<void(Tx&)>& damage, const check::Question& question = Books::question());
    // Of statements, in order.
    static std::map<std::string, std::vector<std::string>> wrong_after(
        std::initializer_list<const Sql*> damage);

    // A check finds exactly this, and it alone finds something.
    static void expect_only(const std::map<std::string, std::vector<std::string>>& wrong,
                            const std::string& name, const std::string& row);
};

// Append-only tables give way only to somebody who takes their guards off.
extern const Sql unlock_postings;
extern const Sql unlock_transactions;
extern const Sql unlock_events;
extern const Sql unlock_sealed;
extern const Sql unlock_sealed_deletes;

} // namespace kvitt::checks
