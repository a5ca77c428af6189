import { element } from './dom.js'
import { parseClipboard } from './clipboard.js'
/** @import { Place } from './types.js' */

/** Changes cells: typed in place, pasted, cleared, or a suggestion accepted. */
export class Editor {
  /** @param {import('./grid.js').Grid} grid */
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
   * @param {string} [typed] what replaces the value; not given: the value, all of it selected
   */
  open(typed) {
    const place = this.grid.state.cursor
    const cell = this.grid.painter.cell(place)
    const row = place && this.grid.store.get(place.index)
    if (!place || !cell || !row || this.isOpen) return
    const value = /** @type {HTMLElement} */ (cell.firstElementChild)
    const input = /** @type {HTMLInputElement} */ (element('', null, 'input'))
    const { columns, words } = this.grid.data
    input.dir = 'auto'
    input.value = typed ?? value.textContent ?? ''
    input.setAttribute('aria-label', `${columns[place.column].header}, ${words.row} ${row.row}`)
    Object.assign(this, { cell, place, input, before: value.textContent ?? '' })
    cell.append(input)
    cell.classList.add('editing')
    input.focus({ preventScroll: true })
    if (typed === undefined) input.select()
    input.addEventListener('blur', () => this.close(true))
  }

  /** @param {boolean} keep what was typed */
  close(keep) {
    const { cell, place, input, before } = this
    if (!cell || !place || !input) return
    Object.assign(this, { cell: null, place: null, input: null })
    const text = input.value.trim()
    input.remove()
    cell.classList.remove('editing')
    if (keep && text !== before) this.write([[place, text]])
    else this.grid.painter.repaint(place)
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation()
    if (event.isComposing || !this.place) return
    const { place, grid } = this
    if (event.key === 'Escape') {
      this.close(false)
      grid.moveTo(place)
    } else if (event.key === 'Enter') {
      this.close(true)
      grid.moveTo({ ...place, index: place.index + (event.shiftKey ? -1 : 1) })
    } else if (event.key === 'Tab') {
      this.close(true)
      if (!grid.keyboard.tab(place, event.shiftKey)) grid.moveTo(place)
    } else if (event.key === 'F8') {
      this.close(true)
      grid.keyboard.nextProblem(event.shiftKey)
    } else return
    event.preventDefault()
  }

  /**
   * Change cells as one deed.
   * @param {[Place, string][]} changes of rows that are loaded
   */
  write(changes) {
    const { store, data, outbox } = this.grid
    const step = outbox.newStep()
    const entries = changes.flatMap(([{ index, column }, value]) => {
      const row = store.get(index)
      return row ? [{ kind: 'edit', step, row: row.row, column: data.columns[column].column, value }] : []
    })
    if (entries.length) this.grid.record(...entries)
  }

  /** Take the value that a warning suggests. @param {Place} place */
  accept(place) {
    const offer = this.grid.store.get(place.index)?.states[place.column]?.[4]
    if (offer) this.write([[place, offer[0]]])
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const place = this.grid.state.cursor
    if (this.isOpen || !place) return
    event.preventDefault()
    const block = parseClipboard(event.clipboardData?.getData('text/plain') ?? '')
    const { store, data, status } = this.grid
    const changes = /** @type {[Place, string][]} */ ([])
    block.forEach((values, down) => values.forEach((value, right) => {
      const target = { index: place.index + down, column: place.column + right }
      if (target.column < data.columns.length && store.get(target.index)) changes.push([target, value.trim()])
    }))
    if (changes.length) this.write(changes)
    const cells = block.reduce((sum, values) => sum + values.length, 0)
    const left = data.words.pastedPart.replace('{n}', String(changes.length)).replace('{of}', String(cells))
    status.show(changes.length < cells ? left : '')
  }

  /** @param {ClipboardEvent} event */
  copy(event) {
    const cell = this.grid.painter.cell(this.grid.state.cursor)
    if (this.isOpen || !cell) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', cell.firstElementChild?.textContent ?? '')
  }
}
