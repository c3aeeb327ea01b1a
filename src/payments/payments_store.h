// SQL of the payments room.
#pragma once

#include "payments/credit_back.h"

namespace kvitt::payments
{

struct AllocationRow
{
    Id<Allocation> id;
    std::string order_number;
    std::optional<Id<Receipt>> receipt;
    std::int64_t amount = 0;
    Currency currency;
    Id<events::Event> event;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(AllocationRow, (), (id, order_number, receipt, amount, currency, event, at))

struct CreditRow
{
    Id<Credit> id;
    Id<partners::Partner> partner;
    std::optional<Id<Receipt>> receipt;
    std::optional<std::string> order_number;
    std::int64_t amount = 0;
    Currency currency;
    std::string kind;
    Id<events::Event> event;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(CreditRow, (), (id, partner, receipt, order_number, amount, currency, kind, event, at))

// What of an order came from one receipt, or from credit (null).
struct AllocatedPart
{
    std::optional<Id<Receipt>> receipt;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(AllocatedPart, (), (receipt, amount))

struct CreditSum
{
    Currency currency;
    std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(CreditSum, (), (currency, amount))

void insert(Tx& tx, const Receipt& row);
void insert(Tx& tx, const AllocationRow& row);
void insert(Tx& tx, const CreditRow& row);
struct CoverageRow
{
    std::string receiving_account;
    Date until_day;
    std::optional<std::int64_t> opening;
    std::optional<Currency> opening_currency;
    std::optional<Date> opened_on;
};
BOOST_DESCRIBE_STRUCT(CoverageRow, (), (receiving_account, until_day, opening, opening_currency, opened_on))

void insert(Tx& tx, const CoverageRow& row);
std::optional<CoverageRow> try_coverage_row(Read& read, const std::string& receiving_account);
void delete_coverage(Tx& tx, const std::string& receiving_account);
void raise_coverage(Tx& tx, const std::string& receiving_account, Date day);
std::optional<Date> try_coverage(Read& read, const std::string& receiving_account);
std::int64_t sum_allocated(Read& read, const std::string& order_number, Currency currency);
std::int64_t sum_credit(Read& read, Id<partners::Partner> partner, Currency currency);
std::vector<CreditSum> list_credit_sums(Read& read, Id<partners::Partner> partner);
// What is left of each receipt's credit, oldest first.
std::vector<PartnerCredit> list_credit_rows(Read& read, Id<partners::Partner> after, std::int64_t limit);
std::vector<CreditPart> list_credit_parts(Read& read, Id<partners::Partner> partner, Currency currency);
std::vector<AllocatedPart> list_allocated_parts(Read& read, const std::string& order_number);
std::optional<Receipt> try_find_row(Read& read, Id<Receipt> id);
std::optional<Receipt> try_find_row_by_entry(Read& read, std::int64_t entry);
std::vector<Receipt> list_rows(Read& read, Id<Receipt> before, std::int64_t limit);
std::vector<Receipt> list_rows_in_state(Read& read, ReceiptState state, Id<Receipt> before,
                                        std::int64_t limit);
std::vector<Receipt> list_rows_of_partner(Read& read, Id<partners::Partner> partner, Id<Receipt> before,
                                          std::int64_t limit);
std::vector<Receipt> list_rows_for_order(Read& read, const std::string& order_number);

} // namespace kvitt::payments
