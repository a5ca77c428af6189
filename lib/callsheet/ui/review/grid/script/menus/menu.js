import { element } from '../painting/dom.js'
/** @typedef {{ words: string, act?: () => void, keys?: string, off?: boolean } | 'line'} Item */

/** A menu at a point of the window, with the keyboard of menus; one at a time. */
export class Menu {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root
    this.node = /** @type {HTMLElement | null} */ (null)
    this.closed = () => {}
  }

  /**
   * @param {Item[]} items
   * @param {{ x: number, y: number }} point
   * @param {() => void} closed called when it closes, to give the focus back
   * @param {HTMLElement} [below] shown below the items
   */
  open(items, { x, y }, closed, below) {
    this.close()
    this.closed = closed
    const node = element('menu', below ? 'dialog' : 'menu')
    node.append(...items.map(item => (item === 'line' ? element('rule', 'separator') : this.button(item, below ? null : 'menuitem'))))
    if (below) node.append(below)
    this.root.append(node)
    this.node = node
    const room = this.root.getBoundingClientRect() // below it is the action bar, which would cover the menu
    node.style.maxHeight = `${room.height - 12}px`
    node.style.left = `${Math.max(Math.min(x, room.right - node.offsetWidth - 6), room.left + 6)}px`
    node.style.top = `${Math.max(Math.min(y, room.bottom - node.offsetHeight - 6), room.top + 6)}px`
    node.addEventListener('keydown', event => this.key(event))
    this.ended = new AbortController()
    const { signal } = this.ended
    const outside = (/** @type {Event} */ event) => !node.contains(/** @type {Node} */ (event.target)) && this.close()
    setTimeout(() => document.addEventListener('pointerdown', outside, { capture: true, signal }))
    addEventListener('resize', () => this.close(), { signal })
    this.buttons[0]?.focus()
  }

  get buttons() { return /** @type {HTMLButtonElement[]} */ ([...(this.node?.querySelectorAll('.item:not(:disabled)') ?? [])]) }

  /**
   * @param {Exclude<Item, 'line'>} item
   * @param {string | null} role
   */
  button({ words, act, keys, off }, role) {
    const button = /** @type {HTMLButtonElement} */ (element('item', role, 'button'))
    const [label, hint] = [element('', null, 'span'), element('keys', null, 'span')]
    label.textContent = words
    hint.textContent = keys ?? ''
    button.type = 'button'
    button.disabled = Boolean(off)
    button.append(label, hint)
    button.addEventListener('click', () => {
      this.close()
      act?.()
    })
    return button
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { buttons } = this
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement))
    event.stopPropagation()
    if (event.key === 'Escape' || (event.key === 'Tab' && this.node?.role === 'menu')) this.close()
    else if (at >= 0 && event.key === 'ArrowDown') buttons[(at + 1) % buttons.length].focus()
    else if (at >= 0 && event.key === 'ArrowUp') buttons.at(at - 1)?.focus()
    else if (at >= 0 && event.key === 'Home') buttons[0].focus()
    else if (at >= 0 && event.key === 'End') buttons.at(-1)?.focus()
    else return
    event.preventDefault()
  }

  close() {
    if (!this.node) return
    const hadFocus = this.node.contains(document.activeElement)
    this.ended?.abort()
    this.node.remove()
    this.node = null
    if (hadFocus) this.closed()
  }
}
