/** Mouse and touch on the rows. */
export class Pointer {
  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    grid.scroller.addEventListener('click', event => this.clicked(event))
    grid.scroller.addEventListener('dblclick', event => this.place(event) && grid.keyboard.open())
    grid.scroller.addEventListener('paste', event => grid.editor.paste(event))
    grid.scroller.addEventListener('copy', event => grid.editor.copy(event))
    grid.scroller.addEventListener('focus', () => grid.focusFirst())
    grid.scroller.addEventListener('focusin', event => this.focused(event))
  }

  /** The cell of an event. @param {Event} event */
  place(event) {
    const target = /** @type {HTMLElement} */ (event.target)
    const cell = /** @type {HTMLElement | null} */ (target.closest('.cell'))
    const line = /** @type {HTMLElement | null} */ (target.closest('[data-place]'))
    return cell && line ? { index: Number(line.dataset.place), column: Number(cell.dataset.index) } : null
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {HTMLElement} */ (event.target)
    const place = this.place(event)
    if (place && target.closest('.accept')) return this.grid.editor.accept(place)
    const line = /** @type {HTMLElement | null} */ (target.closest('[data-place]'))
    if (line && target.closest('[data-select]')) {
      const add = event.ctrlKey || event.metaKey
      return this.grid.dispatch({ type: 'rows_selected', index: Number(line.dataset.place), extend: event.shiftKey, add })
    }
    if (place && !this.grid.editor.isOpen) this.grid.moveTo(place)
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const place = this.place(event)
    const { cursor } = this.grid.state
    if (!place || (cursor && place.index === cursor.index && place.column === cursor.column)) return
    this.grid.dispatch({ type: 'cursor_moved', place })
  }
}
