import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { Opening } from '../../../../lib/callsheet/ui/review/grid/script/view/opening.js'
/** @import { Grid } from '../../../../lib/callsheet/ui/review/grid/script/grid.js' */
/** @import { Payload, Stretch } from '../../../../lib/callsheet/ui/review/grid/script/types.js' */

const ROW = /** @type {any} */ ([0, [], {}, '', []])
let answers = /** @type {((answer: Stretch) => void)[]} */ ([])
let opened = /** @type {[view: string, first: number, rows: number][]} */ ([])
let grid = /** @type {any} */ ({})
let opening = new Opening(/** @type {Grid} */ (grid))

/** @param {string} view @param {number} first place of 40 rows @param {number} [version] @returns {Payload} */
const payload = (view, first, version = 1) => /** @type {any} */ ({ view, filter: 'same', columns: [], count: 3000, version, first, rows: Array.from({ length: 40 }, () => ROW) })

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  Object.assign(globalThis, { window: globalThis })
  answers = []
  opened = []
  grid = {
    data: payload('a', 0),
    editor: { isOpen: false },
    viewport: { isOpen: true, y: 0, shown: () => ({ first: 500, last: 520 }) },
    server: { rows: () => new Promise(resolve => answers.push(resolve)) },
    open(/** @type {Payload} */ data) {
      grid.data = data
      opened.push([data.view, data.first, data.rows.length])
    },
  }
  opening = new Opening(grid)
})
afterEach(() => mock.timers.reset())

/** @param {string} view @param {number} [version] @returns {Stretch} */
const answer = (view, version = 1) => ({ view, version, start: 500, rows: Array.from({ length: 31 }, () => ROW) })
const settled = () => new Promise(resolve => setImmediate(resolve))

test('a view that brings the rows at the place is opened at once', () => {
  opening.begin(payload('b', 490))
  assert.deepEqual(opened, [['b', 490, 40]])
})

test('without them the rows shown stay until they have come', async () => {
  opening.begin(payload('b', 0))
  assert.deepEqual(opened, [])
  answers[0](answer('b'))
  await settled()
  assert.deepEqual(opened, [['b', 500, 31]])
})

test('a second payload of a view that waits does not become the rows of the view before it', async () => {
  opening.begin(payload('b', 0))
  const second = payload('b', 0, 2)
  assert.equal(opening.isOpen(second), false)
  opening.begin(second)
  answers[0](answer('b'))
  await settled()
  assert.deepEqual(opened, [])
  answers[1](answer('b', 2))
  await settled()
  assert.deepEqual(opened, [['b', 500, 31]])
  assert.equal(grid.data, second)
})

test('a server that does not answer delays a view by 700 milliseconds, however often it is announced', async () => {
  opening.begin(payload('b', 0))
  mock.timers.tick(400)
  opening.begin(payload('b', 0, 2))
  mock.timers.tick(300)
  assert.deepEqual(opened, [['b', 0, 40]])
  answers[1](answer('b', 2))
  await settled()
  assert.equal(opened.length, 1)
})

test('a cell that is typed into keeps its view until its value is on its way', async () => {
  grid.editor.isOpen = true
  opening.begin(payload('b', 490))
  opening.begin(payload('c', 490))
  mock.timers.tick(5000)
  assert.deepEqual(opened, [])
  grid.editor.isOpen = false
  opening.editorClosed()
  assert.deepEqual(opened, [])
  mock.timers.tick(1)
  assert.deepEqual(opened, [['c', 490, 40]])
})

test('a view that is shown again meanwhile is not replaced any more', async () => {
  opening.begin(payload('b', 0))
  assert.equal(opening.isOpen(payload('a', 0, 2)), true)
  answers[0](answer('b'))
  await settled()
  mock.timers.tick(5000)
  assert.deepEqual(opened, [])
})
