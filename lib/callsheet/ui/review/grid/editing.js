/* Editing cells: in place, by pasting, by accepting a suggestion. */
Object.assign(Grid.prototype, {
  open(cell, typed) {
    if (!cell || this.editor) return
    this.focus(cell)
    const value = cell.querySelector('.value')
    const input = document.createElement('input')
    input.dir = 'auto'
    input.value = typed ?? value.textContent
    input.setAttribute('aria-label', `${this.data.columns[cell.dataset.index].header}, ${this.data.words.row} ${cell.dataset.row}`)
    value.style.display = 'none'
    cell.prepend(input)
    cell.classList.add('editing')
    this.editor = { cell, input, before: value.textContent }
    input.focus()
    if (typed === undefined) input.select()
    input.addEventListener('blur', () => this.close(true))
  },

  keyInEditor(event) {
    const cell = this.editor.cell
    const line = cell.parentNode
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      this.close(false)
      this.focus(cell)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      this.close(true)
      const next = event.shiftKey ? line.previousElementSibling : line.nextElementSibling
      this.focus(this.cellAt(next, cell.dataset.index) ?? cell)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      this.close(true)
      if (!this.tab(cell, event.shiftKey)) this.focus(cell)
    } else if (event.key === 'F8') {
      event.preventDefault()
      this.close(true)
      this.nextProblem(event.shiftKey)
    }
  },

  close(keep) {
    if (!this.editor) return
    const { cell, input, before } = this.editor
    this.editor = null
    const text = input.value.trim()
    input.remove()
    cell.querySelector('.value').style.display = ''
    cell.classList.remove('editing')
    if (keep && text !== before) this.write([[cell, text]])
    else this.repaint(cell)
  },

  repaint(cell) {
    const row = this.data.rows.find(row => row[0] === +cell.dataset.row)
    this.rows.get(row[0]).rendered[cell.dataset.index] = null
    this.renderRow(row)
  },

  write(changes) {
    this.step += 1
    for (const [cell, value] of changes) {
      const column = this.data.columns[cell.dataset.index].column
      this.pending.push({ kind: 'edit', sequence: ++this.sequence, step: this.step, row: +cell.dataset.row, column, value })
    }
    for (const [cell] of changes) this.repaint(cell)
    this.renderScriptLine()
    this.sendPending()
  },

  record(entry) {
    this.pending.push({ ...entry, sequence: ++this.sequence })
    this.sendPending()
  },

  /* Sends the whole list until it is acknowledged: a rerun or a lost connection may drop a message. Retries after 1.5 s,
     3 s, … up to 10 s. */
  sendPending(tries = 0) {
    const again = tries ? [{ kind: 'again', sequence: 0, tries }] : []
    this.send('edits', [...this.pending, ...again])
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.root.isConnected && this.pending.length && this.sendPending(tries + 1), Math.min(1500 * (tries + 1), 10000))
  },

  accept(cell) {
    const row = this.data.rows.find(row => row[0] === +cell.dataset.row)
    const offer = row[2][cell.dataset.index]?.[4]
    if (offer) this.write([[cell, offer[0]]])
  },

  pasted(event) {
    if (this.editor || !this.cursor) return
    event.preventDefault()
    const block = parseClipboard(event.clipboardData.getData('text/plain'))
    const changes = []
    let line = this.cursor.parentNode
    for (const values of block) {
      values.forEach((value, offset) => {
        const cell = this.cellAt(line, +this.cursor.dataset.index + offset)
        if (cell) changes.push([cell, value.trim()])
      })
      line = line.nextElementSibling
      if (!line) break
    }
    if (changes.length) this.write(changes)
    const cells = block.reduce((sum, values) => sum + values.length, 0)
    const words = this.data.words
    this.showMessage(changes.length < cells ? words.pastedPart.replace('{n}', changes.length).replace('{of}', cells) : '')
  },

  copied(event) {
    if (this.editor || !this.cursor) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', this.cursor.querySelector('.value').textContent)
  },
})

/* Cells of Excel's clipboard format: separated by tabs and line ends, quoted if they contain one of these. */
function parseClipboard(text) {
  const rows = [[]]
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
