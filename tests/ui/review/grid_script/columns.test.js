import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Columns } from '../../../../lib/callsheet/ui/review/grid/script/columns/columns.js'

const ALL = ['phone_number', 'name', 'city', 'amount'].map(name => ({ column: name, name, header: name, width: 10 }))
const DEFAULT = { widths: {}, hidden: [], frozen: 1 }

function opened() {
  const columns = new Columns(() => {})
  columns.open('draft', ALL, DEFAULT)
  return columns
}

test('columns fill the room there is, and a width that was set is not stretched', () => {
  const columns = opened()
  columns.resize(1, 80)
  columns.layOut(2000)
  assert.equal(columns.total, 2000)
  assert.equal(columns.widths[1], 80)
})

test('columns are not made smaller than their texts need where there is no room', () => {
  const columns = opened()
  columns.layOut(100)
  assert.deepEqual(columns.widths, [160, 160, 160, 160])
})

test('a hidden column takes no room, and keys pass it', () => {
  const columns = opened()
  columns.change({ hidden: ['name', 'city'] })
  columns.layOut(1000)
  assert.equal(columns.widths[1] + columns.widths[2], 0)
  assert.equal(columns.total, 1000)
  assert.equal(columns.shown(1, 1), 3)
  assert.equal(columns.shown(2, -1), 0)
})

test('all columns are shown when all are hidden, so that none is lost', () => {
  const columns = opened()
  columns.change({ hidden: ALL.map(column => column.name) })
  assert.deepEqual(ALL.map((_, index) => columns.isHidden(index)), [false, false, false, false])
})

test('a column cannot become too narrow to be caught again', () => {
  const columns = opened()
  columns.resize(2, -50)
  assert.ok(columns.layout.widths.city >= 24)
})

test('a change is saved once, and a width that is being dragged not before it is let go', () => {
  const saved = /** @type {unknown[]} */ ([])
  const columns = new Columns(layout => saved.push(layout))
  columns.open('draft', ALL, { ...DEFAULT, hidden: ['city'] })
  for (const width of [100, 120, 140]) columns.resize(1, width)
  assert.deepEqual(saved, [])
  columns.change({})
  assert.deepEqual(saved, [{ widths: { name: 140 }, hidden: ['city'], frozen: 1 }])
})

test('the layout that is open is not replaced by an older one of the same draft, but by that of another', () => {
  const columns = opened()
  columns.change({ hidden: ['city'] })
  columns.open('draft', ALL, DEFAULT)
  assert.equal(columns.isHidden(2), true)
  columns.open('other', ALL, DEFAULT)
  assert.equal(columns.isHidden(2), false)
})
