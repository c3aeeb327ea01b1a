#include "app/command_line.h"

#include "app/backup_commands.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace kvitt::app
{
namespace
{

constexpr const char* about =
    "kvitt runs a partner programme's paid memberships: order, payment, activation.";
constexpr const char* exit_codes =
    "\nExit codes: 0 done; 1 done, and the answer is no; 2 usage or configuration;\n"
    "3 the database cannot be reached or its schema is newer.";

CLI::App& add(CLI::App& to, const char* name, const char* meaning)
{
    return *to.add_subcommand(name, meaning);
}

void add_config(CLI::App& to, Options& options)
{
    to.add_option("--config", options.config,
                  "configuration file (KVITT_CONFIG, else kvitt.toml if there is one)")
        ->type_name("FILE");
}

void add_files(CLI::App& to, Options& options, const char* meaning)
{
    to.add_option("FILE", options.files, meaning)->required()->type_name("");
}

void add_servers(CLI::App& app, Options& options)
{
    CLI::App& serve = add(app, "serve", "Serve pages, the JSON API and jobs");
    add_config(serve, options);
    serve.add_flag("--dev", options.dev, "read pages from src/ at each request");
    serve.footer("\nSettings of kvitt.toml, each with the variable that overrides it:\n" + settings_text());
    CLI::App& demo =
        add(app, "demo", "Serve a programme with partners, prices and a sandbox bank, to try things out");
    demo.add_option("--port", options.port, "port on 127.0.0.1; 0 takes a free one")->capture_default_str();
    demo.add_option("--dir", options.dir,
                    "keep the demo's files there (else a temporary folder, removed at the end)")
        ->type_name("DIR");
    demo.add_flag("--json", options.json, "print one line of JSON when ready");
    demo.add_flag("--dev", options.dev, "read pages from src/ at each request");
}

void add_database_commands(CLI::App& app, Options& options)
{
    add_config(add(app, "migrate", "Bring the database to this version's schema"), options);
    CLI::App& load = add(app, "load", "Load programme, partners, attainments and users");
    add_files(load, options, "the file; - is standard input");
    load.get_option("FILE")->expected(1);
    add_config(load, options);
    add_config(add(app, "dump", "Print programme, partners, attainments and users as JSON"), options);
    CLI::App& run_jobs = add(app, "run-jobs", "Run every due job once");
    run_jobs
        .add_option("--at", options.at, "move business time on to this first; demo and test databases only")
        ->type_name("TIME");
    add_config(run_jobs, options);
    CLI::App& check = add(app, "check", "Prove the books: exit code 1 if anything is wrong");
    check.add_flag("--json", options.json, "answer as JSON");
    check
        .add_option("--anchor", options.anchors,
                    "a head of the chain of events that was kept elsewhere; may be repeated")
        ->type_name("FILE");
    add_config(check, options);
}

void add_backup_commands(CLI::App& app, Options& options)
{
    CLI::App& backup =
        add(app, "backup", "Write database and kept files into one new tar file, while serving");
    backup.footer(
        "\nThe file holds password hashes and the keys of sessions: keep it as you keep the database.");
    add_files(backup, options, "the tar file; must not be there yet");
    backup.get_option("FILE")->expected(1);
    add_config(backup, options);
    CLI::App& restore =
        add(app, "restore", "Restore a backup into the configured, empty place, and check it");
    add_files(restore, options, "a file that `kvitt backup` wrote");
    restore.get_option("FILE")->expected(1);
    add_config(restore, options);
}

void add_export_commands(CLI::App& app, Options& options)
{
    CLI::App& all = add(app, "export", "Export the books");
    all.require_subcommand(1);
    CLI::App& journal = add(all, "journal", "Print the whole journal");
    journal.add_option("--format", options.format, "hledger (with balance assertions) or csv")
        ->required()
        ->check(CLI::IsMember({"hledger", "csv"}));
    add_config(journal, options);
}

void add_statement_commands(CLI::App& app, Options& options)
{
    CLI::App& read = add(app, "read-statement", "Read bank files and print what is in them; no database");
    add_files(read, options, "bank files");
    read.add_flag("--json", options.json, "answer as JSON");
    read.add_flag("--summary", options.summary, "totals only, without the entries");
    CLI::App& import = add(app, "import-statement", "Import bank files: money in, memberships active");
    add_files(import, options, "bank files");
    import.add_flag("--json", options.json, "answer as JSON");
    import.add_flag("--dry-run", options.dry_run, "say what would be new; change nothing");
    add_config(import, options);
}

void add_people_commands(CLI::App& app, Options& options)
{
    CLI::App& user = add(app, "user", "Users");
    user.require_subcommand(1);
    CLI::App& user_add = add(user, "add", "Add a user who signs in with e-mail and password");
    user_add.add_option("--email", options.email, "the address to sign in with")->required();
    user_add.add_option("--name", options.name, "the person's name")->required();
    CLI::Option* partner =
        user_add.add_option("--partner", options.partner, "partner ID of the company")->type_name("ID");
    user_add.add_flag("--desk", options.desk, "works at the programme's desk")->excludes(partner);
    user_add.add_option("--role", options.roles, "a role, as global_admin or finance; may be repeated")
        ->required();
    user_add.add_option("--language", options.language, "en or sv; else as the browser asks");
    user_add.add_flag("--password-stdin", options.password_stdin, "read the password from standard input");
    add_config(user_add, options);
    CLI::App& key = add(app, "key", "API keys");
    key.require_subcommand(1);
    CLI::App& key_add = add(key, "add", "Add an API key and print it; it is shown this once");
    key_add.add_option("--name", options.name, "what the key is for")->required();
    key_add
        .add_option("--scope", options.scopes,
                    "offers:read, orders:read, orders:write, memberships:read, receipts:read, "
                    "statements:write or desk; may be repeated")
        ->required()
        ->type_name("S");
    key_add.add_option("--partner", options.partner, "partner ID of the company it acts for")
        ->type_name("ID");
    add_config(key_add, options);
}

// "user add": the chain of subcommands that was asked for.
std::string chosen(const CLI::App& app)
{
    std::string name;
    for (const CLI::App* at = &app; !at->get_subcommands().empty();)
    {
        at = at->get_subcommands().front();
        name += (name.empty() ? "" : " ") + at->get_name();
    }
    return name;
}

const Command* find_command(const std::string& name)
{
    static constexpr Command servers[] = {{"serve", Needs::server, run_serve},
                                          {"demo", Needs::server, run_demo},
                                          {"restore", Needs::server, run_restore}};
    for (const auto rows : {commands(), std::span<const Command>(servers)})
        for (const Command& row : rows)
            if (name == row.name)
                return &row;
    throw Bug("a command without a row: " + name);
}

} // namespace

CommandLine parse_command_line(const std::vector<std::string>& arguments, std::ostream& out,
                               std::ostream& messages)
{
    CommandLine line;
    CLI::App app(about, "kvitt");
    app.require_subcommand(1);
    app.footer(exit_codes);
    add_servers(app, line.options);
    add_database_commands(app, line.options);
    add_export_commands(app, line.options);
    add_backup_commands(app, line.options);
    add_statement_commands(app, line.options);
    add_people_commands(app, line.options);
    try
    {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    }
    catch (const CLI::ParseError& error)
    {
        line.exit_code = app.exit(error, out, messages) == 0 ? exit_done : exit_usage;
        return line;
    }
    line.command = find_command(chosen(app));
    return line;
}

} // namespace kvitt::app
