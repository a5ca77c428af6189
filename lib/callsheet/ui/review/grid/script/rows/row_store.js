/** @import { Row, WireRow } from '../types.js' */
/** @import { Server } from './server.js' */
const CHUNK = 100 // rows of one request
const NEAR = 20 // rows above and below the view that are fetched anew when they are out of date
const FAR = 130 // rows above and below the view that are fetched
const KEPT = 8000 // rows held; the farthest are dropped
const AT_ONCE = 2 // requests under way; a third one would wait for rows that are out of view by then
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
    this.asked = /** @type {Set<number>} */ (new Set()) // chunks under way
    this.wanted = [0, 0]
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
    this.view = view
    this.count = count
    this.version = version
  }

  /** @param {number} index */
  get(index) { return this.rows.get(index) }

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
   * Fetch what is missing far around the rows in view, and what is out of date near them; the rows in view come first.
   * @param {number} first row in view
   * @param {number} last
   */
  want(first, last) {
    this.wanted = [first, last]
    this.fetchWanted()
  }

  fetchWanted() {
    const [first, last] = this.wanted
    for (let index = first; index <= last; index++) this.fetchUnless(this.rows.get(index)?.version === this.version, index)
    for (let away = 1; away <= FAR; away++) {
      for (const index of [last + away, first - away]) {
        const row = this.rows.get(index)
        this.fetchUnless(row !== undefined && (away > NEAR || row.version === this.version), index)
      }
    }
  }

  /**
   * @param {boolean} isThere
   * @param {number} index
   */
  fetchUnless(isThere, index) {
    const chunk = Math.floor(index / CHUNK)
    if (isThere || index < 0 || index >= this.count || this.asked.has(chunk) || this.asked.size >= AT_ONCE) return
    this.fetchChunk(chunk)
  }

  /** @param {number} chunk */
  async fetchChunk(chunk) {
    const { view, asked } = this
    asked.add(chunk)
    try {
      const answer = await this.server.rows(chunk * CHUNK, CHUNK)
      if (view !== this.view) return
      if (answer.view === view) {
        this.put(answer.start, answer.rows, Math.min(answer.version, this.version))
        this.forgetFarRows()
        this.arrived(answer.start, answer.start + answer.rows.length)
      }
    } catch {
      await new Promise(resolve => setTimeout(resolve, PAUSE))
    } finally {
      asked.delete(chunk)
    }
    if (asked === this.asked && this.root.isConnected) this.fetchWanted()
  }

  forgetFarRows() {
    if (this.rows.size <= KEPT) return
    const middle = (this.wanted[0] + this.wanted[1]) / 2
    for (const index of this.rows.keys()) if (Math.abs(index - middle) > KEPT / 4) this.rows.delete(index)
  }
}
