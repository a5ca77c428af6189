import { Grid } from './grid.js'
/** @import { Component } from './types.js' */

const GRID = Symbol.for('callsheet.grid') // of the element: a script of another version finds its grid too
const LOOK = 200 // milliseconds after which it is looked again whether a cell is still typed into
const waiting = /** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} */ (new WeakMap())

/**
 * Called at each run of Streamlit's script. One Grid per element: a run that supersedes another must not start a new one
 * and lose its pending entries. After a server was restarted with another version of this script, the grid of the earlier
 * version gives way to one of this version as soon as no cell is typed into; what the server has not acknowledged is
 * taken over.
 * @param {Component} component
 */
export default function mount(component) {
  const { data, parentElement, setStateValue } = component
  const home = /** @type {HTMLElement & { [GRID]?: Grid }} */ (parentElement)
  const earlier = home[GRID]
  clearTimeout(waiting.get(parentElement))
  let root = /** @type {HTMLElement} */ (parentElement.querySelector('[data-callsheet="grid"]'))
  if (!(earlier instanceof Grid) || earlier.root !== root) {
    if (earlier?.root === root) {
      if (earlier.editor.isOpen) return void waiting.set(parentElement, setTimeout(() => parentElement.isConnected && mount(component), LOOK))
      root = emptied(root)
    }
    const grid = home[GRID] = new Grid(root)
    if (earlier) Object.assign(grid.outbox, { entries: earlier.outbox.entries, sequence: earlier.outbox.sequence })
  }
  const grid = /** @type {Grid} */ (home[GRID])
  grid.outbox.send = setStateValue
  grid.update(data)
}

/** The same elements as they were at first, without anybody who listens to them, in the place of the others. @param {HTMLElement} root */
function emptied(root) {
  const copy = /** @type {HTMLElement} */ (root.cloneNode(false))
  copy.append(...[...root.children].map(child => child.cloneNode(false)))
  root.replaceWith(copy)
  return copy
}
