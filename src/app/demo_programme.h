// What `kvitt demo` starts with, and how it tells whom to sign in as.
#pragma once

#include "app/configuration.h"
#include "app/load.h"
#include "demo/bank.h"

#include <ostream>

namespace kvitt::app
{

struct DemoProgramme
{
    std::vector<LoadedUser> users;
    std::string api_key; // of the desk, all scopes
};

// Loads the programme, makes the situations, and an API key, where that was not done before in this folder.
DemoProgramme set_up_demo(Db& db, const std::string& folder, demo::SandboxBank& history,
                          const std::string& files_folder);

// product.md, Shapes: "demo, ready"; or the same for a person.
void print_demo(std::ostream& out, bool as_json, const std::string& url, const Configuration& configuration,
                const DemoProgramme& programme);

} // namespace kvitt::app
