// A move of a receipt's money that a person is about to make, told before it is made: what becomes of the
// order, of the receipt and of the books. Pure; the verbs decide.
#pragma once

#include "ledger/ledger.h"
#include "matching/receipt_facts.h"
#include "matching/receipts_views.h"
#include "orders/by_hand.h"
#include "orders/losing.h"
#include "payments/returns.h"

namespace kvitt::matching
{

// What one thing is now and will be.
struct EffectView
{
    std::string title;
    std::optional<web::ActionView> link;
    orders::StateView now;
    std::optional<orders::StateView> then; // nothing if it stays as it is
    std::vector<std::string> sentences;
};
BOOST_DESCRIBE_STRUCT(EffectView, (), (title, link, now, then, sentences))

struct PostingView
{
    std::string side; // debit or credit
    std::string account;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(PostingView, (), (side, account, amount))

// A field that the form carries on.
struct KeptView
{
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(KeptView, (), (name, value))

// Asks what is to be moved, or tells what will happen and asks whether to do it.
struct MoveView
{
    std::string title;
    http::Url receipt;
    std::string lead;
    http::Url action;
    bool confirms = false;
    std::vector<web::FieldView> fields;
    std::vector<KeptView> kept;
    std::vector<web::FactView> facts; // of where it goes
    bool any_facts = false;
    std::vector<EffectView> effects;
    std::vector<PostingView> books;
    bool takes_note = false;
    std::string note;
    std::optional<std::string> note_fault;
    bool takes_away = false; // the button warns
    std::string button;
};
BOOST_DESCRIBE_STRUCT(MoveView, (),
                      (title, receipt, lead, action, confirms, fields, kept, facts, any_facts, effects, books,
                       takes_note, note, note_fault, takes_away, button))

// A receipt and where its money is now.
struct Standing
{
    payments::Receipt receipt;
    payments::Places places;
};

enum class Move
{
    allocate,
    credit,
    send_back, // the address says `return`
    undo,
    exchange,
    pass_on, // a partner's credit to another
};

http::Url move_url(const payments::Receipt& receipt, Move move);
// Title, lead and addresses; the rest is filled by those below.
MoveView move_view(const http::RenderContext& context, const payments::Receipt& receipt, Move move);

void tell_allocation(const http::RenderContext& context, const Standing& standing,
                     const orders::HandPreview& preview, MoveView& view);
// All that has no place becomes `into`, at the rate that was written, and pays the order.
void tell_exchange(const http::RenderContext& context, const Standing& standing,
                   const orders::HandPreview& preview, const Money& into, const std::string& rate,
                   MoveView& view);
// Of all that has no place, or the part of it.
void tell_credit(const http::RenderContext& context, const Standing& standing, const partners::Partner& owner,
                 const Money& amount, MoveView& view);

struct ReturnFacts
{
    std::optional<partners::Partner> owner; // whose credit it was; else it had no place
    Money amount;
    std::string to_name;
    std::string to_account;
    std::string reason;
};
void tell_return(const http::RenderContext& context, const Standing& standing, const ReturnFacts& facts,
                 MoveView& view);

// The order of a superseded membership that runs again to its own anniversary.
struct RunsAgain
{
    orders::Order order;
    Date until;
};

// What one order would lose, and what follows from it.
struct UndoFacts
{
    orders::Order order;
    orders::Loss loss;
    std::vector<RunsAgain> run_again;
    std::vector<orders::OrderNumber> unearned;
    Money revenue; // that its membership has earned so far
};
void tell_undo(const http::RenderContext& context, const Standing& standing, const UndoFacts& facts,
               MoveView& view);
void tell_undone_credit(const http::RenderContext& context, const Standing& standing,
                        const partners::Partner& owner, const Money& amount, MoveView& view);

void tell_passed_on(const http::RenderContext& context, const Standing& standing,
                    const partners::Partner& from, const partners::Partner& to, const Money& amount,
                    MoveView& view);

} // namespace kvitt::matching
