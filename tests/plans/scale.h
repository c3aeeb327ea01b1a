// A programme of any size, and a day's work in it: the verbs that run all day, the same number of times
// whatever the size, so that what they cost can be compared.
#pragma once

#include "demo/camt.h"
#include "orders/orders.h"
#include "store/leases.h"
#include "store/plan.h"

#include <filesystem>
#include <map>

namespace kvitt::plans
{

class Scale
{
  public:
    Scale();
    ~Scale();
    Scale(const Scale&) = delete;
    Scale& operator=(const Scale&) = delete;

    Db& db() { return *db_; }
    // Until there are so many partners, each with an order of its own: paid by the bank's files in whole, in
    // part or without a word, cancelled, or open and due at the end. As many users, sessions and kept
    // results, and about as many entries and receipts.
    void grow_to(std::size_t count);
    // Submits, imports, places, cancels, expires, seals, signs in and out.
    void work();
    // What each statement took in work(), by name; those that did not run are left out.
    std::map<std::string, store::RunCost> cost_of_work();

  private:
    struct Customer
    {
        Id<partners::Partner> partner;
        std::string partner_id;
        std::string name;
        orders::OrderNumber order;
    };
    template <class Verb> auto write(Verb&& verb)
    {
        return db_->write(author_of(ActorKind::system), std::forward<Verb>(verb));
    }
    Customer add_customer(Tx& tx);
    std::vector<Customer> add_customers(std::size_t count);
    demo::Transfer transfer(const std::string& text, const Customer& customer, Money amount);
    void import(const std::vector<demo::Transfer>& transfers, std::size_t files);
    void sign_in(Tx& tx);
    void keep_result(Tx& tx);
    void place_odd_money(const std::vector<Customer>& customers);

    std::filesystem::path folder_;
    std::unique_ptr<Db> db_;
    std::size_t count_ = 0;
    store::Lease lease_;
    std::size_t serial_ = 0; // makes names and keys unlike each other
};

} // namespace kvitt::plans
