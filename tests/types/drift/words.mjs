// Each word of the types is one of the core's, or JavaScript says it. The other direction is TypeScript's.

import ts from 'typescript';

import { MODULES, eachNode, exportsOf, generatedOf, sourcesOf, typesOf } from './program.mjs';

export function* wordFaults(program) {
  yield* unsaidInLists(program);
  yield* unsaidAnywhere(program);
}

/** Lists that are not the core's alone, and whose words are said elsewhere too: only where one of the list belongs, it counts. */
const LISTS = ['OnerwayErrorCode', 'CallbackCode', 'ClaimResult'];

function* unsaidInLists(program) {
  const checker = program.getTypeChecker();
  const declared = new Map(MODULES.flatMap(({ types }) => [...exportsOf(program, types)]));
  const lists = LISTS.map((name) => ({ name, words: wordsOf(checker.getDeclaredTypeOfSymbol(declared.get(name))) }));
  const codes = checker.getTypeOfSymbol(exportsOf(program, 'target/publish/texts.d.ts').get('codes'));
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

/** Any other literal of the types has to stand somewhere; names of properties are TypeScript's. */
function* unsaidAnywhere(program) {
  const literals = new Set();
  const isWord = (node) => ts.isStringLiteral(node) || ts.isNumericLiteral(node);
  eachNode([...sourcesOf(program), ...generatedOf(program)], (node) => {
    if (isWord(node)) literals.add(node.text);
  });
  for (const file of typesOf(program)) {
    const words = [];
    eachNode([file], (node) => {
      const isName = ts.findAncestor(node, (one) => ts.isTypeReferenceNode(one) || ts.isIndexedAccessTypeNode(one));
      if (ts.isLiteralTypeNode(node) && isWord(node.literal) && !isName) words.push(node.literal.text);
    });
    for (const word of words) if (!literals.has(word)) yield `${word}: neither the core nor a source says it`;
  }
}

const wordsOf = (type) => (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral()).map((one) => one.value);
const isSame = (words, others) => words.length === others.length && words.every((word) => others.includes(word));
