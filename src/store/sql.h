// A named SQL statement. One text for SQLite and PostgreSQL: parameters are $1, $2, ... and the text holds no
// other dollar sign. Objects must be static: connections keep the prepared statement by the object's address.
#pragma once

#include <vector>

namespace kvitt::store
{

class Sql
{
  public:
    // `name` is "room::function", for logs, metrics and the test that explains every statement.
    Sql(const char* name, const char* text);
    Sql(const Sql&) = delete;
    Sql& operator=(const Sql&) = delete;

    const char* name() const { return name_; }
    const char* text() const { return text_; }
    // Every statement made so far in this process.
    static std::vector<const Sql*> all();

  private:
    const char* name_;
    const char* text_;
    const Sql* next_;
};

} // namespace kvitt::store

namespace kvitt
{
using store::Sql;
}
