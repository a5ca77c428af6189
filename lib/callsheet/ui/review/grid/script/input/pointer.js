/** @import { Place } from '../types.js' */
const EDGE = 24 // pixels from the edge of the view within which a drag scrolls
const STEP = 60 // milliseconds between two rows of it

/**
 * @typedef {{ moved: (place: Place) => void, done?: () => void }} Drag
 *   What a drag does at each other cell under the pointer, and when it is released.
 */

/** Mouse and touch on the rows: the cursor, ranges, rows, the fill handle. */
export class Pointer {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.last = { x: 0, y: 0 }
    grid.scroller.addEventListener('pointerdown', event => this.pressed(event))
    grid.scroller.addEventListener('click', event => this.clicked(event))
    grid.scroller.addEventListener('dblclick', event => this.doubleClicked(event))
    grid.scroller.addEventListener('focus', () => grid.selector.focusFirst())
    grid.scroller.addEventListener('focusin', event => this.focused(event))
  }

  /** The cell of an event. @param {Event} event */
  place(event) { return placeOf(/** @type {Element} */ (event.target)) }

  /** @param {PointerEvent} event */
  pressed(event) {
    const { grid } = this
    const target = /** @type {HTMLElement} */ (event.target)
    if (event.button !== 0 || event.pointerType === 'touch' || target.closest('input, .accept')) return
    const place = this.place(event)
    const line = lineOf(target)
    if (target.closest('.handle')) this.begin(event, grid.selector.fillBy())
    else if (place && event.shiftKey) grid.selector.extendTo(place)
    else if (place) {
      grid.selector.moveTo(place)
      this.begin(event, { moved: other => grid.selector.extendTo(other) })
    } else if (line !== null && target.closest('[data-select]')) {
      const add = event.ctrlKey || event.metaKey
      grid.dispatch({ type: 'rows_selected', index: line, extend: event.shiftKey, add })
      grid.selector.focusRow(line)
      this.begin(event, { moved: other => grid.selector.selectRowsTo(other.index) })
    } else return
    event.preventDefault()
  }

  /**
   * Follow the pointer until it is released.
   * @param {PointerEvent} event
   * @param {Drag} drag
   */
  begin(event, drag) {
    const ended = new AbortController()
    const { signal } = ended
    let last = placeOf(/** @type {Element} */ (event.target))
    const follow = () => {
      const place = this.nearest(this.last.x, this.last.y)
      if (!place || (last && place.index === last.index && place.column === last.column)) return
      last = place
      drag.moved(place)
    }
    const timer = setInterval(() => this.scrollAtEdge() && follow(), STEP)
    const end = () => {
      clearInterval(timer)
      ended.abort()
      drag.done?.()
    }
    this.last = { x: event.clientX, y: event.clientY }
    document.addEventListener('pointermove', moving => {
      this.last = { x: moving.clientX, y: moving.clientY }
      follow()
    }, { signal })
    document.addEventListener('pointerup', end, { signal })
    document.addEventListener('pointercancel', end, { signal })
  }

  /** The cell at or nearest to a point of the window. @param {number} x @param {number} y */
  nearest(x, y) {
    const box = this.grid.scroller.getBoundingClientRect()
    const head = this.grid.viewport.head
    const inside = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => Math.max(Math.min(value, high), low)
    const at = document.elementFromPoint(inside(x, box.left + 2, box.right - 3), inside(y, box.top + head + 2, box.bottom - 3))
    const line = at && lineOf(at)
    return at && line !== null ? placeOf(at) ?? { index: line, column: 0 } : null
  }

  /** Scroll one row if the pointer is at an edge; true if it was. */
  scrollAtEdge() {
    const { viewport, scroller } = this.grid
    const box = scroller.getBoundingClientRect()
    const down = this.last.y > box.bottom - EDGE ? 1 : this.last.y < box.top + viewport.head + EDGE ? -1 : 0
    if (down) viewport.scrollTo(viewport.y + down * Math.max(EDGE, Math.abs(this.last.y - (down > 0 ? box.bottom : box.top))))
    const right = this.last.x > box.right - EDGE ? 1 : this.last.x < box.left + EDGE ? -1 : 0
    scroller.scrollLeft += right * EDGE
    if (down || right) this.grid.paint()
    return Boolean(down || right)
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const place = this.place(event)
    const target = /** @type {HTMLElement} */ (event.target)
    if (place && target.closest('.accept')) this.grid.selector.moveTo(place) // the button goes, and the focus with it
    if (place && target.closest('.keep')) this.grid.keep(place.index)
    else if (place && target.closest('.accept')) this.grid.editor.accept(place)
    else if (event instanceof PointerEvent && event.pointerType === 'touch') this.touched(place, target)
  }

  /**
   * A touch moves the cursor, and opens the cell of a card; on a row number it selects the row.
   * @param {Place | null} place
   * @param {HTMLElement} target
   */
  touched(place, target) {
    const { grid } = this
    const line = lineOf(target)
    if (place) grid.selector.moveTo(place)
    else if (line !== null && target.closest('[data-select]')) grid.dispatch({ type: 'rows_selected', index: line, add: true })
    if (place && grid.isCards && !target.closest('input')) grid.keyboard.open()
  }

  /** Open the cell with the caret where it was clicked. @param {MouseEvent} event */
  doubleClicked(event) {
    const place = this.place(event)
    const target = /** @type {HTMLElement} */ (event.target)
    if (!place || target.closest('input, .accept, .handle')) return
    this.grid.keyboard.open(undefined, target.closest('.value') ? caretAt(event.clientX, event.clientY) : undefined)
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const place = this.place(event)
    const { cursor } = this.grid.state
    if (!place || (cursor && place.index === cursor.index && place.column === cursor.column)) return
    this.grid.dispatch({ type: 'cursor_focused', place })
  }
}

/** Place of the row of an element; null outside of the rows. @param {Element} node */
function lineOf(node) {
  const line = /** @type {HTMLElement | null} */ (node.closest('[data-place]'))
  return line ? Number(line.dataset.place) : null
}

/** The cell of an element; null outside of the cells. @param {Element} node @returns {Place | null} */
function placeOf(node) {
  const cell = /** @type {HTMLElement | null} */ (node.closest('.cell'))
  const index = cell && lineOf(cell)
  return cell && index !== null ? { index, column: Number(cell.dataset.index) } : null
}

/** The place in a text nearest to a point of the window; undefined if the browser cannot say. @param {number} x @param {number} y */
function caretAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y)
  return position ? position.offset : document.caretRangeFromPoint?.(x, y)?.startOffset
}
