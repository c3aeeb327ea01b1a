// Structured log: one JSON object a line on stderr. The line is built by the JSON writer, so that no text in
// it can forge another line.
#pragma once

#include "base/json.h"

namespace kvitt::http
{

enum class LogLevel
{
    debug,
    info,
    warning,
    error,
};
BOOST_DESCRIBE_ENUM(LogLevel, debug, info, warning, error)

// Lines below it are dropped. Default: info.
void set_log_level(LogLevel level);
// Writes the object with `time` and `level` put before its members. Any thread; never throws.
void log_line(LogLevel level, const json::value& object) noexcept;
// The line itself, without the line break.
std::string log_text(LogLevel level, const json::value& object, Instant at);

} // namespace kvitt::http
