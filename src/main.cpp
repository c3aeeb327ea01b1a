// kvitt: one command each, see app/commands.h.
#include "app/commands.h"

#include <csignal>
#include <filesystem>
#include <iostream>
#include <iterator>

int main(int count, char** words)
{
    std::signal(SIGPIPE, SIG_IGN);
    kvitt::app::Console console{std::filesystem::current_path().string(),
                                [] { return std::string(std::istreambuf_iterator<char>(std::cin), {}); },
                                std::cout, std::cerr};
    return kvitt::app::run(std::vector<std::string>(words + 1, words + count), console);
}
