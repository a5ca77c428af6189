/** @import { Component, Mount } from './types.js' */

const AGAIN = 1000 // milliseconds after which a script that did not come is asked for again

/**
 * The part of the grid's script that Streamlit sends with each run of the page: it loads the rest once, from an address
 * that changes with its content, and gives it every run. A run that comes while the script is on its way takes the place
 * of the one before it, and an element that is gone by then gets no grid.
 *
 * @param {(address: string) => Promise<{ default: Mount }>} load
 * @param {(milliseconds: number) => Promise<unknown>} pause
 * @returns {Mount}
 */
export function loader(load, pause) {
  const newest = /** @type {WeakMap<HTMLElement, Component>} */ (new WeakMap())
  let loaded = { address: '', mount: /** @type {Mount} */ (() => {}) }

  /** @param {Component} component */
  const isWanted = component => newest.get(component.parentElement) === component && component.parentElement.isConnected

  /** @param {Component} component */
  async function mountLater(component) {
    const { script } = component.data
    for (let tries = 0; isWanted(component); tries++) {
      const address = tries ? `${script}?tries=${tries}` : script // some browsers keep that an import has failed
      const module = await load(address).catch(() => pause(AGAIN).then(() => null))
      if (!module) continue
      loaded = { address: script, mount: module.default }
      if (isWanted(component)) module.default(component)
      return
    }
  }

  return component => {
    newest.set(component.parentElement, component)
    if (component.data.script !== loaded.address) return mountLater(component)
    loaded.mount(component)
    return undefined
  }
}
