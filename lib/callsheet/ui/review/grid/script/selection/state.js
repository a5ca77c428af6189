/** @import { State, Range, Selection } from '../types.js' */

/** @returns {State} */
export function firstState() {
  return { cursor: null, extent: null, rows: [], rowAnchor: null, asking: false, leaving: false, message: '', download: '' }
}

/**
 * The state after an action; everything that the operator does to the selection is one of these.
 * @param {State} state
 * @param {{ type: string, [name: string]: any }} action
 * @returns {State}
 */
export function reduce(state, action) {
  const rested = { ...state, asking: false, leaving: false }
  switch (action.type) {
    case 'view_opened': return { ...firstState(), message: state.message, download: state.download }
    case 'cursor_moved': return { ...rested, cursor: action.place, extent: null, rows: [], rowAnchor: null, message: '', download: '' }
    case 'cursor_focused': return { ...rested, cursor: action.place, extent: null }
    case 'range_extended': return { ...rested, extent: action.place, rows: [], rowAnchor: null }
    case 'rows_selected': return selectRows(rested, action.index, action.extend, action.add)
    case 'all_selected': return { ...rested, rows: action.count ? [[0, action.count - 1]] : [], rowAnchor: 0, extent: null }
    case 'selection_cleared': return { ...rested, rows: [], rowAnchor: null, extent: null }
    case 'leave_out_asked': return { ...rested, asking: true }
    case 'grid_left': return { ...rested, leaving: true }
    case 'message_shown': return { ...state, message: action.message, download: action.download ?? '' }
    default: throw new Error(action.type)
  }
}

/**
 * @param {State} state
 * @param {number} index
 * @param {boolean} extend from the row selected last to this one
 * @param {boolean} add to the rows selected, or take away again
 * @returns {State}
 */
function selectRows(state, index, extend, add) {
  const alone = { ...state, extent: null, message: '', download: '' }
  if (extend && state.rowAnchor !== null) {
    const range = /** @type {Range} */ ([Math.min(state.rowAnchor, index), Math.max(state.rowAnchor, index)])
    return { ...alone, rows: add ? withRange(state.rows, range) : [range] }
  }
  const isIn = isSelected(state, index)
  if (add) return { ...alone, rowAnchor: index, rows: isIn ? without(state.rows, index) : withRange(state.rows, [index, index]) }
  const isAlone = isIn && rowCount(state.rows) === 1
  return { ...alone, rowAnchor: isAlone ? null : index, rows: isAlone ? [] : [[index, index]] }
}

/**
 * Ranges with one more, in order and without overlap.
 * @param {Range[]} ranges
 * @param {Range} added
 * @returns {Range[]}
 */
function withRange(ranges, added) {
  const joined = /** @type {Range[]} */ ([])
  for (const [first, last] of [...ranges, added].sort((one, other) => one[0] - other[0])) {
    const before = joined.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else joined.push([first, last])
  }
  return joined
}

/**
 * Ranges without one row.
 * @param {Range[]} ranges
 * @param {number} index
 * @returns {Range[]}
 */
function without(ranges, index) {
  return ranges.flatMap(([first, last]) => {
    if (index < first || last < index) return [/** @type {Range} */ ([first, last])]
    const parts = /** @type {Range[]} */ ([[first, index - 1], [index + 1, last]])
    return parts.filter(([from, to]) => from <= to)
  })
}

/** @param {Range[]} ranges */
export function rowCount(ranges) {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/**
 * @param {State} state
 * @param {number} index
 */
export function isSelected(state, index) {
  return state.rows.some(([first, last]) => first <= index && index <= last)
}

/**
 * What an action changes: the rows selected, else the range, else the cell under the cursor; null without a cursor.
 * @param {State} state
 * @param {number} columns how many there are
 * @returns {Selection | null}
 */
export function selectionOf({ cursor, extent, rows }, columns) {
  if (rows.length) return { rows, columns: [0, columns - 1] }
  if (!cursor) return null
  const other = extent ?? cursor
  return {
    rows: [[Math.min(cursor.index, other.index), Math.max(cursor.index, other.index)]],
    columns: [Math.min(cursor.column, other.column), Math.max(cursor.column, other.column)],
  }
}

/** @param {Selection} selection */
export function cellCount({ rows, columns }) {
  return rowCount(rows) * (columns[1] - columns[0] + 1)
}
