/** @import { Entry } from './types.js' */
const FIRST_RETRY = 1500 // milliseconds; each retry waits that much longer, up to SLOWEST_RETRY
const SLOWEST_RETRY = 10000

/**
 * What the operator did and the server has not acknowledged. The whole list is sent each time, because a rerun that
 * supersedes another, or a lost connection, may drop a message.
 */
export class Outbox {
  /** @param {{ isConnected: boolean }} root of the grid: while it is on the page, sending is tried again */
  constructor(root) {
    this.root = root
    this.entries = /** @type {Entry[]} */ ([])
    this.sequence = 0
    this.step = 0
    this.changes = 0 // counts changes of the list, for painting
    this.send = /** @type {(name: string, value: Entry[]) => void} */ (() => {})
    this.timer = 0
  }

  /** @param {number} acknowledged sequence number of the last entry the server has applied */
  acknowledge(acknowledged) {
    this.sequence = Math.max(this.sequence, acknowledged)
    const left = this.entries.filter(entry => entry.sequence > acknowledged)
    if (left.length === this.entries.length) return
    this.entries = left
    this.changes++
  }

  /**
   * Add entries and send the list.
   * @param {Omit<Entry, 'sequence'>[]} entries
   */
  add(entries) {
    for (const entry of entries) this.entries.push({ ...entry, sequence: ++this.sequence })
    this.changes++
    this.flush()
  }

  /** The number of a new deed, whose edits are undone together. */
  newStep() { return ++this.step }

  /**
   * The value that was typed into a cell and is not acknowledged; undefined if there is none.
   * @param {number} row number in the file
   * @param {string} column
   */
  pendingValue(row, column) {
    return this.entries.findLast(entry => entry.kind === 'edit' && entry.row === row && entry.column === column)?.value
  }

  flush(tries = 0) {
    const again = tries ? [{ kind: 'again', sequence: 0, tries }] : []
    this.send('edits', [...this.entries, ...again])
    clearTimeout(this.timer)
    const retry = () => this.root.isConnected && this.entries.length && this.flush(tries + 1)
    this.timer = setTimeout(retry, Math.min(FIRST_RETRY * (tries + 1), SLOWEST_RETRY))
  }
}
