// What the server asks of those it works for (ServerOptions and the handler), guarded: what they throw is
// told to on_fault and answered 500. No sockets and no threads; the server says who runs where.
#pragma once

#include "http/server.h"

namespace kvitt::http
{

class Answers
{
  public:
    Answers(ServerOptions options, Handler handler);

    const ServerOptions& options() const { return options_; }
    BodyRule body_rule(const Request& request) const;
    // On the edge: the answer that needs no worker, or nothing.
    std::optional<Response> at_once(const Request& request) const;
    // On a worker: the handler's answer, compressed; always one.
    std::optional<Response> whole(const Request& request) const;
    // On a worker: the answer for a caller whose file is not taken, or nothing.
    std::optional<Response> denial(const Request& request) const;
    // What the edge itself refuses.
    Response refused(unsigned status, const Request& request) const;
    void tell(const Access& access) const;
    void fault(const std::string& message) const;

  private:
    using Ask = std::function<std::optional<Response>(const Request&)>;
    std::optional<Response> guarded(const Ask& ask, const Request& request) const;
    std::optional<Response> compressed(const Ask& ask, const Request& request) const;

    ServerOptions options_;
    Ask handler_;
};

} // namespace kvitt::http
