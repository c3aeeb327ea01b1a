#include "app/commands.h"

#include "app/database.h"
#include "app/test_programme.h"
#include "base/secret.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kvitt;
using namespace kvitt::app;

namespace
{

struct Ran
{
    int exit_code = 0;
    std::string out;
    std::string messages;
};

// Commands as typed in a folder of their own, where kvitt.toml names the database.
class CommandsTest : public testing::Test
{
  protected:
    CommandsTest() : folder_(std::filesystem::temp_directory_path() / ("kvitt-commands-" + random_token(9)))
    {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "kvitt.toml") << "database = \"sqlite:kvitt.db\"\n";
        std::ofstream(folder_ / "programme.json") << json_text(to_json(programme_without_passwords()));
    }
    ~CommandsTest() override { std::filesystem::remove_all(folder_); }

    Ran kvitt(const std::vector<std::string>& arguments, const std::string& input = "")
    {
        std::ostringstream out;
        std::ostringstream messages;
        Console console{folder_.string(), [&] { return input; }, out, messages};
        const int exit_code = run(arguments, console);
        return {exit_code, out.str(), messages.str()};
    }

    std::filesystem::path folder_;
};

} // namespace

TEST_F(CommandsTest, HelpAndMistakes)
{
    EXPECT_EQ(kvitt({"--help"}).exit_code, exit_done);
    EXPECT_NE(kvitt({"--help"}).out.find("import-statement"), std::string::npos);
    for (const Command& command : commands())
    {
        std::vector<std::string> words;
        std::istringstream name(command.name);
        for (std::string word; name >> word;)
            words.push_back(word);
        words.push_back("--help");
        EXPECT_EQ(kvitt(words).exit_code, exit_done) << command.name;
    }
    EXPECT_EQ(kvitt({}).exit_code, exit_usage);
    EXPECT_EQ(kvitt({"fly"}).exit_code, exit_usage);
    EXPECT_EQ(kvitt({"check", "--jason"}).exit_code, exit_usage);
    EXPECT_EQ(kvitt({"check", "--config", "none.toml"}).exit_code, exit_usage);
}

TEST_F(CommandsTest, ADatabaseThatIsNotThereIsNotMadeByLookingAtIt)
{
    const Ran ran = kvitt({"check"});
    EXPECT_EQ(ran.exit_code, exit_database);
    EXPECT_NE(ran.messages.find("kvitt migrate"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "kvitt.db"));
    EXPECT_EQ(kvitt({"migrate"}).exit_code, exit_done);
    EXPECT_EQ(kvitt({"migrate"}).exit_code, exit_done);
    EXPECT_EQ(kvitt({"check", "--json"}).exit_code, exit_done);
}

TEST_F(CommandsTest, LoadDumpAndPeople)
{
    EXPECT_EQ(kvitt({"load", "programme.json"}).exit_code, exit_done);
    const Ran dump = kvitt({"dump"});
    EXPECT_EQ(dump.exit_code, exit_done);
    EXPECT_EQ(kvitt({"load", "-"}, dump.out).exit_code, exit_done);
    EXPECT_EQ(kvitt({"dump"}).out, dump.out);
    EXPECT_EQ(kvitt({"load", "none.json"}).exit_code, exit_usage);
    EXPECT_EQ(kvitt({"load", "-"}, "{").exit_code, exit_no);

    const std::vector<std::string> user{"user",   "add",           "--email",         "new@fjallnat.example",
                                        "--name", "Nya",           "--partner",       "4500101",
                                        "--role", "billing_admin", "--password-stdin"};
    EXPECT_EQ(kvitt(user, "a long password\n").exit_code, exit_done);
    EXPECT_EQ(kvitt(user, "a long password\n").exit_code, exit_no) << "taken";
    EXPECT_EQ(kvitt({"user", "add", "--email", "x@y.example", "--name", "X", "--role", "finance"}).exit_code,
              exit_usage);
    EXPECT_EQ(
        kvitt({"user", "add", "--email", "x@y.example", "--name", "X", "--desk", "--role", "king"}).exit_code,
        exit_usage);
    EXPECT_EQ(kvitt({"user", "add", "--email", "x", "--name", "X", "--desk", "--role", "finance"}).exit_code,
              exit_usage);
    EXPECT_EQ(
        kvitt({"user", "add", "--email", "x@y.example", "--name", "X", "--partner", "1", "--role", "guest"})
            .exit_code,
        exit_no);

    const Ran key = kvitt({"key", "add", "--name", "CRM", "--scope", "desk"});
    EXPECT_EQ(key.exit_code, exit_done);
    EXPECT_EQ(key.out.rfind("kv_", 0), 0U);
    EXPECT_EQ(kvitt({"key", "add", "--name", "CRM", "--scope", "all"}).exit_code, exit_usage);
}

TEST_F(CommandsTest, TheClockOfAnOrdinaryDatabaseStays)
{
    kvitt({"load", "programme.json"});
    EXPECT_EQ(kvitt({"run-jobs"}).exit_code, exit_done);
    const Ran ran = kvitt({"run-jobs", "--at", "2090-01-01"});
    EXPECT_EQ(ran.exit_code, exit_usage);
    EXPECT_FALSE(ran.messages.empty());
    EXPECT_EQ(kvitt({"run-jobs", "--at", "soon"}).exit_code, exit_usage);
}

TEST_F(CommandsTest, ARunningOwnerRunsTheSameCommandWithTheSameAnswer)
{
    kvitt({"load", "programme.json"});
    const Ran alone_check = kvitt({"check"});
    const Ran alone_wrong = kvitt({"load", "-"}, "{");
    const std::string alone_dump = kvitt({"dump"}).out;

    const Configuration configuration =
        load_configuration(std::nullopt, folder_.string(), environment_variables());
    auto owned = try_own(configuration, false);
    ASSERT_TRUE(owned);
    EXPECT_FALSE(try_own(configuration, false)) << "one owner";
    JobRunner jobs(*owned->db, configuration);
    const ControlServer server(control_path(configuration.database_path()),
                               [&](const ControlRequest& request) {
                                   return run_for_caller(request, configuration, *owned->db, jobs);
                               });

    const Ran check = kvitt({"check"});
    EXPECT_EQ(check.exit_code, alone_check.exit_code);
    EXPECT_EQ(check.out, alone_check.out);
    const Ran wrong = kvitt({"load", "-"}, "{");
    EXPECT_EQ(wrong.exit_code, exit_no);
    EXPECT_EQ(wrong.messages, alone_wrong.messages);
    EXPECT_EQ(kvitt({"dump"}).out, alone_dump);
    EXPECT_EQ(kvitt({"load", "programme.json"}).exit_code, exit_done)
        << "a relative path starts at the caller";
    const std::vector<std::string> user{"user",   "add",    "--email", "new@nordlys.example", "--name", "Ny",
                                        "--desk", "--role", "auditor", "--password-stdin"};
    EXPECT_EQ(kvitt(user, "a long password").exit_code, exit_done);
    EXPECT_EQ(kvitt(user, "a long password").exit_code, exit_no);
}

TEST_F(CommandsTest, ReadStatementNeedsNoDatabase)
{
    std::ofstream(folder_ / "no.xml") << "<a/>";
    const Ran ran = kvitt({"read-statement", "no.xml", "none.xml", "--json", "--summary"});
    EXPECT_EQ(ran.exit_code, exit_no);
    const auto files = parse_json(ran.out).as_object().at("files").as_array();
    ASSERT_EQ(files.size(), 2U);
    EXPECT_FALSE(files[0].as_object().at("error").is_null());
    EXPECT_FALSE(files[1].as_object().at("error").is_null());
    EXPECT_FALSE(std::filesystem::exists(folder_ / "kvitt.db"));
}
