import { element, rowName } from './dom.js'
import { PLAIN, createCell, offerToKeep, paintCell, paintPending } from './cell_painter.js'
import { isSelected, selectionOf } from '../selection/state.js'
/** @import { Row } from '../types.js' */
const MARGIN = 6 // rows drawn above and below the view, so that a small scroll shows no gap
const FIELDS = 2 // of a card, beside the number
const SPARE = 40 // elements of rows that are out of view and can be used again

/**
 * @typedef {{ node: HTMLElement, head: HTMLElement, cells: HTMLElement[], row: Row | undefined, changes: number, top: number,
 *             height: number, rendered: string[], marks: string }} Line
 */

/** Draws the rows in view; the row of the cursor stays in the page when it is scrolled away, so that it keeps the focus. */
export class RowPainter {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.lines = /** @type {Map<number, Line>} */ (new Map())
    this.spare = /** @type {Line[]} */ ([])
  }

  open() {
    this.lines.clear()
    this.spare = []
    this.grid.box.replaceChildren()
  }

  /** Columns changed their places. */
  layOut() {
    for (const line of [...this.lines.values(), ...this.spare]) line.cells.forEach((cell, index) => this.grid.header.place(cell, index))
    if (this.grid.isCards) for (const [index, line] of this.lines) if (line.row) this.chooseFields(index, line, line.row)
  }

  /** Draw what is in view now. */
  paint() {
    const { viewport, store, state } = this.grid
    const { first, last } = viewport.shown()
    const from = Math.max(first - MARGIN, 0)
    const to = Math.min(last + MARGIN, store.count - 1)
    const moved = viewport.placeBox()
    this.range = state.rows.length ? null : selectionOf(state, this.grid.data.columns.length)
    const free = /** @type {Line[]} */ ([]) // in the order of the page, so that after a jump none changes its place there
    for (const [index, line] of this.lines) {
      if (index >= from && index <= to) continue
      if (index === state.cursor?.index) this.hide(line)
      else {
        this.lines.delete(index)
        free.push(line)
      }
    }
    let before = /** @type {HTMLElement | null} */ (null)
    for (let index = from; index <= to; index++) {
      const line = this.lines.get(index) ?? this.create(index, free.shift())
      if (before ? before.nextElementSibling !== line.node : this.grid.box.firstElementChild !== line.node) {
        if (!line.node.contains(document.activeElement)) this.grid.box.insertBefore(line.node, before ? before.nextElementSibling : this.grid.box.firstElementChild)
      }
      before = line.node
      this.place(index, line, moved)
      this.paintRow(index, line)
    }
    free.forEach(line => this.release(line))
  }

  /**
   * @param {number} index
   * @param {Line} line
   * @param {boolean} moved
   */
  place(index, line, moved) {
    const top = this.grid.viewport.topInBox(index)
    const height = this.grid.heights.of(index)
    if (line.top === top && line.height === height && !moved) return
    line.node.style.top = `${top}px`
    line.node.style.height = `${height}px`
    Object.assign(line, { top, height })
  }

  /** @param {Line} line */
  hide(line) {
    line.node.style.top = '-100px'
    line.top = NaN
  }

  /** @param {Line} line */
  release(line) {
    line.node.remove()
    if (this.spare.length < SPARE) this.spare.push(line)
  }

  /**
   * @param {number} index
   * @param {Line} [free] of a row that is out of view
   * @returns {Line}
   */
  create(index, free) {
    const line = free ?? this.spare.pop() ?? this.newLine()
    Object.assign(line, { row: undefined, changes: -1, top: NaN })
    line.node.setAttribute('aria-rowindex', String(index + 2))
    line.node.dataset.place = String(index)
    this.clear(line)
    this.lines.set(index, line)
    return line
  }

  /** @returns {Line} */
  newLine() {
    const node = element('row', 'row')
    const head = element('number', 'rowheader')
    head.title = this.grid.data.words.select
    const cells = this.grid.data.columns.map(createCell)
    cells.forEach((cell, index) => this.grid.header.place(cell, index))
    node.append(head, ...cells)
    return { node, head, cells, row: undefined, changes: -1, top: NaN, height: NaN, rendered: [], marks: '' }
  }

  /** A row that is not loaded: what it showed before is hidden by grid.css until it is painted. @param {Line} line */
  clear(line) {
    line.rendered = []
    line.node.classList.add('loading')
    delete line.node.dataset.bucket
    delete line.node.dataset.row
    delete line.head.dataset.select
    for (const cell of line.cells) {
      delete cell.dataset.row
      cell.title = ''
      cell.removeAttribute('aria-description')
      cell.removeAttribute('aria-invalid')
    }
  }

  /**
   * Bring a row up to date; what it shows already is not touched.
   * @param {number} index
   * @param {Line} line
   */
  paintRow(index, line) {
    const { store, outbox, state } = this.grid
    const row = store.get(index)
    const selected = isSelected(state, index)
    line.node.classList.toggle('selected', selected)
    line.node.setAttribute('aria-selected', String(selected))
    this.paintRange(index, line)
    if (!row || (line.row === row && line.changes === outbox.changes)) return
    const isNew = !line.row
    if (isNew) this.showNumber(line, row)
    const tall = this.grid.heights.isTall(index)
    line.node.classList.toggle('tall', tall)
    line.node.dataset.bucket = row.bucket
    line.cells.forEach((cell, column) => this.paintOne(index, line, row, cell, column))
    if (this.grid.isCards) this.chooseFields(index, line, row)
    Object.assign(line, { row, changes: outbox.changes })
  }

  /**
   * Mark the cells of the range, with a line around it, and the one cell that Tab reaches.
   * @param {number} index
   * @param {Line} line
   */
  paintRange(index, line) {
    const { state } = this.grid
    const { rows: [[top, bottom]], columns: [left, right] } = this.range ?? { rows: [[0, -1]], columns: [0, -1] }
    const active = state.cursor?.index === index ? state.cursor.column : -1
    const marks = top <= index && index <= bottom ? `${left} ${right} ${index === top} ${index === bottom} ${active}` : `${active}`
    if (line.marks === marks) return
    line.marks = marks
    line.cells.forEach((cell, column) => {
      const chosen = top <= index && index <= bottom && left <= column && column <= right
      cell.tabIndex = column === active ? 0 : -1
      cell.classList.toggle('chosen', chosen)
      if (chosen) cell.setAttribute('aria-selected', 'true')
      else cell.removeAttribute('aria-selected')
      const edges = chosen ? [index === top && 'top', column === right && 'right', index === bottom && 'bottom', column === left && 'left'] : []
      cell.dataset.edges = edges.filter(Boolean).join(' ')
      const corner = chosen && index === bottom && column === right
      const handle = cell.querySelector('.handle')
      if (corner && !handle) cell.append(element('handle'))
      else if (!corner) handle?.remove()
    })
  }

  /**
   * Of a card only the number and two fields are shown: the one with the cursor, those with something to say, the first.
   * @param {number} index
   * @param {Line} line
   * @param {Row} row
   */
  chooseFields(index, line, row) {
    const { state, columns } = this.grid
    const rank = (/** @type {number} */ column) => (state.cursor?.index === index && state.cursor.column === column ? 0 : row.states[column] ? 1 : columns.isHidden(column) ? 3 : 2)
    const others = line.cells.map((_, column) => column).slice(1)
    const shown = [0, ...others.sort((one, other) => rank(one) - rank(other) || one - other).slice(0, FIELDS)]
    line.cells.forEach((cell, column) => (cell.hidden = !shown.includes(column)))
  }

  /**
   * @param {Line} line
   * @param {Row} row
   */
  showNumber(line, row) {
    line.node.classList.remove('loading')
    line.node.dataset.row = line.head.dataset.select = String(row.row)
    const { parts, words } = this.grid.data
    const { label, number, text } = rowName(parts, row.row)
    line.head.textContent = number
    if (label) Object.assign(line.head, { title: `${text}. ${words.select}` }).dataset.part = `${label}:`
    for (const cell of line.cells) cell.dataset.row = String(row.row)
  }

  /**
   * @param {number} index
   * @param {Line} line
   * @param {Row} row
   * @param {HTMLElement} cell
   * @param {number} column
   */
  paintOne(index, line, row, cell, column) {
    const { data, outbox, editor } = this.grid
    const pending = outbox.pendingValue(data.view, index, row.row, data.columns[column].column)
    const state = row.states[column] ?? PLAIN
    cell.classList.toggle('found', row.found.includes(column))
    const rendered = pending === undefined ? JSON.stringify([row.values[column], state, row.bucket]) : `pending ${pending}`
    if (line.rendered[column] === rendered || editor.cell === cell) return
    line.rendered[column] = rendered
    if (pending !== undefined) return paintPending(cell, pending)
    const wasError = cell.dataset.state === 'error'
    paintCell(cell, row.values[column], state, data.words)
    if (row.bucket === 'duplicates' && column === 0) offerToKeep(cell, data.words)
    if (line.row && (wasError || cell === document.activeElement)) this.grid.status.announceCell(row.row, column, state, wasError)
  }

  /** Paint a cell anew although nothing changed, after its editor was closed. @param {import('../types.js').Place} place */
  repaint({ index, column }) {
    const line = this.lines.get(index)
    if (!line) return
    line.rendered[column] = ''
    line.changes = -1
    this.paintRow(index, line)
  }

  /**
   * The element of a cell; null if its row is not in the page.
   * @param {import('../types.js').Place | null} place
   */
  cell(place) {
    return (place && this.lines.get(place.index)?.cells[place.column]) ?? null
  }
}
