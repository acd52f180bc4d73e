// redisStore: Debian's Redis on a Unix socket; one process with ioredis, the other with node-redis.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { end, start, startAgent, waitFor } from '../processes.mjs';

export const name = 'redis';
export const server = 'Redis';

export async function startPlace({ agent, api, folder }) {
  const socket = join(folder, 'redis.sock');
  const settings = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '', '--appendonly', 'no'];
  const redis = start('redis-server', settings);
  redis.stdout.resume();
  await waitFor(redis, () => existsSync(socket));
  return {
    open: async (label) => {
      const client = label === 'b' ? 'redis by @redis/client' : 'redis';
      return startAgent(process.execPath, [agent, api, client, socket]);
    },
    stop: () => end(redis, 'SIGTERM'),
  };
}
