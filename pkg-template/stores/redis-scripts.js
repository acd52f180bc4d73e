// Redis runs a script as one step. A key holds `d` where it is done, else `c` and the token of its claim;
// it expires by the server's clock. ARGV[1] says how many of KEYS are the event's own.

export const CLAIM = `
local mine = 'c' .. ARGV[2]
local count = tonumber(ARGV[1])
local open = {}
local held = false
for i = 1, count do
  local value = redis.call('GET', KEYS[i])
  if value ~= 'd' then
    open[#open + 1] = KEYS[i]
    if value and value ~= mine then held = true end
  end
end
if #open == 0 then return 'done' end
if KEYS[count + 1] and redis.call('GET', KEYS[count + 1]) == 'd' then return 'superseded' end
if held then return 'held' end
for _, key in ipairs(open) do redis.call('SET', key, mine, 'PX', ARGV[3]) end
return 'claimed'
`;

export const COMPLETE = `
local mine = 'c' .. ARGV[2]
local count = tonumber(ARGV[1])
local retain = tonumber(ARGV[3])
local function mark(key)
  local value = redis.call('GET', key)
  if value and value ~= 'd' and value ~= mine then return false end
  if value ~= 'd' or redis.call('PTTL', key) < retain then redis.call('SET', key, 'd', 'PX', ARGV[3]) end
  return true
end
local all = true
for i = 1, count do
  if not mark(KEYS[i]) then all = false end
end
if not all then return 'false' end
for i = count + 1, #KEYS do mark(KEYS[i]) end
return 'true'
`;

export const RELEASE = `
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == 'c' .. ARGV[1] then redis.call('DEL', key) end
end
return 'released'
`;
