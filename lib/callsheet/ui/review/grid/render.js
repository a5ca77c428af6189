/*
 * The review grid: one page of rows, edited in place. render.js, keyboard.js, editing.js and selection.js are joined into one script.
 *
 * data: { view, label, empty, height, pages, acknowledged, nonce, prompt, fallbacks, by_agent, words,
 *         columns: [{ column, name, header, width }],
 *         rows: [[row number, [value, ...], { index: [state, why, original | null, number as sent, offer, advice] }, bucket]] }
 *       offer: [value to accept, kind of warning] or null
 * state out: edits: the whole list of what was done and is not acknowledged yet, see edits.py. It only grows until the
 *       server has said what it took, so a rerun that overtakes another loses nothing.
 */
const grids = new WeakMap()

function element(className, role, tag = 'div') {
  const made = document.createElement(tag)
  made.className = className
  if (role) made.setAttribute('role', role)
  return made
}

class Grid {
  constructor(root) {
    this.root = root
    this.box = root.querySelector('.scroll')
    this.spoken = root.querySelector('.spoken')
    this.acts = root.querySelector('.acts')
    this.line = root.querySelector('.line')
    this.rows = new Map()
    this.selected = new Set()
    this.pending = []
    this.sequence = this.step = 0
    this.cursor = this.editor = null
    this.box.addEventListener('click', event => this.clicked(event))
    this.box.addEventListener('dblclick', event => this.open(event.target.closest('.cell')))
    this.box.addEventListener('paste', event => this.pasted(event))
    this.box.addEventListener('copy', event => this.copied(event))
    this.box.addEventListener('keydown', event => (this.editor ? this.keyInEditor(event) : this.keyInGrid(event)))
    this.box.addEventListener('focus', () => this.entered())
    this.box.addEventListener('focusin', event => this.reached(event.target))
    this.acts.addEventListener('click', event => this.acted(event.target.closest('button')?.dataset.act))
  }

  update(data) {
    this.data = data
    this.sequence = Math.max(this.sequence, data.acknowledged)
    this.pending = this.pending.filter(entry => entry.sequence > data.acknowledged)
    const shape = JSON.stringify([data.view, data.columns, data.rows.map(row => row[0])])
    const rebuilt = shape !== this.shape
    if (rebuilt) this.rebuild(shape)
    this.root.dataset.rows = data.rows.length
    this.box.style.maxHeight = data.height + 'px'
    this.box.setAttribute('aria-label', data.label)
    this.box.setAttribute('aria-rowcount', data.rows.length + 1)
    this.root.classList.toggle('roomy', data.rows.some(row => Object.values(row[2]).some(state => state[1])))
    for (const row of data.rows) this.paintRow(row)
    this.paintActs()
    this.paintLine()
    if (this.wanted && rebuilt) this.arrive()
    if (this.nonce !== undefined && this.nonce !== data.nonce && this.pending.length) setTimeout(() => this.sendAll())
    this.nonce = data.nonce
  }

  rebuild(shape) {
    const { columns, rows, empty, words } = this.data
    this.shape = shape
    this.editor = this.cursor = null
    this.leaving = false
    this.box.tabIndex = 0
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
    for (const row of rows) this.body.append(this.makeRow(row[0]))
    if (!rows.length) {
      const none = element('none')
      none.textContent = empty
      this.body.append(none)
    }
    this.box.style.setProperty('--columns', '4.25rem ' + columns.map(c => `minmax(${c.width}rem, ${c.width}fr)`).join(' '))
    this.box.style.setProperty('--least-width', 4.25 + columns.reduce((sum, c) => sum + c.width, 0) + 'rem')
    this.box.replaceChildren(head, this.body)
    this.box.scrollTop = this.box.scrollLeft = 0
  }

  /* On the page that F8 turned to. */
  arrive() {
    const all = this.problems()
    this.focus((this.wanted === 'last' ? all.at(-1) : all[0]) ?? this.body.querySelector('.cell'))
    this.wanted = null
  }

  makeRow(number) {
    const line = element('row', 'row')
    const head = element('number', 'rowheader')
    head.textContent = number
    head.title = this.data.words.select
    head.dataset.select = number
    const cells = this.data.columns.map((column, place) => {
      const cell = element('cell', 'gridcell')
      cell.tabIndex = -1
      Object.assign(cell.dataset, { row: number, column: column.name, place })
      const parts = ['value', 'sent', 'why'].map(name => element(name, null, 'span'))
      parts[0].dir = 'auto'
      cell.append(...parts)
      return cell
    })
    line.append(head, ...cells)
    this.rows.set(number, { line, cells, painted: [] })
    return line
  }

  paintRow([number, values, states, bucket]) {
    const row = this.rows.get(number)
    row.line.dataset.bucket = bucket
    row.line.classList.toggle('selected', this.selected.has(number))
    row.line.setAttribute('aria-selected', this.selected.has(number))
    row.cells.forEach((cell, place) => {
      const waiting = this.pending.findLast(
        entry => entry.kind === 'edit' && entry.row === number && entry.column === this.data.columns[place].column
      )
      const [state, why, original, sent, offer, advice] = states[place] || ['ok', '', null, '', null, '']
      const value = waiting ? waiting.value : values[place]
      const painted = JSON.stringify([value, waiting ? 1 : [state, why, original, sent, offer, advice]])
      if (row.painted[place] === painted || this.editor?.cell === cell) return
      const wasError = cell.dataset.state === 'error'
      row.painted[place] = painted
      cell.classList.toggle('waiting', !!waiting)
      cell.querySelector('.value').textContent = value
      cell.querySelector('.sent').textContent = waiting ? '' : sent
      if (waiting) return
      this.paintState(cell, { state, why, original, value, offer, advice })
      if (wasError || cell === this.cursor) this.announce(cell, state, why, wasError)
    })
  }

  paintState(cell, { state, why, original, value, offer, advice }) {
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
    const said = [why, advice, was, offer && `${words.use} ${offer[0]}: ${words.useHint}`].filter(Boolean).join(', ')
    if (said) cell.setAttribute('aria-description', said)
    else cell.removeAttribute('aria-description')
  }

  announce(cell, state, why, wasError) {
    const where = `${this.data.words.row} ${cell.dataset.row}, ${this.data.columns[cell.dataset.place].header}`
    if (state === 'error') this.say(`${where}: ${why}`)
    else if (wasError) this.say(`${where}: ${this.data.words.fixed}`)
  }

  say(words) {
    this.spoken.textContent = words
  }
}
