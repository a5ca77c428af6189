import { element, fill } from '../painting/dom.js'
const DRAWN = 200 // values drawn at once; the search finds the others

/**
 * The part of a column's menu that filters by value: a search, the values with their counts, and the button.
 * @param {{ values: [string, number][], distinct: number, chosen: string[] | null }} answer
 * @param {Record<string, string>} words
 * @param {(values: string[] | null) => void} apply called with the values to show alone; null: all
 */
export function valueFilter({ values, distinct, chosen }, words, apply) {
  const picked = new Set(chosen ?? [])
  const node = element('values')
  const search = element('', null, 'input')
  const list = element('list', 'group')
  const note = element('note')
  const buttons = element('buttons')
  search.type = 'search'
  search.placeholder = words.findValue
  search.setAttribute('aria-label', words.findValue)
  list.setAttribute('aria-label', words.filterBy)
  const paint = () => {
    const text = search.value.trim().toLowerCase()
    const found = values.filter(([value]) => value.toLowerCase().includes(text))
    list.replaceChildren(...found.slice(0, DRAWN).map(([value, count]) => option(value, count, picked, words)))
    const drawn = Math.min(found.length, DRAWN)
    note.textContent = drawn < found.length || distinct > values.length ? fill(words.moreValues, { n: drawn, of: distinct }) : ''
  }
  search.addEventListener('input', paint)
  const button = (/** @type {string} */ text, /** @type {() => void} */ act) => {
    const made = element('act', null, 'button')
    made.type = 'button'
    made.textContent = text
    made.addEventListener('click', act)
    return made
  }
  buttons.append(button(words.showThese, () => apply(picked.size ? [...picked] : null)), button(words.showAllValues, () => apply(null)))
  node.addEventListener('keydown', event => event.key === 'Enter' && event.target !== buttons.lastChild && apply(picked.size ? [...picked] : null))
  node.append(search, list, note, buttons)
  paint()
  return node
}

/**
 * @param {string} value
 * @param {number} count
 * @param {Set<string>} picked
 * @param {Record<string, string>} words
 */
function option(value, count, picked, words) {
  const label = element('option', null, 'label')
  const box = element('', null, 'input')
  const [text, number] = [element('text', null, 'span'), element('count', null, 'span')]
  box.type = 'checkbox'
  box.checked = picked.has(value)
  box.addEventListener('change', () => (box.checked ? picked.add(value) : picked.delete(value)))
  text.textContent = value || words.empty
  text.dir = 'auto'
  number.textContent = count.toLocaleString('en')
  label.append(box, text, number)
  return label
}
