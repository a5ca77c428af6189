import { fill } from '../painting/dom.js'
import { selectionOf } from './state.js'
/** @import { Action, Place, Range } from '../types.js' */
/** @import { Drag } from '../input/pointer.js' */

/** Moves the cursor, the range and the selected rows, and shows them. */
export class Selector {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
  }

  get selection() { return selectionOf(this.grid.state, this.grid.data.columns.length) }

  /** The cell itself, or the nearest one at the edges. @param {Place} place @returns {Place} */
  inside({ index, column }) {
    return {
      index: Math.max(Math.min(index, this.grid.store.count - 1), 0),
      column: Math.max(Math.min(column, this.grid.data.columns.length - 1), 0),
    }
  }

  /** Move cursor and focus to a cell. @param {Place} place */
  moveTo(place) {
    if (!this.grid.store.count) return
    this.grid.apply({ type: 'cursor_moved', place: this.inside(place) })
    this.focusCursor()
  }

  /** Move the cursor to a cell and show it; the focus stays where it is. @param {Place} place */
  show(place) {
    this.apply({ type: 'cursor_moved', place: this.inside(place) }, place)
  }

  /** Extend the range to a cell; the cursor stays. @param {Place} place */
  extendTo(place) {
    if (!this.grid.state.cursor) return this.moveTo(place)
    const corner = this.inside(place)
    this.apply({ type: 'range_extended', place: corner }, corner)
    const { selection } = this
    if (!selection) return
    const { rows: [[top, bottom]], columns: [left, right] } = selection
    this.grid.status.announce(fill(this.grid.data.words.range, { rows: bottom - top + 1, columns: right - left + 1 }))
  }

  /**
   * Change the state and bring a cell into view.
   * @param {Action} action
   * @param {Place} place
   */
  apply(action, place) {
    const { grid } = this
    grid.apply(action)
    grid.viewport.reveal(place.index)
    grid.paint()
    grid.painter.cell(place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** Select the rows from the one selected last to another. @param {number} index */
  selectRowsTo(index) {
    const { grid } = this
    const place = this.inside({ index, column: 0 })
    grid.apply({ type: 'rows_selected', index: place.index, extend: true })
    grid.viewport.reveal(place.index)
    grid.paint()
  }

  /** Select the rows of the range as a whole. */
  selectRowsOfRange() {
    const { selection } = this
    if (!selection) return
    const [first, last] = selection.rows[0]
    this.grid.dispatch({ type: 'rows_selected', index: first, add: first !== last })
    if (first !== last) this.selectRowsTo(last)
  }

  /** Give the focus to a row whose number was pressed, without moving the selection. @param {number} index */
  focusRow(index) {
    const { grid } = this
    grid.dispatch({ type: 'cursor_focused', place: { index, column: grid.state.cursor?.column ?? 0 } })
    grid.painter.cell(grid.state.cursor)?.focus({ preventScroll: true })
  }

  /**
   * What dragging the fill handle does: the range grows up or down, and its rows are repeated when it is released.
   * @returns {Drag}
   */
  fillBy() {
    const { grid, selection: source } = this
    if (!source) return { moved() {}, done() {} }
    const { rows: [[top, bottom]], columns } = source
    let target = /** @type {Range | null} */ (null)
    return {
      moved: ({ index }) => {
        target = index > bottom ? [bottom + 1, index] : index < top ? [index, top - 1] : null
        const [first, last] = target ? [Math.min(top, target[0]), Math.max(bottom, target[1])] : [top, bottom]
        grid.apply({ type: 'cursor_moved', place: { index: first, column: columns[0] } })
        grid.dispatch({ type: 'range_extended', place: { index: last, column: columns[1] } })
      },
      done: () => target && grid.transfer.repeat([top, bottom], { rows: [target], columns }),
    }
  }

  /** Bring the cell under the cursor into view and focus it. */
  focusCursor() {
    const { grid } = this
    if (!grid.state.cursor) return
    grid.viewport.reveal(grid.state.cursor.index)
    grid.paint()
    const cell = grid.painter.cell(grid.state.cursor)
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** The grid as a whole was focused, by Tab: go to the cursor, else to the first problem in view. */
  focusFirst() {
    const { grid } = this
    const { first, last } = grid.viewport.whole()
    for (let index = first; index <= last && !grid.state.cursor; index++) {
      const [column] = problemColumns(grid.store.get(index))
      if (column !== undefined) return this.moveTo({ index, column })
    }
    this.moveTo(grid.state.cursor ?? { index: first, column: 0 })
  }
}

/**
 * The columns of a row with an error or a warning, from the left.
 * @param {import('../types.js').Row | undefined} row undefined: not loaded
 */
export function problemColumns(row) {
  return Object.entries(row?.states ?? {}).filter(([, [state]]) => state === 'error' || state === 'warning').map(([column]) => Number(column))
}
