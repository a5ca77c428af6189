/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} [T='div']
 * @param {string} className
 * @param {string | null} [role]
 * @param {T} [tag]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(className, role, tag) {
  const node = /** @type {HTMLElementTagNameMap[T]} */ (document.createElement(tag ?? 'div'))
  node.className = className
  if (role) node.setAttribute('role', role)
  return node
}

/**
 * A sentence with its numbers, thousands separated: fill('{n} rows', { n: 1240 }) → "1,240 rows".
 * @param {string} words
 * @param {Record<string, number>} numbers
 */
export function fill(words, numbers) {
  return words.replace(/\{(\w+)\}/g, (_, name) => numbers[name].toLocaleString('en'))
}

/**
 * A row number as a person sees it: the number in its file, and of several files the label of that file.
 * @param {[offset: number, label: string][]} parts of the list
 * @param {number} row
 * @returns {{ label: string, number: string, text: string }}
 */
export function rowName(parts, row) {
  const [offset, label] = parts.findLast(([before]) => before < row) ?? [0, '']
  const number = (row - offset).toLocaleString('en')
  return { label, number, text: label ? `${label}:${number}` : number }
}
