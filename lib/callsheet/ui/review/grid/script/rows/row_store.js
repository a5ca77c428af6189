/** @import { Row, WireRow } from '../types.js' */
/** @import { Server } from './server.js' */
const NEAR = 20 // rows above and below the view that are fetched with it, and anew when they are out of date
const AROUND = 130 // rows above and below the view below which more are fetched
const STRETCH = 100 // rows of one request, at rest
const LONGEST = 500 // rows of one request; the server sends no more
const LEAD = 500 // milliseconds of scrolling that are fetched ahead
const STILL = 300 // milliseconds without a move after which the view is at rest
const JUMP = 500 // rows beyond which a move is a jump, after which the rows in view alone are fetched, for a while
const PAUSE_AFTER_JUMP = 120 // milliseconds
const AT_ONCE = 3 // requests under way; a further one would wait for rows that are out of view by then
const KEPT = 8000 // rows held; the farthest are dropped
const PAUSE = 1000 // milliseconds after a request that failed

/** The rows of the present filter that were fetched, by their place. */
export class RowStore {
  /**
   * @param {Server} server
   * @param {{ isConnected: boolean }} root of the grid: only while it is on the page, rows are fetched
   * @param {(from: number, to: number) => void} arrived called with the places of rows that have come
   */
  constructor(server, root, arrived) {
    this.server = server
    this.root = root
    this.arrived = arrived
    this.rows = /** @type {Map<number, Row>} */ (new Map())
    this.asked = /** @type {Set<{ start: number, end: number }>} */ (new Set()) // stretches under way, their ends not included
    this.wanted = [0, 0]
    this.moved = 0 // when the view moved last
    this.speed = 0 // rows a millisecond, upwards below 0
    this.restUntil = 0
    this.view = ''
    this.count = 0
    this.version = 0
  }

  /**
   * Begin with the rows of another view.
   * @param {string} view
   * @param {number} count
   * @param {number} version
   */
  open(view, count, version) {
    this.rows.clear()
    this.asked = new Set()
    this.wanted = [0, 0]
    this.speed = 0
    this.view = view
    this.count = count
    this.version = version
  }

  /** @param {number} index */
  get(index) { return this.rows.get(index) }

  /** Place of a row that was fetched, by its number. @param {number | undefined} number */
  placeOf(number) {
    for (const [index, { row }] of this.rows) if (row === number) return index
    return undefined
  }

  /**
   * @param {number} start
   * @param {WireRow[]} rows
   * @param {number} version
   */
  put(start, rows, version) {
    rows.forEach(([row, values, states, bucket, found], offset) => {
      const held = this.rows.get(start + offset)
      if (!held || held.version <= version) this.rows.set(start + offset, { row, values, states, bucket, found, version })
    })
  }

  /**
   * Fetch what is missing around the rows in view, the farther the faster it scrolls, and what is out of date near them;
   * the rows in view come first.
   * @param {number} first row in view
   * @param {number} last
   */
  want(first, last) {
    const now = performance.now()
    const by = first - this.wanted[0]
    if (Math.abs(by) > JUMP) {
      this.speed = 0
      this.restUntil = now + PAUSE_AFTER_JUMP
      setTimeout(() => this.fetchWanted(), PAUSE_AFTER_JUMP)
    } else if (by) {
      this.speed = now - this.moved > STILL ? 0 : (this.speed + by / Math.max(now - this.moved, 1)) / 2
    }
    if (by) this.moved = now
    this.wanted = [first, last]
    this.fetchWanted()
  }

  fetchWanted() {
    if (!this.root.isConnected) return
    const [first, last] = this.wanted
    const now = performance.now()
    const ahead = now - this.moved > STILL ? 0 : Math.round(this.speed * LEAD)
    const length = Math.min(Math.max(STRETCH, Math.abs(ahead)), LONGEST)
    const isMissing = this.missing(first, last)
    if (isMissing !== null) {
      if (now < this.restUntil) this.fetch(first - NEAR, last + NEAR + 1)
      else if (ahead < 0) this.fetch(last + NEAR + 1 - length, last + NEAR + 1)
      else this.fetch(first - NEAR, Math.max(first - NEAR + length, last + NEAR + 1))
    }
    if (now < this.restUntil || this.asked.size >= AT_ONCE - 1) return
    const below = this.missing(last + 1, last + Math.max(AROUND, ahead))
    const above = this.missing(first - Math.max(AROUND, -ahead), first - 1, -1)
    if (below !== null && (ahead >= 0 || above === null)) this.fetch(below, below + length)
    else if (above !== null) this.fetch(above + 1 - length, above + 1)
  }

  /**
   * The first row of a stretch that has to be fetched and is not asked for; null: none.
   * @param {number} from
   * @param {number} to included
   * @param {1 | -1} [way] from which end on
   */
  missing(from, to, way = 1) {
    const [low, high] = [Math.max(from, 0), Math.min(to, this.count - 1)]
    for (let index = way > 0 ? low : high; low <= index && index <= high; index += way) if (this.isNeeded(index)) return index
    return null
  }

  /** @param {number} index */
  isNeeded(index) {
    const [first, last] = this.wanted
    const row = this.rows.get(index)
    const isNear = first - NEAR <= index && index <= last + NEAR
    if (row && (!isNear || row.version === this.version)) return false
    for (const { start, end } of this.asked) if (start <= index && index < end) return false
    return true
  }

  /**
   * Fetch a stretch without what is there at its ends.
   * @param {number} start
   * @param {number} end not included
   */
  async fetch(start, end) {
    const from = this.missing(start, end - 1)
    const to = this.missing(start, end - 1, -1)
    const { view, asked } = this
    if (from === null || to === null || asked.size >= AT_ONCE) return
    const stretch = { start: from, end: to + 1 }
    asked.add(stretch)
    try {
      const answer = await this.server.rows(from, to + 1 - from)
      if (view !== this.view) return
      if (answer.view === view) {
        this.put(answer.start, answer.rows, Math.min(answer.version, this.version))
        this.forgetFarRows()
        this.arrived(answer.start, answer.start + answer.rows.length)
      }
    } catch {
      await new Promise(resolve => setTimeout(resolve, PAUSE))
    } finally {
      asked.delete(stretch)
    }
    if (asked === this.asked) this.fetchWanted()
  }

  forgetFarRows() {
    if (this.rows.size <= KEPT) return
    const middle = (this.wanted[0] + this.wanted[1]) / 2
    for (const index of this.rows.keys()) if (Math.abs(index - middle) > KEPT / 4) this.rows.delete(index)
  }
}
