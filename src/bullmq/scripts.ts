/** A Lua script: Redis runs each as a whole, with nothing else in between. */
export interface Script {
  readonly name: string;
  readonly numberOfKeys: number;
  readonly lua: string;
}

/** For scripts: Redis' own time, in milliseconds. */
export const now = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/**
 * Asks whether a job may be sent. Keys: job, its lock, login. Arguments: the lock's token, who asks,
 * '1' where logins are guarded. A trial lasts for as long as its job is locked: if its worker dies,
 * the next one tries.
 */
export const beginScript: Script = {
  name: 'mailBegin',
  numberOfKeys: 3,
  lua: `${now}
local result = redis.call('HGET', KEYS[1], 'mail:result')
if result then return {'delivered', result} end
local sender = redis.call('HGET', KEYS[1], 'mail:sender')
if sender then return {'interrupted', sender} end
if ARGV[3] ~= '1' then return {'send'} end

local login = redis.call('HMGET', KEYS[3], 'proven', 'until', 'trialLock', 'trialToken')
if login[1] then return {'send'} end
if login[2] and now < tonumber(login[2]) then return {'suspended', login[2] - now} end
if login[3] and redis.call('GET', login[3]) == login[4] then return {'wait'} end
redis.call('HSET', KEYS[3], 'trial', ARGV[2], 'trialLock', KEYS[2], 'trialToken', ARGV[1])
return {'trial'}
`,
};

/**
 * Marks a job: from now on its body may be out. Keys: job, its lock. Arguments: the lock's token, who
 * sends. Says 1 if the job is this sender's to send.
 */
export const markScript: Script = {
  name: 'mailMark',
  numberOfKeys: 2,
  lua: `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
local sender = redis.call('HGET', KEYS[1], 'mail:sender')
if sender and sender ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'mail:sender', ARGV[2])
return 1
`,
};

/** Takes a mark back. Keys: job. Arguments: whose mark. */
export const unmarkScript: Script = {
  name: 'mailUnmark',
  numberOfKeys: 1,
  lua: `
if redis.call('HGET', KEYS[1], 'mail:sender') == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'mail:sender')
end
return 0
`,
};

/** Keeps the result with the mark. Keys: job. Arguments: whose mark, the result. */
export const deliveredScript: Script = {
  name: 'mailDelivered',
  numberOfKeys: 1,
  lua: `
if redis.call('HGET', KEYS[1], 'mail:sender') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'mail:result', ARGV[2])
end
return 0
`,
};

/**
 * Suspends logins after a refusal. Keys: login. Arguments: who was refused, the first cool-down, the
 * longest. Says for how long. Who is refused while logins are suspended was on its way before.
 */
export const refusedScript: Script = {
  name: 'mailRefused',
  numberOfKeys: 1,
  lua: `${now}
local login = redis.call('HMGET', KEYS[1], 'until', 'coolDown')
if login[1] and now < tonumber(login[1]) then return login[1] - now end
local coolDown = tonumber(ARGV[2])
if login[2] then coolDown = math.min(login[2] * 2, tonumber(ARGV[3])) end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'until', now + coolDown, 'coolDown', coolDown)
return coolDown
`,
};

/**
 * Suspends logins for as long as one process does by itself. Keys: login. Arguments: who was turned
 * away, for how long. Says for how long.
 */
export const turnedAwayScript: Script = {
  name: 'mailTurnedAway',
  numberOfKeys: 1,
  lua: `${now}
local login = redis.call('HMGET', KEYS[1], 'until', 'trial')
local till = math.max(tonumber(login[1] or 0), now + ARGV[2])
redis.call('HSET', KEYS[1], 'until', till)
redis.call('HDEL', KEYS[1], 'proven')
if login[2] == ARGV[1] then redis.call('HDEL', KEYS[1], 'trial', 'trialLock', 'trialToken') end
return till - now
`,
};

/** Notes whose refused login has the queue wait. Keys: suspended. Arguments: whose, for how long. */
export const suspendedScript: Script = {
  name: 'mailSuspended',
  numberOfKeys: 1,
  lua: `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 0
`,
};

/** Ends BullMQ's rate limit where other credentials are what it waits for. Keys: suspended, limiter. Arguments: whose are there now. */
export const resumeScript: Script = {
  name: 'mailResume',
  numberOfKeys: 2,
  lua: `
local suspended = redis.call('GET', KEYS[1])
if suspended and suspended ~= ARGV[1] then redis.call('DEL', KEYS[1], KEYS[2]) end
return 0
`,
};

/** Ends a trial. Keys: login. Arguments: whose, '1' where the login worked. */
export const endTrialScript: Script = {
  name: 'mailEndTrial',
  numberOfKeys: 1,
  lua: `
if redis.call('HGET', KEYS[1], 'trial') ~= ARGV[1] then return 0 end
if ARGV[2] == '1' then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'proven', '1')
else
  redis.call('HDEL', KEYS[1], 'trial', 'trialLock', 'trialToken')
end
return 0
`,
};
