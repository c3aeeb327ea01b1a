#include "plans/statements.h"

#include "access/access_store.h"
#include "catalogue/catalogue_store.h"
#include "check/runs_store.h"
#include "events/events_store.h"
#include "ledger/ledger_store.h"
#include "memberships/memberships_store.h"
#include "orders/cancelling_store.h"
#include "orders/faults_store.h"
#include "orders/late_money_store.h"
#include "orders/links_store.h"
#include "orders/losing_store.h"
#include "orders/orders_store.h"
#include "orders/proofs_store.h"
#include "partners/partners_store.h"
#include "payments/cases_store.h"
#include "payments/desk.h"
#include "payments/exchange_store.h"
#include "payments/faults_store.h"
#include "payments/partner_money.h"
#include "payments/payments_store.h"
#include "payments/places_store.h"
#include "payments/returns_store.h"
#include "statements/files_store.h"
#include "statements/undoing_store.h"
#include "store/leases.h"
#include "web/web_store.h"

#include <thread>

namespace kvitt::plans
{
namespace
{

using Call = std::function<void(Tx&)>;

template <class Result, class From, class... Arguments> Call blank(Result (*function)(From&, Arguments...))
{
    return [function](Tx& tx) {
        std::tuple<std::decay_t<Arguments>...> arguments{};
        std::apply([&](const auto&... each) { function(tx, each...); }, arguments);
    };
}

// One function of that name among several.
template <class Row> Call blank_save()
{
    return blank(static_cast<void (*)(Tx&, const Row&)>(catalogue::save));
}

const std::vector<Call> calls_of_store{
    [](Tx& tx) { store::take_lease(tx, "blank", "blank", std::chrono::seconds(1)); },
    [](Tx& tx) { store::give_back_lease(tx, {}); },
    [](Tx& tx) { tx.set_clock_movable(true); },
    [](Tx& tx) { tx.move_clock(tx.now()); },
    [](Tx& tx) { tx.set_time_zone(TimeZone::utc()); },
};

const std::vector<Call> calls_of_access{
    blank(access::try_user),
    blank(access::try_user_by_email),
    blank(access::list_user_rows),
    blank(access::list_roles),
    blank(access::list_partner_contacts),
    blank(access::list_desk_contacts),
    blank(access::update_password),
    blank(access::update_language),
    blank(access::update_active),
    blank(access::try_session),
    blank(access::update_seen),
    blank(access::delete_session),
    blank(access::delete_sessions_of),
    blank(access::delete_all_sessions),
    blank(access::delete_idle_sessions),
    blank(access::try_api_key),
    blank(access::end_api_key_row),
    blank(access::try_tries),
    blank(access::put_tries),
    blank(access::delete_tries),
    blank(access::delete_old_tries),
    blank(access::try_secret),
};

const std::vector<Call> calls_of_catalogue{
    blank(catalogue::update_version),       blank(catalogue::try_programme),
    blank_save<catalogue::Programme>(),     blank_save<catalogue::Competency>(),
    blank_save<catalogue::Offer>(),         blank_save<catalogue::Benefit>(),
    blank_save<catalogue::Price>(),         blank_save<catalogue::Discount>(),
    blank_save<catalogue::Tax>(),           blank_save<catalogue::ReceivingAccount>(),
    blank_save<catalogue::Tolerance>(),     blank_save<catalogue::Agreement>(),
    blank_save<catalogue::AttainmentRow>(), blank(catalogue::list_offer_rows),
    blank(catalogue::list_benefit_rows),    blank(catalogue::list_competency_rows),
    blank(catalogue::list_prices),          blank(catalogue::list_discounts),
    blank(catalogue::list_taxes),           blank(catalogue::list_receiving_account_rows),
    blank(catalogue::list_tolerances),      blank(catalogue::list_agreements),
    blank(catalogue::list_attainment_rows), blank(catalogue::list_attainments_on),
    blank(catalogue::try_agreement_row),    blank(catalogue::try_attainment_id),
};

const std::vector<Call> calls_of_events_and_ledger{
    blank(events::list_unsealed),
    blank(events::delete_unsealed_after),
    blank(events::try_last_sealed),
    blank(events::list_sealed_after),
    blank(events::list_sealed_for_order),
    blank(events::list_chain_after),
    blank(events::count_lost),
    blank(events::count_unsealed_before),
    blank(ledger::list_balances),
    blank(events::try_sealed),
    blank(ledger::list_eventless),
    blank(ledger::list_account_rows),
    blank(ledger::list_transaction_rows),
    blank(ledger::sum_of),
    [](Tx& tx) { ledger::each_row(tx, [](const ledger::JournalPosting&) {}); },
    blank(events::try_event),
    blank(events::list_audit),
    blank(events::list_audit_of_order),
    blank(events::list_audit_of_partner),
    blank(events::try_sealed_at),
    blank(ledger::list_event_rows),
    blank(ledger::list_unbalanced),
};

const std::vector<Call> calls_of_memberships_and_orders{
    blank(memberships::update_superseded),
    blank(memberships::update_revoked),
    blank(memberships::clear_superseded),
    blank(memberships::list_superseded_by),
    blank(memberships::update_held),
    blank(memberships::clear_held),
    blank(memberships::list_in_family),
    blank(memberships::list_rows_for_partner),
    blank(memberships::try_row_by_order),
    blank(memberships::list_rows_after),
    blank(memberships::list_started_twice),
    blank(orders::exists),
    blank(orders::update_state),
    blank(orders::try_find_to_pay),
    blank(orders::try_find_row),
    blank(orders::try_open_number),
    blank(orders::list_rows_for_partner),
    blank(orders::list_rows),
    blank(orders::list_rows_in_state),
    blank(orders::list_rows_by_number),
    blank(orders::list_due),
    blank(orders::count_due),
    blank(orders::list_wrong_sums),
    blank(orders::list_open_twice),
    blank(orders::list_wrong_documents),
    [](Tx& tx) { orders::each_fee(tx, [](const orders::FeeRow&) {}); },
    blank(memberships::list_rows_to_release),
    blank(memberships::update_released),
    blank(orders::list_active_totals),
    blank(orders::list_prepaid),
    blank(orders::list_proof_files),
};

const std::vector<Call> calls_of_what_happens_to_orders{
    blank(orders::decide_request),
    blank(orders::update_money_to),
    blank(orders::try_newest_request_row),
    blank(orders::list_open_request_rows),
    blank(orders::count_open_request_rows),
    blank(orders::list_kept_prices),
    blank(static_cast<void (*)(Tx&, const orders::Link&)>(orders::insert)),
    blank(orders::list_link_rows),
    blank(orders::list_link_rows_of),
    blank(orders::try_paid_upgrade),
    blank(orders::list_origins),
    blank(orders::list_loss_rows),
    blank(orders::list_discounted_by),
    blank(orders::replace_waiting),
    blank(orders::update_reviewed),
    blank(orders::try_find_proof),
    blank(orders::list_proof_rows),
    blank(orders::list_waiting_proofs),
    blank(orders::list_overdue_proofs),
    blank(orders::list_reviewed_proofs),
    blank(orders::list_proven_rows),
    blank(orders::count_waiting_proofs),
    blank(orders::count_overdue_proofs),
    blank(orders::exists_proof_file),
};

const std::vector<Call> calls_of_partners_and_payments{
    blank(partners::list_rows_after),
    blank(partners::try_find_row),
    blank(partners::try_find_id),
    blank(partners::list_ids),
    blank(partners::list_ids_by_folded_name),
    blank(partners::search_rows),
    blank(partners::list_rows),
    blank(partners::try_find_account),
    blank(partners::update_legal_address),
    blank(partners::update_bill_to_address),
    blank(partners::update_sold_to_address),
    blank(partners::update_tax_id),
    blank(payments::raise_coverage),
    blank(payments::try_coverage_row),
    blank(payments::delete_coverage),
    blank(payments::update_unsettled),
    blank(payments::update_undone),
    blank(payments::try_find_return_row_by_entry),
    blank(payments::list_open_rows_of_entry),
    blank(payments::try_coverage),
    blank(payments::sum_allocated),
    blank(payments::sum_credit),
    blank(payments::list_arrivals),
    blank(payments::excess_of),
    blank(payments::list_held_for),
    blank(payments::list_credit_sums),
    blank(payments::list_credit_rows),
    blank(payments::list_credit_parts),
    blank(payments::list_allocated_parts),
    blank(payments::try_find_row),
    blank(payments::try_find_row_by_entry),
    blank(payments::list_rows),
    blank(payments::list_rows_in_state),
    blank(payments::list_rows_of_partner),
    blank(payments::list_rows_for_order),
    blank(payments::list_wrong_sums),
    blank(payments::sum_unplaced),
    blank(payments::sum_all_credit),
    blank(payments::sum_decided),
    blank(payments::waiting_sums),
    blank(payments::list_parts),
    blank(payments::list_on_orders),
    blank(payments::list_in_credit),
    blank(payments::sum_returned),
    blank(payments::sum_exchanged),
    blank(payments::try_exchange_row),
    blank(payments::sum_on_order),
    blank(payments::sum_in_credit),
    blank(payments::update_state),
    blank(payments::update_partner),
    blank(payments::list_rows_by_bank_ref),
    blank(payments::list_rows_that_named),
    blank(payments::update_done),
    blank(payments::try_find_return_row),
    blank(payments::list_decided_rows),
    blank(payments::count_decided_rows),
    blank(payments::list_return_rows),
    blank(payments::update_closed),
    blank(payments::try_find_case_row),
    blank(payments::list_open_case_rows),
    blank(payments::count_open_case_rows),
    blank(payments::list_wanted_rows),
    blank(payments::list_case_rows_of),
};

const std::vector<Call> calls_of_statements_and_web{
    blank(statements::try_find_staged),
    blank(statements::list_staged),
    blank(statements::list_staged_before),
    blank(statements::try_find_taken_id),
    blank(statements::exists_kept_file),
    blank(statements::newest_taken_order),
    blank(statements::update_compared),
    blank(statements::update_taken),
    blank(statements::last_occurrence),
    blank(statements::count_elsewhere),
    blank(statements::list_compared_after),
    blank(statements::update_known),
    blank(statements::list_earlier),
    blank(statements::update_warnings),
    blank(statements::mark_dropped),
    blank(statements::delete_some),
    blank(statements::list_unplaced),
    blank(statements::list_waiting),
    blank(statements::mark_placed),
    blank(statements::finish_placing),
    blank(statements::list_files),
    blank(statements::find_file),
    blank(statements::list_statements),
    blank(statements::list_entries),
    blank(statements::try_find_file_of),
    blank(statements::list_taken_statements),
    blank(statements::list_kept_files),
    blank(statements::booked_facts),
    blank(statements::list_placed),
    blank(statements::count_placed),
    [](Tx& tx) { statements::list_placed(tx, {}, Id<statements::StoredEntry>(1), 1); },
    blank(statements::try_undo_state),
    blank(statements::exists_staged),
    blank(statements::try_repeating_file),
    blank(statements::update_undo_asked),
    blank(statements::update_undo_after),
    blank(statements::update_undo_stopped),
    blank(statements::update_undone),
    blank(statements::try_undoing),
    blank(statements::list_undoing_rows),
    blank(statements::list_half_undone_rows),
    blank(statements::list_taken_of),
    [](Tx& tx) { check::update_done(tx, {{}, {}, {}, Instant(), 0, true, json::value()}); },
    blank(check::try_asked_row),
    blank(check::list_done_rows),
    blank(check::delete_done_before),
    blank(web::try_result),
    blank(web::delete_result),
    blank(web::delete_results_before),
};

struct Undo
{};

// Only the second verb of a transaction has a savepoint: it comes while the first one runs.
void call_two_verbs_together(Db& db)
{
    const Author author = author_of(ActorKind::system);
    std::thread second;
    db.write(author, [&](Tx&) {
        second = std::thread([&] { db.write(author, [](Tx& tx) { tx.now(); }); });
        std::this_thread::sleep_for(std::chrono::milliseconds(15)); // within the time of one batch
    });
    second.join();
}

} // namespace

void call_every_statement(Db& db)
{
    const auto call_all = [](Tx& tx, const std::vector<Call>& calls) {
        for (const Call& call : calls)
        {
            try
            {
                call(tx);
            }
            catch (const std::exception&)
            {
                // Blank values are refused by many a verb and many a constraint; the statement exists.
            }
        }
    };
    call_two_verbs_together(db);
    try
    {
        db.write(author_of(ActorKind::system), [&](Tx& tx) {
            for (const auto* calls :
                 {&calls_of_store, &calls_of_access, &calls_of_catalogue, &calls_of_events_and_ledger,
                  &calls_of_memberships_and_orders, &calls_of_what_happens_to_orders,
                  &calls_of_partners_and_payments, &calls_of_statements_and_web})
                call_all(tx, *calls);
            throw Undo{};
        });
    }
    catch (const Undo&)
    {}
}

} // namespace kvitt::plans
