/** @import * as Api from '../stores.js' */

import { checkClaim, checkComplete, checkName, checkRelease, failed, invalid } from './checks.js';
import { CLAIM, COMPLETE, RELEASE } from './redis-scripts.js';

/** @type {Api.ClaimResult[]} */
const CLAIM_ANSWERS = ['claimed', 'done', 'held', 'superseded'];

/** @type {typeof Api.redisStore} */
export function redisStore(client, { prefix = 'onerway' } = {}) {
  const evaluate = evaluator(client);
  checkName(prefix, 'prefix');
  // What stands in braces decides where a cluster keeps a key: all are kept together.
  const named = (keys) => keys.map((key) => `{${prefix}}:${key}`);
  const run = async (script, keys, args, answers) => {
    const answer = await evaluate(script, named(keys), args.map(String));
    // Some clients give bytes.
    const text = ArrayBuffer.isView(answer) ? new TextDecoder().decode(answer) : answer;
    if (!answers.includes(text)) throw failed('redisStore: the script gave an unexpected answer; check the function that runs it');
    return text;
  };
  return {
    async claim(keys, options) {
      const { keys: own, token, ttlMs, unless } = checkClaim(keys, options);
      const others = unless === undefined ? [] : [unless];
      return run(CLAIM, [...own, ...others], [own.length, token, ttlMs], CLAIM_ANSWERS);
    },
    async complete(keys, options) {
      const { keys: own, token, retainMs, also } = checkComplete(keys, options);
      return (await run(COMPLETE, [...own, ...also], [own.length, token, retainMs], ['true', 'false'])) === 'true';
    },
    async release(keys, options) {
      const { keys: own, token } = checkRelease(keys, options);
      await run(RELEASE, own, [token], ['released']);
    },
  };
}

/** `(script, keys, args) => Promise`, whichever client was given. */
function evaluator(client) {
  if (typeof client === 'function') return client;
  if (typeof client?.eval !== 'function') {
    throw invalid('config_invalid', 'client', 'is a Redis client with eval, or a function (script, keys, args)');
  }
  // ioredis
  if (typeof client.defineCommand === 'function') {
    return (script, keys, args) => client.eval(script, keys.length, ...keys, ...args);
  }
  // node-redis
  if (typeof client.evalSha === 'function') {
    return (script, keys, args) => client.eval(script, { keys, arguments: args });
  }
  return (script, keys, args) => client.eval(script, keys, args);
}
