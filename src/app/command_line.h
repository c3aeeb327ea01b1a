// From the words of a command line to a command and its options, by CLI11. Nothing is run here.
#pragma once

#include "app/commands.h"

namespace kvitt::app
{

struct CommandLine
{
    const Command* command = nullptr; // nothing: `exit_code` is the answer (help, or a mistake)
    Options options;
    int exit_code = exit_done;
};

// Help goes to `out`, mistakes to `messages`. Arguments without the program's name.
CommandLine parse_command_line(const std::vector<std::string>& arguments, std::ostream& out,
                               std::ostream& messages);

// The commands that open what they need themselves.
int run_serve(Session& session, const Options& options);
int run_demo(Session& session, const Options& options);

} // namespace kvitt::app
