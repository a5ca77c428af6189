import { problemColumns } from '../selection/selector.js'
/** @import { Place } from '../types.js' */

/** Moves the cursor and starts edits by key. */
export class Keyboard {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    grid.scroller.addEventListener('keydown', event => {
      if (grid.editor.isOpen) grid.editor.key(event)
      else this.key(event)
    })
    document.addEventListener('keydown', event => this.keyOnPage(event))
  }

  /** F8, F3, Ctrl+G, Ctrl+F and Ctrl+H work from anywhere on the page. @param {KeyboardEvent} event */
  keyOnPage(event) {
    if (!this.grid.root.isConnected || event.defaultPrevented) return
    const letter = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : ''
    if (event.key === 'F8') this.nextProblem(event.shiftKey)
    else if (event.key === 'F3' && this.grid.search.wanted.text) this.grid.search.next(event.shiftKey)
    else if (letter === 'g' && this.grid.position.box) this.grid.position.focus()
    else if ((letter === 'f' || letter === 'h') && this.grid.search.box) this.grid.search.focus(letter === 'h')
    else return
    event.preventDefault()
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { cursor } = this.grid.state
    if (!cursor) return
    const control = event.ctrlKey || event.metaKey
    const handled = event.altKey ? this.withAlt(event, cursor) : this.move(event, cursor, control) || this.act(event, cursor) || (control ? this.withControl(event) : this.type(event))
    if (handled) event.preventDefault()
    if (handled || !(control || event.altKey)) event.stopPropagation()
  }

  /** @param {KeyboardEvent} event @param {Place} cursor */
  withAlt(event, cursor) {
    if (event.key === 'Enter') this.grid.editor.accept(cursor)
    else if (event.key === 'ArrowDown') this.grid.header.openMenu(cursor.column)
    else return false
    return true
  }

  /**
   * Move the cursor, or with Shift the other corner of the range, or the last of the rows selected.
   * @param {KeyboardEvent} event
   * @param {Place} cursor
   * @param {boolean} far with Ctrl
   */
  move(event, cursor, far) {
    const { grid } = this
    const { extent, rows, rowAnchor } = grid.state
    if (event.shiftKey && rows.length && rowAnchor !== null) {
      const edge = rows[0][0] < rowAnchor ? rows[0][0] : rows[rows.length - 1][1]
      const target = this.target(event.key, { index: edge, column: 0 }, far)
      if (!target || target.index === edge) return false
      grid.selector.selectRowsTo(target.index)
      return true
    }
    const target = this.target(event.key, (event.shiftKey && extent) || cursor, far)
    if (!target) return false
    if (event.shiftKey) grid.selector.extendTo(target)
    else grid.selector.moveTo(target)
    return true
  }

  /** Keys that do the same with and without Ctrl. @param {KeyboardEvent} event @param {Place} cursor */
  act(event, cursor) {
    const { grid } = this
    const { rows, leaving } = grid.state
    switch (event.key) {
      case 'Enter': case 'F2': this.open(); return true
      case 'F8': this.nextProblem(event.shiftKey); return true
      case 'Delete': case 'Backspace': this.delete(); return true
      case 'Tab': return !leaving && !rows.length && this.tab(cursor, event.shiftKey)
      case 'Escape': this.escape(); return true
      default: return false
    }
  }

  /** @param {KeyboardEvent} event */
  withControl(event) {
    const { grid } = this
    switch (event.key.toLowerCase()) {
      case 'a': grid.dispatch({ type: 'all_selected', count: grid.store.count }); return true
      case 'd': grid.transfer.fillDown(); return true
      case 'z': grid.record({ kind: event.shiftKey ? 'redo' : 'undo' }); return true
      case 'y': grid.record({ kind: 'redo' }); return true
      default: return false
    }
  }

  /** @param {KeyboardEvent} event */
  type(event) {
    const { grid } = this
    if (event.key === ' ' && event.shiftKey) grid.selector.selectRowsOfRange()
    else if (event.key.length === 1) this.open(event.key)
    else return false
    return true
  }

  delete() {
    const { grid } = this
    if (!grid.state.rows.length) return grid.transfer.clear()
    grid.dispatch({ type: 'leave_out_asked' })
    grid.status.focusQuestion()
  }

  /**
   * @param {string} [typed]
   * @param {number} [caret]
   */
  open(typed, caret) {
    this.grid.selector.focusCursor()
    this.grid.editor.open(typed, caret)
  }

  escape() {
    this.grid.status.show('')
    this.grid.dispatch({ type: 'selection_cleared' })
    this.grid.dispatch({ type: 'grid_left' })
  }

  /**
   * The cell that a key moves to; null if the key does not move the cursor.
   * @param {string} key
   * @param {Place} place
   * @param {boolean} far with Ctrl
   * @returns {Place | null}
   */
  target(key, { index, column }, far) {
    const { viewport, store, columns } = this.grid
    const page = Math.max(viewport.whole().last - viewport.whole().first, 1)
    const end = store.count - 1
    const left = columns.shown(0, 1)
    const right = columns.shown(columns.all.length - 1, -1)
    switch (key) {
      case 'ArrowDown': return { index: far ? end : index + 1, column }
      case 'ArrowUp': return { index: far ? 0 : index - 1, column }
      case 'ArrowRight': return { index, column: far ? right : Math.min(columns.shown(column + 1, 1), right) }
      case 'ArrowLeft': return { index, column: far ? left : Math.max(columns.shown(column - 1, -1), left) }
      case 'Home': return { index: far ? 0 : index, column: left }
      case 'End': return { index: far ? end : index, column: right }
      case 'PageDown': return { index: index + page, column }
      case 'PageUp': return { index: index - page, column }
      default: return null
    }
  }

  /**
   * Go to the next cell, over the ends of rows; false at the end of the grid.
   * @param {Place} place
   * @param {boolean} backwards
   */
  tab({ index, column }, backwards) {
    const { columns, store } = this.grid
    const way = backwards ? -1 : 1
    const next = columns.shown(column + way, way)
    if (next >= 0 && next < columns.all.length) this.grid.selector.moveTo({ index, column: next })
    else if (index + way < 0 || index + way >= store.count) return false
    else this.grid.selector.moveTo({ index: index + way, column: columns.shown(backwards ? columns.all.length - 1 : 0, way) })
    return true
  }

  /** Go to the next cell with an error or warning; after the last row, from the first. @param {boolean} backwards */
  async nextProblem(backwards) {
    const { grid } = this
    if (!grid.store.count) return
    const from = grid.state.cursor ?? { index: 0, column: -1 }
    const near = this.loadedProblem(from, backwards)
    if (near) return grid.selector.moveTo(near)
    const { view, place } = await grid.server.problem(from.index, Math.max(from.column, 0), backwards)
    if (view === grid.data.view && place) grid.selector.moveTo({ index: place[0], column: place[1] })
  }

  /**
   * The next problem as far as all rows up to it are loaded; null if that cannot be said.
   * @param {Place} from
   * @param {boolean} backwards
   * @returns {Place | null}
   */
  loadedProblem(from, backwards) {
    const { store } = this.grid
    const way = backwards ? -1 : 1
    for (let steps = 0, { index } = from; steps <= store.count; steps++, index = (index + way + store.count) % store.count) {
      const row = store.get(index)
      if (!row) return null
      const columns = problemColumns(row).filter(column => steps || (backwards ? column < from.column : column > from.column))
      if (columns.length) return { index, column: backwards ? Math.max(...columns) : Math.min(...columns) }
    }
    return null
  }
}
