// Code of the documents, run as it stands there. Node and Deno run it.

const AsyncFunction = (async () => {}).constructor;

/** What a block of code exports. `modules` are what it imports; `given` are names that are its reader's. */
export async function exportsOf(code, modules, given) {
  const names = [...code.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => name);
  const body = code
    .replace(/^import (?:(\w+)|(\{.*\})) from '(.+)';$/gm, (_, name, list, from) => `const ${list ?? `{ default: ${name} }`} = modules['${from}'];`)
    .replace(/^export /gm, '');
  const run = new AsyncFunction('modules', ...Object.keys(given), `${body}\nreturn { ${names} };`);
  return run(modules, ...Object.values(given));
}
