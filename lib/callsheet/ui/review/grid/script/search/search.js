import { SearchBar } from './bar.js'
/** @import { Found, SearchFields } from '../types.js' */
const TYPING_PAUSE = 150 // milliseconds without a key after which the rows are searched
const FARTHEST = 2000 // rows without a match through which the next one is looked for
const FETCHED = 100 // rows fetched at once for it
const NO_SEARCH = { text: '', match_case: false, whole_cell: false, is_regex: false }

/** Find and replace: the box in the toolbar, and a bar with the options, what was found, and the replacement. */
export class Search {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.node = /** @type {HTMLElement} */ (grid.root.querySelector('.find'))
    this.bar = /** @type {SearchBar | null} */ (null) // made when it is shown first
    this.bound = new WeakSet()
    this.wanted = /** @type {SearchFields} */ (NO_SEARCH)
    this.found = /** @type {Found | null} */ (null)
    this.replaced = 0 // cells of the last replacement, as long as nothing else is searched for
    this.timer = 0
    this.typing = 0
    this.asked = 0
  }

  get box() { return /** @type {HTMLInputElement | null} */ (document.querySelector('[data-callsheet="search"]')) }

  get isPending() { return this.timer !== 0 || this.grid.outbox.entries.some(entry => entry.kind === 'search' || entry.kind === 'replace') }

  /** The box comes with the rest of the page, and again after another step. */
  bind() {
    const { box } = this
    if (!box || this.bound.has(box)) return
    this.bound.add(box)
    box.value = this.wanted.text
    box.addEventListener('input', () => this.change({ text: box.value }))
    box.addEventListener('keydown', event => this.key(event))
  }

  /** What the server searches for now. */
  update() {
    const { search } = this.grid.data
    if (!this.isPending) {
      if (!isSameSearch(search, this.wanted)) this.replaced = 0
      this.wanted = search
      if (this.box && this.box.value !== search.text) this.box.value = search.text
      if (search.text) this.open()
      else if (document.activeElement !== this.box && !this.node.contains(document.activeElement)) this.hide()
    }
    if (search.text && isSameSearch(search, this.wanted)) this.ask()
    else if (!this.wanted.text) this.show(null)
  }

  /** Ctrl+F and Ctrl+H. @param {boolean} replace */
  focus(replace) {
    this.open()
    if (replace && this.wanted.text) this.bar?.replacement.select()
    else this.box?.select()
  }

  open() {
    if (!this.bar) {
      this.bar = new SearchBar(this.node, this.grid.data.words, {
        toggle: option => this.change({ [option]: !this.wanted[option] }, 0),
        next: backwards => this.next(backwards),
        typed: () => this.typed(),
        replace: () => this.replace(),
        undo: () => this.undo(),
        close: () => this.close(),
      })
      this.bar.paintOptions(this.wanted)
      this.show(null)
    }
    this.node.hidden = false
  }

  hide() { this.node.hidden = true }

  /** End the search and return to the rows. */
  close() {
    if (this.box) this.box.value = ''
    this.change({ text: '' }, 0)
    this.hide()
    this.grid.scroller.focus()
  }

  /**
   * @param {Partial<SearchFields>} changes
   * @param {number} [pause] milliseconds
   */
  change(changes, pause = TYPING_PAUSE) {
    this.wanted = { ...this.wanted, ...changes }
    this.replaced = 0
    if (this.wanted.text) this.open()
    this.bar?.paintOptions(this.wanted)
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.send(), pause)
  }

  send() {
    clearTimeout(this.timer)
    this.timer = 0
    if (!isSameSearch(this.wanted, this.grid.data.search) || this.isPending) this.grid.record({ kind: 'search', ...this.wanted })
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === 'Enter' && this.timer) this.send()
    else if (event.key === 'Enter') this.next(event.shiftKey)
    else if (event.key === 'Escape') this.close()
    else if (event.key === 'ArrowDown') this.grid.scroller.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  typed() {
    clearTimeout(this.typing)
    this.typing = window.setTimeout(() => this.ask(), TYPING_PAUSE)
  }

  /** Count what is found in the rows shown, and what the replacement would do. */
  async ask() {
    const asked = ++this.asked
    const { server, data } = this.grid
    const found = await server.found({ ...this.wanted, replacement: this.bar?.replacement.value ?? '' }).catch(() => null)
    if (asked === this.asked && found && found.view === data.view) this.show(found)
  }

  /** @param {Found | null} found null: nothing is searched for */
  show(found) {
    this.found = found
    this.bar?.paint(found, this.replaced)
  }

  replace() {
    const { bar, grid: { data } } = this
    const changes = this.found?.changes ?? 0
    if (!bar || !changes || this.isPending) return
    this.replaced = changes
    bar.all.disabled = true
    this.grid.record({ kind: 'replace', view: data.view, replacement: bar.replacement.value, ...this.wanted })
  }

  undo() {
    this.replaced = 0
    if (this.bar) this.bar.back.hidden = true
    this.grid.record({ kind: 'undo' })
  }

  /** Show the next cell that was found, round and round; the focus stays. @param {boolean} backwards */
  async next(backwards) {
    const { grid } = this
    const { store } = grid
    if (!store.count || !this.wanted.text) return
    const limit = backwards ? Infinity : -1
    let { index, column } = grid.state.cursor ?? { index: backwards ? store.count - 1 : 0, column: limit }
    for (let steps = 0; steps <= Math.min(store.count, FARTHEST); steps++) {
      const row = store.get(index) ?? (await this.fetch(index))
      const columns = (row?.found ?? []).filter(other => (backwards ? other < column : other > column))
      if (columns.length) return grid.selector.show({ index, column: backwards ? Math.max(...columns) : Math.min(...columns) })
      index = (index + (backwards ? -1 : 1) + store.count) % store.count
      column = limit
    }
  }

  /** @param {number} index */
  async fetch(index) {
    const { store, server, data } = this.grid
    const answer = await server.rows(Math.floor(index / FETCHED) * FETCHED, FETCHED)
    if (answer.view === data.view) store.put(answer.start, answer.rows, Math.min(answer.version, store.version))
    return store.get(index)
  }
}

/** @param {SearchFields} one @param {SearchFields} other */
function isSameSearch(one, other) {
  return one.text === other.text && one.match_case === other.match_case && one.whole_cell === other.whole_cell && one.is_regex === other.is_regex
}
