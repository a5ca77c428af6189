/**
 * Cells of Excel's clipboard format: separated by tabs and line ends, quoted if they contain one of these.
 * @param {string} text
 * @returns {string[][]}
 */
export function parseClipboard(text) {
  const rows = /** @type {string[][]} */ ([[]])
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy
  for (let match; cell.lastIndex <= text.length && (match = cell.exec(text)); ) {
    const [, quoted, plain, end] = match
    rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  if (rows.length > 1 && rows[rows.length - 1].join('') === '') rows.pop()
  return rows
}

/**
 * Cells as text for the clipboard, as Excel writes it.
 * @param {string[][]} rows
 */
export function asText(rows) {
  const quoted = (/** @type {string} */ value) => (/["\t\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  return rows.map(values => values.map(quoted).join('\t')).join('\r\n')
}

/**
 * Cells as a table for the clipboard. Excel takes each as text, so digits stay as they are and nothing becomes a formula.
 * @param {string[][]} rows
 */
export function asHtml(rows) {
  const signs = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '<br>', '\r': '' })
  const escaped = (/** @type {string} */ value) => value.replace(/[&<>"\r\n]/g, sign => signs[sign])
  const lines = rows.map(values => `<tr>${values.map(value => `<td style="mso-number-format:'\\@'">${escaped(value)}</td>`).join('')}</tr>`)
  return `<meta charset="utf-8"><table>${lines.join('')}</table>`
}
