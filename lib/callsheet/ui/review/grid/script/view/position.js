import { fill } from '../painting/dom.js'

/** The box in the toolbar that shows which rows are in view and goes to a row number. */
export class Position {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.bound = new WeakSet()
  }

  get box() { return /** @type {HTMLInputElement | null} */ (document.querySelector('[data-callsheet="position"]')) }

  paint() {
    const { box } = this
    if (!box) return
    if (!this.bound.has(box)) this.bind(box)
    const { viewport, store, data } = this.grid
    const { first, last } = viewport.whole()
    const words = !store.count ? data.words.noRows : first === last ? data.words.positionOne : data.words.position
    const text = fill(words, { first: first + 1, last: last + 1, of: store.count })
    if (box.placeholder !== text) box.placeholder = text
  }

  /** @param {HTMLInputElement} box */
  bind(box) {
    this.bound.add(box)
    box.addEventListener('keydown', event => {
      if (event.key === 'Enter') this.go(box)
      else if (event.key === 'Escape') this.leave(box)
      else return
      event.preventDefault()
      event.stopPropagation()
    })
    box.addEventListener('blur', () => (box.value = ''))
  }

  focus() { this.box?.focus() }

  /** @param {HTMLInputElement} box */
  leave(box) {
    box.value = ''
    this.grid.scroller.focus()
  }

  /** @param {HTMLInputElement} box */
  async go(box) {
    const row = Number(box.value.replace(/[\s,.']/g, ''))
    box.value = ''
    if (!Number.isSafeInteger(row) || row < 0 || !this.grid.store.count) return
    const { view, position: index, found } = await this.grid.server.place(row)
    if (view !== this.grid.data.view || index < 0) return
    const { words } = this.grid.data
    this.grid.selector.moveTo({ index, column: this.grid.state.cursor?.column ?? 0 })
    const next = this.grid.store.get(index)?.row
    const isPast = next !== undefined ? next < row : index === this.grid.store.count - 1
    this.grid.status.show(found ? '' : fill(isPast ? words.pastLast : words.notHere, { n: row }))
  }
}
