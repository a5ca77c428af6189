const LOW = 28 // pixels: a row with nothing to say
const TALL = 36 // pixels: a row with a second line
export const CARD = 104 // pixels: a row as a card, where the window is narrow
const BLOCK = 256 // rows whose heights are added up together

/** Heights of all rows: known for those that were loaded, guessed for the others. */
export class Heights {
  /**
   * @param {number} count of rows
   * @param {number} tall the likely share of rows with a second line, 0 to 1
   * @param {boolean} isCards whether each row is a card; all cards are of one height
   */
  constructor(count, tall, isCards) {
    this.count = count
    this.low = isCards ? CARD : LOW
    this.tall = isCards ? CARD : TALL
    this.guess = this.low + Math.min(Math.max(tall, 0), 1) * (this.tall - this.low)
    this.known = new Uint8Array(count) // 0: not known
    this.sums = new Float64Array(Math.ceil(count / BLOCK) + 1) // tops of the blocks
    this.added = 0 // blocks whose tops are right
  }

  /** @param {number} index */
  of(index) { return this.known[index] || this.guess }

  /** @param {number} index */
  isKnown(index) { return this.known[index] !== 0 }

  /** @param {number} index */
  isTall(index) { return this.known[index] === this.tall }

  /**
   * Note the height of a row; true if it differs from what was assumed. A tall row stays tall, so that nothing moves
   * while cells are edited.
   * @param {number} index
   * @param {boolean} tall
   */
  set(index, tall) {
    const before = this.of(index)
    if (this.known[index] !== this.tall) this.known[index] = tall ? this.tall : this.low
    if (this.of(index) === before) return false
    this.added = Math.min(this.added, Math.floor(index / BLOCK))
    return true
  }

  get total() { return this.top(this.count) }

  /** Pixels above a row. @param {number} index */
  top(index) {
    const block = Math.floor(index / BLOCK)
    this.addUp(block)
    let top = this.sums[block]
    for (let row = block * BLOCK; row < index; row++) top += this.of(row)
    return top
  }

  /** The row at a height. @param {number} top in pixels */
  at(top) {
    this.addUp(this.sums.length - 1)
    let low = 0
    let high = this.sums.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.sums[middle] <= top) low = middle
      else high = middle
    }
    let index = low * BLOCK
    let end = this.sums[low]
    while (index < this.count - 1 && (end += this.of(index)) <= top) index++
    return Math.max(index, 0)
  }

  /** @param {number} block */
  addUp(block) {
    for (; this.added < block; this.added++) {
      let sum = this.sums[this.added]
      const stop = Math.min((this.added + 1) * BLOCK, this.count)
      for (let row = this.added * BLOCK; row < stop; row++) sum += this.of(row)
      this.sums[this.added + 1] = sum
    }
  }
}
