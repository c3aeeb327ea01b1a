#include "app/command_line.h"
#include "app/database.h"

#include <sstream>
#include <thread>

namespace kvitt::app
{
namespace
{

// Another command may hold the database for a moment, or a server may be about to listen.
constexpr std::chrono::seconds owner_wait_max{60};
constexpr std::chrono::milliseconds owner_poll{50};

// What is thrown, as a message and an exit code.
int told(std::ostream& messages)
{
    try
    {
        throw;
    }
    catch (const InvalidFields& invalid)
    {
        for (const FieldError& error : invalid.errors())
            messages << "kvitt: " << error.field << ": " << error.message << "\n";
        return exit_usage;
    }
    catch (const Refused& refused)
    {
        messages << "kvitt: " << with_facts(refused.refusal().message, refused.facts()) << "\n";
        return refused.refusal().kind == RefusalKind::forbidden ? exit_usage : exit_no;
    }
    catch (const Invalid& invalid)
    {
        messages << "kvitt: " << invalid.what() << "\n";
        return exit_usage;
    }
    catch (const ConfigurationError& error)
    {
        messages << "kvitt: " << error.what() << "\n";
        return exit_usage;
    }
    catch (const std::system_error& error)
    {
        messages << "kvitt: " << error.what() << "\n";
        return exit_usage;
    }
    catch (const std::exception& fault)
    {
        messages << "kvitt: " << fault.what() << "\n";
        return exit_database;
    }
}

bool wants_input(const Options& options)
{
    return options.password_stdin ||
           (options.files.size() == 1 && (options.files[0] == "-" || options.files[0] == "/dev/stdin"));
}

int repeat_answer(const ControlAnswer& answer, Console& console)
{
    console.out << answer.output;
    console.messages << answer.messages;
    return static_cast<int>(answer.exit_code);
}

int run_owned(const CommandLine& line, const Configuration& configuration, OwnedDatabase& owned,
              Console& console)
{
    JobRunner jobs(*owned.db, configuration);
    Session session{console, configuration, owned.db.get(), &jobs};
    return line.command->run(session, line.options);
}

// Owns the database, or hands the work to the server that does.
int run_on_database(const CommandLine& line, const std::vector<std::string>& arguments,
                    const Configuration& configuration, Console& console)
{
    ControlRequest request{configuration.database_path(), arguments, console.folder, ""};
    const auto give_up_at = steady_now() + owner_wait_max;
    for (bool first = true; first || steady_now() < give_up_at; first = false)
    {
        if (auto owned = try_own(configuration, line.command->needs == Needs::new_database))
            return run_owned(line, configuration, *owned, console);
        if (first && wants_input(line.options))
        {
            request.input = console.input();
            console.input = [input = request.input] { return input; };
        }
        if (const auto answer = call_server(control_path(configuration.database_path()), request))
            return repeat_answer(*answer, console);
        std::this_thread::sleep_for(owner_poll);
    }
    throw store::Unavailable("another kvitt command holds " + configuration.database_path());
}

int run_line(const CommandLine& line, const std::vector<std::string>& arguments, Console& console)
{
    if (line.command->needs == Needs::nothing)
    {
        const Configuration none;
        Session session{console, none};
        return line.command->run(session, line.options);
    }
    const Configuration configuration =
        load_configuration(line.options.config, console.folder, environment_variables());
    http::set_log_level(configuration.log_level);
    if (line.command->needs == Needs::server)
    {
        Session session{console, configuration};
        return line.command->run(session, line.options);
    }
    return run_on_database(line, arguments, configuration, console);
}

} // namespace

int run(const std::vector<std::string>& arguments, Console& console)
{
    try
    {
        const CommandLine line = parse_command_line(arguments, console.out, console.messages);
        return line.command == nullptr ? line.exit_code : run_line(line, arguments, console);
    }
    catch (...)
    {
        return told(console.messages);
    }
}

ControlAnswer run_for_caller(const ControlRequest& request, const Configuration& configuration, Db& db,
                             JobRunner& jobs)
{
    std::ostringstream out;
    std::ostringstream messages;
    Console console{request.folder, [&] { return request.input; }, out, messages};
    int exit_code = exit_usage;
    try
    {
        if (request.database != configuration.database_path())
            throw store::Unavailable("the server at this socket has another database");
        const CommandLine line = parse_command_line(request.arguments, out, messages);
        exit_code = line.exit_code;
        if (line.command != nullptr && line.command->needs == Needs::server)
            throw store::Unavailable("a server runs on this database already");
        if (line.command != nullptr)
        {
            Session session{console, configuration, &db, &jobs};
            exit_code = line.command->run(session, line.options);
        }
    }
    catch (...)
    {
        exit_code = told(messages);
    }
    return {out.str(), messages.str(), exit_code};
}

} // namespace kvitt::app
