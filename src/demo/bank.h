// The sandbox bank: takes transfers, remembers each account's balance, and drops statements where a bank
// would. Its memory is one file in the demo's folder. It never touches the database: what becomes of the
// money is kvitt's.
#pragma once

#include "catalogue/catalogue.h"
#include "demo/camt.h"

#include <functional>
#include <map>
#include <mutex>

namespace kvitt::demo
{

inline constexpr std::size_t transfers_remembered_max = 20;

struct Balance
{
    Money amount;
    std::int64_t sequence = 0; // of the account's last statement
};
BOOST_DESCRIBE_STRUCT(Balance, (), (amount, sequence))

// A transfer that went out, for the page.
struct Sent
{
    std::string file;
    std::string bank_ref;
    std::string reference;
    Money amount;
    Date booking_date;
    std::optional<std::string> payer_name;
    std::optional<std::string> taken_back; // the file that says so
};
BOOST_DESCRIBE_STRUCT(Sent, (), (file, bank_ref, reference, amount, booking_date, payer_name, taken_back))

inline const Refusal transfer_not_found{RefusalKind::not_found, "transfer_not_found",
                                        "The sandbox bank knows no such transfer any more."};
inline const Refusal taken_back_already{RefusalKind::conflict, "taken_back_already",
                                        "This transfer has been taken back already."};

class SandboxBank
{
  public:
    // Statements go to `inbox`; both folders must exist.
    SandboxBank(const std::string& folder, std::string inbox);

    // Books the transfer on the account and drops a statement of that day; answers what went out.
    Sent send(const catalogue::ReceivingAccount& account, Transfer transfer, Instant now);
    // Takes a transfer back and drops a statement of the day that says so: the same reference of the bank's,
    // no other text. `account` is where it went.
    Sent take_back(const std::string& bank_ref,
                   const std::function<catalogue::ReceivingAccount(Currency)>& account, Date day,
                   Instant now);
    // A statement without entries: nothing came in that day. Answers the file's name.
    std::string send_empty(const catalogue::ReceivingAccount& account, Date day, Instant now);
    // Newest first.
    std::vector<Sent> recent() const;

  private:
    // One statement of the account for the day, in the inbox; the caller holds the mutex.
    std::string drop(const catalogue::ReceivingAccount& account, Date day, std::vector<Transfer> transfers,
                     Instant now);
    void remember() const;

    std::string memory_file_;
    std::string inbox_;
    mutable std::mutex mutex_;
    std::map<std::string, Balance> balances_; // by account code
    std::vector<Sent> sent_;                  // oldest first
};

} // namespace kvitt::demo
