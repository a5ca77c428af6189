import { element, fill } from './painting/dom.js'
import { Heights } from './view/heights.js'
import { firstState, reduce } from './selection/state.js'
import { Selector } from './selection/selector.js'
import { Outbox } from './rows/outbox.js'
import { withRowNumbers } from './rows/row_numbers.js'
import { Server } from './rows/server.js'
import { RowStore } from './rows/row_store.js'
import { Viewport } from './view/viewport.js'
import { RowPainter } from './painting/row_painter.js'
import { paintScriptLine } from './painting/script_line.js'
import { Surroundings } from './view/surroundings.js'
import { Opening } from './view/opening.js'
import { Status } from './painting/status.js'
import { Position } from './view/position.js'
import { RowLinks } from './view/row_links.js'
import { Search } from './search/search.js'
import { Editor } from './editing/editor.js'
import { Keyboard } from './input/keyboard.js'
import { Pointer } from './input/pointer.js'
import { Transfer } from './clipboard/transfer.js'
import { Columns } from './columns/columns.js'
import { Header } from './columns/header.js'
import { Menu } from './menus/menu.js'
import { ContextMenu } from './menus/context_menu.js'
/** @import { Action, Deed, Payload } from './types.js' */
const NARROW = '(max-width: 600px)' // as in grid.css: a card per row

/**
 * The review grid: all rows of a filter in one scroller, of which those in view are drawn and those near it are fetched.
 *
 * `state` holds what the operator does here, and changes by `dispatch` alone (state.js); what they do to leads goes to the
 * server through `record`. Painting is a function of state, rows and outbox.
 */
export class Grid {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root
    this.scroller = /** @type {HTMLElement} */ (root.querySelector('.scroll'))
    this.columns = new Columns(layout => this.record({ kind: 'layout', ...layout }))
    this.header = new Header(this)
    this.menu = new Menu(root)
    this.space = element('space')
    this.box = element('body', 'rowgroup')
    this.space.append(this.box)
    this.state = firstState()
    this.data = /** @type {Payload} */ (/** @type {unknown} */ ({ words: {}, columns: [] }))
    this.heights = new Heights(0, 0, false)
    this.narrow = matchMedia(NARROW)
    this.narrow.addEventListener('change', () => this.viewport.isOpen && this.root.isConnected && this.open(this.data, 0, true))
    this.server = new Server('')
    this.outbox = new Outbox(root)
    this.store = new RowStore(this.server, root, (from, to) => this.arrived(from, to))
    this.viewport = new Viewport(this.scroller, this.space, this.box)
    this.painter = new RowPainter(this)
    this.status = new Status(this)
    this.position = new Position(this)
    this.rowLinks = new RowLinks(this)
    this.search = new Search(this)
    this.surroundings = new Surroundings(this)
    this.selector = new Selector(this)
    this.editor = new Editor(this)
    this.keyboard = new Keyboard(this)
    this.pointer = new Pointer(this)
    this.transfer = new Transfer(this)
    this.contextMenu = new ContextMenu(this)
    this.opening = new Opening(this)
    this.scheduled = 0
    this.scroller.addEventListener('scroll', () => this.schedule(), { passive: true })
    new ResizeObserver(() => this.resized()).observe(this.scroller)
    window.addEventListener('beforeunload', event => this.root.isConnected && this.outbox.hasUnsaved && event.preventDefault())
  }

  /** Whether each row is a card. */
  get isCards() { return this.narrow.matches }

  /** Take over what the server says. @param {Payload} data */
  update(data) {
    const skipped = data.skipped - (this.data.nonce === data.nonce ? this.data.skipped : 0)
    this.server.address = data.address
    this.outbox.acknowledge(data.acknowledged)
    if (this.opening.isOpen(data)) this.refresh(data)
    else this.opening.begin(data)
    if (skipped > 0) this.status.show(skipped === 1 ? data.words.skippedOne : fill(data.words.skipped, { n: skipped }))
    this.outbox.answerTo(data.nonce)
    this.search.update()
    this.surroundings.follow()
  }

  /** The same rows, perhaps in another state. @param {Payload} data */
  refresh(data) {
    this.data = data
    this.store.version = data.version
    this.store.put(data.first, data.rows, data.version)
    this.arrived(data.first, data.first + data.rows.length)
  }

  /**
   * @param {Payload} data
   * @param {number} y pixels of rows above the view
   * @param {boolean} isSame whether the filter is; then the cursor stays in its row, else it goes to the first one
   */
  open(data, y, isSame) {
    const hadFocus = this.scroller.contains(document.activeElement)
    const { cursor } = this.state
    const row = cursor ? this.store.get(cursor.index)?.row : undefined
    this.data = data
    this.editor.close(true)
    this.heights = new Heights(data.count, data.tall, this.isCards)
    this.store.open(data.view, data.count, data.version)
    this.store.put(data.first, data.rows, data.version)
    this.noteHeights(data.first, data.first + data.rows.length)
    this.state = reduce(this.state, { type: 'view_opened' })
    this.painter.open()
    this.paintFrame()
    this.viewport.open(this.heights)
    this.viewport.scrollTo(y)
    this.paint()
    const index = isSame ? this.store.placeOf(row) ?? cursor?.index ?? 0 : 0
    if (hadFocus && data.count) this.selector.moveTo({ index, column: cursor?.column ?? 0 })
    else if (hadFocus) this.scroller.focus()
    this.rowLinks.opened()
  }

  /** Header, widths and the sentence of an empty list. */
  paintFrame() {
    const { columns, label, count, empty, draft, layout } = this.data
    const none = element('none')
    none.textContent = empty
    this.menu.close()
    this.columns.open(draft, columns, layout)
    this.header.paint()
    this.scroller.replaceChildren(this.header.node, this.space, ...(count ? [] : [none]))
    this.header.layOut()
    this.scroller.setAttribute('aria-label', label)
    this.scroller.setAttribute('aria-rowcount', String(count + 1))
    this.scroller.tabIndex = 0
    this.root.dataset.rows = String(count)
    this.root.toggleAttribute('data-several', this.data.parts.length > 0)
  }

  /** Columns were hidden, shown or frozen. */
  layOutAnew() {
    this.header.layOut()
    this.painter.layOut()
    this.paint()
  }

  /**
   * Rows have come. @param {number} from
   * @param {number} to not included
   */
  arrived(from, to) {
    if (!this.viewport.isOpen) return
    this.viewport.keepInPlace(() => this.noteHeights(from, to))
    this.paint()
  }

  /**
   * @param {number} from
   * @param {number} to not included
   * @returns {boolean} true if a height differs from what was assumed
   */
  noteHeights(from, to) {
    let differs = false
    for (let index = from; index < to; index++) {
      const row = this.store.get(index)
      if (!row) continue
      const isNew = !this.heights.isKnown(index) // a changed row that is new in view gets the height that it has if that is undone
      const isTall = Object.values(row.states).some(([, why, original]) => why || (isNew && original !== null))
      differs = this.heights.set(index, isTall) || differs
    }
    return differs
  }

  /** Change the state without painting it. @param {Action} action */
  apply(action) { this.state = reduce(this.state, action) }

  /** @param {Action} action */
  dispatch(action) {
    this.apply(action)
    this.paint()
  }

  /** Tell the server what the operator did. @param {Deed} deed */
  record(deed) {
    const { first, last } = this.viewport.shown()
    this.outbox.add(withRowNumbers(deed, this.store), [this.data.view, first, last - first + 1])
    this.paint()
  }

  /** Send a duplicate instead of the other rows with its number. @param {number} index */
  keep(index) {
    const row = this.store.get(index)
    if (row) this.record({ kind: 'keep', row: row.row })
  }

  schedule() {
    this.scheduled ||= requestAnimationFrame(() => {
      this.scheduled = 0
      this.paint()
    })
  }

  resized() {
    if (!this.viewport.isOpen || !this.scroller.clientHeight) return
    this.viewport.measure()
    this.layOutAnew()
  }

  paint() {
    if (!this.viewport.isOpen || !this.root.isConnected) return
    this.viewport.whileStill(() => {
      const { first, last } = this.viewport.shown()
      this.store.want(first, last) // first of all: the server works while the browser paints
      this.painter.paint()
      this.scroller.tabIndex = this.painter.cell(this.state.cursor) ? -1 : 0
      this.status.paint()
      this.position.paint()
      paintScriptLine(this)
    })
  }
}
