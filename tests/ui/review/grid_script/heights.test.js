import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CARD, Heights } from '../../../../lib/callsheet/ui/review/grid/script/view/heights.js'
import { Viewport } from '../../../../lib/callsheet/ui/review/grid/script/view/viewport.js'

/** Numbers that look random and are the same each time. @param {number} seed */
function* numbers(seed) {
  for (let state = seed; ; ) yield (state = (state * 48271) % 2147483647)
}

test('tops and heights agree with rows added up one by one, after any order of changes', () => {
  const heights = new Heights(2000, 0.25, false)
  const random = numbers(7)
  for (let step = 0; step < 300; step++) {
    heights.set(Number(random.next().value) % 2000, Number(random.next().value) % 2 === 0)
    const asked = Number(random.next().value) % 2000
    if (step % 10) continue
    let top = 0
    for (let index = 0; index < asked; index++) top += heights.of(index)
    assert.equal(heights.top(asked), top)
    assert.equal(heights.at(top), asked)
    assert.equal(heights.at(top + heights.of(asked) - 1), asked)
  }
})

test('a row that was tall stays tall, so that nothing moves while cells are edited', () => {
  const heights = new Heights(10, 0, false)
  assert.equal(heights.set(3, true), true)
  assert.equal(heights.set(3, false), false)
  assert.equal(heights.isTall(3), true)
})

test('cards are all of one height', () => {
  const heights = new Heights(10, 0.5, true)
  heights.set(3, true)
  assert.equal(heights.total, 10 * CARD)
})

test('without rows there is no height and no row', () => {
  const heights = new Heights(0, 0, false)
  assert.equal(heights.total, 0)
  assert.equal(heights.at(0), 0)
})

/** A viewport over parts of a page that only remember what is set. @param {Heights} heights @param {number} room */
function viewportOver(heights, room) {
  const part = (/** @type {object} */ facts) => /** @type {HTMLElement} */ (/** @type {unknown} */ ({ style: {}, ...facts }))
  const scroller = part({ scrollTop: 0, clientHeight: room + 30, firstElementChild: { offsetHeight: 30 } })
  const viewport = new Viewport(scroller, part({}), part({}))
  viewport.open(heights)
  return viewport
}

test('each of a million rows can be brought to the top, and the last one is the last in view', () => {
  const heights = new Heights(1_000_000, 0.1, false)
  const viewport = viewportOver(heights, 500)
  for (const index of [0, 1, 499_999, 654_321, 999_000]) {
    viewport.scrollTo(heights.top(index))
    assert.equal(viewport.shown().first, index)
  }
  viewport.scrollTo(Infinity)
  assert.equal(viewport.shown().last, 999_999)
})

test('a row is revealed by the least scrolling', () => {
  const viewport = viewportOver(new Heights(1000, 0, false), 280)
  viewport.reveal(5)
  assert.equal(viewport.y, 0)
  viewport.reveal(10)
  assert.equal(viewport.y, 28)
  viewport.reveal(500)
  assert.deepEqual(viewport.whole(), { first: 491, last: 500 })
  viewport.reveal(490)
  assert.equal(viewport.whole().first, 490)
})

test('the first row in view stays in its place when the heights of rows above it become known', () => {
  const heights = new Heights(1000, 0, false)
  const viewport = viewportOver(heights, 280)
  viewport.scrollTo(heights.top(500) + 10)
  viewport.keepInPlace(() => [...Array(400).keys()].map(index => heights.set(index, true)).includes(true))
  assert.equal(viewport.y - heights.top(500), 10)
})
