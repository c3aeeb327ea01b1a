// The commands of product.md. A command is a plain function that answers with an exit code: 0 done; 1 done,
// and the answer is no; 2 usage or configuration; 3 the database cannot be reached or is newer. It runs the
// same way in a process of its own and inside the server that owns the database (app/control.h).
#pragma once

#include "app/configuration.h"
#include "app/control.h"
#include "app/jobs.h"

#include <ostream>

namespace kvitt::app
{

inline constexpr int exit_done = 0;
inline constexpr int exit_no = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_database = 3;

// Standard input that a command reads as a whole.
inline constexpr std::size_t input_bytes_max = 8U * 1024 * 1024;

// Where a command reads and answers.
struct Console
{
    std::string folder; // relative paths start here
    std::function<std::string()> input;
    std::ostream& out;
    std::ostream& messages;
};

// Everything a command line may say; each command uses its own part.
struct Options
{
    std::optional<std::string> config;
    std::vector<std::string> files;
    std::vector<std::string> anchors;
    bool json = false;
    bool summary = false;
    bool dry_run = false;
    std::optional<std::string> at;
    std::string email;
    std::string name;
    std::optional<std::string> partner;
    bool desk = false;
    std::vector<std::string> roles;
    std::optional<std::string> language;
    bool password_stdin = false;
    std::vector<std::string> scopes;
    std::string format;
    std::uint16_t port = 8080;
    std::optional<std::string> dir;
    bool dev = false;
};

// What a command works on.
struct Session
{
    Console& console;
    const Configuration& configuration;
    Db* db = nullptr;          // nothing for commands without a database
    JobRunner* jobs = nullptr; // likewise
};

enum class Needs
{
    nothing,
    database,     // one that is there
    new_database, // made if it is not there
    server,       // opens what it needs itself
};

struct Command
{
    const char* name; // "user add"
    Needs needs;
    int (*run)(Session&, const Options&);
};

// The commands that work on an open database, or on none; app/commands.cpp.
std::span<const Command> commands();

// `kvitt ARGUMENTS` in a process of its own.
int run(const std::vector<std::string>& arguments, Console& console);
// The same for a caller at control.sock, inside the server.
ControlAnswer run_for_caller(const ControlRequest& request, const Configuration& configuration, Db& db,
                             JobRunner& jobs);

} // namespace kvitt::app
