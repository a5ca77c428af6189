/** @import { State, Range } from './types.js' */

/** @returns {State} */
export function firstState() {
  return { cursor: null, rows: [], rowAnchor: null, leaving: false, message: '' }
}

/**
 * The state after an action; everything that the operator does to the selection is one of these.
 * @param {State} state
 * @param {{ type: string, [name: string]: any }} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'view_opened': return { ...firstState(), message: state.message }
    case 'cursor_moved': return { ...state, cursor: action.place, leaving: false }
    case 'grid_left': return { ...state, leaving: true }
    case 'rows_selected': return selectRows(state, action.index, action.extend, action.add)
    case 'selection_cleared': return { ...state, rows: [], rowAnchor: null }
    case 'message_shown': return { ...state, message: action.message }
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
  if (extend && state.rowAnchor !== null) {
    const range = /** @type {Range} */ ([Math.min(state.rowAnchor, index), Math.max(state.rowAnchor, index)])
    return { ...state, rows: add ? withRange(state.rows, range) : [range] }
  }
  const isIn = state.rows.some(([first, last]) => first <= index && index <= last)
  if (add) return { ...state, rowAnchor: index, rows: isIn ? without(state.rows, index) : withRange(state.rows, [index, index]) }
  const isAlone = isIn && rowCount(state.rows) === 1
  return { ...state, rowAnchor: isAlone ? null : index, rows: isAlone ? [] : [[index, index]] }
}

/**
 * Ranges with one more, in order and without overlap.
 * @param {Range[]} ranges
 * @param {Range} added
 * @returns {Range[]}
 */
export function withRange(ranges, added) {
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
