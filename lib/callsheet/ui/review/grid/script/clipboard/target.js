import { rowCount } from '../selection/state.js'
/** @import { Selection } from '../types.js' */

/**
 * Where a pasted block goes, as in Excel: it is repeated downwards and sideways where its height and width fit into those
 * of the selection; one row or column of a selection stands for as many as the block has. Else it is pasted once.
 * @param {Selection} selection
 * @param {number} height of the block, in rows
 * @param {number} width in columns
 * @returns {Selection}
 */
export function pasteTarget({ rows, columns: [left, right] }, height, width) {
  const high = repeated(rowCount(rows), height)
  const wide = repeated(right - left + 1, width)
  const isRepeated = high > 0 && wide > 0
  if (isRepeated && high === rowCount(rows)) return { rows, columns: [left, left + wide - 1] }
  const top = rows[0][0]
  return { rows: [[top, top + height - 1]], columns: [left, left + (isRepeated ? wide : width) - 1] }
}

/**
 * How many rows or columns a block takes; 0: it does not fit.
 * @param {number} selected
 * @param {number} size of the block
 */
function repeated(selected, size) {
  if (selected % size === 0) return selected
  return selected === 1 ? size : 0
}
