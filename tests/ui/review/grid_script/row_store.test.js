import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { RowStore } from '../../../../lib/callsheet/ui/review/grid/script/rows/row_store.js'
import { Server } from '../../../../lib/callsheet/ui/review/grid/script/rows/server.js'

/** Requests of the grid that wait for their answer. @type {{ start: number, count: number, answer: (view: string, version?: number) => Promise<void>, fail: () => Promise<void> }[]} */
let requests = []
let page = { isConnected: true }
let arrived = /** @type {[number, number][]} */ ([])
let clock = 1000 // milliseconds
let store = newStore()

function newStore() {
  return new RowStore(new Server('http://localhost/grid/token'), page, (from, to) => arrived.push([from, to]))
}

/** Let everything happen that an answer leads to. */
const settled = async () => { for (let turn = 0; turn < 20; turn++) await Promise.resolve() }

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  requests = []
  arrived = []
  page = { isConnected: true }
  clock = 1000
  mock.method(performance, 'now', () => clock)
  mock.method(globalThis, 'fetch', (/** @type {string} */ address) => new Promise(resolve => {
    const { searchParams } = new URL(address)
    const [start, count] = [Number(searchParams.get('start')), Number(searchParams.get('count'))]
    requests.push({
      start,
      count,
      answer: (view, version = 1) => {
        const rows = Array.from({ length: count }, (_, offset) => [start + offset + 2, ['98765'], {}, 'ready', []])
        resolve({ ok: true, json: async () => ({ view, version, start, rows }) })
        return settled()
      },
      fail: () => {
        resolve({ ok: false, status: 503 })
        return settled()
      },
    })
  }))
  store = newStore()
  store.open('view', 1_000_000, 1)
})
afterEach(() => {
  mock.timers.reset()
  mock.restoreAll()
})

/** Whether each row of a stretch is there. @param {number} first @param {number} last */
const has = (first, last) => Array.from({ length: last - first + 1 }, (_, offset) => store.get(first + offset)).every(Boolean)

test('the rows in view are asked for first', () => {
  store.want(5000, 5020)
  const { start, count } = requests[0]
  assert.ok(start <= 5000 && 5020 < start + count)
})

test('the rows in view are there after the first answer, and those around them after some more', async () => {
  store.want(5000, 5020)
  await requests[0].answer('view')
  assert.ok(has(5000, 5020))
  clock += 120
  mock.timers.tick(120)
  for (let at = 1; at < requests.length && at < 20; at++) await requests[at].answer('view')
  assert.ok(has(4900, 5120))
  assert.deepEqual(arrived[0], [requests[0].start, requests[0].start + requests[0].count])
})

test('no row is asked for twice at the same time, and none beyond the ends', async () => {
  store.want(0, 20)
  store.want(0, 20)
  store.want(999_980, 999_999)
  for (let at = 0; at < requests.length && at < 20; at++) await requests[at].answer('view')
  const asked = requests.flatMap(({ start, count }) => Array.from({ length: count }, (_, offset) => start + offset))
  assert.equal(new Set(asked).size, asked.length)
  assert.ok(Math.min(...asked) >= 0)
  assert.ok(has(999_980, 999_999))
})

test('after a jump the rows in view wait for no rows that are out of view', async () => {
  store.want(0, 20)
  store.want(500_000, 500_020)
  await requests[0].answer('view')
  assert.ok(requests.some(({ start, count }) => start <= 500_000 && 500_020 < start + count))
})

test('after a jump the rows in view come with one small request, and those around them once the view rests', async () => {
  store.want(500_000, 500_015)
  assert.equal(requests.length, 1)
  assert.ok(requests[0].count < 100)
  await requests[0].answer('view')
  assert.ok(has(500_000, 500_015))
  assert.equal(requests.length, 1)
  clock += 120
  mock.timers.tick(120)
  assert.ok(requests.length > 1)
})

for (const way of [1, -1]) {
  test(`while the view moves ${way > 0 ? 'down' : 'up'} fast, the rows ahead are there before they come into view`, async () => {
    let first = 500_000
    store.want(first, first + 15)
    await requests[0].answer('view')
    let blank = 0
    for (let turn = 0; turn < 60; turn++) {
      clock += 50
      mock.timers.tick(50)
      first += 32 * way // 640 rows a second
      store.want(first, first + 15)
      if (turn > 10 && !has(first, first + 15)) blank++
      if (turn % 4 === 3) for (const request of requests.splice(0)) await request.answer('view') // each answer takes up to 200 ms
    }
    assert.equal(blank, 0)
  })
}

test('rows out of date are fetched again near the view alone', async () => {
  store.want(5000, 5015)
  for (let at = 0; at < requests.length && at < 20; at++) await requests[at].answer('view')
  requests.length = 0
  store.version = 2
  store.want(5000, 5015)
  assert.equal(requests.length, 1)
  assert.ok(requests[0].start > 4950 && requests[0].start + requests[0].count < 5066)
})

test('an answer about another view is dropped', async () => {
  store.want(0, 20)
  const [request] = requests
  store.open('other', 1_000_000, 2)
  await request.answer('view')
  assert.equal(store.get(0), undefined)
})

test('rows of an older version stay until newer ones have come, and never replace newer ones', async () => {
  store.want(0, 20)
  await requests[0].answer('view')
  store.version = 2
  assert.ok(has(0, 20))
  store.put(0, [[2, ['new'], {}, 'ready', []]], 2)
  store.put(0, [[2, ['old'], {}, 'ready', []]], 1)
  assert.deepEqual(store.get(0)?.values, ['new'])
})

test('a row that was fetched is found by its number', async () => {
  store.want(5000, 5015)
  await requests[0].answer('view')
  assert.equal(store.placeOf(5012), 5010)
  assert.equal(store.placeOf(2), undefined)
  assert.equal(store.placeOf(undefined), undefined)
})

test('a request that failed is tried again after a pause, and not by a grid that has left the page', async () => {
  store.want(0, 20)
  for (const request of requests.slice()) await request.fail()
  const failed = requests.length
  mock.timers.tick(1000)
  await settled()
  assert.ok(requests.length > failed)
  for (const request of requests.slice(failed)) await request.fail()
  page.isConnected = false
  const before = requests.length
  mock.timers.tick(60_000)
  await settled()
  assert.equal(requests.length, before)
})

test('of a million rows only some thousands are held', async () => {
  for (let first = 0; first < 40_000; first += 100) {
    store.want(first, first + 20)
    for (const request of requests.splice(0)) await request.answer('view')
  }
  assert.ok(store.rows.size < 12_000)
  assert.ok(has(39_900, 39_920))
})
