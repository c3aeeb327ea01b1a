// The demo's programme for tests: nobody has a password, since making their hashes is slow on purpose.
#pragma once

#include "app/load.h"
#include "base/embedded.h"

namespace kvitt::app
{

inline ProgrammeFile programme_without_passwords()
{
    ProgrammeFile file = parse_programme(*embedded::find("files/demo/programme.json"));
    for (LoadedUser& user : file.users)
        user.password.reset();
    return file;
}

} // namespace kvitt::app
