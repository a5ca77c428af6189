import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pasteTarget } from '../../../../lib/callsheet/ui/review/grid/script/clipboard/target.js'
/** @import { Range } from '../../../../lib/callsheet/ui/review/grid/script/types.js' */

// selected rows and columns, height and width of the block → rows and columns that it fills
const CASES = /** @type {[number, number, number, number, number, number][]} */ ([
  [1, 1, 1, 1, 1, 1],
  [1, 1, 3, 2, 3, 2],
  [4, 3, 1, 1, 4, 3],
  [4, 1, 1, 2, 4, 2],
  [1, 4, 2, 1, 2, 4],
  [1, 4, 2, 2, 2, 4],
  [4, 1, 2, 3, 4, 3],
  [4, 4, 2, 2, 4, 4],
  [4, 2, 1, 2, 4, 2],
  [3, 1, 2, 1, 2, 1],
  [3, 2, 2, 2, 2, 2],
  [4, 3, 1, 2, 1, 2],
  [2, 2, 3, 3, 3, 3],
])

for (const [rows, columns, height, width, high, wide] of CASES) {
  test(`${height} × ${width} into ${rows} × ${columns} fills ${high} × ${wide}`, () => {
    const selection = { rows: /** @type {Range[]} */ ([[5, 5 + rows - 1]]), columns: /** @type {Range} */ ([2, 2 + columns - 1]) }
    assert.deepEqual(pasteTarget(selection, height, width), { rows: [[5, 5 + high - 1]], columns: [2, 2 + wide - 1] })
  })
}

test('separate ranges of rows are all filled', () => {
  const rows = /** @type {Range[]} */ ([[1, 1], [7, 9]])
  assert.deepEqual(pasteTarget({ rows, columns: [0, 0] }, 2, 2), { rows, columns: [0, 1] })
})
