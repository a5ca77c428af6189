/** @import { Place } from './types.js' */

/** Moves the cursor and starts edits by key. */
export class Keyboard {
  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    grid.scroller.addEventListener('keydown', event => {
      if (grid.editor.isOpen) grid.editor.key(event)
      else this.key(event)
    })
    document.addEventListener('keydown', event => this.keyOnPage(event))
  }

  /** F8 and Ctrl+G work from anywhere on the page. @param {KeyboardEvent} event */
  keyOnPage(event) {
    if (!this.grid.root.isConnected || event.defaultPrevented) return
    const isGoTo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'g'
    if (event.key === 'F8') this.nextProblem(event.shiftKey)
    else if (isGoTo && this.grid.position.box) this.grid.position.focus()
    else return
    event.preventDefault()
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { grid } = this
    const place = grid.state.cursor
    if (!place) return
    const control = event.ctrlKey || event.metaKey
    const letter = control ? event.key.toLowerCase() : ''
    const target = event.altKey ? null : this.target(event.key, place, control)
    let handled = true
    if (target) grid.moveTo(target)
    else if (event.key === 'Enter' && event.altKey) grid.editor.accept(place)
    else if (event.key === 'Enter' || event.key === 'F2') this.open()
    else if (event.key === 'F8') this.nextProblem(event.shiftKey)
    else if (event.key === 'Delete' || event.key === 'Backspace') grid.editor.write([[place, '']])
    else if (event.key === 'Tab') handled = !grid.state.leaving && this.tab(place, event.shiftKey)
    else if (event.key === ' ' && event.shiftKey) grid.dispatch({ type: 'rows_selected', index: place.index })
    else if (event.key === 'Escape') this.escape()
    else if (letter === 'z') grid.record({ kind: event.shiftKey ? 'redo' : 'undo' })
    else if (letter === 'y') grid.record({ kind: 'redo' })
    else if (event.key.length === 1 && !control && !event.altKey) this.open(event.key)
    else handled = false
    if (handled) event.preventDefault()
    if (handled || !(control || event.altKey)) event.stopPropagation()
  }

  /** @param {string} [typed] */
  open(typed) {
    this.grid.focusCursor()
    this.grid.editor.open(typed)
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
    const { viewport, store, data } = this.grid
    const page = Math.max(viewport.whole().last - viewport.whole().first, 1)
    const end = store.count - 1
    const right = data.columns.length - 1
    switch (key) {
      case 'ArrowDown': return { index: far ? end : index + 1, column }
      case 'ArrowUp': return { index: far ? 0 : index - 1, column }
      case 'ArrowRight': return { index, column: far ? right : column + 1 }
      case 'ArrowLeft': return { index, column: far ? 0 : column - 1 }
      case 'Home': return { index: far ? 0 : index, column: 0 }
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
    const { data, store } = this.grid
    const next = index * data.columns.length + column + (backwards ? -1 : 1)
    if (next < 0 || next >= store.count * data.columns.length) return false
    this.grid.moveTo({ index: Math.floor(next / data.columns.length), column: next % data.columns.length })
    return true
  }

  /** Go to the next cell with an error or warning, round and round. @param {boolean} backwards */
  async nextProblem(backwards) {
    const { grid } = this
    if (!grid.store.count) return
    const from = grid.state.cursor ?? { index: 0, column: -1 }
    const near = this.loadedProblem(from, backwards)
    if (near) return grid.moveTo(near)
    const { view, place } = await grid.server.problem(from.index, Math.max(from.column, 0), backwards)
    if (view === grid.data.view && place) grid.moveTo({ index: place[0], column: place[1] })
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
      const columns = Object.entries(row.states).filter(([, [state]]) => state === 'error' || state === 'warning')
        .map(([column]) => Number(column))
        .filter(column => steps || (backwards ? column < from.column : column > from.column))
      if (columns.length) return { index, column: backwards ? Math.max(...columns) : Math.min(...columns) }
    }
    return null
  }
}
