// What the desk's list and page of receipts show. Pure: facts in, words out. Every receipt that waits says
// why; the bank's own text is cut into segments, so that the template escapes each and marks the found
// numbers.
#pragma once

#include "matching/reason_views.h"
#include "matching/receipt_facts.h"
#include "web/parts.h"

namespace kvitt::matching
{

// Of the bank's text in a list; the receipt's own page shows all that is searched.
inline constexpr std::size_t listed_characters_max = 240;

// A piece of the bank's text; `mark` says what was found there.
struct SegmentView
{
    std::string text;
    std::optional<std::string> mark;
};
BOOST_DESCRIBE_STRUCT(SegmentView, (), (text, mark))

struct LineView
{
    std::vector<SegmentView> segments;
};
BOOST_DESCRIBE_STRUCT(LineView, (), (segments))

// One per item of the text, blank ones left out; cut after so many characters, told by an ellipsis.
std::vector<LineView> marked_lines(http::Language language, std::string_view text,
                                   std::size_t characters_max);

// An order beside a receipt: what it still costs, and how the receipt's amount compares.
struct CandidateView
{
    http::Url url;
    std::string number;
    std::string company;
    orders::StateView state;
    std::optional<std::string> fit;
};
BOOST_DESCRIBE_STRUCT(CandidateView, (), (url, number, company, state, fit))

CandidateView candidate_view(const http::RenderContext& context, const orders::Order& order,
                             const Money& amount);

struct ReceiptRowView
{
    http::Url url;
    std::string day;
    std::string account;
    Money amount;
    std::optional<std::string> payer;
    std::vector<LineView> lines;
    orders::StateView state;
    std::string reason;
    std::string sentence;
    std::vector<CandidateView> orders;
    bool any_orders = false;
};
BOOST_DESCRIBE_STRUCT(ReceiptRowView, (),
                      (url, day, account, amount, payer, lines, state, reason, sentence, orders, any_orders))

ReceiptRowView receipt_row(const http::RenderContext& context, const ReceiptFacts& facts,
                           const std::string& partner_id_label);

// What the list shows: one state, those that wait, or all.
enum class Shelf
{
    waiting,
    unmatched,
    suggested,
    held,
    allocated,
    credit,
    returned,
    all,
};
BOOST_DESCRIBE_ENUM(Shelf, waiting, unmatched, suggested, held, allocated, credit, returned, all)

std::vector<payments::ReceiptState> states_of(Shelf shelf);

struct ShelfView
{
    http::Url url;
    std::string code;
    std::string word;
    std::optional<std::string> count; // of those that wait
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(ShelfView, (), (url, code, word, count, current))

struct ReceiptsView
{
    std::string state;
    std::string text;
    std::string waiting; // how many wait, as a sentence
    std::vector<ShelfView> shelves;
    std::optional<std::string> reason;      // only those with this reason are shown
    std::optional<std::string> reason_code; // kept by the search form
    http::Url without_reason;
    bool searched = false;
    http::Url without_search;
    bool any = false;
    std::vector<ReceiptRowView> rows;
    web::EmptyView empty;
    std::optional<web::PagerView> pager;
    http::Url csv;
};
BOOST_DESCRIBE_STRUCT(ReceiptsView, (),
                      (state, text, waiting, shelves, reason, reason_code, without_reason, searched,
                       without_search, any, rows, empty, pager, csv))

// The list's address says everything about it.
struct ReceiptsQuestion
{
    Shelf shelf = Shelf::waiting;
    std::string text;
    std::optional<Reason> reason;
};
http::Url receipts_url(const ReceiptsQuestion& question);

struct ReceiptsInput
{
    ReceiptsQuestion question;
    std::vector<payments::WaitingSum> waiting;
    std::vector<ReceiptFacts> receipts;
    std::string partner_id_label;
    bool more = false; // there are older ones
};
ReceiptsView receipts_view(const http::RenderContext& context, const ReceiptsInput& input);

struct ReasonView
{
    std::string code;
    std::string title;
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(ReasonView, (), (code, title, sentence))

// A part of the money; without an order it is credit or not placed yet.
struct PlaceView
{
    std::string what;
    std::optional<web::ActionView> order;
    std::optional<std::string> company;
    Money amount;
    std::optional<http::Url> take_back;
};
BOOST_DESCRIBE_STRUCT(PlaceView, (), (what, order, company, amount, take_back))

struct HappenedView
{
    std::string when;
    std::string what;
};
BOOST_DESCRIBE_STRUCT(HappenedView, (), (when, what))

// Where money without a place can go.
struct MovesView
{
    std::string unplaced;
    http::Url allocate;
    std::string order; // the best that can be paid, filled in; may be empty
    http::Url credit;
    http::Url send_back;
    std::optional<http::Url> exchange; // where an order that it may be for is in another currency
};
BOOST_DESCRIBE_STRUCT(MovesView, (), (unplaced, allocate, order, credit, send_back, exchange))

struct ReceiptView
{
    Money amount;
    std::string payer;
    orders::StateView state;
    std::optional<std::string> awaited;
    std::vector<ReasonView> reasons;
    std::vector<LineView> lines;
    bool any_lines = false;
    std::vector<web::FactView> bank;
    std::optional<http::Url> file; // the statement file it came with
    std::vector<PlaceView> places;
    bool any_candidates = false;
    std::vector<CandidateView> candidates;
    std::vector<HappenedView> history;
    std::optional<MovesView> moves;
    bool only_looks = false; // money waits, but this reader may not move it
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (),
                      (amount, payer, state, awaited, reasons, lines, any_lines, bank, file, places,
                       any_candidates, candidates, history, moves, only_looks))

// The number to propose: of the best candidate that can be paid in the receipt's currency.
std::optional<orders::OrderNumber> proposed_order(const ReceiptFacts& facts);

ReceiptView receipt_view(const http::RenderContext& context, const ReceiptFacts& facts,
                         const std::string& partner_id_label, const std::optional<http::Url>& file,
                         bool may_move = false);

} // namespace kvitt::matching
