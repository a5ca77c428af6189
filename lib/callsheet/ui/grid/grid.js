/*
 * The review grid: one page of rows, edited in place.
 *
 * data: { view, label, empty, height, acknowledged,
 *         columns: [{ column, name, header, width }],
 *         rows: [[row number, [value, ...], { column place: [state, why, original | null, number as sent] }], ...] }
 * state out: edits: [{ sequence, row, column, value }], the whole list that is not acknowledged yet. It only
 * grows until the server has said which it took, so a rerun that overtakes another loses nothing.
 */
const grids = new WeakMap()

function element(className, role) {
  const made = document.createElement('div')
  made.className = className
  if (role) made.setAttribute('role', role)
  return made
}

class Grid {
  constructor(root) {
    this.root = root
    this.box = root.querySelector('.scroll')
    this.spoken = root.querySelector('.spoken')
    this.rows = new Map()
    this.pending = []
    this.sequence = 0
    this.cursor = null
    this.editor = null
    this.box.addEventListener('click', event => this.clicked(event))
    this.box.addEventListener('dblclick', event => this.open(event.target.closest('.cell')))
    this.box.addEventListener('paste', event => this.pasted(event))
    this.box.addEventListener('copy', event => this.copied(event))
    this.box.addEventListener('keydown', event => (this.editor ? this.keyInEditor(event) : this.keyInGrid(event)))
    this.box.addEventListener('focus', () => this.entered())
    this.box.addEventListener('focusin', event => this.reached(event.target))
  }

  /* ---- from the server ---- */

  update(data) {
    this.data = data
    this.sequence = Math.max(this.sequence, data.acknowledged)
    this.pending = this.pending.filter(edit => edit.sequence > data.acknowledged)
    const shape = JSON.stringify([data.view, data.columns])
    if (shape !== this.shape) this.rebuild(shape)
    this.box.style.maxHeight = data.height + 'px'
    this.box.setAttribute('aria-label', data.label)
    this.box.setAttribute('aria-rowcount', data.rows.length + 1)
    this.root.classList.toggle('roomy', data.rows.some(row => Object.values(row[2]).some(state => state[1])))
    for (const row of data.rows) this.paintRow(row)
  }

  rebuild(shape) {
    const { columns, rows, empty } = this.data
    this.shape = shape
    this.editor = this.cursor = null
    this.rows.clear()
    const head = element('head', 'row')
    const corner = element('number', 'columnheader')
    corner.textContent = 'Row'
    head.append(corner, ...columns.map(column => {
      const cell = element('', 'columnheader')
      cell.textContent = cell.title = column.header
      return cell
    }))
    this.body = element('body', 'rowgroup')
    for (const row of rows) this.body.append(this.makeRow(row[0]))
    if (!rows.length) {
      const none = element('none')
      none.textContent = empty
      this.body.append(none)
    }
    this.box.style.setProperty('--columns', '4.25rem ' + columns.map(c => `minmax(${c.width}rem, ${c.width}fr)`).join(' '))
    this.box.style.setProperty('--least-width', 4.25 + columns.reduce((sum, c) => sum + c.width, 0) + 'rem')
    this.box.replaceChildren(head, this.body)
    this.box.scrollTop = this.box.scrollLeft = 0
  }

  makeRow(number) {
    const line = element('row', 'row')
    const head = element('number', 'rowheader')
    head.textContent = number
    const cells = this.data.columns.map((column, place) => {
      const cell = element('cell', 'gridcell')
      cell.tabIndex = -1
      cell.dataset.row = number
      cell.dataset.column = column.name
      cell.dataset.place = place
      const value = document.createElement('span')
      value.className = 'value'
      const sent = document.createElement('span')
      sent.className = 'sent'
      const why = document.createElement('span')
      why.className = 'why'
      cell.append(value, sent, why)
      return cell
    })
    line.append(head, ...cells)
    this.rows.set(number, { line, cells, painted: [] })
    return line
  }

  paintRow([number, values, states]) {
    const row = this.rows.get(number)
    row.cells.forEach((cell, place) => {
      const waiting = this.pending.findLast(e => e.row === number && e.column === this.data.columns[place].column)
      const [state, why, original, sent] = states[place] || ['ok', '', null, '']
      const value = waiting ? waiting.value : values[place]
      const painted = JSON.stringify([value, waiting ? 1 : [state, why, original, sent]])
      if (row.painted[place] === painted || this.editor?.cell === cell) return
      const wasError = cell.dataset.state === 'error'
      row.painted[place] = painted
      cell.classList.toggle('waiting', !!waiting)
      cell.querySelector('.value').textContent = value
      cell.querySelector('.sent').textContent = waiting ? '' : sent
      if (waiting) return
      this.paintState(cell, state, why, original, value)
      if (wasError || cell === this.cursor) this.announce(cell, state, why, wasError)
    })
  }

  paintState(cell, state, why, original, value) {
    cell.dataset.state = state
    const changed = original !== null
    const was = changed ? `was ${original === '' ? 'empty' : original}` : ''
    cell.toggleAttribute('data-changed', changed)
    cell.querySelector('.why').textContent = why || was
    cell.title = [value, why, was].filter(Boolean).join('\n')
    if (state === 'error') cell.setAttribute('aria-invalid', 'true')
    else cell.removeAttribute('aria-invalid')
    const spoken = [why, was].filter(Boolean).join(', ')
    if (spoken) cell.setAttribute('aria-description', spoken)
    else cell.removeAttribute('aria-description')
  }

  announce(cell, state, why, wasError) {
    const where = `Row ${cell.dataset.row}, ${this.data.columns[cell.dataset.place].header}`
    if (state === 'error') this.spoken.textContent = `${where}: ${why}`
    else if (wasError) this.spoken.textContent = `${where} is fixed`
  }

  /* ---- moving ---- */

  at(line, place) {
    return line?.querySelector(`.cell[data-place="${place}"]`) ?? null
  }

  reached(cell) {
    if (!cell.matches('.cell') || cell === this.cursor) return
    if (this.cursor) this.cursor.tabIndex = -1
    this.cursor = cell
    cell.tabIndex = 0
  }

  focus(cell) {
    if (!cell) return
    this.reached(cell)
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const head = this.box.firstChild.offsetHeight
    const gap = cell.getBoundingClientRect().top - this.box.getBoundingClientRect().top - head
    if (gap < 0) this.box.scrollTop += gap
  }

  entered() {
    this.focus(this.cursor?.isConnected ? this.cursor : this.problems()[0] ?? this.body.querySelector('.cell'))
  }

  problems() {
    return [...this.body.querySelectorAll('.cell[data-state="error"], .cell[data-state="warning"]')]
  }

  nextProblem(backwards) {
    const all = this.problems()
    if (!all.length) return
    const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING
    const ahead = all.filter(cell => this.cursor && this.cursor.compareDocumentPosition(cell) & side)
    this.focus(backwards ? ahead.at(-1) ?? all.at(-1) : ahead[0] ?? all[0])
  }

  clicked(event) {
    const cell = event.target.closest('.cell')
    if (!cell || this.editor?.cell === cell) return
    this.close(true)
    this.focus(cell)
  }

  keyInGrid(event) {
    const cell = this.cursor
    if (!cell) return
    const line = cell.parentNode
    const place = +cell.dataset.place
    const last = this.data.columns.length - 1
    const lines = [...this.body.children]
    const moves = {
      ArrowDown: () => this.at(event.ctrlKey ? lines.at(-1) : line.nextElementSibling, place),
      ArrowUp: () => this.at(event.ctrlKey ? lines[0] : line.previousElementSibling, place),
      ArrowRight: () => this.at(line, event.ctrlKey ? last : place + 1),
      ArrowLeft: () => this.at(line, event.ctrlKey ? 0 : place - 1),
      Home: () => this.at(event.ctrlKey ? lines[0] : line, 0),
      End: () => this.at(event.ctrlKey ? lines.at(-1) : line, last),
      PageDown: () => this.at(lines[Math.min(lines.indexOf(line) + 10, lines.length - 1)], place),
      PageUp: () => this.at(lines[Math.max(lines.indexOf(line) - 10, 0)], place),
    }
    const modified = event.ctrlKey || event.metaKey || event.altKey
    let handled = true
    if (moves[event.key] && !event.altKey) this.focus(moves[event.key]())
    else if (event.key === 'Enter' || event.key === 'F2') this.open(cell)
    else if (event.key === 'F8') this.nextProblem(event.shiftKey)
    else if (event.key === 'Delete' || event.key === 'Backspace') this.write([[cell, '']])
    else if (event.key === 'Tab') handled = this.tab(cell, event.shiftKey)
    else if (event.key.length === 1 && !modified) this.open(cell, event.key)
    else handled = false
    if (handled) event.preventDefault()
    if (handled || !modified) event.stopPropagation()
  }

  tab(cell, backwards) {
    const cells = [...this.body.querySelectorAll('.cell')]
    const next = cells[cells.indexOf(cell) + (backwards ? -1 : 1)]
    if (next) this.focus(next)
    return !!next
  }

  /* ---- editing ---- */

  open(cell, typed) {
    if (!cell || this.editor) return
    this.focus(cell)
    const value = cell.querySelector('.value')
    const input = document.createElement('input')
    input.value = typed ?? value.textContent
    input.setAttribute('aria-label', `${this.data.columns[cell.dataset.place].header}, row ${cell.dataset.row}`)
    value.style.display = 'none'
    cell.prepend(input)
    cell.classList.add('editing')
    this.editor = { cell, input, before: value.textContent }
    input.focus()
    if (typed === undefined) input.select()
    input.addEventListener('blur', () => this.close(true))
  }

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
      this.focus(this.at(next, cell.dataset.place) ?? cell)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      this.close(true)
      if (!this.tab(cell, event.shiftKey)) this.focus(cell)
    } else if (event.key === 'F8') {
      event.preventDefault()
      this.close(true)
      this.nextProblem(event.shiftKey)
    }
  }

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
  }

  repaint(cell) {
    const row = this.data.rows.find(each => each[0] === +cell.dataset.row)
    this.rows.get(row[0]).painted[cell.dataset.place] = null
    this.paintRow(row)
  }

  write(changes) {
    for (const [cell, value] of changes) {
      const column = this.data.columns[cell.dataset.place].column
      this.pending.push({ sequence: ++this.sequence, row: +cell.dataset.row, column, value })
    }
    for (const [cell] of changes) this.repaint(cell)
    this.send('edits', this.pending.slice())
  }

  pasted(event) {
    if (this.editor || !this.cursor) return
    event.preventDefault()
    const block = cellsOf(event.clipboardData.getData('text/plain'))
    const changes = []
    let line = this.cursor.parentNode
    for (const values of block) {
      values.forEach((value, offset) => {
        const cell = this.at(line, +this.cursor.dataset.place + offset)
        if (cell) changes.push([cell, value.trim()])
      })
      line = line.nextElementSibling
      if (!line) break
    }
    if (changes.length) this.write(changes)
    this.spoken.textContent = `${changes.length} cells pasted`
  }

  copied(event) {
    if (this.editor || !this.cursor) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', this.cursor.querySelector('.value').textContent)
  }
}

/* What Excel puts on the clipboard: tabs and line ends, and quotes around a cell that holds one of them. */
function cellsOf(text) {
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

export default function ({ data, parentElement, setStateValue }) {
  let grid = grids.get(parentElement)
  if (!grid) {
    grid = new Grid(parentElement.querySelector('[data-callsheet="grid"]'))
    grids.set(parentElement, grid)
  }
  grid.send = setStateValue
  grid.update(data)
  return () => grids.delete(parentElement)
}
