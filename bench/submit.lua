-- wrk: each request submits one order for another partner, with the desk's key. Counts what was not 201.
-- Arguments: key, agreement version, first partner number, how many partners.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  key, agreement, first, count = args[1], args[2], tonumber(args[3]), tonumber(args[4])
  sent, refused = 0, 0
end

function request()
  -- Threads take turns through the partners; the pool is larger than a run can use.
  local partner = first + (sent * 2 + number) % count
  sent = sent + 1
  local body = string.format(
    '{"offer":"silver","payment_method":"bank_transfer","agreement_version":"%s","partner_id":"%07d"}',
    agreement, partner)
  return wrk.format("POST", "/api/v1/orders", {
    ["Authorization"] = "Bearer " .. key,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = "bench-" .. number .. "-" .. sent,
  }, body)
end

function response(status, headers, body)
  if status ~= 201 then
    refused = refused + 1
    if refused == 1 then io.stderr:write("first refusal: ", status, " ", body, "\n") end
  end
end

function done(summary, latency, requests)
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("refused") end
  io.write(string.format(
    '{"requests":%d,"refused":%d,"seconds":%.3f,"p50_ms":%.2f,"p99_ms":%.2f,"max_ms":%.2f}\n',
    summary.requests, all, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3))
end
