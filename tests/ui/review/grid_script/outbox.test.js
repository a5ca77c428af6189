import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { Outbox } from '../../../../lib/callsheet/ui/review/grid/script/rows/outbox.js'
/** @import { Entry, Deed } from '../../../../lib/callsheet/ui/review/grid/script/types.js' */

const WINDOW = /** @type {[string, number, number]} */ (['view', 0, 20])
let page = { isConnected: true }
let sent = /** @type {Entry[][]} */ ([])
let outbox = new Outbox(page)

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  page = { isConnected: true }
  sent = []
  outbox = new Outbox(page)
  outbox.send = (_, entries) => sent.push(entries)
})
afterEach(() => mock.timers.reset())

/** @param {number} row @param {string} value @returns {Deed} */
const edit = (row, value) => ({ kind: 'edit', row, column: 'Mobile', value })

test('all entries that are not acknowledged are sent again with each new one', () => {
  outbox.add(edit(2, 'a'), WINDOW)
  outbox.add(edit(3, 'b'), WINDOW)
  assert.deepEqual(sent[1].map(entry => entry.sequence), [1, 2])
  outbox.acknowledge(1)
  outbox.add(edit(4, 'c'), WINDOW)
  assert.deepEqual(sent[2].map(entry => entry.sequence), [2, 3])
})

test('a list without an answer is sent again, each time with a mark that makes it differ, until it is acknowledged', () => {
  outbox.add(edit(2, 'a'), WINDOW)
  mock.timers.tick(1500)
  mock.timers.tick(3000)
  assert.deepEqual(sent.map(list => list.at(-1)?.kind), ['edit', 'again', 'again'])
  assert.notDeepEqual(sent[1], sent[2])
  outbox.acknowledge(1)
  mock.timers.tick(60_000)
  assert.equal(sent.length, 3)
})

test('the list is sent anew, as it is, to a session that has not had it', () => {
  outbox.answerTo('first')
  outbox.add(edit(2, 'a'), WINDOW)
  outbox.answerTo('first')
  mock.timers.tick(1)
  outbox.answerTo('second')
  mock.timers.tick(1)
  assert.deepEqual(sent.map(list => list.map(entry => entry.nonce)), [['first'], ['second']])
  outbox.acknowledge(1)
  outbox.answerTo('third')
  mock.timers.tick(1)
  assert.equal(sent.length, 2)
})

test('searches and widths are nothing that must be saved before the page is left', () => {
  outbox.add({ kind: 'layout', widths: {}, hidden: [], frozen: 0 }, WINDOW)
  assert.equal(outbox.hasUnsaved, false)
  outbox.add(edit(2, 'a'), WINDOW)
  assert.equal(outbox.hasUnsaved, true)
})

test('nothing is sent by a grid that has left the page', () => {
  outbox.add(edit(2, 'a'), WINDOW)
  page.isConnected = false
  mock.timers.tick(60_000)
  assert.equal(sent.length, 1)
})

test('of several searches only the last one is sent, and no edit is lost with them', () => {
  const search = (/** @type {string} */ text) => /** @type {Deed} */ ({ kind: 'search', text, match_case: false, whole_cell: false, is_regex: false })
  outbox.add(search('a'), WINDOW)
  outbox.add(edit(2, 'x'), WINDOW)
  outbox.add(search('ab'), WINDOW)
  assert.deepEqual(outbox.entries.map(entry => entry.kind), ['edit', 'search'])
})

test('the value that is shown is that of the last entry about the cell', () => {
  outbox.add(edit(2, 'a'), WINDOW)
  outbox.add({ kind: 'write', operation: 'paste', view: 'view', ranges: [[0, 3]], columns: ['Mobile', 'Name'], values: [['1', 'x'], ['2', 'y']] }, WINDOW)
  assert.equal(outbox.pendingValue('view', 0, 2, 'Mobile'), '1')
  outbox.add(edit(2, 'b'), WINDOW)
  assert.equal(outbox.pendingValue('view', 0, 2, 'Mobile'), 'b')
})

test('a block is repeated over its ranges of rows and its columns, and is nothing elsewhere or in another view', () => {
  outbox.add({ kind: 'write', operation: 'paste', view: 'view', ranges: [[0, 2], [10, 12]], columns: ['A', 'B', 'C'], values: [['1', 'x'], ['2', 'y']] }, WINDOW)
  const shown = (/** @type {number} */ index, /** @type {string} */ column) => outbox.pendingValue('view', index, index + 2, column)
  assert.deepEqual([0, 1, 2, 10, 11, 12].map(index => shown(index, 'A')), ['1', '2', '1', '2', '1', '2'])
  assert.deepEqual(['A', 'B', 'C'].map(column => shown(0, column)), ['1', 'x', '1'])
  assert.deepEqual([shown(3, 'A'), shown(9, 'A'), shown(13, 'A'), shown(0, 'D')], [undefined, undefined, undefined, undefined])
  assert.equal(outbox.pendingValue('other', 0, 2, 'A'), undefined)
})
