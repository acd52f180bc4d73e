// A process of its own that has a store open: node agent.mjs API STORE PLACE. API is a module with the package's
// exports, PLACE what the store is opened with. A line of JSON is a command, a line of JSON its answer; several can be
// under way.

import process from 'node:process';
import { createInterface } from 'node:readline';

import { obey } from './commands.mjs';
import { openers } from './open.mjs';

const [moduleOfApi, name, place] = process.argv.slice(2);
const api = await import(moduleOfApi);
const opened = await openers[name](api, place);

for await (const line of createInterface({ input: process.stdin })) {
  const { id, ...command } = JSON.parse(line);
  void obey(api, opened, command)
    .then(
      (value) => ({ value }),
      (error) => ({ error: String(error?.stack ?? error) }),
    )
    .then((answer) => process.stdout.write(`${JSON.stringify({ ...answer, id })}\n`));
}
process.exit();
