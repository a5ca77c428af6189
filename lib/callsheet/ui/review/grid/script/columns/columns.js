/** @import { Column, ColumnLayout } from '../types.js' */
const NARROWEST = 48 // pixels
const PER_REM = 16 // pixels

/** Which columns are shown, how wide they are and which stay in view; saved with the draft. */
export class Columns {
  /** @param {(layout: ColumnLayout) => void} save called when the operator has changed something */
  constructor(save) {
    this.save = save
    this.all = /** @type {Column[]} */ ([])
    this.draft = ''
    this.layout = /** @type {ColumnLayout} */ ({ widths: {}, hidden: [], frozen: 1 })
    this.widths = /** @type {number[]} */ ([])
  }

  /**
   * @param {string} draft
   * @param {Column[]} columns
   * @param {ColumnLayout} layout as the server has it; what is open may be newer
   */
  open(draft, columns, layout) {
    const { widths, hidden, frozen } = layout
    if (draft !== this.draft) this.layout = { widths, hidden, frozen }
    this.draft = draft
    this.all = columns
  }

  /** @param {Partial<ColumnLayout>} changes */
  change(changes) {
    this.layout = { ...this.layout, ...changes }
    this.save(this.layout)
  }

  /** @param {number} index */
  isHidden(index) { return this.layout.hidden.includes(this.all[index].name) && this.layout.hidden.length < this.all.length }

  /**
   * The next column that is shown, from one on.
   * @param {number} index
   * @param {number} way 1 or -1
   */
  shown(index, way) {
    while (index >= 0 && index < this.all.length && this.isHidden(index)) index += way
    return index
  }

  /** Without saving it, because a column is dragged through many widths. @param {number} index @param {number} width in pixels */
  resize(index, width) {
    const widths = { ...this.layout.widths, [this.all[index].name]: Math.max(Math.round(width), NARROWEST) }
    this.layout = { ...this.layout, widths }
  }

  /**
   * Widths in pixels: what the operator set, and for the others what they need, stretched where there is room.
   * @param {number} room pixels for all columns
   */
  layOut(room) {
    const set = this.all.map(column => this.layout.widths[column.name])
    const needed = this.all.map((column, index) => (this.isHidden(index) ? 0 : set[index] ?? column.width * PER_REM))
    const spare = room - needed.reduce((sum, width) => sum + width, 0)
    const flexible = needed.reduce((sum, width, index) => sum + (set[index] ? 0 : width), 0)
    this.widths = needed.map((width, index) => (spare > 0 && !set[index] && flexible ? width + Math.floor((spare * width) / flexible) : width))
    const last = this.shown(this.all.length - 1, -1)
    if (spare > 0 && flexible) this.widths[last] += room - this.total
  }

  /** Pixels of the columns before one. @param {number} index */
  left(index) { return this.widths.slice(0, index).reduce((sum, width) => sum + width, 0) }

  /** @param {number} index */
  isFrozen(index) { return index < this.layout.frozen }

  get template() { return this.widths.filter((_, index) => !this.isHidden(index)).map(width => `${width}px`).join(' ') }

  get total() { return this.widths.reduce((sum, width) => sum + width, 0) }
}
