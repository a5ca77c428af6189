import { asHtml, asText, parseClipboard } from './formats.js'
import { pasteTarget } from './target.js'
import { fill } from '../painting/dom.js'
import { cellCount, selectionOf } from '../selection/state.js'
/** @import { Range, Selection } from '../types.js' */
const MOST_CELLS = 100_000 // of one action

/** Deeds on many cells: copy, cut, paste, clear, fill. The rows need not be loaded; the server knows them by their place. */
export class Transfer {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.withHeaders = false
    this.listen('copy', data => this.copy(data))
    this.listen('cut', data => this.copy(data) && this.clear())
    this.listen('paste', data => this.paste(parseClipboard(data.getData('text/plain'))))
  }

  get selection() { return selectionOf(this.grid.state, this.grid.data.columns.length) }

  /**
   * @param {'copy' | 'cut' | 'paste'} type
   * @param {(data: DataTransfer) => void} act
   */
  listen(type, act) {
    this.grid.scroller.addEventListener(type, event => {
      if (this.grid.editor.isOpen || !this.selection || !event.clipboardData) return
      event.preventDefault()
      act(event.clipboardData)
    })
  }

  /** True if there are not too many cells for a change; else it is said. @param {Selection} selection */
  fits(selection) {
    const count = cellCount(selection)
    if (count > MOST_CELLS) this.grid.status.show(fill(this.grid.data.words.tooManyCells, { n: count, most: MOST_CELLS }))
    return count <= MOST_CELLS
  }

  /**
   * Put the selection on the clipboard. A browser hands it out only while the event lasts, so rows that are not loaded are
   * waited for.
   * @param {DataTransfer} clipboard
   */
  copy(clipboard) {
    const { selection } = this
    const { words } = this.grid.data
    if (!selection) return false
    if (cellCount(selection) > MOST_CELLS) {
      const address = this.grid.server.downloadOf(selection)
      this.grid.status.show(fill(words.tooManyToCopy, { n: cellCount(selection), most: MOST_CELLS }), address)
      return false
    }
    const rows = this.cells(selection)
    if (!rows) return false
    const [left, right] = selection.columns
    if (this.withHeaders) rows.unshift(this.grid.data.columns.slice(left, right + 1).map(column => column.header))
    clipboard.setData('text/plain', asText(rows))
    clipboard.setData('text/html', asHtml(rows))
    const count = cellCount(selection)
    this.grid.status.announce(count === 1 ? words.copiedOne : fill(words.copied, { n: count }))
    return true
  }

  /**
   * The texts of a selection, row by row; null if the server does not answer, which is said.
   * @param {Selection} selection
   * @returns {string[][] | null}
   */
  cells({ rows, columns }) {
    try {
      return rows.flatMap(range => this.stretch(range, columns))
    } catch {
      this.grid.status.show(this.grid.data.words.notCopied)
      return null
    }
  }

  /**
   * @param {Range} rows
   * @param {Range} columns
   */
  stretch([first, last], [left, right]) {
    const { store, server, data, outbox } = this.grid
    const lines = []
    for (let index = first; index <= last; index++) {
      const row = store.get(index)
      if (!row || row.version !== store.version) return server.cells(first, last, left, right)
      const shown = (/** @type {string} */ text, /** @type {number} */ offset) => outbox.pendingValue(data.view, index, row.row, data.columns[left + offset].column) ?? text
      lines.push(row.values.slice(left, right + 1).map(shown))
    }
    return lines
  }

  /**
   * Paste a block at the cursor; into a range it is repeated where that fills the range, and one value fills any.
   * @param {string[][]} block
   */
  paste(block) {
    const { selection } = this
    const { store, data, status } = this.grid
    if (!selection) return
    const values = block.map(line => line.map(value => value.trim()))
    const width = Math.max(...values.map(line => line.length))
    for (const line of values) while (line.length < width) line.push('')
    const { rows, columns } = pasteTarget(selection, values.length, width)
    const [left, right] = columns
    const fitted = { rows: within(rows, store.count), columns: /** @type {Range} */ ([left, Math.min(right, data.columns.length - 1)]) }
    if (!this.fits(fitted)) return
    this.write('paste', fitted, values.map(line => line.slice(0, fitted.columns[1] - left + 1)))
    const wanted = cellCount({ rows, columns })
    const done = cellCount(fitted)
    status.show(done < wanted ? fill(data.words.pastedPart, { n: done, of: wanted }) : '')
  }

  clear() {
    const { selection } = this
    if (selection && this.fits(selection)) this.write('clear', selection, [['']])
  }

  /**
   * Repeat rows downwards (or upwards).
   * @param {Range} source places of the rows that are repeated
   * @param {Selection} target
   */
  repeat(source, target) {
    if (!this.fits(target)) return
    const { data } = this.grid
    const columns = data.columns.slice(target.columns[0], target.columns[1] + 1).map(column => column.column)
    this.grid.record({ kind: 'fill', view: data.view, source, ranges: target.rows, columns })
  }

  /** The first row of the selection into all its others; of a single row, the one above it. */
  fillDown() {
    const { selection } = this
    if (!selection) return
    const { rows, columns } = selection
    const [first, last] = [rows[0][0], rows[rows.length - 1][1]]
    if (first < last) this.repeat([first, first], { rows: withoutFirst(rows, first), columns })
    else if (first > 0) this.repeat([first - 1, first - 1], { rows: [[first, first]], columns })
  }

  /**
   * Write a block of values, repeated over all rows and columns of a selection, as one action.
   * @param {string} operation
   * @param {Selection} selection
   * @param {string[][]} values
   */
  write(operation, { rows, columns: [left, right] }, values) {
    const { data } = this.grid
    const columns = data.columns.slice(left, right + 1).map(column => column.column)
    this.grid.record({ kind: 'write', operation, view: data.view, ranges: rows, columns, values })
  }
}

/**
 * Ranges as far as there are rows.
 * @param {Range[]} ranges
 * @param {number} count of all rows
 * @returns {Range[]}
 */
function within(ranges, count) {
  return ranges.filter(([first]) => first < count).map(([first, last]) => [first, Math.min(last, count - 1)])
}

/**
 * Ranges without their first row.
 * @param {Range[]} ranges
 * @param {number} first
 * @returns {Range[]}
 */
function withoutFirst(ranges, first) {
  return ranges.map(([from, to]) => /** @type {Range} */ ([from === first ? from + 1 : from, to])).filter(([from, to]) => from <= to)
}
