// Each option that the types name is read by the sources, and each function of the core is called, where TypeScript knows
// what it is. That there are no others is TypeScript's to see.

import ts from 'typescript';

import { eachNode, exportsOf, sourcesOf, typesOf } from './program.mjs';

/** Types of what callers pass, except parameters of queries, which are the core's. */
const OPTIONS = /(Options|Settings|Address|Keys|Headers)$|^OnDoubt|^Endpoint$/;

export function* unreadFaults(program) {
  const read = readProperties(program);
  const declared = [];
  eachNode(typesOf(program), (node) => {
    const owner = ts.isPropertySignature(node) && ownerOf(node);
    if (owner) declared.push({ node, owner });
  });
  if (declared.length === 0) yield 'the types have no options';
  for (const { node, owner } of declared) {
    if (!read.has(node)) yield `${owner}.${node.name.getText()}: no source reads it`;
  }
  for (const [name, { valueDeclaration }] of exportsOf(program, 'target/publish/current/bindgen/onerway_edge.d.ts')) {
    if (!read.has(valueDeclaration)) yield `${name} of the core: no source calls it`;
  }
}

/** A function's type is what the sources call: what it gets, they write. */
const { InterfaceDeclaration, TypeAliasDeclaration, FunctionDeclaration, FunctionType } = ts.SyntaxKind;
const OWNERS = new Set([InterfaceDeclaration, TypeAliasDeclaration, FunctionDeclaration, FunctionType]);

/** Whose option it is; undefined where it is none. */
function ownerOf(node) {
  const owner = ts.findAncestor(node, (one) => OWNERS.has(one.kind));
  if (owner === undefined || ts.isFunctionTypeNode(owner)) return undefined;
  const isOption = ts.isFunctionDeclaration(owner) ? ts.findAncestor(node, ts.isParameter) : OPTIONS.test(owner.name.text);
  return isOption ? owner.name.text : undefined;
}

/** The declarations of all properties that a source takes out of an object of a known type. */
function readProperties(program) {
  const checker = program.getTypeChecker();
  const read = new Set();
  const note = (object, name) => {
    const type = checker.getNonNullableType(checker.getTypeAtLocation(object));
    const property = checker.getPropertyOfType(type, name);
    for (const declaration of property?.declarations ?? []) read.add(declaration);
  };
  eachNode(sourcesOf(program), (node) => {
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && !node.dotDotDotToken) {
      note(node.parent, (node.propertyName ?? node.name).getText());
    } else if (ts.isPropertyAccessExpression(node)) {
      note(node.expression, node.name.text);
    } else if (ts.isElementAccessExpression(node)) {
      const names = checker.getTypeAtLocation(node.argumentExpression);
      for (const name of names.isUnion() ? names.types : [names]) if (name.isStringLiteral()) note(node.expression, name.value);
    }
  });
  return read;
}
