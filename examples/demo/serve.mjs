// --serve: all stays up, with commands to try by hand.

import { dim, line, section } from './print.mjs';

/** Resolves at Ctrl-C. */
export async function serve({ worker, gateway }) {
  section('Running', 'until Ctrl-C');
  line(['worker', worker.url], [8]);
  line(['gateway', gateway.url], [8]);

  example('the published callback', [
    `curl -s ${gateway.url}/sample/callback |`,
    `  curl -si --data-binary @- ${worker.url}/callback`,
  ]);
  example('the same, its amount changed', [
    `curl -s ${gateway.url}/sample/callback | sed s/100.00/900.00/ |`,
    `  curl -si --data-binary @- ${worker.url}/callback`,
  ]);
  example('the worker asks the gateway', [
    `curl -sH 'Authorization: Bearer ${worker.adminToken}' '${worker.url}/transactions?ids=1826814232868814848'`,
  ]);
  example("the documentation's first request, straight to the gateway", [
    `curl -s ${gateway.url}/sample/query |`,
    `  curl -sH 'Content-Type: application/json' --data-binary @- ${gateway.url}/v1/txn/list`,
  ]);

  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      // Miniflare's own listener ends the process as a failure. Here it is the ordinary end.
      process.removeAllListeners(signal);
      process.once(signal, resolve);
    }
  });
}

function example(title, lines) {
  console.log(`\n  ${dim(`# ${title}`)}`);
  for (const text of lines) console.log(`  ${text}`);
}
