#include "demo/bank.h"

#include "base/secret.h"
#include "base/text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kvitt::demo
{
namespace
{

constexpr const char* memory_name = "sandbox-bank.json";
constexpr std::uint32_t bank_ref_numbers = 1'000'000'000;

struct Memory
{
    std::map<std::string, Balance> balances;
    std::vector<Sent> sent;
};
BOOST_DESCRIBE_STRUCT(Memory, (), (balances, sent))

// Whoever watches the folder sees the file whole or not at all.
void write_whole(const std::string& path, const std::string& text)
{
    const std::string part = path + ".part";
    std::ofstream to(part, std::ios::binary | std::ios::trunc);
    to << text;
    to.close();
    if (!to)
        throw store::Unavailable("cannot write " + part);
    std::filesystem::rename(part, path);
}

Memory memory_from(const std::string& file)
{
    std::ifstream from(file, std::ios::binary);
    if (!from)
        return {};
    std::ostringstream text;
    text << from.rdbuf();
    return from_json<Memory>(parse_json(text.str()));
}

std::string new_bank_ref() { return "SB" + std::to_string(random_below(bank_ref_numbers)); }

} // namespace

SandboxBank::SandboxBank(const std::string& folder, std::string inbox)
    : memory_file_((std::filesystem::path(folder) / memory_name).string()),
      inbox_(std::move(inbox))
{
    Memory memory = memory_from(memory_file_);
    balances_ = std::move(memory.balances);
    sent_ = std::move(memory.sent);
}

Sent SandboxBank::send(const catalogue::ReceivingAccount& account, Transfer transfer, Instant now)
{
    const std::lock_guard lock(mutex_);
    transfer.bank_ref = new_bank_ref();
    const std::string file = drop(account, transfer.booking_date, {transfer}, now);
    sent_.push_back({file, transfer.bank_ref, transfer.reference, transfer.amount, transfer.booking_date,
                     transfer.payer_name, std::nullopt});
    if (sent_.size() > transfers_remembered_max)
        sent_.erase(sent_.begin());
    remember();
    return sent_.back();
}

Sent SandboxBank::take_back(const std::string& bank_ref,
                            const std::function<catalogue::ReceivingAccount(Currency)>& account, Date day,
                            Instant now)
{
    const std::lock_guard lock(mutex_);
    const auto sent =
        std::find_if(sent_.begin(), sent_.end(), [&](const Sent& one) { return one.bank_ref == bank_ref; });
    require(sent != sent_.end(), transfer_not_found);
    require(!sent->taken_back, taken_back_already);
    Transfer back;
    back.amount = -sent->amount;
    back.booking_date = back.value_date = day;
    back.bank_ref = bank_ref;
    sent->taken_back = drop(account(sent->amount.currency()), day, {back}, now);
    remember();
    return *sent;
}

std::string SandboxBank::send_empty(const catalogue::ReceivingAccount& account, Date day, Instant now)
{
    const std::lock_guard lock(mutex_);
    const std::string file = drop(account, day, {}, now);
    remember();
    return file;
}

std::vector<Sent> SandboxBank::recent() const
{
    const std::lock_guard lock(mutex_);
    return {sent_.rbegin(), sent_.rend()};
}

std::string SandboxBank::drop(const catalogue::ReceivingAccount& account, Date day,
                              std::vector<Transfer> transfers, Instant now)
{
    Balance& balance =
        balances_.try_emplace(account.code, Balance{Money(0, account.currency), 0}).first->second;
    BankStatement statement;
    statement.sequence = balance.sequence + 1;
    statement.id = "SANDBOX-" + account.code + "-" + std::to_string(statement.sequence) + "-" +
                   std::to_string(random_below(bank_ref_numbers));
    statement.account = account.statement_account;
    statement.owner = account.holder;
    statement.made_at = now;
    statement.day = day;
    statement.opening = balance.amount;
    statement.transfers = std::move(transfers);
    const std::string name = lower_ascii(statement.id) + ".xml";
    write_whole((std::filesystem::path(inbox_) / name).string(), camt053(statement));
    balance = {closing_balance(statement), statement.sequence};
    return name;
}

void SandboxBank::remember() const
{
    write_whole(memory_file_, json_text(to_json(Memory{balances_, sent_})));
}

} // namespace kvitt::demo
