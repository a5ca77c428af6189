/*
 * The frame of the pages: a page opens at its top with the focus on its heading, the rail folds, and one deed of the
 * operator makes at most one entry of the browser's history.
 *
 * data: { page: changes when another page or step opens, words: what is said while a file is held over the window }
 */
const PATIENCE = 10000 // milliseconds in which the heading of a page that opens has to be there
const SETTLING = 5000 // milliseconds in which a page that is still being drawn may take the focus off its heading
const LOOK = 100 // milliseconds
const LEFT = 80 // milliseconds after which a file is no longer held over the window
const NARROW = 1000 // pixels; below it the rail is a drawer, closed at first
const DEEDS = ['pointerdown', 'click', 'keydown', 'change', 'drop', 'paste']
const MAY_KEEP_FOCUS = 'input, textarea, select, [contenteditable], [data-callsheet="grid"] *'

class Frame {
  constructor() {
    this.root = document.documentElement
    document.addEventListener('click', event => this.clicked(event))
    document.addEventListener('keydown', event => event.key === 'Escape' && this.isDrawer && this.fold(true))
    matchMedia(`(width < ${NARROW}px)`).addEventListener('change', () => this.foldAtFirst())
    this.foldAtFirst()
    this.countEntries()
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) addEventListener(type, event => this.dragged(event), true)
  }

  /**
   * Streamlit makes two entries where page and draft change together, and one where an address is corrected, or where a
   * run that began before a press of Back ends after it. Such an address takes the place of the present one.
   */
  countEntries() {
    const push = history.pushState.bind(history)
    for (const type of DEEDS) addEventListener(type, () => { this.hasActed = true; this.actedAt = performance.now() }, true)
    addEventListener('popstate', () => { this.hasActed = false }, true)
    history.pushState = (state, title, url) => {
      if (this.hasActed) push(state, title, url)
      else history.replaceState(state, title, url)
      this.hasActed = false
    }
  }

  /** The box of the open page that takes files. */
  get fileBox() { return document.querySelector('.st-key-upload input[type=file], .st-key-corrected input[type=file]') }

  /** The whole window takes a file, and gives it to the page's box. */
  dragged(event) {
    const box = this.fileBox
    if (!box || !event.dataTransfer?.types.includes('Files')) return
    clearTimeout(this.leaving)
    if (event.type === 'dragleave') return void (this.leaving = setTimeout(() => this.showTarget(null), LEFT))
    this.showTarget(event.type === 'drop' ? null : box)
    if (event.target.closest?.('[data-testid="stFileUploaderDropzone"]')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.type !== 'drop' || !event.dataTransfer.files.length) return
    const files = new DataTransfer()
    for (const file of box.multiple ? event.dataTransfer.files : [event.dataTransfer.files[0]]) files.items.add(file)
    box.files = files.files
    box.dispatchEvent(new Event('change', { bubbles: true }))
  }

  /** Say where a file goes that is held over the window; null: no file is. */
  showTarget(box) {
    this.target ??= Object.assign(document.createElement('div'), { className: 'drop-target' })
    if (!box) return this.target.remove()
    this.target.textContent = box.closest('.st-key-upload') ? this.words.upload : this.words.corrected
    document.body.append(this.target)
  }

  foldAtFirst() { this.fold(this.isDrawer || sessionStorage.callsheetRail === 'folded') }

  get isDrawer() { return innerWidth < NARROW }

  open(page) {
    if (page === this.page) return
    const isFirst = this.page === undefined
    this.page = page
    const main = document.querySelector('[data-testid="stMain"]')
    main.scrollTop = 0
    if (this.isDrawer) this.fold(true)
    this.focusHeading(page, performance.now() + PATIENCE, isFirst)
  }

  focusHeading(page, until, isFirst) {
    if (page !== this.page) return
    const heading = [...document.querySelectorAll('[data-testid="stHeading"] h1')].find(h1 => h1.textContent.trim() === page)
    if (!heading) {
      if (performance.now() < until) requestAnimationFrame(() => this.focusHeading(page, until, isFirst))
      return
    }
    const focused = document.activeElement
    if (focused?.matches(MAY_KEEP_FOCUS) || (isFirst && focused !== document.body)) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    this.stayAtHeading(page, performance.now())
  }

  /** A heading that is drawn once more is another element, without the focus; what the operator does meanwhile counts. */
  stayAtHeading(page, since) {
    setTimeout(() => {
      if (page !== this.page || this.actedAt > since || performance.now() > since + SETTLING) return
      if (document.activeElement === document.body) this.focusHeading(page, since + SETTLING, false)
      else this.stayAtHeading(page, since)
    }, LOOK)
  }

  clicked(event) {
    const button = event.target.closest?.('.rail-fold')
    if (button) this.fold(!('folded' in this.root.dataset))
    else if (this.isDrawer && !event.target.closest?.('.st-key-review_rail')) this.fold(true)
  }

  fold(folded) {
    this.root.toggleAttribute('data-folded', folded)
    for (const button of document.querySelectorAll('.rail-fold')) button.setAttribute('aria-expanded', !folded)
    if (!this.isDrawer) sessionStorage.callsheetRail = folded ? 'folded' : 'open'
  }
}

export default function ({ data }) {
  window.callsheetFrame ??= new Frame()
  window.callsheetFrame.words = data.words
  window.callsheetFrame.open(data.page)
}
