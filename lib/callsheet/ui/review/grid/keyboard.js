/* Moving the cursor: mouse, arrow keys, Tab, F8. */
Object.assign(Grid.prototype, {
  cellAt(line, index) {
    return line?.querySelector(`.cell[data-index="${index}"]`) ?? null
  },

  setCursor(target) {
    if (!target.matches('.cell') || target === this.cursor) return
    if (this.cursor) this.cursor.tabIndex = -1
    this.cursor = target
    this.leaving = false
    target.tabIndex = 0
    this.scroller.tabIndex = -1
    this.renderScriptLine()
  },

  focus(cell) {
    if (!cell) return
    this.setCursor(cell)
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const head = this.scroller.firstChild.offsetHeight
    const gap = cell.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - head
    if (gap < 0) this.scroller.scrollTop += gap
  },

  focusFirstCell() {
    this.focus(this.cursor?.isConnected ? this.cursor : this.problems()[0] ?? this.body.querySelector('.cell'))
  },

  problems() {
    return [...this.body.querySelectorAll('.cell[data-state="error"], .cell[data-state="warning"]')]
  },

  /* The next problem of this page; past the last one, the first of the next page. */
  nextProblem(backwards) {
    const all = this.problems()
    const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING
    const beyond = all.filter(cell => this.cursor && this.cursor.compareDocumentPosition(cell) & side)
    const next = backwards ? beyond.at(-1) : beyond[0]
    if (next || this.data.pages === 1) return this.focus(next ?? (backwards ? all.at(-1) : all[0]))
    this.wanted = backwards ? 'last' : 'first'
    this.record({ kind: 'turn_page', by: backwards ? -1 : 1 })
  },

  clicked(event) {
    if (event.target.closest('.accept')) return this.accept(event.target.closest('.cell'))
    const head = event.target.closest('[data-select]')
    if (head) return this.select(+head.dataset.select, event.shiftKey)
    const cell = event.target.closest('.cell')
    if (cell && !this.editor) this.focus(cell)
  },

  keyInGrid(event) {
    const cell = this.cursor
    if (!cell) return
    const control = event.ctrlKey || event.metaKey
    const moved = !event.altKey && this.cellAfterKey(event.key, cell, control)
    let handled = true
    if (moved) this.focus(moved.cell)
    else if (event.key === 'Enter' && event.altKey) this.accept(cell)
    else if (event.key === 'Enter' || event.key === 'F2') this.open(cell)
    else if (event.key === 'F8') this.nextProblem(event.shiftKey)
    else if (event.key === 'Delete' || event.key === 'Backspace') this.write([[cell, '']])
    else if (event.key === 'Tab') handled = !this.leaving && this.tab(cell, event.shiftKey)
    else if (event.key === ' ' && event.shiftKey) this.select(+cell.dataset.row)
    else if (event.key === 'Escape') this.clear(), (this.leaving = true)
    else if (control && event.key.toLowerCase() === 'z') this.record({ kind: event.shiftKey ? 'redo' : 'undo' })
    else if (control && event.key.toLowerCase() === 'y') this.record({ kind: 'redo' })
    else if (event.key.length === 1 && !control && !event.altKey) this.open(cell, event.key)
    else handled = false
    if (handled) event.preventDefault()
    if (handled || !(control || event.altKey)) event.stopPropagation()
  },

  /* The cell a key moves to: { cell }, where cell is null past an edge; null if the key does not move the cursor. */
  cellAfterKey(key, cell, far) {
    const line = cell.parentNode
    const index = +cell.dataset.index
    const last = this.data.columns.length - 1
    const lines = [...this.body.children]
    const at = lines.indexOf(line)
    const to = {
      ArrowDown: () => this.cellAt(far ? lines.at(-1) : line.nextElementSibling, index),
      ArrowUp: () => this.cellAt(far ? lines[0] : line.previousElementSibling, index),
      ArrowRight: () => this.cellAt(line, far ? last : index + 1),
      ArrowLeft: () => this.cellAt(line, far ? 0 : index - 1),
      Home: () => this.cellAt(far ? lines[0] : line, 0),
      End: () => this.cellAt(far ? lines.at(-1) : line, last),
      PageDown: () => this.cellAt(lines[Math.min(at + 10, lines.length - 1)], index),
      PageUp: () => this.cellAt(lines[Math.max(at - 10, 0)], index),
    }[key]
    return to ? { cell: to() } : null
  },

  tab(cell, backwards) {
    const cells = [...this.body.querySelectorAll('.cell')]
    const next = cells[cells.indexOf(cell) + (backwards ? -1 : 1)]
    if (next) this.focus(next)
    return !!next
  },
})
