-- Asks the addresses of a file one after the other; prints what came of it.
local requests, position = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("GET", line)
    end
end

function request()
    position = position % #requests + 1
    return requests[position]
end

function done(summary, latency, all)
    local errors = summary.errors
    local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    print(string.format("RESULT %d %d %d", summary.requests, summary.duration, failures))
end
