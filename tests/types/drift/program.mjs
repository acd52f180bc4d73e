// TypeScript's view of the package's sources and types, in which a file can have another text.

import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const fullPath = (path) => join(root, path);
const pathOf = (fileName) => relative(root, fileName).replaceAll('\\', '/');

/** Where each part of the package is declared, and where it is written. */
export const MODULES = [
  { types: 'pkg-template/index.d.ts', source: 'pkg-template/src/index.js' },
  { types: 'pkg-template/stores.d.ts', source: 'pkg-template/stores/index.js' },
];

const configFile = fullPath('tests/types/source.tsconfig.json');
const { config, error } = ts.readConfigFile(configFile, ts.sys.readFile);
if (error) throw new Error(textOf(error));
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, fullPath('tests/types'));

const parsed = new Map();
let last;

/** `changed`: texts by paths. All other files are read once. */
export function programOf(changed = {}) {
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (fileName, target) => {
    const text = changed[pathOf(fileName)];
    if (text !== undefined) return ts.createSourceFile(fileName, text, target, true);
    if (!parsed.has(fileName)) {
      const found = ts.sys.readFile(fileName);
      parsed.set(fileName, found === undefined ? undefined : ts.createSourceFile(fileName, found, target, true));
    }
    return parsed.get(fileName);
  };
  last = ts.createProgram({ rootNames: fileNames, options, host, oldProgram: last });
  return last;
}

function textOf({ file, start, messageText }) {
  const text = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (!file) return text;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${pathOf(file.fileName)}:${line + 1}: ${text}\n    ${file.text.split('\n')[line].trim()}`;
}

/** What TypeScript itself finds, where it is most likely to be first: in what has changed, and in comparisons. */
export function* typeFaults(program, changed) {
  yield* program.getOptionsDiagnostics().map(textOf);
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  const rank = ({ fileName }) => Number(pathOf(fileName) in changed) * 2 + Number(/\/(source|results)\.ts$/.test(fileName));
  for (const file of files.toSorted((one, other) => rank(other) - rank(one))) {
    yield* [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(textOf);
  }
  yield* program.getGlobalDiagnostics().map(textOf);
}

const filesLike = (program, pattern) => program.getSourceFiles().filter(({ fileName }) => pattern.test(pathOf(fileName)));
export const sourcesOf = (program) => filesLike(program, /^pkg-template\/(src|stores)\/.+\.js$/);
export const generatedOf = (program) => filesLike(program, /^target\/publish\/(texts|words)\.d\.ts$/);
export const typesOf = (program) => filesLike(program, /^pkg-template\/.+\.d\.ts$/);

/** What a module exports, by name. */
export function exportsOf(program, path) {
  const checker = program.getTypeChecker();
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(fullPath(path))));
  const behind = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  return new Map(symbols.map((symbol) => [symbol.name, behind(symbol)]));
}

export function eachNode(files, visit) {
  const walk = (node) => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  files.forEach(walk);
}
