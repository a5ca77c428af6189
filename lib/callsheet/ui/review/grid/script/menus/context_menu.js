import { fill } from '../painting/dom.js'
import { selectionOf } from '../selection/state.js'
/** @import { Place, Range, Row, Selection } from '../types.js' */

/** The menu of a right click, of the menu key and of Shift+F10: what can be done with the selection. */
export class ContextMenu {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    grid.scroller.addEventListener('contextmenu', event => this.asked(event))
  }

  /** @param {MouseEvent} event */
  asked(event) {
    const { grid } = this
    const target = /** @type {HTMLElement} */ (event.target)
    if (target.closest('input, .head')) return
    event.preventDefault()
    const place = grid.pointer.place(event)
    const line = target.closest('[data-place]')
    const isKey = event.button !== 2
    if (!isKey && place && !this.isChosen(place)) grid.selector.moveTo(place)
    else if (!isKey && !place && line && !line.classList.contains('selected')) {
      grid.dispatch({ type: 'rows_selected', index: Number(/** @type {HTMLElement} */ (line).dataset.place) })
      grid.selector.focusRow(Number(/** @type {HTMLElement} */ (line).dataset.place))
    }
    this.open(isKey ? null : { x: event.clientX, y: event.clientY })
  }

  /** @param {Place} place */
  isChosen(place) {
    const selection = selectionOf(this.grid.state, this.grid.data.columns.length)
    if (!selection) return false
    const inside = (/** @type {Range} */ [first, last], /** @type {number} */ index) => first <= index && index <= last
    return inside(selection.columns, place.column) && selection.rows.some(range => inside(range, place.index))
  }

  /** @param {{ x: number, y: number } | null} point null: at the cursor */
  async open(point) {
    const { grid } = this
    const { cursor } = grid.state
    const row = cursor && grid.store.get(cursor.index)
    const selection = selectionOf(grid.state, grid.data.columns.length)
    if (!cursor || !row || !selection) return
    const state = row.states[cursor.column]
    const isChanged = Boolean(state) && state[2] !== null
    const like = isChanged ? await this.countLike(row.row, cursor.column) : 0
    if (like === null) return
    const box = grid.painter.cell(cursor)?.getBoundingClientRect()
    const at = point ?? { x: box?.left ?? 0, y: box?.bottom ?? 0 }
    grid.menu.open(this.items(row, cursor.column, selection, isChanged, like), at, () => grid.selector.focusCursor())
  }

  /**
   * Ask how many cells are as this one was; null when a key or the pointer was pressed before the answer came, so that
   * a menu is not wanted any more.
   * @param {number} row
   * @param {number} column
   * @returns {Promise<number | null>}
   */
  async countLike(row, column) {
    const answered = new AbortController()
    let isWanted = true
    const drop = () => (isWanted = false)
    for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, drop, { capture: true, signal: answered.signal })
    const { count } = await this.grid.server.like(row, column).catch(() => ({ count: 0 }))
    answered.abort()
    return isWanted ? count : null
  }

  /**
   * @param {Row} row under the cursor
   * @param {number} column of the cursor
   * @param {Selection} selection
   * @param {boolean} isChanged whether the cell under the cursor differs from the file
   * @param {number} like cells that are as it was
   * @returns {import('./menu.js').Item[]}
   */
  items(row, column, selection, isChanged, like) {
    const { grid } = this
    const { words, view, columns } = grid.data
    const rows = { view, ranges: selection.rows }
    const names = columns.slice(selection.columns[0], selection.columns[1] + 1).map(chosen => chosen.column)
    const copy = (/** @type {boolean} */ withHeaders) => () => {
      grid.selector.focusCursor()
      grid.transfer.withHeaders = withHeaders
      document.execCommand('copy')
      grid.transfer.withHeaders = false
    }
    return [
      { words: words.copy, keys: 'Ctrl+C', act: copy(false) },
      { words: words.copyWithHeaders, act: copy(true) },
      'line',
      { words: words.leaveOut, act: () => grid.record({ kind: 'leave_out', ...rows }), off: row.bucket === 'left_out' },
      { words: words.takeIn, act: () => grid.record({ kind: 'put_back', ...rows }), off: row.bucket !== 'left_out' },
      { words: words.showDuplicates, act: () => grid.record({ kind: 'show_duplicates', row: row.row }), off: row.bucket !== 'duplicates' },
      { words: words.keepThis, act: () => grid.record({ kind: 'keep', row: row.row }), off: row.bucket !== 'duplicates' },
      'line',
      { words: words.undoCell, act: () => grid.record({ kind: 'restore', ...rows, columns: names }), off: !isChanged && !grid.state.extent && !grid.state.rows.length },
      {
        words: like ? fill(words.useForAll, { n: like }) : words.useForAllNone,
        act: () => grid.record({ kind: 'use_for_all', row: row.row, column: columns[column].column }),
        off: !like,
      },
      'line',
      { words: words.columnMenu, keys: 'Alt+↓', act: () => grid.header.openMenu(column) },
    ]
  }
}
