const LINK = '[data-callsheet="row"]'

/** Buttons elsewhere on the page that go to a row of the grid; they name its number in `data-row`. */
export class RowLinks {
  /** @param {import('../grid.js').Grid} grid */
  constructor(grid) {
    this.grid = grid
    this.wanted = /** @type {number | null} */ (null) // row number that all rows are shown for
    document.addEventListener('click', event => {
      const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(LINK))
      if (link && grid.root.isConnected) this.go(Number(link.dataset.row))
    })
  }

  /** To a row; where the rows shown do not have it, all rows are shown. @param {number} row number */
  async go(row) {
    const { view, position: index, found } = await this.grid.server.place(row)
    if (view !== this.grid.data.view) return
    if (found) return this.grid.selector.moveTo({ index, column: this.grid.state.cursor?.column ?? 0 })
    this.wanted = row
    this.grid.record({ kind: 'show_all' })
  }

  /** Other rows are open. */
  opened() {
    const { wanted } = this
    this.wanted = null
    if (wanted !== null && this.grid.store.count) this.go(wanted)
  }
}
