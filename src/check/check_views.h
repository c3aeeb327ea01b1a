// What the desk's page of the checks says: each check in words, what it found, and when. Pure.
#pragma once

#include "check/runs.h"
#include "http/page.h"
#include "web/parts.h"

namespace kvitt::check
{

struct CheckState
{
    std::string code; // ok, wrong
    std::string word;
    std::string tone;
};
BOOST_DESCRIBE_STRUCT(CheckState, (), (code, word, tone))

struct CheckRowView
{
    std::string name; // as `kvitt check` writes it
    std::string proves;
    CheckState state;
    std::vector<std::string> rows;
    bool any_rows = false;
};
BOOST_DESCRIBE_STRUCT(CheckRowView, (), (name, proves, state, rows, any_rows))

struct RunRowView
{
    std::string when;
    std::string why;
    std::string took;
    CheckState state;
};
BOOST_DESCRIBE_STRUCT(RunRowView, (), (when, why, took, state))

struct ChecksView
{
    std::optional<std::string> outcome; // of the last run, as a sentence
    std::string tone;
    std::optional<std::string> waiting; // it was asked for
    std::optional<http::Url> refresh;   // while it is
    bool may_ask = false;
    std::vector<CheckRowView> checks;
    bool any_checks = false;
    std::vector<RunRowView> runs;
};
BOOST_DESCRIBE_STRUCT(ChecksView, (), (outcome, tone, waiting, refresh, may_ask, checks, any_checks, runs))

ChecksView checks_view(const http::RenderContext& context, const std::optional<Run>& asked,
                       const std::vector<Run>& done);

} // namespace kvitt::check
