// What the pages of finance's cases say: what happened, to whom, and what to do next. Pure.
#pragma once

#include "http/page.h"
#include "partners/partners.h"
#include "payments/cases.h"
#include "web/parts.h"

namespace kvitt::matching
{

// A case with what it is about.
struct CaseFacts
{
    payments::Case about;
    std::optional<partners::Partner> company;
    std::optional<http::Url> file; // the statement file of the bank's line
};

struct CaseView
{
    http::Url url;
    std::string code; // of its kind
    std::string kind;
    bool has_company = false;
    std::string company;
    bool has_order = false;
    std::string order;
    http::Url order_url;
    Money amount;
    std::string since;
    std::string next;
    std::vector<web::ActionView> links;
    bool open = false;
    std::optional<std::string> outcome; // once closed
    bool may_close = false;
    bool only_looks = false; // open, but this reader may not close it
    http::Url close;
    std::string note;
    std::optional<std::string> note_fault;
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (url, code, kind, has_company, company, has_order, order, order_url, amount, since,
                       next, links, open, outcome, may_close, only_looks, close, note, note_fault))

CaseView case_view(const http::RenderContext& context, const CaseFacts& facts);

struct CasesView
{
    bool any = false;
    std::vector<CaseView> rows;
};
BOOST_DESCRIBE_STRUCT(CasesView, (), (any, rows))

CasesView cases_view(const http::RenderContext& context, const std::vector<CaseFacts>& cases);

// The kind in a few words.
std::string case_word(http::Language language, payments::CaseKind kind);

} // namespace kvitt::matching
