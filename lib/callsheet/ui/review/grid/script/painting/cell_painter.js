import { element } from './dom.js'
/** @import { Column, CellState } from '../types.js' */

/** @type {CellState} */
export const PLAIN = ['ok', '', null, '', null, '']

/**
 * An empty cell.
 * @param {Column} column
 * @param {number} index of the column
 */
export function createCell(column, index) {
  const cell = element('cell', 'gridcell')
  cell.tabIndex = -1
  Object.assign(cell.dataset, { column: column.name, index })
  const parts = ['value', 'sent', 'why'].map(name => element(name, null, 'span'))
  parts[0].dir = 'auto'
  parts[0].dataset.label = column.header
  cell.append(...parts)
  return cell
}

/**
 * Show a value and its state.
 * @param {HTMLElement} cell
 * @param {string} value
 * @param {CellState} state
 * @param {Record<string, string>} words
 */
export function paintCell(cell, value, [state, why, original, sent, offer, advice], words) {
  const changed = original !== null
  const was = changed ? `${words.was} ${original === '' ? words.empty : original}` : ''
  cell.dataset.state = state
  cell.classList.remove('waiting')
  cell.toggleAttribute('data-changed', changed)
  const [text, number, reason] = /** @type {HTMLCollectionOf<HTMLElement>} */ (cell.children)
  write(text, value)
  write(number, sent)
  write(reason, why || was)
  cell.querySelector('.accept')?.remove()
  if (offer) cell.append(cellButton(`${words.use} “${offer[0]}”`, words.useHint))
  const title = [value, sent && `→ ${sent}`, why, advice, was].filter(Boolean).join('\n')
  if (cell.title !== title) cell.title = title
  setOrRemove(cell, 'aria-invalid', state === 'error' ? 'true' : '')
  const offered = offer && `${words.use} ${offer[0]}: ${words.useHint}`
  setOrRemove(cell, 'aria-description', [why, advice, was, offered].filter(Boolean).join(', '))
}

/** Change the text of an element, unless it has it already: that would lay it out anew. @param {HTMLElement} node @param {string} text */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text
}

/**
 * Show a value that the server has not confirmed; the state stays as it was.
 * @param {HTMLElement} cell
 * @param {string} value
 */
export function paintPending(cell, value) {
  const [text, number] = cell.children
  text.textContent = value
  number.textContent = ''
  cell.classList.add('waiting')
}

/**
 * Offer to send this row instead of the others with its number.
 * @param {HTMLElement} cell
 * @param {Record<string, string>} words
 */
export function offerToKeep(cell, words) {
  if (cell.querySelector('.accept')) return
  const keep = cellButton(words.keepThis, words.keepThisHelp)
  keep.classList.add('keep')
  cell.append(keep)
}

/**
 * A button in a cell; Tab passes it, keys reach it by the cell.
 * @param {string} text
 * @param {string} title
 */
function cellButton(text, title) {
  const made = /** @type {HTMLButtonElement} */ (element('accept', null, 'button'))
  made.type = 'button'
  made.tabIndex = -1
  made.textContent = text
  made.title = title
  return made
}

/**
 * @param {HTMLElement} node
 * @param {string} name
 * @param {string} value "": remove it
 */
function setOrRemove(node, name, value) {
  if (value) node.setAttribute(name, value)
  else node.removeAttribute(name)
}
