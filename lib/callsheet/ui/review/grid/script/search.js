import { element, fill } from './dom.js'
/** @import { Found, Place, SearchFields } from './types.js' */
const TYPING_PAUSE = 150 // milliseconds without a key after which the rows are searched
const FARTHEST = 2000 // rows without a match through which the next one is looked for
const FETCHED = 100 // rows fetched at once for it
const NO_SEARCH = { text: '', match_case: false, whole_cell: false, is_regex: false }
const OPTIONS = /** @type {const} */ ([['match_case', 'Aa', 'matchCase'], ['whole_cell', '[ab]', 'wholeCell'], ['is_regex', '.*', 'isRegex']])

/** Find and replace: the box in the toolbar, and a bar with the options, what was found, and the replacement. */
export class Search {
  /** @param {import('./grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.bar = /** @type {HTMLElement} */ (grid.root.querySelector('.find'))
    this.bound = new WeakSet()
    this.wanted = /** @type {SearchFields} */ (NO_SEARCH)
    this.found = /** @type {Found | null} */ (null)
    this.replaced = 0 // cells of the last replacement, as long as nothing else is searched for
    this.timer = 0
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
      else if (document.activeElement !== this.box && !this.bar.contains(document.activeElement)) this.hide()
    }
    if (search.text && isSameSearch(search, this.wanted)) this.ask()
    else if (!this.wanted.text) this.show(null)
  }

  /** Ctrl+F and Ctrl+H. @param {boolean} replace */
  focus(replace) {
    this.open()
    if (replace && this.wanted.text) this.replacement.select()
    else this.box?.select()
  }

  open() {
    if (!this.bar.firstChild) this.build()
    this.bar.hidden = false
  }

  hide() { this.bar.hidden = true }

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
    this.paintOptions()
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
    if (event.key === 'Enter') this.timer ? this.send() : this.next(event.shiftKey)
    else if (event.key === 'Escape') this.close()
    else if (event.key === 'ArrowDown') this.grid.scroller.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  build() {
    const { words } = this.grid.data
    const options = element('options', 'group')
    options.setAttribute('aria-label', words.findOptions)
    this.options = OPTIONS.map(([name, sign, label]) => {
      const button = this.button(sign, words[label], () => this.change({ [name]: !this.wanted[name] }, 0))
      button.classList.add('option')
      return button
    })
    options.append(...this.options)
    this.count = element('count', 'status', 'span')
    const [previous, next] = [this.button('↑', words.previousFound, () => this.next(true)), this.button('↓', words.nextFound, () => this.next(false))]
    this.replacement = /** @type {HTMLInputElement} */ (element('replacement', null, 'input'))
    this.replacement.placeholder = words.replaceWith
    this.replacement.setAttribute('aria-label', words.replaceWith)
    this.replacement.autocomplete = 'off'
    this.replacement.addEventListener('input', () => this.typed())
    this.replacement.addEventListener('keydown', event => {
      if (event.key === 'Enter') this.replace()
      else if (event.key === 'Escape') this.close()
    })
    this.all = this.button(words.replaceNone, '', () => this.replace())
    this.all.classList.add('all')
    this.sample = element('sample', null, 'span')
    this.back = this.button(words.undo, '', () => this.undo())
    this.back.classList.add('back')
    const close = this.button('×', words.closeSearch, () => this.close())
    close.classList.add('close')
    this.bar.append(options, this.count, previous, next, this.replacement, this.all, this.sample, this.back, close)
    this.paintOptions()
    this.show(null)
  }

  /**
   * @param {string} text
   * @param {string} label "": the text says it
   * @param {() => void} act
   */
  button(text, label, act) {
    const button = /** @type {HTMLButtonElement} */ (element('press', null, 'button'))
    button.type = 'button'
    button.textContent = text
    if (label) Object.assign(button, { title: label, ariaLabel: label })
    button.addEventListener('click', act)
    return button
  }

  paintOptions() {
    OPTIONS.forEach(([name], index) => this.options?.[index].setAttribute('aria-pressed', String(this.wanted[name])))
  }

  typed() {
    clearTimeout(this.typing)
    this.typing = window.setTimeout(() => this.ask(), TYPING_PAUSE)
  }

  /** Count what is found in the rows shown, and what the replacement would do. */
  async ask() {
    const asked = ++this.asked
    const { server, data } = this.grid
    const found = await server.found({ ...this.wanted, replacement: this.replacement?.value ?? '' }).catch(() => null)
    if (asked === this.asked && found && found.view === data.view) this.show(found)
  }

  /** @param {Found | null} found null: nothing is searched for */
  show(found) {
    this.found = found
    if (!this.bar.firstChild) return
    const { words } = this.grid.data
    const { cells = 0, rows = 0, numbers = 0, changes = 0, samples = [], problem = '' } = found ?? {}
    const line = cells === 1 ? words.foundOne : rows === 1 ? words.foundInRow : words.foundCells
    const nothing = numbers ? fill(numbers === 1 ? words.foundNumber : words.foundNumbers, { n: numbers }) : words.foundNone
    const text = problem ? words[problem === 'slow' ? 'slowPattern' : 'wrongPattern'] : cells ? fill(line, { cells, rows }) : nothing
    this.count.textContent = found ? text : ''
    this.count.title = problem === 'slow' ? '' : problem
    this.count.classList.toggle('wrong', Boolean(problem))
    this.all.textContent = changes ? fill(words.replaceAll, { n: changes }) : words.replaceNone
    this.all.disabled = !changes
    const shown = ([before, after]) => `${before || words.empty} → ${after || words.empty}`
    const done = this.replaced === 1 ? words.replacedOne : fill(words.replaced, { n: this.replaced })
    this.sample.textContent = this.replaced ? done : samples.slice(0, 2).map(shown).join(' · ')
    this.sample.title = this.replaced ? '' : samples.map(shown).join('\n')
    this.back.hidden = !this.replaced
  }

  replace() {
    const { data } = this.grid
    const changes = this.found?.changes ?? 0
    if (!changes || this.isPending) return
    this.replaced = changes
    this.all.disabled = true
    this.grid.record({ kind: 'replace', view: data.view, replacement: this.replacement.value, ...this.wanted })
  }

  undo() {
    this.replaced = 0
    this.back.hidden = true
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
      if (columns.length) return grid.show({ index, column: backwards ? Math.max(...columns) : Math.min(...columns) })
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
  return Object.keys(NO_SEARCH).every(name => one[name] === other[name])
}
