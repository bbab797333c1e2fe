import { now, type Script } from './scripts.js';

/**
 * Splits what a server takes among those that send there. Keys: pace. Arguments: who asks; '1' where it has
 * something to send; how many connections and how many messages a second it has, empty where it knows no
 * limit; how many times it was refused for its rate since it asked last; for how long the server wants to be
 * left alone; after how long without a word a process counts as gone; the least rate. Times are in milliseconds.
 *
 * All that the server takes is the sum of what they have: who was refused, or got more, says what it has now,
 * and what it had been given is taken off. What a process had that is gone is split among the others. Says
 * how many processes there are, how many connections and messages a second this one may have, empty where it
 * has to say first what it has, the same of all together, how many refusals for the rate there were, and for
 * how long the server is left alone. What nobody asked about for a day is forgotten.
 */
export const paceScript: Script = {
  name: 'mailPace',
  numberOfKeys: 1,
  lua: `${now}
local id, fields, workers, names = ARGV[1], {}, {}, {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local name = string.match(all[i], '^worker:(.*)$')
  if name then
    local worker = cjson.decode(all[i + 1])
    if worker.at < now - ARGV[7] then redis.call('HDEL', KEYS[1], all[i]) else workers[name] = worker end
  else
    fields[all[i]] = tonumber(all[i + 1])
  end
end

local before = workers[id]
local me = { at = now, busy = ARGV[2] == '1' }
workers[id] = me
local live = 0
for name, worker in pairs(workers) do
  live = live + 1
  if worker.busy or name == id then table.insert(names, name) end
end
table.sort(names)
local rank = 0
for i, name in ipairs(names) do if name == id then rank = i - 1 end end
-- What does not go round is had by one after the other.
rank = (rank + math.floor(now / 2000)) % #names

local function total(what, has, least)
  local sum = fields[what]
  if has ~= '' and (before or not sum) then
    sum = math.max(least, (sum or 0) + has - (before and before[what] or 0))
    redis.call('HSET', KEYS[1], what, tostring(sum))
  end
  return sum, sum and (has ~= '' or not before)
end
local connections, hasConnections = total('connections', ARGV[3], 1)
local rate, hasRate = total('rate', ARGV[4], ARGV[8] + 0)
if hasConnections then
  me.connections = math.floor(connections / #names)
  if rank < connections % #names then me.connections = me.connections + 1 end
end
if hasRate then me.rate = rate / #names end
redis.call('HSET', KEYS[1], 'worker:' .. id, cjson.encode(me))

local refusals = redis.call('HINCRBY', KEYS[1], 'refusals', ARGV[5])
local till = math.max(fields['until'] or 0, now + ARGV[6])
if ARGV[6] + 0 > 0 then redis.call('HSET', KEYS[1], 'until', tostring(till)) end
redis.call('PEXPIRE', KEYS[1], 86400000)
local function said(value) return value and tostring(value) or '' end
return {live, said(me.connections), said(me.rate), said(connections), said(rate), refusals, math.max(0, till - now)}
`,
};
