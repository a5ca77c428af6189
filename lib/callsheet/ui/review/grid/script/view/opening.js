/** @import { Payload } from '../types.js' */
const MORE = 10 // rows fetched beyond those in view for a view that replaces another
const LONGEST_WAIT = 700 // milliseconds for which a view stays on the screen until the rows of the next one are there

/**
 * Replaces the rows of the grid by those of another view.
 *
 * If the filter is the same, the place is kept: the old rows stay until those at that place have come. They also stay while
 * a cell is typed into: what is typed belongs to the row under the cursor, wherever the other view has it.
 */
export class Opening {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.next = /** @type {Payload | null} */ (null) // what replaces the rows shown
    this.isWaiting = false // for its rows
    this.timer = 0
  }

  /** True if the rows shown are those of a payload; then nothing replaces them. @param {Payload} data */
  isOpen(data) {
    const isShown = this.grid.viewport.isOpen && shapeOf(this.grid.data) === shapeOf(data)
    if (isShown) this.end()
    return isShown
  }

  end() {
    clearTimeout(this.timer)
    Object.assign(this, { next: null, isWaiting: false, timer: 0 })
  }

  /** Open a payload as soon as may be; a later one takes its place. @param {Payload} data */
  async begin(data) {
    const { grid } = this
    const isSameView = this.next?.view === data.view
    this.next = data
    const wanted = this.place(data)
    if (!wanted || isSent(data, wanted)) return this.open()
    this.isWaiting = true
    if (!isSameView) clearTimeout(this.timer)
    if (!isSameView || !this.timer) this.timer = window.setTimeout(() => this.open(), LONGEST_WAIT)
    try {
      const answer = await grid.server.rows(wanted.first, wanted.last - wanted.first + 1 + MORE)
      if (answer.view === data.view && answer.version >= data.version) Object.assign(data, { first: answer.start, rows: answer.rows })
    } finally {
      if (this.next === data) this.open()
    }
  }

  /** The places to be shown first if the filter is the same; else null. @param {Payload} data */
  place(data) {
    const { data: shown, viewport } = this.grid
    if (!viewport.isOpen || shown.filter !== data.filter || !data.count) return null
    const { first, last } = viewport.shown()
    const at = Math.min(first, data.count - 1)
    return { first: at, last: Math.min(at + last - first, data.count - 1) }
  }

  /** Open what waits, unless a cell is typed into. */
  open() {
    const { grid, next } = this
    this.isWaiting = false
    if (!next || grid.editor.isOpen) return
    const isSame = this.place(next) !== null
    this.end()
    grid.open(next, isSame ? grid.viewport.y : 0, isSame)
  }

  /** A cell is not typed into any more: what waited for that is opened once its value is on its way. */
  editorClosed() {
    if (this.next && !this.isWaiting) setTimeout(() => this.open(), 0)
  }
}

/** What the elements of the grid depend on. @param {Payload} data */
function shapeOf(data) {
  return JSON.stringify([data.view, data.columns])
}

/** True if a payload has these rows. @param {Payload} data @param {{ first: number, last: number }} places */
function isSent(data, { first, last }) {
  return data.first <= first && last < data.first + data.rows.length
}
