// redisStore: Debian's Redis on a Unix socket; one process with ioredis, the other with node-redis.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { end, start, startAgent, waitFor } from '../processes.mjs';

export const name = 'redis';
export const server = 'Redis';

export async function startPlace({ agent, api, folder }) {
  const socket = join(folder, 'redis.sock');
  const settings = ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '', '--appendonly', 'yes'];
  let redis;
  const startServer = async () => {
    // A killed server leaves it behind.
    rmSync(socket, { force: true });
    redis = start('redis-server', settings);
    redis.stdout.resume();
    await waitFor(redis, () => existsSync(socket));
  };
  await startServer();
  return {
    outages: [
      ['the server is stopped', () => redis.kill('SIGSTOP'), () => redis.kill('SIGCONT')],
      ['the server is killed, and started again', () => end(redis, 'SIGKILL'), startServer],
    ],
    open: async (label) => {
      const client = label === 'b' ? 'redis by @redis/client' : 'redis';
      return startAgent(process.execPath, [agent, api, client, socket]);
    },
    stop: () => end(redis, 'SIGTERM'),
  };
}
