// Each word of a closed list of the types is one of the core's, or JavaScript says it. The other direction is TypeScript's.

import ts from 'typescript';

import { MODULES, eachNode, exportsOf, sourcesOf } from './program.mjs';

/** The lists that are not the core's alone. */
const LISTS = ['OnerwayErrorCode', 'CallbackCode', 'ClaimResult'];

export function* wordFaults(program) {
  const checker = program.getTypeChecker();
  const declared = new Map(MODULES.flatMap(({ types }) => [...exportsOf(program, types)]));
  const lists = LISTS.map((name) => ({ name, words: wordsOf(checker.getDeclaredTypeOfSymbol(declared.get(name))) }));
  const codes = checker.getTypeOfSymbol(exportsOf(program, 'target/bindgen/texts.d.ts').get('codes'));
  const said = new Set(wordsOf(checker.getIndexTypeOfType(codes, ts.IndexKind.Number)));
  eachNode(sourcesOf(program), (node) => {
    // A word is said where one of the list is expected. Comparing with it says nothing.
    const type = ts.isStringLiteral(node) && checker.getContextualType(node);
    if (type && lists.some(({ words }) => isSame(words, wordsOf(type)))) said.add(node.text);
  });
  for (const { name, words } of lists) {
    if (words.length === 0) yield `${name} is no list of words`;
    for (const word of words) if (!said.has(word)) yield `${name}: nothing says ${word}`;
  }
}

const wordsOf = (type) => (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral()).map((one) => one.value);
const isSame = (words, others) => words.length === others.length && words.every((word) => others.includes(word));
