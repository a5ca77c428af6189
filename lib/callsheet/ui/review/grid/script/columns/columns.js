/** @import { Column } from '../types.js' */
const NARROWEST = 48 // pixels
const PER_REM = 16 // pixels

/** Which columns are shown, how wide they are and which stay in view; remembered by the browser for each draft. */
export class Columns {
  constructor() {
    this.all = /** @type {Column[]} */ ([])
    this.key = ''
    this.kept = /** @type {{ widths: Record<string, number>, hidden: string[], frozen: number }} */ ({ widths: {}, hidden: [], frozen: 1 })
    this.widths = /** @type {number[]} */ ([])
  }

  /**
   * @param {string} draft
   * @param {Column[]} columns
   */
  open(draft, columns) {
    const key = `callsheet columns ${draft}`
    if (key !== this.key) {
      try {
        this.kept = { widths: {}, hidden: [], frozen: 1, ...JSON.parse(localStorage.getItem(key) ?? '{}') }
      } catch { /* not ours, or no storage: begin anew */ }
    }
    this.key = key
    this.all = columns
  }

  /** @param {Partial<Columns['kept']>} changes */
  keep(changes) {
    this.kept = { ...this.kept, ...changes }
    try {
      localStorage.setItem(this.key, JSON.stringify(this.kept))
    } catch { /* no storage: it lasts as long as the page */ }
  }

  /** @param {number} index */
  isHidden(index) { return this.kept.hidden.includes(this.all[index].name) && this.kept.hidden.length < this.all.length }

  /**
   * The next column that is shown, from one on.
   * @param {number} index
   * @param {number} way 1 or -1
   */
  shown(index, way) {
    while (index >= 0 && index < this.all.length && this.isHidden(index)) index += way
    return index
  }

  /** @param {number} index @param {number} width in pixels */
  resize(index, width) {
    this.keep({ widths: { ...this.kept.widths, [this.all[index].name]: Math.max(Math.round(width), NARROWEST) } })
  }

  /**
   * Widths in pixels: what the operator set, and for the others what they need, stretched where there is room.
   * @param {number} room pixels for all columns
   */
  layOut(room) {
    const set = this.all.map(column => this.kept.widths[column.name])
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
  isFrozen(index) { return index < this.kept.frozen }

  get template() { return this.widths.filter((_, index) => !this.isHidden(index)).map(width => `${width}px`).join(' ') }

  get total() { return this.widths.reduce((sum, width) => sum + width, 0) }
}
