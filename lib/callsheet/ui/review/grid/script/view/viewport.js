import { Heights } from './heights.js'
const TALLEST = 15e6 // pixels; Firefox draws no element taller than 17.8 million
const BASE = 1e6 // pixels: rows are placed from multiples of it

/** Which part of all rows is in view. Beyond `TALLEST` the scroll position is scaled. */
export class Viewport {
  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} space as tall as all rows
   * @param {HTMLElement} box of the rows
   */
  constructor(scroller, space, box) {
    this.scroller = scroller
    this.space = space
    this.box = box
    this.isOpen = false
    this.heights = new Heights(0, 0, false)
    this.head = 0 // pixels of the header row
    this.room = 0 // pixels for rows
    this.exact = { scrollTop: -1, y: 0 }
    this.base = 0
    this.frozen = /** @type {number | null} */ (null) // the scroll position while the rows are painted
  }

  /** @param {Heights} heights of the rows from now on */
  open(heights) {
    this.heights = heights
    this.isOpen = true
    this.exact = { scrollTop: -1, y: 0 }
    this.base = -1
    this.measure()
    this.scrollTo(0)
  }

  measure() {
    this.head = /** @type {HTMLElement} */ (this.scroller.firstElementChild).offsetHeight
    this.room = this.scroller.clientHeight - this.head
    this.stretch()
  }

  stretch() {
    this.space.style.height = `${Math.min(this.heights.total, TALLEST)}px`
  }

  /**
   * Run a change of the page's elements that does not scroll: the scroll position is read once, before it. Each time that it
   * is read after a change, the browser lays out the page at once.
   * @param {() => void} change
   */
  whileStill(change) {
    this.frozen = this.scroller.scrollTop
    try {
      change()
    } finally {
      this.frozen = null
    }
  }

  /** Pixels of rows above the view. */
  get y() {
    const scrollTop = this.frozen ?? this.scroller.scrollTop
    if (scrollTop === this.exact.scrollTop) return this.exact.y
    const { total } = this.heights
    return total <= TALLEST ? scrollTop : (scrollTop * (total - this.room)) / (TALLEST - this.room)
  }

  /** @param {number} y pixels of rows above the view */
  scrollTo(y) {
    const { total } = this.heights
    const wanted = Math.max(Math.min(y, total - this.room), 0)
    this.scroller.scrollTop = total <= TALLEST ? wanted : (wanted * (TALLEST - this.room)) / (total - this.room)
    this.exact = { scrollTop: this.scroller.scrollTop, y: wanted }
  }

  /** Places of the first and the last row of which a part is in view. */
  shown() {
    const { y } = this
    if (!this.heights.count) return { first: 0, last: -1 }
    return { first: this.heights.at(y), last: this.heights.at(Math.max(y + this.room - 1, y)) }
  }

  /** Places of the first and the last row that is in view as a whole. */
  whole() {
    const { y } = this
    let { first, last } = this.shown()
    if (this.heights.top(first) < y - 1 && first < last) first++
    if (this.heights.top(last) + this.heights.of(last) > y + this.room + 1 && first < last) last--
    return { first, last }
  }

  /** Scroll as little as needed to show a row. @param {number} index */
  reveal(index) {
    const top = this.heights.top(index)
    const { y } = this
    if (top < y) this.scrollTo(top)
    else if (top + this.heights.of(index) > y + this.room) this.scrollTo(top + this.heights.of(index) - this.room)
  }

  /** Run a change of heights without moving the first row in view. @param {() => boolean} change true if any differs */
  keepInPlace(change) {
    const { first } = this.shown()
    const offset = this.y - this.heights.top(first)
    if (!change()) return false
    this.stretch()
    this.scrollTo(this.heights.top(first) + offset)
    return true
  }

  /** Put the box of rows in place; true if the rows in it have to be placed anew. */
  placeBox() {
    const { y } = this
    const base = Math.floor(y / BASE) * BASE
    this.box.style.transform = `translateY(${(this.frozen ?? this.scroller.scrollTop) - y + base}px)`
    const moved = base !== this.base
    this.base = base
    return moved
  }

  /** Where a row goes inside the box, in pixels. @param {number} index */
  topInBox(index) { return this.heights.top(index) - this.base }
}
