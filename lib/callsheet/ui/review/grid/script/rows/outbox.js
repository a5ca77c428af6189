/** @import { Deed, Entry, Write } from '../types.js' */
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
    this.nonce = '' // of the server's session; it does not take a list that was sent to another one
    this.changes = 0 // counts changes of the list, for painting
    this.send = /** @type {(name: string, value: Entry[]) => void} */ (() => {})
    this.timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined)
  }

  /** @param {number} acknowledged sequence number of the last entry the server has applied */
  acknowledge(acknowledged) {
    this.sequence = Math.max(this.sequence, acknowledged)
    const left = this.entries.filter(entry => entry.sequence > acknowledged)
    if (left.length === this.entries.length) return
    this.entries = left
    this.changes++
  }

  /** True if something that the operator did to leads is not acknowledged. */
  get hasUnsaved() { return this.entries.some(({ kind }) => kind !== 'search' && kind !== 'layout') }

  /** The session that answers; another one gets the list anew. @param {string} nonce */
  answerTo(nonce) {
    if (nonce === this.nonce) return
    this.nonce = nonce
    if (this.entries.length) setTimeout(() => this.flush(), 0)
  }

  /**
   * Add a deed and send the list. Of several searches or layouts only the last one counts.
   * @param {Deed} deed
   * @param {Entry['window']} window the rows in view
   */
  add(deed, window) {
    if (deed.kind === 'search' || deed.kind === 'layout') this.entries = this.entries.filter(({ kind }) => kind !== deed.kind)
    this.entries.push({ ...deed, sequence: ++this.sequence, window })
    this.changes++
    this.flush()
  }

  /**
   * The value that was typed or pasted into a cell and is not acknowledged; else undefined.
   * @param {string} view
   * @param {number} index place of the row in that view
   * @param {number} row number in the file
   * @param {string} column
   * @returns {string | undefined}
   */
  pendingValue(view, index, row, column) {
    for (let at = this.entries.length - 1; at >= 0; at--) {
      const entry = this.entries[at]
      if (entry.kind === 'edit' && entry.row === row && entry.column === column) return entry.value
      if (entry.kind === 'write' && entry.view === view) {
        const value = blockValue(entry, index, column)
        if (value !== undefined) return value
      }
    }
    return undefined
  }

  flush(tries = 0) {
    const { nonce } = this
    const again = /** @type {Entry[]} */ (tries ? [{ kind: 'again', sequence: 0, tries }] : [])
    this.send('edits', [...this.entries, ...again].map(entry => Object.assign({}, entry, { nonce })))
    clearTimeout(this.timer)
    const retry = () => this.root.isConnected && this.entries.length && this.flush(tries + 1)
    this.timer = setTimeout(retry, Math.min(FIRST_RETRY * (tries + 1), SLOWEST_RETRY))
  }
}

/**
 * What a block writes into a cell: its rows and columns are repeated over the places named; undefined: nothing.
 * @param {Write} block
 * @param {number} index
 * @param {string} column
 */
function blockValue({ ranges, columns, values }, index, column) {
  const right = columns.indexOf(column)
  if (right < 0) return undefined
  let down = 0
  for (const [first, last] of ranges) {
    if (first <= index && index <= last) {
      const line = values[(down + index - first) % values.length]
      return line[right % line.length]
    }
    down += last - first + 1
  }
  return undefined
}
