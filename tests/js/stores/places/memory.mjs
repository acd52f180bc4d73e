// memoryStore: in one process of Node, since it is shared with nobody.

import { startAgent } from '../processes.mjs';

export const name = 'memory';
export const server = 'Node';

export async function startPlace({ agent, api }) {
  return {
    open: async () => startAgent(process.execPath, [agent, api, 'memory']),
    stop: async () => {},
  };
}
