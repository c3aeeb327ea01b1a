#include "web/event_words.h"

#include "base/text.h"
#include "http/messages.h"

namespace kvitt::web
{
namespace
{

struct Row
{
    const char* kind;
    const char* words;
};

constexpr Row rows[] = {
    // orders
    {"order_submitted", msg("Order placed")},
    {"order_activated", msg("Paid in full, membership activated")},
    {"order_cancelled", msg("Order cancelled")},
    {"order_expired", msg("Order expired")},
    {"order_replaced", msg("Replaced by another order")},
    {"order_lost_money", msg("Money left the order")},
    {"cancel_requested", msg("Asked to cancel")},
    {"cancel_request_granted", msg("Request to cancel granted")},
    {"cancel_request_refused", msg("Request to cancel refused")},
    {"cancel_request_withdrawn", msg("Request to cancel withdrawn")},
    {"cancel_request_closed", msg("Request to cancel overtaken")},
    {"refund_right_ended", msg("Refund right ended by an upgrade with discount")},
    {"invoice_due", msg("An invoice is due")},
    {"credit_note_due", msg("A credit note is due")},
    {"revenue_released", msg("A month's part of the fees earned")},
    {"proof_submitted", msg("Proof of payment uploaded")},
    {"proof_accepted", msg("Proof accepted")},
    {"proof_rejected", msg("Proof not accepted")},
    {"proof_opened", msg("Proof opened at the desk")},
    // memberships
    {"membership_started", msg("Membership started")},
    {"membership_superseded", msg("Membership replaced by an upgrade")},
    {"membership_revoked", msg("Membership revoked")},
    {"membership_revived", msg("Membership runs again")},
    {"membership_window_held", msg("Renewal window held open by an order")},
    // money
    {"receipt_recorded", msg("Payment received")},
    {"payment_allocated", msg("Money applied to the order")},
    {"payment_taken_back", msg("A payment was taken from its place")},
    {"payment_taken_by_bank", msg("A payment was taken back by its bank")},
    {"payment_withdrawn", msg("A payment was withdrawn: it never came")},
    {"payment_exchanged", msg("A payment was accepted at a written rate")},
    {"allocation_undone", msg("Taken back at the desk, with a note")},
    {"credit_added", msg("Money kept as the partner's credit")},
    {"credit_undone", msg("Taken out of credit at the desk, with a note")},
    {"credit_moved", msg("Credit moved to another company, with a note")},
    {"return_decided", msg("Repayment decided")},
    {"return_paid_out", msg("Repayment has left the account")},
    {"return_undone", msg("A repayment or a bank's return was undone")},
    {"return_wanted", msg("Money is to be sent back")},
    {"case_opened", msg("A case for finance was opened")},
    {"case_closed", msg("A case of finance was closed")},
    {"bank_entry_recorded", msg("A bank line without an order")},
    {"bank_entry_undone", msg("A bank line was undone")},
    {"account_begun", msg("A bank account's books began")},
    // bank files
    {"statement_file_taken", msg("A statement file was taken in")},
    {"statement_file_refused", msg("A statement file was refused")},
    {"statement_undo_asked", msg("A statement file is to be undone")},
    {"statement_undo_stopped", msg("Undoing a statement file stopped")},
    {"statement_file_undone", msg("A statement file was undone")},
    // companies and the programme
    {"partner_added", msg("Company added")},
    {"address_corrected", msg("Address corrected")},
    {"tax_id_corrected", msg("Tax ID corrected")},
    {"attainment_recorded", msg("Requirements of a competency met")},
    {"catalogue_changed", msg("The catalogue was changed")},
    // people
    {"user_added", msg("User added")},
    {"user_active_set", msg("User switched on or off")},
    {"password_set", msg("Password set")},
    {"signed_in", msg("Signed in")},
    {"signed_out", msg("Signed out")},
    {"sign_in_failed", msg("Sign-in failed")},
    {"key_added", msg("API key added")},
    {"key_ended", msg("API key ended")},
    // looking and proving
    {"backup_made", msg("A backup was made")},
    {"backup_restored", msg("A backup was restored")},
    {"list_exported", msg("A list was taken out as a file")},
    {"audit_searched", msg("The audit trail was searched")},
    {"check_asked", msg("A check of the books was asked for")},
    {"books_proven", msg("The books were checked")},
};

} // namespace

std::string event_words(http::Language language, const std::string& kind)
{
    for (const Row& row : rows)
        if (kind == row.kind)
            return http::translate(language, row.words);
    return kind;
}

std::vector<std::string> event_kinds_with_words()
{
    std::vector<std::string> kinds;
    for (const Row& row : rows)
        kinds.emplace_back(row.kind);
    return kinds;
}

} // namespace kvitt::web
