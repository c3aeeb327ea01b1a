// What the desk's first page shows: what waits and why, the orders' deadlines, the last statement files.
// Pure.
#pragma once

#include "matching/receipts_views.h"
#include "matching/statements_views.h"
#include "orders/proofs.h"

namespace kvitt::matching
{

// Receipts that wait for one reason.
struct WaitingView
{
    http::Url url;
    std::string code; // of the reason
    std::string title;
    std::string text;
    std::string count;
    std::vector<Money> sums; // one per currency
};
BOOST_DESCRIBE_STRUCT(WaitingView, (), (url, code, title, text, count, sums))

// A number with what it counts.
struct CountView
{
    http::Url url;
    std::string count;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CountView, (), (url, count, text))

struct DeskView
{
    Date today;
    bool sees_receipts = false;
    std::string waiting_text;
    bool any_waiting = false;
    std::vector<WaitingView> waiting;
    std::vector<CountView> money; // cases, repayments
    std::vector<CountView> orders;
    std::vector<CountView> proofs;
    bool any_proofs = false;
    bool may_upload = false;
    UploadFormView upload;
    bool any_files = false;
    std::vector<FileRowView> files;
};
BOOST_DESCRIBE_STRUCT(DeskView, (),
                      (today, sees_receipts, waiting_text, any_waiting, waiting, money, orders, proofs,
                       any_proofs, may_upload, upload, any_files, files))

struct DeskInput
{
    Date today;
    bool sees_receipts = false; // a role may see the desk, but no payments
    bool may_upload = false;
    std::vector<payments::WaitingSum> waiting;
    std::optional<orders::ProofCounts> proofs; // nothing where the reader may not open them
    std::int64_t orders_open = 0;
    std::int64_t orders_due = 0;     // their deadline is within a week
    std::int64_t orders_overdue = 0; // the deadline has passed, a statement is awaited
    std::vector<statements::FileSummary> files;
    std::int64_t cancel_requests = 0; // of partners, that wait for a decision
    std::int64_t cases = 0;           // open ones of finance
    std::int64_t returns = 0;         // decided and not yet out
};
DeskView desk_view(const http::RenderContext& context, const DeskInput& input);

} // namespace kvitt::matching
