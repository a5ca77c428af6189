import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withRowNumbers } from '../../../../lib/callsheet/ui/review/grid/script/rows/row_numbers.js'
/** @import { Deed } from '../../../../lib/callsheet/ui/review/grid/script/types.js' */
/** @import { RowStore } from '../../../../lib/callsheet/ui/review/grid/script/rows/row_store.js' */

/** @param {number[]} numbers of the rows that are loaded, from place 0 on */
const holding = numbers => /** @type {RowStore} */ (/** @type {unknown} */ ({ get: (/** @type {number} */ index) => (index in numbers ? { row: numbers[index] } : undefined) }))

test('loaded rows are named by runs of their numbers, in the order of their places', () => {
  const leaveOut = /** @type {Deed} */ ({ kind: 'leave_out', view: 'a', ranges: [[0, 2], [4, 5]] })
  assert.deepEqual(withRowNumbers(leaveOut, holding([7, 8, 12, 13, 9, 3])).rows, [[7, 8], [12, 12], [9, 9], [3, 3]])
})

test('a fill names the rows that it repeats, too', () => {
  const fill = /** @type {Deed} */ ({ kind: 'fill', view: 'a', ranges: [[1, 2]], columns: ['A'], source: [0, 0] })
  const { rows, source_rows: source } = withRowNumbers(fill, holding([2, 5, 6]))
  assert.deepEqual([rows, source], [[[5, 6]], [[2, 2]]])
  assert.equal(withRowNumbers(fill, holding([2, 5])).rows, undefined)
})

test('rows that are not loaded, or of too many runs, are named by their places alone', () => {
  const leaveOut = /** @type {Deed} */ ({ kind: 'leave_out', view: 'a', ranges: [[0, 1999]] })
  assert.equal(withRowNumbers(leaveOut, holding([2, 3, 4])), leaveOut)
  assert.equal(withRowNumbers(leaveOut, holding(Array.from({ length: 2000 }, (_, index) => index * 2))), leaveOut)
  assert.deepEqual(withRowNumbers(leaveOut, holding(Array.from({ length: 2000 }, (_, index) => index + 2))).rows, [[2, 2001]])
})

test('an action that names no places stays as it is', () => {
  const edit = /** @type {Deed} */ ({ kind: 'edit', row: 2, column: 'A', value: 'x' })
  assert.equal(withRowNumbers(edit, holding([2])), edit)
})
