#include "http/log.h"

#include "base/clock.h"

#include <atomic>
#include <boost/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace kvitt::http
{
namespace
{

std::atomic<LogLevel> level_min{LogLevel::info};

spdlog::logger& logger()
{
    static spdlog::logger instance = [] {
        spdlog::logger made("kvitt", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made.set_pattern("%v");
        made.set_level(spdlog::level::trace);
        return made;
    }();
    return instance;
}

} // namespace

void set_log_level(LogLevel level) { level_min = level; }

std::string log_text(LogLevel level, const json::value& object, Instant at)
{
    json::object line{{"time", to_json(at)}, {"level", to_json(level)}};
    if (const auto* members = object.if_object())
        for (const auto& member : *members)
            line[member.key()] = member.value();
    else
        line["message"] = object;
    return json_text(line);
}

void log_line(LogLevel level, const json::value& object) noexcept
{
    if (level < level_min)
        return;
    const std::string line = log_text(level, object, machine_now());
    logger().log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

} // namespace kvitt::http
