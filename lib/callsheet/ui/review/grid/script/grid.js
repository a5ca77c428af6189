import { element, fill } from './dom.js'
import { Heights } from './heights.js'
import { firstState, reduce, selectionOf } from './state.js'
import { Outbox } from './outbox.js'
import { Server } from './server.js'
import { RowStore } from './row_store.js'
import { Viewport } from './viewport.js'
import { RowPainter } from './row_painter.js'
import { paintScriptLine } from './script_line.js'
import { Status } from './status.js'
import { Position } from './position.js'
import { Search } from './search.js'
import { Editor } from './editor.js'
import { Keyboard } from './keyboard.js'
import { Pointer } from './pointer.js'
import { Transfer } from './transfer.js'
import { Columns } from './columns.js'
import { Header } from './header.js'
import { Menu } from './menu.js'
import { ContextMenu } from './context_menu.js'
/** @import { Payload, Place, Entry } from './types.js' */
const MORE = 10 // rows fetched beyond those in view for a view that replaces another
const AROUND = 2000 // milliseconds in which the toolbar and the rail follow the grid
const NARROW = '(max-width: 600px)' // as in grid.css: a card per row
const LONGEST_WAIT = 700 // milliseconds for which a view stays on the screen until the rows of the next one are there

/**
 * The review grid: all rows of a filter in one scroller, of which those in view are drawn and those near it are fetched.
 *
 * `state` holds what the operator does here, and changes by `dispatch` alone (state.js); what they do to leads goes to the
 * server through `record`. Painting is a function of state, rows and outbox.
 */
export class Grid {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root
    this.scroller = /** @type {HTMLElement} */ (root.querySelector('.scroll'))
    this.columns = new Columns()
    this.header = new Header(this)
    this.menu = new Menu(root)
    this.space = element('space')
    this.box = element('body', 'rowgroup')
    this.space.append(this.box)
    this.state = firstState()
    this.data = /** @type {Payload} */ ({ words: {}, columns: [] })
    this.heights = new Heights(0, 0, false)
    this.narrow = matchMedia(NARROW)
    this.narrow.addEventListener('change', () => this.viewport.heights && this.root.isConnected && this.open(this.data, 0))
    this.server = new Server('')
    this.outbox = new Outbox(root)
    this.store = new RowStore(this.server, root, (from, to) => this.arrived(from, to))
    this.viewport = new Viewport(this.scroller, this.space, this.box)
    this.painter = new RowPainter(this)
    this.status = new Status(this)
    this.position = new Position(this)
    this.search = new Search(this)
    this.editor = new Editor(this)
    this.keyboard = new Keyboard(this)
    this.pointer = new Pointer(this)
    this.transfer = new Transfer(this)
    this.contextMenu = new ContextMenu(this)
    this.scheduled = 0
    this.scroller.addEventListener('scroll', () => this.schedule(), { passive: true })
    new ResizeObserver(() => this.resized()).observe(this.scroller)
  }

  /** Whether each row is a card. */
  get isCards() { return this.narrow.matches }

  /** Take over what the server says. @param {Payload} data */
  update(data) {
    const { nonce } = this.data
    this.server.address = data.address
    this.outbox.acknowledge(data.acknowledged)
    if (nonce !== undefined && nonce !== data.nonce && this.outbox.entries.length) setTimeout(() => this.outbox.flush())
    clearTimeout(this.waiting)
    if (this.shape !== shapeOf(data)) this.openWhenLoaded(data)
    else this.refresh(data)
    this.search.update()
    this.paintAround(performance.now() + AROUND)
  }

  /** The boxes outside of the grid come with the rest of the page, after it. @param {number} until milliseconds */
  paintAround(until) {
    cancelAnimationFrame(this.around)
    this.around = requestAnimationFrame(() => {
      this.position.paint()
      this.search.bind()
      paintScriptLine(this)
      if (performance.now() < until) this.paintAround(until)
    })
  }

  /** The same rows, perhaps in another state. @param {Payload} data */
  refresh(data) {
    this.data = data
    this.store.version = data.version
    this.store.put(data.first, data.rows, data.version)
    this.arrived(data.first, data.first + data.rows.length)
  }

  /**
   * Other rows. If the filter is the same, the place is kept: the old rows stay until those at that place have come.
   * @param {Payload} data
   */
  async openWhenLoaded(data) {
    const isSame = this.data.filter === data.filter && this.shape !== undefined && data.count > 0
    const { first, last } = isSame ? this.viewport.shown() : { first: 0, last: 0 }
    const at = Math.min(first, data.count - 1)
    const sent = data.first <= at && Math.min(at + last - first + 1, data.count) <= data.first + data.rows.length
    if (!isSame || sent) return this.open(data, isSame ? this.viewport.y : 0)
    this.shape = shapeOf(data)
    const open = () => this.shape === shapeOf(data) && this.data.view !== data.view && this.open(data, this.viewport.y)
    this.waiting = setTimeout(open, LONGEST_WAIT)
    try {
      const answer = await this.server.rows(at, last - first + 1 + MORE)
      if (answer.view === data.view) Object.assign(data, { first: answer.start, rows: answer.rows })
    } finally {
      open()
    }
  }

  /**
   * @param {Payload} data
   * @param {number} y pixels of rows above the view
   */
  open(data, y) {
    const hadFocus = this.scroller.contains(document.activeElement)
    const cursor = this.state.cursor
    this.shape = shapeOf(data)
    this.data = data
    this.editor.close(true)
    this.heights = new Heights(data.count, data.tall, this.isCards)
    this.store.open(data.view, data.count, data.version)
    this.store.put(data.first, data.rows, data.version)
    this.noteHeights(data.first, data.first + data.rows.length)
    this.state = reduce(this.state, { type: 'view_opened' })
    this.painter.open()
    this.paintFrame()
    this.viewport.open(this.heights)
    this.viewport.scrollTo(y)
    this.paint()
    if (hadFocus && data.count) this.moveTo({ index: y ? Math.min(cursor?.index ?? 0, data.count - 1) : 0, column: Math.min(cursor?.column ?? 0, data.columns.length - 1) })
    else if (hadFocus) this.scroller.focus()
  }

  /** Header, widths and the sentence of an empty list. */
  paintFrame() {
    const { columns, label, count, empty, draft } = this.data
    const none = element('none')
    none.textContent = empty
    this.menu.close()
    this.columns.open(draft, columns)
    this.header.paint()
    this.scroller.replaceChildren(this.header.node, this.space, ...(count ? [] : [none]))
    this.header.layOut()
    this.scroller.setAttribute('aria-label', label)
    this.scroller.setAttribute('aria-rowcount', String(count + 1))
    this.scroller.tabIndex = 0
    this.root.dataset.rows = String(count)
    this.root.toggleAttribute('data-several', this.data.parts.length > 0)
  }

  /** Columns were hidden, shown or frozen. */
  layOutAnew() {
    this.header.layOut()
    this.painter.layOut()
    this.paint()
  }

  /**
   * Rows have come. @param {number} from
   * @param {number} to not included
   */
  arrived(from, to) {
    if (!this.viewport.heights) return
    this.viewport.keepInPlace(() => this.noteHeights(from, to))
    this.paint()
  }

  /**
   * @param {number} from
   * @param {number} to not included
   * @returns {boolean} true if a height differs from what was assumed
   */
  noteHeights(from, to) {
    let differs = false
    for (let index = from; index < to; index++) {
      const row = this.store.get(index)
      if (!row) continue
      const isNew = !this.heights.isKnown(index) // a changed row that is new in view gets the height that it has if that is undone
      const isTall = Object.values(row.states).some(([, why, original]) => why || (isNew && original !== null))
      differs = this.heights.set(index, isTall) || differs
    }
    return differs
  }

  /** @param {{ type: string, [name: string]: any }} action see state.js */
  dispatch(action) {
    this.state = reduce(this.state, action)
    this.paint()
  }

  /** Tell the server what the operator did. @param {Omit<Entry, 'sequence'>[]} entries */
  record(...entries) {
    const { first, last } = this.viewport.shown()
    const window = /** @type {[string, number, number]} */ ([this.data.view, first, last - first + 1])
    this.outbox.add(entries.map((entry, index) => (index === entries.length - 1 ? { ...entry, window } : entry)))
    this.paint()
  }

  /** Send a duplicate instead of the other rows with its number. @param {number} index */
  keep(index) {
    const row = this.store.get(index)
    if (row) this.record({ kind: 'keep', row: row.row })
  }

  schedule() {
    this.scheduled ||= requestAnimationFrame(() => {
      this.scheduled = 0
      this.paint()
    })
  }

  resized() {
    if (!this.viewport.heights || !this.scroller.clientHeight) return
    this.viewport.measure()
    this.layOutAnew()
  }

  paint() {
    if (!this.viewport.heights || !this.root.isConnected) return
    this.painter.paint()
    const { first, last } = this.viewport.shown()
    this.store.want(first, last)
    this.scroller.tabIndex = this.painter.cell(this.state.cursor) ? -1 : 0
    this.status.paint()
    this.position.paint()
    paintScriptLine(this)
  }

  /** The cell itself, or the nearest one at the edges. @param {Place} place @returns {Place} */
  inside({ index, column }) {
    return {
      index: Math.max(Math.min(index, this.store.count - 1), 0),
      column: Math.max(Math.min(column, this.data.columns.length - 1), 0),
    }
  }

  /** Move cursor and focus to a cell. @param {Place} place */
  moveTo(place) {
    if (!this.store.count) return
    this.state = reduce(this.state, { type: 'cursor_moved', place: this.inside(place) })
    this.focusCursor()
  }

  /** Move the cursor to a cell and show it; the focus stays where it is. @param {Place} place */
  show(place) {
    this.state = reduce(this.state, { type: 'cursor_moved', place: this.inside(place) })
    this.viewport.reveal(place.index)
    this.paint()
    this.painter.cell(place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** Extend the range to a cell; the cursor stays. @param {Place} place */
  extendTo(place) {
    if (!this.state.cursor) return this.moveTo(place)
    const corner = this.inside(place)
    this.state = reduce(this.state, { type: 'range_extended', place: corner })
    this.viewport.reveal(corner.index)
    this.paint()
    this.painter.cell(corner)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const { rows: [[top, bottom]], columns: [left, right] } = selectionOf(this.state, this.data.columns.length)
    this.status.announce(fill(this.data.words.range, { rows: bottom - top + 1, columns: right - left + 1 }))
  }

  /** Select the rows from the one selected last to another. @param {number} index */
  selectRowsTo(index) {
    const place = this.inside({ index, column: 0 })
    this.state = reduce(this.state, { type: 'rows_selected', index: place.index, extend: true })
    this.viewport.reveal(place.index)
    this.paint()
  }

  /** Select the rows of the range as a whole. */
  selectRowsOfRange() {
    const { rows: [[first, last]] } = selectionOf(this.state, this.data.columns.length)
    this.dispatch({ type: 'rows_selected', index: first, extend: false, add: first !== last })
    if (first !== last) this.selectRowsTo(last)
  }

  /** Give the focus to a row whose number was pressed, without moving the selection. @param {number} index */
  focusRow(index) {
    this.dispatch({ type: 'cursor_focused', place: { index, column: this.state.cursor?.column ?? 0 } })
    this.painter.cell(this.state.cursor)?.focus({ preventScroll: true })
  }

  /** What dragging the fill handle does: the range grows up or down, and its rows are repeated when it is released. */
  fillBy() {
    const source = selectionOf(this.state, this.data.columns.length)
    const [[top, bottom]] = source.rows
    let target = /** @type {[number, number] | null} */ (null)
    const moved = /** @type {((place: Place) => void) & { done?: () => void }} */ (({ index }) => {
      target = index > bottom ? [bottom + 1, index] : index < top ? [index, top - 1] : null
      const [first, last] = target ? [Math.min(top, target[0]), Math.max(bottom, target[1])] : [top, bottom]
      const [left, right] = source.columns
      this.state = reduce(this.state, { type: 'cursor_moved', place: { index: first, column: left } })
      this.dispatch({ type: 'range_extended', place: { index: last, column: right } })
    })
    moved.done = () => target && this.transfer.fill([top, bottom], { rows: [target], columns: source.columns })
    return moved
  }

  /** Bring the cell under the cursor into view and focus it. */
  focusCursor() {
    if (!this.state.cursor) return
    this.viewport.reveal(this.state.cursor.index)
    this.paint()
    const cell = this.painter.cell(this.state.cursor)
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** The grid as a whole was focused, by Tab. */
  focusFirst() {
    const { first, last } = this.viewport.whole()
    for (let index = first; index <= last && !this.state.cursor; index++) {
      const problem = Object.entries(this.store.get(index)?.states ?? {}).find(([, [state]]) => state === 'error' || state === 'warning')
      if (problem) return this.moveTo({ index, column: Number(problem[0]) })
    }
    this.moveTo(this.state.cursor ?? { index: first, column: 0 })
  }
}

/** What the elements of the grid depend on. @param {Payload} data */
function shapeOf(data) {
  return JSON.stringify([data.view, data.columns])
}

const grids = new WeakMap()

/** One Grid per element: a script run that supersedes another must not start a new one and lose its pending entries. */
export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector('[data-callsheet="grid"]')
  let grid = grids.get(parentElement)
  if (grid?.root !== root) {
    const earlier = grid?.outbox
    grid = new Grid(root)
    if (earlier) Object.assign(grid.outbox, { entries: earlier.entries, sequence: earlier.sequence })
    grids.set(parentElement, grid)
  }
  grid.outbox.send = setStateValue
  grid.update(data)
}
