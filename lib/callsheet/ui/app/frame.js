/*
 * The frame of the pages: a page opens at its top with the focus on its heading, and the rail folds.
 *
 * data: { page: changes when another page or step opens }
 */
const PATIENCE = 3000 // milliseconds in which the heading of a page that opens has to be there
const NARROW = 1000 // pixels; below it the rail is a drawer, closed at first
const MAY_KEEP_FOCUS = 'input, textarea, select, [contenteditable], [data-callsheet="grid"] *'

class Frame {
  constructor() {
    this.root = document.documentElement
    document.addEventListener('click', event => this.clicked(event))
    document.addEventListener('keydown', event => event.key === 'Escape' && this.isDrawer && this.fold(true))
    matchMedia(`(width < ${NARROW}px)`).addEventListener('change', () => this.foldAtFirst())
    this.foldAtFirst()
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
  window.callsheetFrame.open(data.page)
}
