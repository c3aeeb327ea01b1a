#include "base/error.h"
#include "base/id.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <limits>
#include <set>
#include <thread>
#include <vector>

using namespace kvitt;

RC_GTEST_PROP(Id, TextAndParseAreInverseAndSortAlike, ())
{
    const auto any = rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
    const std::int64_t a = *any;
    const std::int64_t b = *any;
    RC_ASSERT(id_parse(id_text(a)) == a);
    RC_ASSERT((a < b) == (id_text(a) < id_text(b)));
}

TEST(Id, WhatIsNoIdentifier)
{
    EXPECT_EQ(id_parse(id_text(std::numeric_limits<std::int64_t>::max())),
              std::numeric_limits<std::int64_t>::max());
    for (const char* text : {"", "0", "000000000000u", "000000000000O", "8000000000000", "zzzzzzzzzzzzz",
                             "00000000000000", "-000000000000", "00000000000 0"})
        EXPECT_THROW(id_parse(text), Invalid) << text;
}

TEST(IdSource, StrictlyIncreasesOverThreadsAndCarriesItsNode)
{
    constexpr int threads_count = 4;
    constexpr int each_count = 20'000;
    IdSource source(IdSource::node_max);
    std::vector<std::vector<std::int64_t>> made(threads_count);
    std::vector<std::thread> threads;
    for (auto& mine : made)
        threads.emplace_back([&] {
            for (int i = 0; i < each_count; ++i)
                mine.push_back(source.next());
        });
    for (auto& thread : threads)
        thread.join();
    std::set<std::int64_t> all;
    for (const auto& mine : made)
    {
        for (std::size_t i = 1; i < mine.size(); ++i)
            ASSERT_LT(mine[i - 1], mine[i]);
        all.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(all.size(), static_cast<std::size_t>(threads_count * each_count));
    for (const std::int64_t id : all)
        ASSERT_EQ((id >> 12) & IdSource::node_max, IdSource::node_max);
    EXPECT_GT(*all.begin(), 0);
}

TEST(IdSource, NodesNeverClash)
{
    IdSource one(1);
    IdSource two(2);
    std::set<std::int64_t> all;
    for (int i = 0; i < 5'000; ++i)
    {
        all.insert(one.next());
        all.insert(two.next());
    }
    EXPECT_EQ(all.size(), 10'000U);
}
