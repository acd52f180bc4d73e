// The worker that runs the suite inside workerd. runners/workerd.mjs bundles it.

import * as api from 'onerway-edge';

import { runSuite } from '../suite/index.mjs';

export default {
  async fetch(request) {
    const { texts, gateway } = await request.json();
    const vectors = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text)]));
    return Response.json(await runSuite(api, vectors, { gateway }));
  },
};
