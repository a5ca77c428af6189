/** @import { Deed, Range } from '../types.js' */
/** @import { RowStore } from './row_store.js' */
const MOST_RUNS = 500 // of consecutive row numbers; an action on more of them is named by places alone

/**
 * An action on places of rows, with the numbers of these rows too where all of them are loaded. A server that was restarted
 * does not know the places any more.
 * @param {Deed} deed
 * @param {RowStore} store
 * @returns {Deed & { rows?: Range[], source_rows?: Range[] }}
 */
export function withRowNumbers(deed, store) {
  if (!('ranges' in deed)) return deed
  const rows = runs(deed.ranges, store)
  if (deed.kind !== 'fill') return rows ? { ...deed, rows } : deed
  const sourceRows = runs([deed.source], store)
  return rows && sourceRows ? { ...deed, rows, source_rows: sourceRows } : deed
}

/**
 * The numbers of the rows at some places, in their order, as runs; null: not all are loaded, or there are too many runs.
 * @param {Range[]} ranges
 * @param {RowStore} store
 * @returns {Range[] | null}
 */
function runs(ranges, store) {
  const found = /** @type {Range[]} */ ([])
  for (const [first, last] of ranges) {
    for (let index = first; index <= last; index++) {
      const row = store.get(index)?.row
      if (row === undefined || found.length > MOST_RUNS) return null
      const run = found.at(-1)
      if (run && run[1] + 1 === row) run[1] = row
      else found.push([row, row])
    }
  }
  return found
}
