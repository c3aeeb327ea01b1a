#include "store/db.h"

#include "base/secret.h"
#include "store/migrate.h"

#include <algorithm>
#include <filesystem>
#include <thread>

namespace kvitt::store
{
namespace
{

const Refusal clock_not_movable{RefusalKind::forbidden, "clock_not_movable",
                                "Business time can only be moved in a demo or test database."};
const Refusal clock_only_forward{RefusalKind::conflict, "clock_only_forward",
                                 "Business time only moves forward."};

constexpr std::string_view sqlite_prefix = "sqlite:";
constexpr std::chrono::milliseconds retry_pause{5};

struct ClockRow
{
    std::int64_t offset_us = 0;
    bool movable = false;
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(ClockRow, (), (offset_us, movable, time_zone))

const Sql& find_clock()
{
    static const Sql sql("store::find_clock",
                         "SELECT offset_us, movable, time_zone FROM store_clock WHERE id = 1");
    return sql;
}

// A copy that is never freed; whoever holds the pointer keeps it reachable.
const char* kept_text(const std::string& text)
{
    char* copy = new char[text.size() + 1];
    std::copy_n(text.c_str(), text.size() + 1, copy);
    return copy;
}

// Zones are few and costly to make.
TimeZone zone_named(const std::string& name)
{
    thread_local std::vector<TimeZone> known;
    for (const TimeZone& zone : known)
        if (zone.name() == name)
            return zone;
    known.push_back(TimeZone::parse(name));
    return known.back();
}

} // namespace

void Read::know_clock()
{
    if (clock_known_)
        return;
    const auto row = try_one<ClockRow>(find_clock());
    KVITT_ASSERT(row.has_value());
    offset_us_ = row->offset_us;
    zone_ = zone_named(row->time_zone);
    clock_known_ = true;
}

const void* Read::find_kept(const Sql& version)
{
    for (const Used& used : used_)
        if (used.version == &version)
            return used.value.get();
    const auto known = connection_.kept().find(&version);
    if (known == connection_.kept().end() || known->second.version != value<std::int64_t>(version))
        return nullptr;
    used_.push_back({&version, known->second.value});
    return known->second.value.get();
}

const void* Read::keep(const Sql& version, std::shared_ptr<const void> made)
{
    connection_.kept()[&version] = {value<std::int64_t>(version), made};
    return used_.emplace_back(Used{&version, std::move(made)}).value.get();
}

// The value stays until the transaction ends: somebody may still hold a reference to it.
void Read::stop_using(const Sql& version)
{
    for (Used& used : used_)
        if (used.version == &version)
            used.version = nullptr;
}

Instant Read::now()
{
    know_clock();
    return Instant(machine_now_.us() + offset_us_);
}

const TimeZone& Read::zone()
{
    know_clock();
    return *zone_;
}

void Tx::move_clock(Instant to)
{
    const auto row = try_one<ClockRow>(find_clock());
    require(row->movable, clock_not_movable);
    const std::int64_t offset = to.us() - machine_now().us();
    require(offset >= row->offset_us, clock_only_forward);
    static const Sql sql("store::move_clock", "UPDATE store_clock SET offset_us = $1 WHERE id = 1");
    run(sql, offset);
    forget_clock();
}

void Tx::set_clock_movable(bool movable)
{
    static const Sql sql("store::set_clock_movable", "UPDATE store_clock SET movable = $1 WHERE id = 1");
    run(sql, movable);
}

void Tx::set_time_zone(const TimeZone& zone)
{
    static const Sql sql("store::set_time_zone", "UPDATE store_clock SET time_zone = $1 WHERE id = 1");
    run(sql, zone.name());
    forget_clock();
}

const Sql& Tx::InsertText::get(const char* table, const std::vector<std::string_view>& columns,
                               std::size_t rows)
{
    if (const Sql* known = sql_.load(std::memory_order_acquire))
        return *known;
    std::string text = std::string("INSERT INTO ") + table + " (";
    for (const auto column : columns)
        text.append(column).append(column.data() == columns.back().data() ? ") VALUES " : ", ");
    std::size_t parameter = 0;
    for (std::size_t row = 0; row < rows; ++row)
    {
        text.append(row == 0 ? "(" : ", (");
        for (std::size_t column = 0; column < columns.size(); ++column)
            text.append(column == 0 ? "$" : ", $").append(std::to_string(++parameter));
        text.append(")");
    }
    // Statements live as long as the process: connections keep their prepared form by address.
    const auto* made =
        new Sql(kept_text(std::string(table) + "::insert_" + std::to_string(rows)), kept_text(text));
    const Sql* expected = nullptr;
    return sql_.compare_exchange_strong(expected, made) ? *made : *expected;
}

Tx::Pending& Tx::pending_for(InsertText* texts, const char* table, std::vector<std::string_view> (*columns)())
{
    for (Pending& pending : pending_)
        if (pending.texts == texts)
            return pending;
    return pending_.emplace_back(Pending{texts, table, columns(), {}});
}

Value Tx::owned(Value value)
{
    if (const auto* view = std::get_if<std::string_view>(&value))
        return std::string(*view);
    return value;
}

void Tx::flush()
{
    for (Pending& pending : pending_)
    {
        const std::size_t width = pending.columns.size();
        const std::span<const Value> values(pending.values);
        for (std::size_t at = 0; at < values.size();)
        {
            const std::size_t rows = std::min(insert_rows_max, (values.size() - at) / width);
            const Sql& sql = pending.texts[rows].get(pending.table, pending.columns, rows);
            const Open open(run_statement(sql, values.subspan(at, rows * width)));
            open.cursor.next();
            at += rows * width;
        }
    }
    pending_.clear();
}

Db::Db(std::string url, std::unique_ptr<Engine> engine)
    : url_(std::move(url)),
      engine_(std::move(engine)),
      ids_(std::make_unique<IdSource>(0))
{}

Db::~Db()
{
    engine_.reset();
    if (!test_folder_.empty())
        std::filesystem::remove_all(test_folder_);
}

std::unique_ptr<Db> Db::open(const std::string& url)
{
    if (url.substr(0, sqlite_prefix.size()) != sqlite_prefix)
        throw Invalid("a database is named sqlite:PATH");
    SqliteOptions options;
    options.path = url.substr(sqlite_prefix.size());
    return std::unique_ptr<Db>(new Db(url, open_sqlite(options)));
}

std::unique_ptr<Db> Db::open_for_test()
{
    const auto folder = std::filesystem::temp_directory_path() / ("kvitt-test-" + random_token(9));
    std::filesystem::create_directories(folder);
    auto db = open("sqlite:" + (folder / "kvitt.db").string());
    db->test_folder_ = folder.string();
    db->migrate();
    db->write(author_of(ActorKind::system), [](Tx& tx) { tx.set_clock_movable(true); });
    return db;
}

void Db::migrate() { migrate_schema(*engine_); }

std::vector<PlanStep> Db::plan(const Sql& sql)
{
    std::vector<PlanStep> steps;
    engine_->read([&](Connection& connection) { steps = connection.plan(sql); });
    return steps;
}

RunCost Db::take_cost(const Sql& sql)
{
    RunCost cost;
    engine_->write([&](Connection& connection) { cost = connection.take_cost(sql); });
    return cost;
}

void Db::run_write(const Author& author, const std::function<void(Tx&)>& verb)
{
    for (int tries = 1;; ++tries)
    {
        try
        {
            engine_->write([&](Connection& connection) {
                Tx tx(connection, kvitt::machine_now(), author, *ids_);
                verb(tx);
                tx.flush();
            });
            return;
        }
        catch (const Conflict&)
        {
            if (tries == tries_max)
                throw;
            std::this_thread::sleep_for(retry_pause * tries);
        }
    }
}

void Db::run_read(const std::function<void(Read&)>& work)
{
    engine_->read([&](Connection& connection) {
        Read snapshot(connection, kvitt::machine_now());
        work(snapshot);
    });
}

} // namespace kvitt::store
