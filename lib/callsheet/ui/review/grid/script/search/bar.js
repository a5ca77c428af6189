import { element, fill } from '../painting/dom.js'
/** @import { Found, SearchFields } from '../types.js' */
const OPTIONS = /** @type {const} */ ([['match_case', 'Aa', 'matchCase'], ['whole_cell', '[ab]', 'wholeCell'], ['is_regex', '.*', 'isRegex']])
const SAMPLES = 2 // shown of a replacement; the tooltip has them all

/**
 * @typedef {{ toggle: (option: 'match_case' | 'whole_cell' | 'is_regex') => void, next: (backwards: boolean) => void,
 *             typed: () => void, replace: () => void, undo: () => void, close: () => void }} Acts
 *   What its buttons and its box do.
 */

/** The bar with the options of a search, what was found, and the replacement. */
export class SearchBar {
  /**
   * @param {HTMLElement} node empty
   * @param {Record<string, string>} words
   * @param {Acts} acts
   */
  constructor(node, words, acts) {
    this.words = words
    const options = element('options', 'group')
    options.setAttribute('aria-label', words.findOptions)
    this.options = OPTIONS.map(([name, sign, label]) => pressable(sign, words[label], () => acts.toggle(name)))
    for (const option of this.options) option.classList.add('option')
    options.append(...this.options)
    this.count = element('count', 'status', 'span')
    const previous = pressable('↑', words.previousFound, () => acts.next(true))
    const next = pressable('↓', words.nextFound, () => acts.next(false))
    this.replacement = element('replacement', null, 'input')
    this.replacement.placeholder = words.replaceWith
    this.replacement.setAttribute('aria-label', words.replaceWith)
    this.replacement.autocomplete = 'off'
    this.replacement.addEventListener('input', () => acts.typed())
    this.replacement.addEventListener('keydown', event => {
      if (event.key === 'Enter') acts.replace()
      else if (event.key === 'Escape') acts.close()
    })
    this.all = pressable(words.replaceNone, '', () => acts.replace())
    this.all.classList.add('all')
    this.sample = element('sample', null, 'span')
    this.back = pressable(words.undo, '', () => acts.undo())
    this.back.classList.add('back')
    const close = pressable('×', words.closeSearch, () => acts.close())
    close.classList.add('close')
    node.append(options, this.count, previous, next, this.replacement, this.all, this.sample, this.back, close)
  }

  /** @param {SearchFields} wanted */
  paintOptions(wanted) {
    OPTIONS.forEach(([name], index) => this.options[index].setAttribute('aria-pressed', String(wanted[name])))
  }

  /**
   * @param {Found | null} found null: nothing is searched for
   * @param {number} replaced cells of the last replacement; 0: none
   */
  paint(found, replaced) {
    const { words } = this
    const { changes = 0, samples = [], problem = '' } = found ?? {}
    this.count.textContent = found ? countLine(found, words) : ''
    this.count.title = problem === 'slow' ? '' : problem
    this.count.classList.toggle('wrong', Boolean(problem))
    this.all.textContent = changes ? fill(words.replaceAll, { n: changes }) : words.replaceNone
    this.all.disabled = !changes
    const shown = samples.map(([before, after]) => `${before || words.empty} → ${after || words.empty}`)
    const done = replaced === 1 ? words.replacedOne : fill(words.replaced, { n: replaced })
    this.sample.textContent = replaced ? done : shown.slice(0, SAMPLES).join(' · ')
    this.sample.title = replaced ? '' : shown.join('\n')
    this.back.hidden = !replaced
  }
}

/**
 * How much was found, or why nothing can be.
 * @param {Found} found
 * @param {Record<string, string>} words
 */
export function countLine({ cells, rows, numbers, problem }, words) {
  if (problem) return words[problem === 'slow' ? 'slowPattern' : 'wrongPattern']
  if (cells) return fill(cells === 1 ? words.foundOne : rows === 1 ? words.foundInRow : words.foundCells, { cells, rows })
  return numbers ? fill(numbers === 1 ? words.foundNumber : words.foundNumbers, { n: numbers }) : words.foundNone
}

/**
 * @param {string} text
 * @param {string} label "": the text says it
 * @param {() => void} act
 */
function pressable(text, label, act) {
  const button = element('press', null, 'button')
  button.type = 'button'
  button.textContent = text
  if (label) Object.assign(button, { title: label, ariaLabel: label })
  button.addEventListener('click', act)
  return button
}
