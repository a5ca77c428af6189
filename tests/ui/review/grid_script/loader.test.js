import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { loader } from '../../../../lib/callsheet/ui/review/grid/script/loader.js'
/** @import { Component, Mount } from '../../../../lib/callsheet/ui/review/grid/script/types.js' */

let asked = /** @type {{ address: string, come: (mount: Mount) => void, fail: () => void }[]} */ ([])
let mounted = /** @type {[script: string, run: number][]} */ ([])
let paused = /** @type {(() => void)[]} */ ([])
let mount = makeLoader()
let element = /** @type {HTMLElement} */ (/** @type {unknown} */ ({ isConnected: true }))

beforeEach(() => {
  asked = []
  mounted = []
  paused = []
  mount = makeLoader()
  element = /** @type {HTMLElement} */ (/** @type {unknown} */ ({ isConnected: true }))
})

function makeLoader() {
  return loader(
    address => new Promise((resolve, reject) => {
      asked.push({ address, come: found => resolve({ default: found }), fail: () => reject(new Error(address)) })
    }),
    () => new Promise(resolve => { paused.push(() => resolve(null)) }),
  )
}

/** @param {number} run @param {string} [script] @param {HTMLElement} [parentElement] */
const component = (run, script = '/grid/script-1.js', parentElement = element) =>
  /** @type {Component} */ (/** @type {unknown} */ ({ data: { script, version: run }, parentElement }))

/** A script that notes which runs it is given. @param {string} name @returns {Mount} */
const script = name => ({ data }) => mounted.push([name, data.version])

const settled = () => new Promise(resolve => { setImmediate(resolve) })

test('the script is fetched once, and then gets each run at once', async () => {
  mount(component(1))
  assert.deepEqual(asked.map(({ address }) => address), ['/grid/script-1.js'])
  asked[0].come(script('one'))
  await settled()
  mount(component(2))
  assert.deepEqual(mounted, [['one', 1], ['one', 2]])
  mount(component(3, '/grid/script-1.js', /** @type {HTMLElement} */ (/** @type {unknown} */ ({ isConnected: true }))))
  assert.equal(asked.length, 1)
  assert.equal(mounted.length, 3)
})

test('of the runs that come while the script is on its way the grid gets the newest, once', async () => {
  for (const run of [1, 2, 3]) mount(component(run))
  for (const request of asked) request.come(script('one'))
  await settled()
  assert.deepEqual(mounted, [['one', 3]])
})

test('an element that has left the page meanwhile gets no grid', async () => {
  mount(component(1))
  Object.assign(element, { isConnected: false })
  asked[0].come(script('one'))
  await settled()
  assert.deepEqual(mounted, [])
})

test('a script that does not come is asked for again at another address, as long as the element is on the page', async () => {
  mount(component(1))
  asked[0].fail()
  await settled()
  paused[0]()
  await settled()
  assert.deepEqual(asked.map(({ address }) => address), ['/grid/script-1.js', '/grid/script-1.js?tries=1'])
  asked[1].come(script('one'))
  await settled()
  assert.deepEqual(mounted, [['one', 1]])

  mount = makeLoader()
  mount(component(2))
  asked[2].fail()
  await settled()
  Object.assign(element, { isConnected: false })
  paused[1]()
  await settled()
  assert.equal(asked.length, 3)
})

test('a server of another version has another script; what it says waits for that, and the earlier one gets none of it', async () => {
  mount(component(1))
  asked[0].come(script('one'))
  await settled()
  mount(component(2, '/grid/script-2.js'))
  assert.deepEqual(mounted, [['one', 1]])
  asked[1].come(script('two'))
  await settled()
  mount(component(3, '/grid/script-2.js'))
  assert.deepEqual(mounted, [['one', 1], ['two', 2], ['two', 3]])
})

test('what the script cannot do reaches who called, in the first run and in later ones', async () => {
  const broken = () => { throw new Error('broken') }
  const first = mount(component(1))
  asked[0].come(broken)
  await assert.rejects(Promise.resolve(first), /broken/)
  assert.throws(() => mount(component(2)), /broken/)
})
