#include "matching/undo_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::StateView;

StateView state_word(Language language, orders::OrderState state)
{
    const auto shown = enum_parse<orders::ShownState>(enum_text(state));
    KVITT_ASSERT(shown.has_value());
    return orders::state_view(language, *shown);
}

// The refusal that stopped it, by its code.
std::string why_words(Language language, const std::string& code)
{
    for (const Refusal* refusal :
         {&orders::payment_left, &orders::payment_exchanged, &orders::order_refunded})
        if (code == refusal->code)
            return translate(language, refusal->message);
    return code;
}

std::string sums_words(Language language, const std::vector<Money>& sums)
{
    std::string text;
    for (const Money& sum : sums)
        text += (text.empty() ? "" : " + ") + http::money_text(language, sum);
    return text;
}

std::vector<std::string> sentences_of(Language language, const UndoPreview& preview)
{
    std::vector<std::string> out;
    if (preview.looked_at < preview.entries)
        out.push_back(with_facts(
            translate(language, "It has {entries} entries in the books; what follows tells of the last {n}."),
            {{"entries", http::number_text(language, preview.entries)},
             {"n", http::number_text(language, preview.looked_at)}}));
    if (preview.receipts > 0)
        out.push_back(
            with_facts(http::translate_plural(language, "{n} payment is withdrawn: {sum}.",
                                              "{n} payments are withdrawn: {sum}.", preview.receipts),
                       {{"sum", sums_words(language, preview.money)}}));
    if (preview.in_credit > 0)
        out.push_back(http::translate_plural(
            language, "{n} of them is a partner's credit, which is gone then.",
            "{n} of them are partners' credit, which is gone then.", preview.in_credit));
    if (!preview.losses.empty())
        out.push_back(http::translate_plural(language,
                                             "{n} order loses money; what becomes of it stands below.",
                                             "{n} orders lose money; what becomes of each stands below.",
                                             static_cast<std::int64_t>(preview.losses.size())));
    if (preview.debits > 0)
        out.push_back(http::translate_plural(language,
                                             "{n} line out is undone: a repayment waits again, a payment "
                                             "that its bank took back is here again.",
                                             "{n} lines out are undone: a repayment waits again, a payment "
                                             "that its bank took back is here again.",
                                             preview.debits));
    out.push_back(translate(language,
                            "The books get the same postings the other way round. Nothing is deleted, "
                            "and the file can be imported again."));
    return out;
}

UndoOrderView order_view(Language language, const orders::Loss& loss)
{
    const auto number = orders::OrderNumber::parse(loss.order_number);
    return {{http::url("/desk/orders/{}", number.text()), number.shown()},
            loss.money(),
            state_word(language, loss.was),
            state_word(language, loss.became)};
}

} // namespace

UndoFileView undo_file_view(const RenderContext& context, const statements::FileSummary& file,
                            const UndoPreview& preview)
{
    const Language language = context.language;
    UndoFileView view;
    view.file = http::url("/desk/statements/{}", file.id);
    view.name = file.name;
    view.action = http::url("/desk/statements/{}/undo", file.id);
    view.sentences = sentences_of(language, preview);
    for (const orders::Loss& loss : preview.losses)
        if (view.orders.size() < undo_rows_shown_max)
            view.orders.push_back(order_view(language, loss));
    view.any_orders = !view.orders.empty();
    if (preview.losses.size() > view.orders.size())
        view.more_orders =
            with_facts(translate(language, "And {n} more."),
                       {{"n", http::number_text(language, static_cast<std::int64_t>(preview.losses.size() -
                                                                                    view.orders.size()))}});
    for (const UndoPreview::Blocked& one : preview.blocked)
        if (view.obstacles.size() < undo_rows_shown_max)
            view.obstacles.push_back({http::url("/desk/receipts/{}", one.receipt), one.amount,
                                      translate(language, one.why->message)});
    view.blocked = !view.obstacles.empty();
    view.may_go_on = !view.blocked;
    return view;
}

std::optional<UndoStateView> undo_state_view(const RenderContext& context, const statements::Undoing& undoing,
                                             std::int64_t left)
{
    const Language language = context.language;
    if (!undoing.asked_at)
        return std::nullopt;
    const Facts facts{{"note", undoing.note.value_or("")},
                      {"why", why_words(language, undoing.stopped.value_or(""))}};
    if (undoing.undone_at)
        return UndoStateView{"past", with_facts(translate(language, "This file was undone: {note}"), facts),
                             std::nullopt};
    if (undoing.stopped)
        return UndoStateView{
            "bad",
            with_facts(
                http::translate_plural(language,
                                       "Undoing stopped with {n} entry left: {why} See to it, and undo "
                                       "the file again to go on.",
                                       "Undoing stopped with {n} entries left: {why} See to it, and undo "
                                       "the file again to go on.",
                                       left),
                facts),
            std::nullopt};
    return UndoStateView{"wait",
                         http::translate_plural(language, "This file is being undone: {n} entry is left.",
                                                "This file is being undone: {n} entries are left.", left),
                         http::url("/desk/statements/{}", undoing.file)};
}

} // namespace kvitt::matching
