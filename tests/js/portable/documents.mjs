// The texts of the repository that the tests beside this file hold against each other.

import { readFileSync } from 'node:fs';

const project = new URL('../../../', import.meta.url);

export const urlOf = (path) => new URL(path, project);
export const textOf = (path) => readFileSync(urlOf(path), 'utf8');

/** Each step of `cargo xtask test`, and the runtime in which it runs the suite. xtask itself keeps the file true. */
export const STEPS = textOf('tests/steps.txt').trim().split('\n').map((line) => line.split(' '));
