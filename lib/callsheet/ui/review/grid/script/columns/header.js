import { element } from '../painting/dom.js'
import { valueFilter } from '../menus/value_filter.js'
/** @import { ColumnLayout } from '../types.js' */
const ROOM = 24 // pixels that a fitted column has beside its longest text

/** The row of column names: sort, widths, and the menu of a column. */
export class Header {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.node = element('head', 'row')
    this.node.addEventListener('click', event => this.clicked(event))
    this.node.addEventListener('contextmenu', event => this.asked(event))
    this.node.addEventListener('pointerdown', event => this.pressed(event))
    this.node.addEventListener('dblclick', event => this.isGrip(event) && this.fit(indexOf(event)))
  }

  paint() {
    const { columns, words, sorted: [sortedBy, descending], filtered } = this.grid.data
    const corner = element('number', 'columnheader')
    corner.textContent = words.row
    this.node.replaceChildren(corner, ...columns.map((column, index) => {
      const cell = element('name', 'columnheader')
      const [label, menu, grip] = [element('label', null, 'span'), element('open', null, 'button'), element('grip')]
      cell.dataset.index = String(index)
      label.textContent = label.title = column.header
      menu.type = 'button'
      menu.tabIndex = -1
      menu.title = words.columnMenu
      menu.setAttribute('aria-label', `${column.header}: ${words.columnMenu}`)
      cell.toggleAttribute('data-filtered', filtered.includes(column.column))
      if (column.column === sortedBy) cell.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
      cell.append(label, menu, grip)
      return cell
    }))
  }

  /** Give the columns their widths. */
  layOut() {
    const { grid } = this
    const { columns, scroller } = grid
    if (!scroller.style.getPropertyValue('--columns')) scroller.style.setProperty('--columns', 'var(--number)') // else the first one takes all
    const number = /** @type {HTMLElement | null} */ (this.node.firstElementChild)?.offsetWidth ?? 0
    columns.layOut(scroller.clientWidth - number)
    scroller.style.setProperty('--columns', `var(--number) ${columns.template}`)
    scroller.style.setProperty('--least-width', `calc(var(--number) + ${columns.total}px)`)
    scroller.style.setProperty('--frozen-width', `${columns.left(Math.min(columns.layout.frozen, columns.all.length))}px`)
    this.grid.data.columns.forEach((_, index) => this.place(/** @type {HTMLElement} */ (this.node.children[index + 1]), index))
  }

  /**
   * Where a cell of a column stays when the grid is scrolled sideways.
   * @param {HTMLElement} cell
   * @param {number} index
   */
  place(cell, index) {
    const { columns } = this.grid
    cell.hidden = columns.isHidden(index)
    cell.classList.toggle('frozen', columns.isFrozen(index))
    cell.style.left = columns.isFrozen(index) ? `calc(var(--number) + ${columns.left(index)}px)` : ''
  }

  /** @param {Event} event */
  isGrip(event) { return /** @type {Element} */ (event.target).matches('.grip') }

  /** @param {MouseEvent} event */
  clicked(event) {
    const index = indexOf(event)
    if (index === null || this.isGrip(event)) return
    if (/** @type {Element} */ (event.target).closest('.open')) return void this.openMenu(index)
    const { columns, sorted: [sortedBy, descending] } = this.grid.data
    const isSorted = sortedBy === columns[index].column
    this.sort(index, !isSorted ? false : descending ? null : true)
  }

  /**
   * @param {number} index
   * @param {boolean | null} descending null: in the order of the file
   */
  sort(index, descending) {
    this.grid.record({ kind: 'sort', column: this.grid.data.columns[index].column, descending })
  }

  /** @param {MouseEvent} event */
  asked(event) {
    const index = indexOf(event)
    if (index === null) return
    event.preventDefault()
    this.openMenu(index)
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    const index = indexOf(event)
    if (index === null || !this.isGrip(event)) return
    event.preventDefault()
    const { columns } = this.grid
    const [start, width] = [event.clientX, columns.widths[index]]
    const ended = new AbortController()
    const { signal } = ended
    document.addEventListener('pointermove', moved => {
      columns.resize(index, width + moved.clientX - start)
      this.layOut()
    }, { signal })
    document.addEventListener('pointerup', () => {
      ended.abort()
      columns.change({})
    }, { signal })
  }

  /** Make a column as wide as its name and its texts in view. @param {number | null} index */
  fit(index) {
    if (index === null) return
    const canvas = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'))
    const cells = [...this.grid.box.querySelectorAll(`.cell[data-index="${index}"]`)]
    const style = getComputedStyle(this.grid.scroller)
    canvas.font = `600 ${style.fontSize} ${style.fontFamily}`
    const texts = [this.grid.data.columns[index].header + ' ▾▾', ...cells.map(cell => [...cell.children].slice(0, 2).map(part => part.textContent).join('  → '))]
    const reasons = cells.map(cell => (cell.querySelector('.why')?.textContent ?? '').slice(0, 60))
    const widths = texts.map(text => canvas.measureText(text).width)
    canvas.font = `${parseFloat(style.fontSize) * 0.85}px ${style.fontFamily}`
    this.grid.columns.resize(index, Math.max(...widths, ...reasons.map(text => canvas.measureText(text).width)) + ROOM)
    this.grid.columns.change({})
    this.layOut()
  }

  /** @param {number} index */
  async openMenu(index) {
    const { grid } = this
    const { words, columns: all, sorted: [sortedBy] } = grid.data
    const { columns } = grid
    const column = all[index]
    const box = this.node.children[index + 1].getBoundingClientRect()
    const again = (/** @type {Partial<ColumnLayout>} */ changes) => () => {
      columns.change(changes)
      grid.layOutAnew()
    }
    const hidden = columns.layout.hidden.filter(name => all.some(other => other.name === name))
    const answer = await grid.server.values(index).catch(() => null)
    const filter = answer && valueFilter(answer, words, values => {
      grid.menu.close()
      grid.record({ kind: 'filter', column: column.column, values })
    })
    grid.menu.open([
      { words: words.sortUp, act: () => this.sort(index, false) },
      { words: words.sortDown, act: () => this.sort(index, true) },
      { words: words.fileOrder, act: () => this.sort(index, null), off: !sortedBy },
      'line',
      { words: words.fitWidth, act: () => this.fit(index) },
      { words: words.hideColumn, act: again({ hidden: [...hidden, column.name] }), off: hidden.length >= all.length - 1 },
      { words: words.showColumns, act: again({ hidden: [] }), off: !hidden.length },
      columns.layout.frozen === index + 1
        ? { words: words.unfreeze, act: again({ frozen: 0 }) }
        : { words: words.freeze, act: again({ frozen: index + 1 }) },
      'line',
    ], { x: box.left, y: box.bottom }, () => grid.scroller.focus(), filter ?? undefined)
  }
}

/** Index of the column of an event; null outside of the names. @param {Event} event */
function indexOf(event) {
  const cell = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('.name'))
  return cell ? Number(cell.dataset.index) : null
}
