// sqlStore in PostgreSQL: Debian's server on a Unix socket, with the client `pg`.

import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { childrenOf, end, run, start, startAgent, waitFor } from '../processes.mjs';

export const name = 'postgres';
export const server = 'PostgreSQL';

const DEBIAN = '/usr/lib/postgresql';

export async function startPlace({ agent, api, folder }) {
  const programs = join(DEBIAN, readdirSync(DEBIAN).sort((one, other) => other - one)[0], 'bin');
  const data = join(folder, 'data');
  // The server refuses to be root.
  const user = process.getuid() === 0 ? userIds('postgres') : {};
  mkdirSync(data);
  for (const owned of [folder, data]) if (user.uid !== undefined) chownSync(owned, user.uid, user.gid);
  const options = { ...user, cwd: folder };
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], options);
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`];
  let postgres;
  const startServer = async () => {
    postgres = start(join(programs, 'postgres'), ['-D', data, ...settings], options);
    postgres.stdout.resume();
    await waitFor(postgres, () => existsSync(join(folder, '.s.PGSQL.5432')));
  };
  await startServer();
  await createTables(api, folder);
  // Each connection has a process of its own.
  const signal = (name) => async () => [postgres.pid, ...childrenOf(postgres.pid)].forEach((pid) => process.kill(pid, name));
  return {
    recipe: "from 'pg'",
    outages: [
      ['the server is stopped', signal('SIGSTOP'), signal('SIGCONT')],
      // SIGQUIT ends it as a crash does: by SIGKILL, what it has started would be left for a while.
      ['the server crashes, and is started again', () => end(postgres, 'SIGQUIT'), startServer],
    ],
    open: async () => startAgent(process.execPath, [agent, api, 'postgres', folder]),
    stop: () => end(postgres, 'SIGINT'),
  };
}

const userIds = (name) => {
  const id = (what) => Number(execFileSync('id', [what, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

async function createTables(api, host) {
  const { sqlStore } = await import(api);
  const client = await connect(host);
  for (const table of [undefined, 'order']) {
    for (const sql of sqlStore.schema('postgres', { table })) await client.query(sql);
  }
  await client.end();
}

/** The socket is there a little before the server lets anybody in: 57P03 says that it is starting. */
async function connect(host) {
  const { default: pg } = await import('pg');
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (error.code !== '57P03' || tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
