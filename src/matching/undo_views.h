// What the pages of undoing a statement file say: what it would do, what stands against it, how far it is.
// Pure.
#pragma once

#include "matching/undoing.h"
#include "orders/order_views.h"
#include "web/parts.h"

namespace kvitt::matching
{

// Orders and obstacles that a preview lists; more are counted.
inline constexpr std::size_t undo_rows_shown_max = 100;

struct UndoOrderView
{
    web::ActionView order;
    Money amount;
    orders::StateView was;
    orders::StateView became;
};
BOOST_DESCRIBE_STRUCT(UndoOrderView, (), (order, amount, was, became))

struct UndoBlockedView
{
    http::Url receipt;
    Money amount;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(UndoBlockedView, (), (receipt, amount, why))

struct UndoFileView
{
    http::Url file;
    std::string name;
    std::vector<std::string> sentences;
    bool any_orders = false;
    std::vector<UndoOrderView> orders;
    std::optional<std::string> more_orders;
    bool blocked = false;
    std::vector<UndoBlockedView> obstacles;
    bool may_go_on = false;
    http::Url action;
    std::string note;
    std::optional<std::string> note_fault;
};
BOOST_DESCRIBE_STRUCT(UndoFileView, (),
                      (file, name, sentences, any_orders, orders, more_orders, blocked, obstacles, may_go_on,
                       action, note, note_fault))

UndoFileView undo_file_view(const http::RenderContext& context, const statements::FileSummary& file,
                            const UndoPreview& preview);

// On the file's own page: how far its undoing is.
struct UndoStateView
{
    std::string tone;
    std::string text;
    std::optional<http::Url> refresh; // while it is under way
};
BOOST_DESCRIBE_STRUCT(UndoStateView, (), (tone, text, refresh))

// `left` entries are not undone yet. Nothing if nobody asked.
std::optional<UndoStateView> undo_state_view(const http::RenderContext& context,
                                             const statements::Undoing& undoing, std::int64_t left);

} // namespace kvitt::matching
