// What some runtime or bundler refuses, or takes as a request for another file.

import ts from 'typescript';

const CODE_FROM_TEXT = ['eval', 'Function'];
const GLOBAL_SCOPE = ['globalThis', 'self', 'window', 'global'];

/** Throws when the built file contains any of it. */
export function checkPortable(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const found = new Set();
  const visit = (node) => {
    found.add(unwantedIn(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  found.delete(undefined);
  if (found.size > 0) throw new Error(`${file} contains ${[...found].join(', ')}`);
}

function unwantedIn(node) {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'import.meta';
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'import()';
  if (ts.isNewExpression(node) && globalNamed(node.expression) === 'URL') return 'new URL';
  if (CODE_FROM_TEXT.includes(globalNamed(node))) return globalNamed(node);
  return undefined;
}

/** The name of the global that an expression is: `eval`, `globalThis.eval`, `globalThis['eval']`. */
function globalNamed(node) {
  if (ts.isIdentifier(node)) return isNameOnly(node) ? undefined : node.text;
  const isOfScope = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isOfScope || !GLOBAL_SCOPE.includes(node.expression.text)) return undefined;
  return (node.name ?? node.argumentExpression).text;
}

/** Not the method of a Redis client: the name of a property, in an object, a class or a pattern. */
function isNameOnly(node) {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  const names = [ts.isPropertyAccessExpression, ts.isPropertyAssignment, ts.isMethodDeclaration, ts.isPropertyDeclaration, ts.isAccessor];
  return parent.name === node && names.some((is) => is(parent));
}
