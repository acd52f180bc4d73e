// How the demo looks: sections of aligned lines, a mark at the end of each step. At most 100 columns.

const MARK_COLUMN = 97;

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const style = (code) => (text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
export const bold = style(1);
export const dim = style(2);
const green = style(32);
const red = style(31);

export function section(title, remark = '') {
  console.log(`\n${bold(title)}${remark && `  ${dim(remark)}`}`);
}

/** One line of columns, each as wide as told. */
export function line(columns, widths = []) {
  console.log(`  ${join(columns, widths)}`);
}

export function remark(text) {
  console.log(dim(`  ${text}`));
}

/** A step's line, with its mark; `fault` says why it did not hold. */
export function verdict(columns, widths, fault) {
  const text = `  ${join(columns, widths)}`;
  console.log(`${text.padEnd(MARK_COLUMN)} ${fault ? red('✗') : green('✓')}`);
  if (fault) console.log(red(`    ${fault}`));
}

/** Columns as wide as their content; those named in `right` stand to the right. */
export function table(head, rows, right = []) {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at].length)));
  const cells = (row) =>
    row.map((cell, at) => (right.includes(head[at]) ? cell.padStart(widths[at]) : cell.padEnd(widths[at])));
  console.log(`  ${dim(cells(head).join('  ').trimEnd())}`);
  for (const row of rows) console.log(`  ${cells(row).join('  ').trimEnd()}`);
}

function join(columns, widths) {
  return columns.map((column, at) => String(column).padEnd(widths[at] ?? 0)).join('  ').trimEnd();
}
