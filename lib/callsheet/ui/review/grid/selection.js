/* Selecting rows, leaving them out, and the line with the agent's opening words. */
Object.assign(Grid.prototype, {
  select(number, toHere) {
    const numbers = this.data.rows.map(row => row[0])
    const from = numbers.indexOf(toHere && this.anchor !== undefined ? this.anchor : number)
    const to = numbers.indexOf(number)
    const range = from < 0 ? [number] : numbers.slice(Math.min(from, to), Math.max(from, to) + 1)
    const add = toHere || !this.selected.has(number)
    for (const row of range) add ? this.selected.add(row) : this.selected.delete(row)
    this.anchor = number
    for (const row of this.data.rows) this.renderRow(row)
    this.renderToolbar()
  },

  clear() {
    if (!this.selected.size) return
    this.selected.clear()
    for (const row of this.data.rows) this.renderRow(row)
    this.renderToolbar()
  },

  showMessage(message) {
    this.message = message
    this.renderToolbar()
    if (message) this.announceText(message)
  },

  renderToolbar() {
    const { words, rows } = this.data
    const chosen = rows.filter(row => this.selected.has(row[0]))
    const out = chosen.filter(row => row[3] === 'left_out').length
    const parts = []
    if (chosen.length) {
      const count = element('', null, 'span')
      count.textContent = (chosen.length === 1 ? words.oneSelected : words.selected).replace('{n}', chosen.length)
      parts.push(count)
      if (out < chosen.length) parts.push(this.button('leave_out', words.leaveOut))
      if (out) parts.push(this.button('put_back', words.takeIn))
      parts.push(this.button('clear', words.clear))
    } else if (this.message) {
      parts.push(document.createTextNode(this.message))
    }
    this.toolbar.replaceChildren(...parts)
    this.toolbar.hidden = !parts.length
  },

  button(act, words) {
    const button = element('act', null, 'button')
    button.type = 'button'
    button.dataset.act = act
    button.textContent = words
    return button
  },

  runAction(act) {
    if (!act) return
    const rows = [...this.selected]
    this.clear()
    if (act !== 'clear') this.record({ kind: act, rows })
    this.scroller.focus()
  },

  /* The agent's opening words for the row under the cursor; placeholders that nothing fills keep their braces. */
  renderScriptLine() {
    const { prompt, columns, fallbacks, by_agent, rows, words } = this.data
    const row = this.cursor && rows.find(row => row[0] === +this.cursor.dataset.row)
    this.scriptLine.hidden = !prompt
    if (!prompt) return
    if (!row) return void (this.scriptLine.textContent = words.heardNowhere)
    const values = new Map(columns.map((column, index) => {
      const pendingEdit = this.pending.findLast(e => e.kind === 'edit' && e.row === row[0] && e.column === column.column)
      return [column.name, (pendingEdit ? pendingEdit.value : row[1][index]).trim() || fallbacks[column.name] || '']
    }))
    const parts = [element('who', null, 'span')]
    parts[0].textContent = `${words.heard} ${row[0]} `
    for (const piece of prompt.slice(0, 600).split(/(\{\{[^{}]*\}\})/)) {
      const name = piece.startsWith('{{') ? piece.slice(2, -2).trim() : ''
      const value = by_agent.includes(name) ? name.replaceAll('_', ' ') : values.get(name)
      const known = !name || value
      const part = element(name ? (known ? 'filled' : 'braces') : '', null, known ? 'span' : 'mark')
      part.dir = 'auto'
      part.textContent = value || piece
      parts.push(part)
    }
    this.scriptLine.replaceChildren(...parts)
  },
})

/* One Grid per element: a script run that supersedes another must not start a new one and lose its pending entries. */
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector('[data-callsheet="grid"]')
  let grid = grids.get(parentElement)
  if (grid?.root !== root) {
    const { pending = [], sequence = 0, step = 0 } = grid ?? {}
    grid = Object.assign(new Grid(root), { pending, sequence, step })
    grids.set(parentElement, grid)
  }
  grid.send = setStateValue
  grid.update(data)
}
