// The parameters of each function and method of the sources have the names of the types, in their order.

import ts from 'typescript';

import { MODULES, exportsOf } from './program.mjs';

export function* parameterFaults(program) {
  const checker = program.getTypeChecker();
  for (const { types, source } of MODULES) {
    const written = exportsOf(program, source);
    for (const [name, declared] of exportsOf(program, types)) {
      if (declared.flags & ts.SymbolFlags.Class) yield* classFaults(checker, name, declared, written.get(name));
      else if (declared.flags & ts.SymbolFlags.Value) yield* functionFaults(checker, name, declared, written.get(name));
    }
  }
}

function* functionFaults(checker, name, declared, written) {
  const type = checker.getTypeOfSymbol(declared);
  yield* compare(checker, name, type.getCallSignatures(), functionOf(written?.valueDeclaration));
  // Functions of a function: `sqlStore.schema`.
  for (const member of type.getProperties()) {
    const added = written?.exports?.get(member.escapedName)?.valueDeclaration;
    const signatures = checker.getTypeOfSymbol(member).getCallSignatures();
    yield* compare(checker, `${name}.${member.name}`, signatures, functionOf(added?.parent));
  }
}

function* classFaults(checker, name, declared, written) {
  const { members = [] } = classOf(checker, written?.valueDeclaration) ?? {};
  const signatures = checker.getTypeOfSymbol(declared).getConstructSignatures();
  yield* compare(checker, `new ${name}`, signatures, members.find(ts.isConstructorDeclaration));
  for (const member of checker.getDeclaredTypeOfSymbol(declared).getProperties()) {
    if (!(member.flags & ts.SymbolFlags.Method)) continue;
    const method = members.find((node) => node.name?.getText() === member.name);
    yield* compare(checker, `${name}.${member.name}`, checker.getTypeOfSymbol(member).getCallSignatures(), method);
  }
}

/** The class itself, or that to which another name is given: `const Name = (Class)`. */
function classOf(checker, node) {
  if (!node || ts.isClassLike(node)) return node;
  const value = node.initializer && ts.skipOuterExpressions(node.initializer);
  return value && checker.getSymbolAtLocation(value)?.valueDeclaration;
}

function functionOf(node) {
  if (!node || ts.isFunctionLike(node)) return node;
  return ts.forEachChild(node, functionOf);
}

function* compare(checker, what, signatures, written) {
  if (signatures.length === 0 || written === undefined) {
    yield `${what}: ${written === undefined ? 'the sources have' : 'the types say'} no parameters`;
    return;
  }
  // A parameter that is taken apart has no name.
  const given = written.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined));
  for (const { parameters } of signatures) {
    const names = parameters.map((symbol) => symbol.name);
    const isInOrder = given.every((name, at) => (name ?? names[at]) === names[at] && at < names.length);
    // What a platform passes besides is unknown.
    const others = parameters.slice(given.length).map((symbol) => checker.getTypeOfSymbol(symbol));
    const isTaken = others.every((type) => type.flags & ts.TypeFlags.Unknown);
    if (!isInOrder || !isTaken) yield `${what}: the parameters are (${names}) in the types, (${given}) in the sources`;
  }
}
