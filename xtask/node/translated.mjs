// What the core in JavaScript needs beyond its translation. Where generated code looks other than expected, the build fails.

/**
 * The glue looks at memory through views. It makes new ones once their buffer is detached, as Wasm leaves it when memory
 * grows; JavaScript leaves the old buffer as it was, with what stood in it.
 */
export function watchingGrowth(glue) {
  let views = 0;
  const watching = glue.replace(/if \((cached\w+) === null \|\| .*\) \{/g, (_, view) => {
    views += 1;
    return `if (${view}?.buffer !== wasm.memory.buffer) {`;
  });
  if (views !== 2 || /detached|byteLength/.test(watching)) throw new Error('the glue looks at memory in another way');
  return watching;
}

/** Of one block of SHA-256: six in each of 64 rounds, four for each of 48 words of the schedule. */
const ROTATIONS = 64 * 6 + 48 * 4;

/** wasm2js calls a function for each rotation, more often than engines inline. As two shifts, a callback takes half the time. */
export function shifting(core) {
  const rotated = (value, left) => `(${value} << ${left} | ${value} >>> ${32 - left})`;
  let rotations = 0;
  const shifts = core.replace(/\b__wasm_rot([lr])_i32\((\$\w+), (\d+)\)/g, (_, direction, value, by) => {
    rotations += 1;
    return rotated(value, direction === 'l' ? Number(by) : 32 - by);
  });
  if (rotations < ROTATIONS) throw new Error('rotations are translated in another way');
  return shifts;
}
