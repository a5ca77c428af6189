import { element, fill, rowName } from './dom.js'
import { rowCount } from '../selection/state.js'
/** @import { CellState } from '../types.js' */

/** What is said about the grid: the bar of selected rows, messages, and the live region. */
export class Status {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.bar = /** @type {HTMLElement} */ (grid.root.querySelector('.acts'))
    this.live = /** @type {HTMLElement} */ (grid.root.querySelector('.spoken'))
    this.bar.addEventListener('click', event => this.act(/** @type {Element} */ (event.target).closest('button')?.dataset.act))
    this.bar.addEventListener('keydown', event => event.key === 'Escape' && this.act('clear'))
    this.painted = ''
  }

  paint() {
    const { data, state, store } = this.grid
    const count = rowCount(state.rows)
    const buckets = new Set()
    for (const [first, last] of state.rows) {
      for (let index = first; index <= last && buckets.size < 3; index++) {
        const bucket = store.get(index)?.bucket
        buckets.add(bucket === 'left_out' ? 'out' : bucket ? 'in' : 'unknown')
      }
    }
    const painted = `${count} ${[...buckets]} ${state.asking} ${state.message} ${state.download}`
    if (painted === this.painted) return
    this.painted = painted
    const parts = []
    if (count && state.asking) {
      parts.push(this.label(count === 1 ? data.words.askLeaveOutOne : fill(data.words.askLeaveOut, { n: count })))
      parts.push(this.button('leave_out', data.words.leaveOut), this.button('clear', data.words.cancel))
    } else if (count) {
      parts.push(this.label(count === 1 ? data.words.oneSelected : fill(data.words.selected, { n: count })))
      if (buckets.has('in') || buckets.has('unknown')) parts.push(this.button('leave_out', data.words.leaveOut))
      if (buckets.has('out') || buckets.has('unknown')) parts.push(this.button('put_back', data.words.takeIn))
      parts.push(this.button('clear', data.words.clear))
    } else if (state.message) {
      parts.push(document.createTextNode(state.message))
      if (state.download) parts.push(this.link(state.download, data.words.downloadCells))
    }
    this.bar.replaceChildren(...parts)
    this.bar.hidden = !parts.length
  }

  /** @param {string} text */
  label(text) {
    const label = element('', null, 'span')
    label.textContent = text
    return label
  }

  /** The question is answered by Enter or Escape. */
  focusQuestion() {
    this.bar.querySelector('button')?.focus()
    this.announce(this.bar.firstElementChild?.textContent ?? '')
  }

  /**
   * @param {string} act
   * @param {string} words
   */
  button(act, words) {
    const button = /** @type {HTMLButtonElement} */ (element('act', null, 'button'))
    button.type = 'button'
    button.dataset.act = act
    button.textContent = words
    return button
  }

  /** @param {string | undefined} act */
  act(act) {
    if (!act) return
    const { rows } = this.grid.state
    this.grid.dispatch({ type: 'selection_cleared' })
    if (act === 'leave_out' || act === 'put_back') this.grid.record({ kind: act, view: this.grid.data.view, ranges: rows })
    this.grid.scroller.focus()
  }

  /**
   * @param {string} address of a file
   * @param {string} words
   */
  link(address, words) {
    const link = element('act', null, 'a')
    link.href = address
    link.download = '' // the server names it
    link.textContent = words
    return link
  }

  /**
   * @param {string} message "": none
   * @param {string} [download] address of a file that is offered with it
   */
  show(message, download) {
    if (message === this.grid.state.message && !download) return
    this.grid.dispatch({ type: 'message_shown', message, download })
    if (message) this.announce(message)
  }

  /**
   * @param {number} row number
   * @param {number} column
   * @param {CellState} state
   * @param {boolean} wasError
   */
  announceCell(row, column, [state, why], wasError) {
    const { words, columns } = this.grid.data
    const where = `${words.row} ${rowName(this.grid.data.parts, row).text}, ${columns[column].header}`
    if (state === 'error') this.announce(`${where}: ${why}`)
    else if (wasError) this.announce(`${where}: ${words.fixed}`)
  }

  /** @param {string} text */
  announce(text) { this.live.textContent = text }
}
