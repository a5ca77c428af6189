import { element, rowName } from '../painting/dom.js'
/** @import { Place } from '../types.js' */

/** Changes one cell: typed in place, or a suggestion accepted. */
export class Editor {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.cell = /** @type {HTMLElement | null} */ (null)
    this.place = /** @type {Place | null} */ (null)
    this.input = /** @type {HTMLInputElement | null} */ (null)
    this.before = ''
  }

  get isOpen() { return this.cell !== null }

  /**
   * Open the cell under the cursor.
   * @param {string} [typed] what replaces the value; not given: the value, with the caret at its end
   * @param {number} [caret] place of the caret in the value
   */
  open(typed, caret) {
    const place = this.grid.state.cursor
    const cell = this.grid.painter.cell(place)
    const row = place && this.grid.store.get(place.index)
    if (!place || !cell || !row || this.isOpen) return
    const value = /** @type {HTMLElement} */ (cell.firstElementChild)
    const input = /** @type {HTMLInputElement} */ (element('', null, 'input'))
    const { columns, words } = this.grid.data
    input.dir = 'auto'
    input.value = typed ?? value.textContent ?? ''
    input.setAttribute('aria-label', `${columns[place.column].header}, ${words.row} ${rowName(this.grid.data.parts, row.row).text}`)
    Object.assign(this, { cell, place, input, before: value.textContent ?? '' })
    cell.append(input)
    cell.classList.add('editing')
    input.focus({ preventScroll: true })
    const at = typed === undefined ? (caret ?? input.value.length) : typed.length
    input.setSelectionRange(at, at)
    input.addEventListener('blur', () => this.left())
  }

  /** The focus has gone. While another window has it the cell stays open: the rest of a number may be looked up there. */
  left() {
    if (document.activeElement !== this.input) this.close(true)
  }

  /** @param {boolean} keep what was typed */
  close(keep) {
    const { cell, place, input, before } = this
    if (!cell || !place || !input) return
    Object.assign(this, { cell: null, place: null, input: null })
    const text = input.value.trim()
    input.remove()
    cell.classList.remove('editing')
    if (keep && text !== before) this.write(place, text)
    else this.grid.painter.repaint(place)
    this.grid.opening.editorClosed()
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation()
    if (event.isComposing || !this.place) return
    const { place, grid } = this
    if (event.key === 'Escape') {
      this.close(false)
      grid.selector.moveTo(place)
    } else if (event.key === 'Enter') {
      this.close(true)
      grid.selector.moveTo({ ...place, index: place.index + (event.shiftKey ? -1 : 1) })
    } else if (event.key === 'Tab') {
      this.close(true)
      if (!grid.keyboard.tab(place, event.shiftKey)) grid.selector.moveTo(place)
    } else if (event.key === 'F8') {
      this.close(true)
      grid.keyboard.nextProblem(event.shiftKey)
    } else return
    event.preventDefault()
  }

  /**
   * @param {Place} place of a row that is loaded
   * @param {string} value
   */
  write({ index, column }, value) {
    const row = this.grid.store.get(index)
    if (row) this.grid.record({ kind: 'edit', row: row.row, column: this.grid.data.columns[column].column, value })
  }

  /** Take the value that a warning suggests. @param {Place} place */
  accept(place) {
    const offer = this.grid.store.get(place.index)?.states[place.column]?.[4]
    if (offer) this.write(place, offer[0])
  }
}
