import { Grid } from './grid.js'
/** @import { Payload, Entry } from './types.js' */

const grids = /** @type {WeakMap<HTMLElement, Grid>} */ (new WeakMap())

/**
 * Called by Streamlit at each run of its script. One Grid per element: a run that supersedes another must not start a
 * new one and lose its pending entries.
 * @param {{ data: Payload, parentElement: HTMLElement, setStateValue: (name: string, value: Entry[]) => void }} component
 */
export default function ({ data, parentElement, setStateValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector('[data-callsheet="grid"]'))
  let grid = grids.get(parentElement)
  if (grid?.root !== root) {
    const earlier = grid?.outbox
    grid = new Grid(root)
    if (earlier) Object.assign(grid.outbox, { entries: earlier.entries, sequence: earlier.sequence })
    grids.set(parentElement, grid)
  }
  grid.outbox.send = setStateValue
  grid.update(data)
}
