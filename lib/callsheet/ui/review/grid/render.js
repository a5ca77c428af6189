/*
 * The review grid: one page of rows, edited in place. Joined with keyboard.js, editing.js and selection.js to one script.
 *
 * data: { view, label, empty, height, pages, acknowledged, nonce, prompt, fallbacks, by_agent, words,
 *         columns: [{ column, name, header, width }],
 *         rows: [[row number, [value, ...], { index: [state, reason, original | null, number as sent, suggestion, advice] },
 *                 bucket]] }
 *       suggestion: [value to accept, kind of warning] or null
 * state out: edits: every entry that is not acknowledged yet, see edits.py. The list only grows until the server has
 *       acknowledged it, so nothing is lost when one script run supersedes another.
 */
const grids = new WeakMap()

function element(className, role, tag = 'div') {
  const node = document.createElement(tag)
  node.className = className
  if (role) node.setAttribute('role', role)
  return node
}

class Grid {
  constructor(root) {
    this.root = root
    this.scroller = root.querySelector('.scroll')
    this.liveRegion = root.querySelector('.spoken')
    this.toolbar = root.querySelector('.acts')
    this.scriptLine = root.querySelector('.line')
    this.rows = new Map()
    this.selected = new Set()
    this.pending = []
    this.sequence = this.step = 0
    this.cursor = this.editor = null
    this.scroller.addEventListener('click', event => this.clicked(event))
    this.scroller.addEventListener('dblclick', event => this.open(event.target.closest('.cell')))
    this.scroller.addEventListener('paste', event => this.pasted(event))
    this.scroller.addEventListener('copy', event => this.copied(event))
    this.scroller.addEventListener('keydown', event => (this.editor ? this.keyInEditor(event) : this.keyInGrid(event)))
    this.scroller.addEventListener('focus', () => this.focusFirstCell())
    this.scroller.addEventListener('focusin', event => this.setCursor(event.target))
    this.toolbar.addEventListener('click', event => this.runAction(event.target.closest('button')?.dataset.act))
  }

  update(data) {
    this.data = data
    this.sequence = Math.max(this.sequence, data.acknowledged)
    this.pending = this.pending.filter(entry => entry.sequence > data.acknowledged)
    const shape = JSON.stringify([data.view, data.columns, data.rows.map(row => row[0])])
    const rebuilt = shape !== this.shape
    if (rebuilt) this.rebuild(shape)
    this.root.dataset.rows = data.rows.length
    this.scroller.style.maxHeight = data.height + 'px'
    this.scroller.setAttribute('aria-label', data.label)
    this.scroller.setAttribute('aria-rowcount', data.rows.length + 1)
    this.root.classList.toggle('roomy', data.rows.some(row => Object.values(row[2]).some(state => state[1])))
    for (const row of data.rows) this.renderRow(row)
    this.renderToolbar()
    this.renderScriptLine()
    if (this.wanted && rebuilt) this.focusWantedProblem()
    if (this.nonce !== undefined && this.nonce !== data.nonce && this.pending.length) setTimeout(() => this.sendPending())
    this.nonce = data.nonce
  }

  rebuild(shape) {
    const { columns, rows, empty, words } = this.data
    this.shape = shape
    this.editor = this.cursor = null
    this.leaving = false
    this.scroller.tabIndex = 0
    this.rows.clear()
    this.selected.clear()
    const head = element('head', 'row')
    const corner = element('number', 'columnheader')
    corner.textContent = words.row
    head.append(corner, ...columns.map(column => {
      const cell = element('', 'columnheader')
      cell.textContent = cell.title = column.header
      return cell
    }))
    this.body = element('body', 'rowgroup')
    for (const row of rows) this.body.append(this.createRow(row[0]))
    if (!rows.length) {
      const none = element('none')
      none.textContent = empty
      this.body.append(none)
    }
    this.scroller.style.setProperty('--columns', '4.25rem ' + columns.map(c => `minmax(${c.width}rem, ${c.width}fr)`).join(' '))
    this.scroller.style.setProperty('--least-width', 4.25 + columns.reduce((sum, c) => sum + c.width, 0) + 'rem')
    this.scroller.replaceChildren(head, this.body)
    this.scroller.scrollTop = this.scroller.scrollLeft = 0
  }

  /* After F8 turned the page: focus the first or last problem on it. */
  focusWantedProblem() {
    const all = this.problems()
    this.focus((this.wanted === 'last' ? all.at(-1) : all[0]) ?? this.body.querySelector('.cell'))
    this.wanted = null
  }

  createRow(number) {
    const line = element('row', 'row')
    const head = element('number', 'rowheader')
    head.textContent = number
    head.title = this.data.words.select
    head.dataset.select = number
    const cells = this.data.columns.map((column, index) => {
      const cell = element('cell', 'gridcell')
      cell.tabIndex = -1
      Object.assign(cell.dataset, { row: number, column: column.name, index })
      const parts = ['value', 'sent', 'why'].map(name => element(name, null, 'span'))
      parts[0].dir = 'auto'
      cell.append(...parts)
      return cell
    })
    line.append(head, ...cells)
    this.rows.set(number, { line, cells, rendered: [] })
    return line
  }

  renderRow([number, values, states, bucket]) {
    const row = this.rows.get(number)
    row.line.dataset.bucket = bucket
    row.line.classList.toggle('selected', this.selected.has(number))
    row.line.setAttribute('aria-selected', this.selected.has(number))
    row.cells.forEach((cell, index) => {
      const pendingEdit = this.pending.findLast(
        entry => entry.kind === 'edit' && entry.row === number && entry.column === this.data.columns[index].column
      )
      const [state, why, original, sent, offer, advice] = states[index] || ['ok', '', null, '', null, '']
      const value = pendingEdit ? pendingEdit.value : values[index]
      const rendered = JSON.stringify([value, pendingEdit ? 1 : [state, why, original, sent, offer, advice]])
      if (row.rendered[index] === rendered || this.editor?.cell === cell) return
      const wasError = cell.dataset.state === 'error'
      row.rendered[index] = rendered
      cell.classList.toggle('waiting', !!pendingEdit)
      cell.querySelector('.value').textContent = value
      cell.querySelector('.sent').textContent = pendingEdit ? '' : sent
      if (pendingEdit) return
      this.renderState(cell, { state, why, original, value, offer, advice })
      if (wasError || cell === this.cursor) this.announce(cell, state, why, wasError)
    })
  }

  renderState(cell, { state, why, original, value, offer, advice }) {
    const words = this.data.words
    cell.dataset.state = state
    const changed = original !== null
    const was = changed ? `${words.was} ${original === '' ? words.empty : original}` : ''
    cell.toggleAttribute('data-changed', changed)
    cell.querySelector('.why').textContent = why || was
    cell.querySelector('.accept')?.remove()
    if (offer) {
      const accept = element('accept', null, 'button')
      accept.type = 'button'
      accept.tabIndex = -1
      accept.textContent = `${words.use} “${offer[0]}”`
      accept.title = words.useHint
      cell.append(accept)
    }
    cell.title = [value, why, advice, was].filter(Boolean).join('\n')
    if (state === 'error') cell.setAttribute('aria-invalid', 'true')
    else cell.removeAttribute('aria-invalid')
    const description = [why, advice, was, offer && `${words.use} ${offer[0]}: ${words.useHint}`].filter(Boolean).join(', ')
    if (description) cell.setAttribute('aria-description', description)
    else cell.removeAttribute('aria-description')
  }

  announce(cell, state, why, wasError) {
    const where = `${this.data.words.row} ${cell.dataset.row}, ${this.data.columns[cell.dataset.index].header}`
    if (state === 'error') this.announceText(`${where}: ${why}`)
    else if (wasError) this.announceText(`${where}: ${this.data.words.fixed}`)
  }

  announceText(text) {
    this.liveRegion.textContent = text
  }
}
