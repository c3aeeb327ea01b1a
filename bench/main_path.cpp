// What the main path costs in statements, and how fast the same writes are on the bare engine: runs submits
// and payments through the verbs, keeps the writes, repeats them on a copy of the database with sqlite3 alone
// in the same batches. Prints one JSON line. `./dev bench main_path` puts the figures over HTTP beside it.
#include "matching/placing.h"
#include "store/recorder.h"
#include "support/programme.h"

#include <sqlite3.h>
#include <sys/resource.h>

#include <cstring>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>

using namespace kvitt;

namespace
{

constexpr int submit_threads = 32;
constexpr std::int64_t payments_per_commit = 100; // matching::match_rows_max

struct Write
{
    const Sql* sql;
    std::vector<std::variant<std::monostate, std::int64_t, std::string>> values;
};

// What was run between start and stop; a transaction's writes are a group.
struct Recording
{
    std::int64_t statements = 0;
    std::int64_t commits = 0;
    std::vector<std::vector<Write>> groups;

    void add(const Sql& sql, std::span<const store::Value> values)
    {
        const std::string_view name = sql.name();
        if (name == "store::begin_write")
            groups.emplace_back();
        commits += name == "store::commit" ? 1 : 0;
        if (name.starts_with("store::begin") || name == "store::commit" || name == "store::savepoint" ||
            name == "store::release")
            return;
        ++statements;
        const std::string_view text = sql.text();
        const auto verb = text.substr(std::min(text.find_first_not_of(" \n"), text.size()), 6);
        if (verb == "SELECT" || groups.empty())
            return;
        Write write{&sql, {}};
        for (const auto& value : values)
            if (const auto* integer = std::get_if<std::int64_t>(&value))
                write.values.emplace_back(*integer);
            else if (const auto* owned = std::get_if<std::string>(&value))
                write.values.emplace_back(*owned);
            else if (const auto* view = std::get_if<std::string_view>(&value))
                write.values.emplace_back(std::string(*view));
            else
                write.values.emplace_back();
        groups.back().push_back(std::move(write));
    }
};

// The engine without us: the same pragmas, prepared statements, one thread.
class Bare
{
  public:
    explicit Bare(const std::string& path)
    {
        sqlite3_open(path.c_str(), &db_);
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
            "cache_size = -65536");
    }
    ~Bare()
    {
        for (auto& [sql, statement] : statements_)
            sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    void repeat(const Recording& recording)
    {
        for (const auto& group : recording.groups)
        {
            run("BEGIN IMMEDIATE");
            for (const Write& write : group)
                step(write);
            run("COMMIT");
        }
    }

  private:
    void run(const char* text)
    {
        if (sqlite3_exec(db_, text, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
    }
    void step(const Write& write)
    {
        sqlite3_stmt*& statement = statements_[write.sql];
        if (statement == nullptr)
        {
            std::string text = write.sql->text();
            std::replace(text.begin(), text.end(), '$', '?');
            sqlite3_prepare_v2(db_, text.c_str(), -1, &statement, nullptr);
        }
        for (std::size_t i = 0; i < write.values.size(); ++i)
        {
            const int at = static_cast<int>(i) + 1;
            if (const auto* integer = std::get_if<std::int64_t>(&write.values[i]))
                sqlite3_bind_int64(statement, at, *integer);
            else if (const auto* text = std::get_if<std::string>(&write.values[i]))
                sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
            else
                sqlite3_bind_null(statement, at);
        }
        int result = SQLITE_ROW;
        while (result == SQLITE_ROW)
            result = sqlite3_step(statement);
        if (result != SQLITE_DONE)
            throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_reset(statement);
    }

    sqlite3* db_ = nullptr;
    std::map<const Sql*, sqlite3_stmt*> statements_;
};

double seconds_of(const std::function<void()>& work)
{
    const auto start = steady_now();
    work();
    return std::chrono::duration<double>(steady_now() - start).count();
}

// Processor time of this process so far; steadier than the clock on a machine that others use too.
double processor_seconds()
{
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

struct Bench
{
    std::filesystem::path folder;
    std::unique_ptr<Db> db;
    std::vector<Id<partners::Partner>> partners;
    std::vector<orders::OrderNumber> numbers;

    std::string path(const char* name) const { return (folder / name).string(); }

    void set_up(std::int64_t count)
    {
        folder =
            std::filesystem::temp_directory_path() / ("kvitt-bench-" + std::to_string(machine_now().us()));
        std::filesystem::create_directories(folder);
        db = Db::open("sqlite:" + path("kvitt.db"));
        db->migrate();
        const Author author = author_of(ActorKind::system);
        db->write(author, [](Tx& tx) { stories::load_test_programme(tx); });
        for (std::int64_t at = 0; at < count; ++at)
            partners.push_back(db->write(author, [&](Tx& tx) {
                const std::string id = std::to_string(1'000'000 + at);
                const auto partner = partners::create(
                    tx, stories::test_partner("Partner " + id, id, "SE", Currency::parse("SEK")));
                catalogue::record_attainment(tx,
                                             {id, "cloud", catalogue::Tier::silver, tx.today(), {}, "bench"});
                return partner.id;
            }));
    }

    // A copy of the database as it stands, for the bare engine.
    void copy(const char* name)
    {
        sqlite3* from = nullptr;
        sqlite3_open(path("kvitt.db").c_str(), &from);
        sqlite3_exec(from, ("VACUUM INTO '" + path(name) + "'").c_str(), nullptr, nullptr, nullptr);
        sqlite3_close(from);
    }

    void submit_all()
    {
        numbers.resize(partners.size());
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < submit_threads; ++i)
            threads.emplace_back([&] {
                for (std::size_t at = next++; at < partners.size(); at = next++)
                    numbers[at] = db->write(author_of(ActorKind::system), [&](Tx& tx) {
                                        return orders::submit(tx, {partners[at], "silver",
                                                                   orders::PaymentMethod::bank_transfer,
                                                                   stories::test_agreement, "bench"});
                                    }).number;
            });
        for (auto& thread : threads)
            thread.join();
    }

    void pay_all()
    {
        const Money fee = Money::parse("23625.00", Currency::parse("SEK"));
        for (std::size_t at = 0; at < numbers.size();)
            db->write(author_of(ActorKind::bank), [&, begin = at](Tx& tx) {
                for (at = begin; at < numbers.size() && at < begin + payments_per_commit; ++at)
                    matching::place(tx, {{},
                                         "sek",
                                         fee,
                                         tx.today(),
                                         tx.today(),
                                         tx.today(),
                                         "Partner " + std::to_string(1'000'000 + at),
                                         {},
                                         {},
                                         {},
                                         numbers[at].text() + " " + std::to_string(1'000'000 + at),
                                         {},
                                         false});
            });
    }
};

json::value measure(Bench& bench, const char* copy, const std::function<void()>& work)
{
    bench.copy(copy);
    Recording recording;
    store::watch_statements(
        [&](const Sql& sql, std::span<const store::Value> values) { recording.add(sql, values); });
    const double processor_before = processor_seconds();
    const double product = seconds_of(work);
    const double processor = processor_seconds() - processor_before;
    store::watch_statements({});
    Bare bare(bench.path(copy));
    const double raw = seconds_of([&] { bare.repeat(recording); });
    const auto count = static_cast<double>(bench.partners.size());
    std::int64_t writes = 0;
    for (const auto& group : recording.groups)
        writes += static_cast<std::int64_t>(group.size());
    return json::object{{"verbs_per_second", count / product},
                        {"bare_sqlite_per_second", count / raw},
                        {"share_of_bare", raw / product},
                        {"processor_us_each", processor * 1e6 / count},
                        {"statements_each", static_cast<double>(recording.statements) / count},
                        {"writes_each", static_cast<double>(writes) / count},
                        {"each_per_commit", count / static_cast<double>(recording.commits)}};
}

} // namespace

int main(int count, char** arguments)
{
    Bench bench;
    bench.set_up(count > 1 ? std::atoll(arguments[1]) : 10'000);
    json::object out;
    out["submit"] = measure(bench, "submit.db", [&] { bench.submit_all(); });
    out["pay_and_activate"] = measure(bench, "pay.db", [&] { bench.pay_all(); });
    std::cout << json_text(out) << "\n";
    bench.db.reset();
    std::filesystem::remove_all(bench.folder);
}
