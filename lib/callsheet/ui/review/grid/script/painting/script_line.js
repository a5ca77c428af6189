import { element, rowName } from './dom.js'
const LONGEST = 600 // characters of the script

/**
 * The agent's opening words for the row under the cursor; placeholders that nothing fills keep their braces.
 * @param {import('../grid.js').Grid} grid
 */
export function paintScriptLine(grid) {
  const { data, state, store, outbox } = grid
  const line = /** @type {HTMLElement | null} */ (document.querySelector('[data-callsheet="preview"]'))
  if (!line || !data.prompt) return
  const { cursor } = state
  const row = cursor && store.get(cursor.index)
  const painted = `${row?.row} ${store.version} ${outbox.changes} ${data.view}`
  if (line.dataset.painted === painted) return
  line.dataset.painted = painted
  if (!row) return void (line.textContent = data.words.heardNowhere)
  const values = new Map(data.columns.map((column, index) => {
    const value = outbox.pendingValue(data.view, cursor.index, row.row, column.column) ?? row.values[index]
    return [column.name, value.trim() || data.fallbacks[column.name] || '']
  }))
  for (const [name, value] of Object.entries(data.fallbacks)) if (!values.get(name)) values.set(name, value)
  const who = element('who', null, 'span')
  who.textContent = `${data.words.heard} ${rowName(data.parts, row.row).text} `
  line.replaceChildren(who, ...pieces(data.prompt.slice(0, LONGEST)).map(([text, name]) => {
    const value = data.by_agent.includes(name) ? name.replaceAll('_', ' ') : values.get(name)
    const part = element(name ? (value ? 'filled' : 'braces') : '', null, name && !value ? 'mark' : 'span')
    part.dir = 'auto'
    part.textContent = value || text
    return part
  }))
}

/**
 * A script as pairs of text and variable name; "" for what is between variables.
 * @param {string} prompt
 * @returns {[string, string][]}
 */
function pieces(prompt) {
  return prompt.split(/(\{\{[^{}]*\}\})/).map(piece => [piece, piece.startsWith('{{') ? piece.slice(2, -2).trim() : ''])
}
