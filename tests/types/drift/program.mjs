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

/** What TypeScript itself finds. */
export function* typeFaults(program) {
  yield* [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].map(textOf);
  for (const file of program.getSourceFiles()) {
    if (program.isSourceFileDefaultLibrary(file)) continue;
    yield* [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(textOf);
  }
}

export const sourcesOf = (program) => program.getSourceFiles().filter(({ fileName }) => /^pkg-template\/(src|stores)\/.+\.js$/.test(pathOf(fileName)));
export const typesOf = (program) => program.getSourceFiles().filter(({ fileName }) => /^pkg-template\/.+\.d\.ts$/.test(pathOf(fileName)));

/** What a module exports, by name. */
export function exportsOf(program, path) {
  const checker = program.getTypeChecker();
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(fullPath(path))));
  return new Map(symbols.map((symbol) => [symbol.name, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol]));
}

export function eachNode(files, visit) {
  const walk = (node) => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  files.forEach(walk);
}
