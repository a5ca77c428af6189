/**
 * Cells of Excel's clipboard format: separated by tabs and line ends, quoted if they contain one of these.
 * @param {string} text
 * @returns {string[][]}
 */
export function parseClipboard(text) {
  const rows = /** @type {string[][]} */ ([[]])
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy
  for (let match; cell.lastIndex <= text.length && (match = cell.exec(text)); ) {
    const [, value, end] = match
    rows.at(-1).push(value.startsWith('"') && value.length > 1 ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  if (rows.length > 1 && rows.at(-1).join('') === '') rows.pop()
  return rows
}
