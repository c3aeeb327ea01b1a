// The kinds of failure and how each is told: throw `Refused` to refuse, `InvalidFields` for bad input
// (all fields at once), return values to report, KVITT_ASSERT for bugs. A refusal always rolls back.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kvitt
{

enum class RefusalKind
{
    invalid,         // 422 the input is malformed
    unauthenticated, // 401
    forbidden,       // 403
    not_found,       // 404
    conflict,        // 409 the state does not allow it
    too_large,       // 413
    too_many,        // 429
    unavailable,     // 503
};

// One row of a room's table of refusals. `code` is stable (API `type`, stories); `message` is the English
// text and the key of its translation; `{name}` in it is filled from the facts given with the refusal.
struct Refusal
{
    RefusalKind kind;
    const char* code;
    const char* message;
};

using Facts = std::vector<std::pair<std::string, std::string>>;

class Refused : public std::exception
{
  public:
    explicit Refused(const Refusal& refusal, Facts facts = {});
    const char* what() const noexcept override { return text_.c_str(); }
    const Refusal& refusal() const { return *refusal_; }
    const Facts& facts() const { return facts_; }

  private:
    const Refusal* refusal_;
    Facts facts_;
    std::string text_;
};

inline void require(bool condition, const Refusal& refusal)
{
    if (!condition)
        throw Refused(refusal);
}

inline void require(bool condition, const Refusal& refusal, const Facts& facts)
{
    if (!condition)
        throw Refused(refusal, facts);
}

// The message with each `{name}` replaced by its fact; unknown names stay as they are.
std::string with_facts(std::string_view message, const Facts& facts);

// A text that is not a value of the type asked for. `message` is English and translatable, without the input.
class Invalid : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

// One bad field: `field` is the form's name or the JSON path, `code` is stable, `message` translatable, with
// `{name}` filled from the facts.
struct FieldError
{
    std::string field;
    std::string code;
    std::string message;
    Facts facts = {};
};

// Bad input, all of it at once.
class InvalidFields : public std::exception
{
  public:
    explicit InvalidFields(std::vector<FieldError> errors) : errors_(std::move(errors)) {}
    const char* what() const noexcept override { return "invalid fields"; }
    const std::vector<FieldError>& errors() const { return errors_; }

  private:
    std::vector<FieldError> errors_;
};

// A broken promise of our own code. Inside a transaction it rolls back; it is answered with 500 and logged.
class Bug : public std::logic_error
{
  public:
    using std::logic_error::logic_error;
};

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

} // namespace kvitt

// Always on, also in release builds.
#define KVITT_ASSERT(condition)                                                                              \
    ((condition) ? static_cast<void>(0) : ::kvitt::assertion_failed(#condition, __FILE__, __LINE__))
