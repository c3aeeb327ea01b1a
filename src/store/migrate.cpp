#include "store/migrate.h"

#include "base/embedded.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/db.h"

#include <map>

namespace kvitt::store
{
namespace
{

struct Applied
{
    std::string name;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (name, hash))

// The migrations for one engine, by name.
std::map<std::string, std::string_view> migrations_of(const std::string& engine)
{
    static constexpr std::string_view folder = "schema/";
    std::map<std::string, std::string_view> found;
    for (const std::string& file : embedded::list(folder))
    {
        const auto parts = split(std::string_view(file).substr(folder.size()), '.');
        if (parts.size() == 2 || parts[1] == engine)
            found[file.substr(folder.size())] = *embedded::find(file);
    }
    return found;
}

std::map<std::string, std::string> applied_to(Connection& connection)
{
    static const Sql sql("store::list_migrations", "SELECT name, hash FROM store_migrations ORDER BY name");
    connection.script(
        "CREATE TABLE IF NOT EXISTS store_migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, "
        "applied_at BIGINT NOT NULL)");
    std::map<std::string, std::string> found;
    Read read(connection, machine_now());
    read.each<Applied>(sql, [&](Applied&& row) { found[row.name] = row.hash; });
    return found;
}

void apply(Engine& engine, Connection& connection, const std::string& name, std::string_view text)
{
    static const Sql sql("store::insert_migration",
                         "INSERT INTO store_migrations (name, hash, applied_at) VALUES ($1, $2, $3)");
    connection.script(engine.schema_text(text));
    const std::vector<Value> values{name, sha256_hex(text), machine_now().us()};
    Cursor& cursor = connection.run(sql, values);
    cursor.next();
    cursor.done();
}

} // namespace

void migrate_schema(Engine& engine)
{
    const auto wanted = migrations_of(engine.kind());
    std::map<std::string, std::string> applied;
    engine.write([&](Connection& connection) { applied = applied_to(connection); });
    for (const auto& [name, hash] : applied)
    {
        const auto known = wanted.find(name);
        if (known == wanted.end())
            throw SchemaNewer("the database has " + name + ", which this program does not know");
        if (sha256_hex(known->second) != hash)
            throw Bug("migration " + name + " was changed after it was applied");
    }
    for (const auto& [name, text] : wanted)
        if (applied.find(name) == applied.end())
            engine.write([&](Connection& connection) { apply(engine, connection, name, text); });
}

} // namespace kvitt::store
