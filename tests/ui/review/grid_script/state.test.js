import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellCount, firstState, isSelected, reduce, rowCount, selectionOf } from '../../../../lib/callsheet/ui/review/grid/script/selection/state.js'
/** @import { Action, State } from '../../../../lib/callsheet/ui/review/grid/script/types.js' */

/** @param {Action[]} actions @returns {State} */
const after = (...actions) => actions.reduce(reduce, firstState())
/** @param {number} index @param {number} column @returns {Action} */
const moved = (index, column) => ({ type: 'cursor_moved', place: { index, column } })
/** @param {number} index @param {number} column @returns {Action} */
const extended = (index, column) => ({ type: 'range_extended', place: { index, column } })
/** @param {number} index @param {{ extend?: boolean, add?: boolean }} [how] @returns {Action} */
const selected = (index, how) => ({ type: 'rows_selected', index, ...how })

test('a range has the cursor and the other corner as its edges, whichever way it was drawn', () => {
  const wanted = { rows: [[3, 7]], columns: [1, 2] }
  for (const [from, to] of [[moved(3, 1), extended(7, 2)], [moved(7, 2), extended(3, 1)], [moved(3, 2), extended(7, 1)]]) {
    assert.deepEqual(selectionOf(after(from, to), 5), wanted)
  }
})

test('a range ends when the cursor moves, when rows are selected, and when the selection is cleared', () => {
  for (const action of [moved(1, 1), selected(4), /** @type {Action} */ ({ type: 'selection_cleared' })]) {
    assert.equal(after(moved(3, 1), extended(7, 2), action).extent, null)
  }
})

test('nothing is selected without a cursor, one cell with it, whole rows before a range', () => {
  assert.equal(selectionOf(firstState(), 3), null)
  assert.deepEqual(selectionOf(after(moved(2, 1)), 3), { rows: [[2, 2]], columns: [1, 1] })
  assert.deepEqual(selectionOf(after(moved(2, 1), selected(5)), 3), { rows: [[5, 5]], columns: [0, 2] })
})

test('rows added one by one are joined into ranges, in order and without overlap', () => {
  const add = { add: true }
  const state = after(selected(5, add), selected(7, add), selected(1, add), selected(6, add))
  assert.deepEqual(state.rows, [[1, 1], [5, 7]])
  assert.equal(rowCount(state.rows), 4)
  assert.deepEqual(after(selected(5, add), selected(3, { extend: true, add: true }), selected(9, add)).rows, [[3, 5], [9, 9]])
})

test('a row that is selected is taken out of its range when it is added again', () => {
  const range = [selected(2), selected(6, { extend: true })]
  assert.deepEqual(after(...range, selected(4, { add: true })).rows, [[2, 3], [5, 6]])
  assert.deepEqual(after(...range, selected(2, { add: true })).rows, [[3, 6]])
  assert.deepEqual(after(...range, selected(6, { add: true })).rows, [[2, 5]])
})

test('rows are selected from the one selected last, upwards and downwards', () => {
  assert.deepEqual(after(selected(4), selected(9, { extend: true })).rows, [[4, 9]])
  assert.deepEqual(after(selected(4), selected(9, { extend: true }), selected(1, { extend: true })).rows, [[1, 4]])
})

test('a press on the one selected row takes the selection back', () => {
  assert.deepEqual(after(selected(4), selected(4)).rows, [])
  assert.deepEqual(after(selected(4), selected(5)).rows, [[5, 5]])
})

test('all rows are one range, and no range where there is no row', () => {
  assert.deepEqual(after({ type: 'all_selected', count: 1_000_000 }).rows, [[0, 999_999]])
  assert.deepEqual(after({ type: 'all_selected', count: 0 }).rows, [])
})

test('whether a row is selected does not depend on the rows between ranges', () => {
  const state = after(selected(2), selected(4, { extend: true }), selected(8, { add: true }))
  assert.deepEqual([1, 2, 4, 5, 7, 8, 9].map(index => isSelected(state, index)), [false, true, true, false, false, true, false])
})

test('the question whether rows shall be left out ends with the next action, a message does not end it', () => {
  const asked = [selected(2), /** @type {Action} */ ({ type: 'leave_out_asked' })]
  assert.equal(after(...asked).asking, true)
  assert.equal(after(...asked, { type: 'message_shown', message: 'x' }).asking, true)
  assert.equal(after(...asked, moved(1, 1)).asking, false)
})

test('a message is cleared by the next move, and stays when other rows are shown', () => {
  const shown = /** @type {Action} */ ({ type: 'message_shown', message: '100 of 150 cells pasted' })
  assert.equal(after(moved(0, 0), shown, moved(1, 0)).message, '')
  assert.equal(after(moved(0, 0), shown, { type: 'view_opened' }).message, '100 of 150 cells pasted')
  const offered = /** @type {Action} */ ({ type: 'message_shown', message: 'too many', download: '/file' })
  assert.deepEqual([[], [moved(1, 0)], [selected(2)], [shown]].map(then => after(offered, ...then).download), ['/file', '', '', ''])
  assert.equal(after(moved(0, 0), shown, { type: 'view_opened' }).cursor, null)
})

test('the state before an action is not changed by it', () => {
  const before = after(selected(2), selected(4, { extend: true }))
  const copy = structuredClone(before)
  for (const action of [selected(3, { add: true }), selected(5, { add: true }), moved(0, 0), extended(9, 1)]) reduce(before, action)
  assert.deepEqual(before, copy)
})

test('cells are counted over all ranges of rows', () => {
  assert.equal(cellCount({ rows: [[0, 9], [20, 20]], columns: [1, 3] }), 33)
})
