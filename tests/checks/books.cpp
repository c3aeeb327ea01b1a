#include "checks/books.h"

#include "app/jobs.h"
#include "app/test_programme.h"
#include "base/secret.h"
#include "demo/situations.h"

namespace kvitt::checks
{
namespace
{

struct RolledBack
{};

// Made once for all tests; gone at the end of the program.
struct Made
{
    Made()
        : db(Db::open_for_test()),
          folder(std::filesystem::temp_directory_path() / ("kvitt-checks-" + random_token(9)))
    {
        std::filesystem::create_directories(folder / "history");
        app::load(*db, author_of(ActorKind::system), app::programme_without_passwords());
        demo::SandboxBank bank(folder.string(), (folder / "history").string());
        demo::make_situations({*db, bank, (folder / "history").string(), (folder / "files").string()});
        app::Configuration configuration;
        configuration.files = (folder / "files").string();
        configuration.anchors = (folder / "anchors").string();
        app::JobRunner(*db, configuration).run_all();
    }
    ~Made() { std::filesystem::remove_all(folder); }

    std::unique_ptr<Db> db;
    std::filesystem::path folder;
};

Made& made()
{
    static Made once;
    return once;
}

} // namespace

const Sql unlock_postings("test::unlock_postings", "DROP TRIGGER ledger_postings_no_update");
const Sql unlock_transactions("test::unlock_transactions", "DROP TRIGGER ledger_transactions_no_update");
const Sql unlock_events("test::unlock_events", "DROP TRIGGER events_no_update");
const Sql unlock_sealed("test::unlock_sealed", "DROP TRIGGER events_sealed_no_update");
const Sql unlock_sealed_deletes("test::unlock_sealed_deletes", "DROP TRIGGER events_sealed_no_delete");

void Books::SetUpTestSuite()
{
    const check::Report report = db().read([](Read& read) { return check::run(read, question()); });
    ASSERT_TRUE(report.ok) << json_text(to_json(report));
}

Db& Books::db() { return *made().db; }

std::filesystem::path Books::files_folder() { return made().folder / "files"; }

std::map<std::string, std::vector<std::string>> Books::wrong_after(const std::function<void(Tx&)>& damage,
                                                                   const check::Question& question)
{
    std::map<std::string, std::vector<std::string>> wrong;
    try
    {
        db().write(author_of(ActorKind::system), [&](Tx& tx) {
            damage(tx);
            tx.flush();
            for (const check::Result& one : check::run(tx, question).checks)
                if (!one.ok)
                    wrong[one.name] = one.rows;
            throw RolledBack{};
        });
    }
    catch (const RolledBack&)
    {}
    return wrong;
}

std::map<std::string, std::vector<std::string>> Books::wrong_after(std::initializer_list<const Sql*> damage)
{
    return wrong_after([&](Tx& tx) {
        for (const Sql* sql : damage)
            tx.run(*sql);
    });
}

void Books::expect_only(const std::map<std::string, std::vector<std::string>>& wrong, const std::string& name,
                        const std::string& row)
{
    for (const auto& [other, rows] : wrong)
        EXPECT_EQ(other, name) << rows.front();
    ASSERT_TRUE(wrong.contains(name));
    EXPECT_THAT(wrong.at(name), testing::ElementsAre(testing::HasSubstr(row)));
}

} // namespace kvitt::checks
