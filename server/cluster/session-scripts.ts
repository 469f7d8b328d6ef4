/** The scripts that decide who owns a session. Redis runs each at once and whole, and by its own clock alone. */

const now = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

/** Writes token, owner and lease into the row KEYS[1]. */
const own = (token: string) => `
redis.call('HSET', KEYS[1], 'token', ${token}, 'process', ARGV[1], 'address', ARGV[2], 'expires', string.format('%d', now + ARGV[3]))
redis.call('EXPIRE', KEYS[1], ARGV[4])
`

/** First claim. KEYS: row, checkpoint. ARGV: process, address, lease in ms, life of the row in s.
 *  Returns {token}, or {} when the session has a row. The token grows even over an emptied Redis. */
export const bornScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then return {} end
${now}
local token = string.format('%d', now)
redis.call('DEL', KEYS[2])
${own('token')}
return {token}
`

/** Renews, and keeps a checkpoint when one comes along; writes a missing row anew. KEYS and ARGV 1–4 as above; then token,
 *  and for a checkpoint its age, schema and bytes. Returns 0, and writes nothing, when the row carries a higher token, the
 *  same of another process, or a younger checkpoint. */
export const keepScript = `
local row = redis.call('HMGET', KEYS[1], 'token', 'process', 'age')
if row[1] then
  if tonumber(row[1]) > tonumber(ARGV[5]) then return 0 end
  if row[1] == ARGV[5] and (row[2] ~= ARGV[1] or (ARGV[6] and tonumber(row[3] or '0') > tonumber(ARGV[6]))) then return 0 end
end
${now}
${own('ARGV[5]')}
if ARGV[6] then
  redis.call('HSET', KEYS[1], 'age', ARGV[6], 'schema', ARGV[7])
  redis.call('SET', KEYS[2], ARGV[8], 'EX', ARGV[4])
end
return 1
`

/** Where a session is. KEYS: row. ARGV: prefix of the processes' heartbeats.
 *  Returns {token, 1 when its owner is dead}: the lease is over, or the process is not registered any more. */
export const findScript = `
local row = redis.call('HMGET', KEYS[1], 'token', 'process', 'expires')
if not row[1] then return {} end
${now}
local isDead = now > tonumber(row[3]) or redis.call('EXISTS', ARGV[1] .. row[2]) == 0
return {row[1], isDead and 1 or 0}
`

/** Takes a session over: a compare-and-set on the token that was seen, which is the election. KEYS and ARGV 1–4 as above;
 *  then that token, the schema that the taker reads, and the prefix of heartbeats.
 *  Returns {token, age, checkpoint}, or {} when the owner lives, another was first, or there is nothing that can be read. */
export const takeScript = `
local row = redis.call('HMGET', KEYS[1], 'token', 'process', 'expires', 'age', 'schema')
if row[1] ~= ARGV[5] or row[5] ~= ARGV[6] then return {} end
${now}
if now <= tonumber(row[3]) and redis.call('EXISTS', ARGV[7] .. row[2]) == 1 then return {} end
local checkpoint = redis.call('GET', KEYS[2])
if not checkpoint then return {} end
local token = string.format('%d', math.max(now, tonumber(row[1]) + 1))
${own('token')}
return {token, row[4], checkpoint}
`

/** Removes the row and the checkpoint of who still owns them. KEYS: row, checkpoint. ARGV: token. */
export const releaseScript = `
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then return redis.call('DEL', KEYS[1], KEYS[2]) end
return 0
`
