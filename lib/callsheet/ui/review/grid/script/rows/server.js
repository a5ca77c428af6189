const LONGEST_ADDRESS = 8000 // characters
/** @import { Found, Selection, SearchFields, Stretch } from '../types.js' */

/** The app's routes for the rows of this tab; see routes.py. */
export class Server {
  /** @param {string} address */
  constructor(address) { this.address = address }

  /**
   * @param {number} start
   * @param {number} count
   * @returns {Promise<Stretch>}
   */
  rows(start, count) { return this.get('rows', { start, count }) }

  /**
   * Where a row number is.
   * @param {number} row
   * @returns {Promise<{ view: string, position: number, found: boolean }>}
   */
  place(row) { return this.get('place', { row }) }

  /**
   * The next cell with an error or warning.
   * @param {number} index
   * @param {number} column
   * @param {boolean} backwards
   * @returns {Promise<{ view: string, place: [number, number] | null }>}
   */
  problem(index, column, backwards) { return this.get('problem', { index, column, backwards }) }

  /**
   * How many cells are as a changed cell was.
   * @param {number} row number
   * @param {number} column
   * @returns {Promise<{ count: number }>}
   */
  like(row, column) { return this.get('like', { row, column }) }

  /**
   * What a column may be filtered by.
   * @param {number} column
   * @returns {Promise<{ values: [string, number][], distinct: number, chosen: string[] | null }>}
   */
  values(column) { return this.get('values', { column }) }

  /**
   * What a search finds in the rows shown. It travels in a body, so that no address contains a lead's data.
   * @param {SearchFields & { replacement: string }} fields
   * @returns {Promise<Found>}
   */
  async found(fields) {
    const response = await fetch(`${this.address}/found`, { method: 'POST', body: JSON.stringify(fields), cache: 'no-store' })
    if (!response.ok) throw new Error(String(response.status))
    return response.json()
  }

  /**
   * Texts of cells at once, without waiting in the background: only so can they reach the clipboard in its event.
   * @param {number} first place of a row
   * @param {number} last
   * @param {number} left index of a column
   * @param {number} right
   * @returns {string[][]}
   */
  cells(first, last, left, right) {
    const request = new XMLHttpRequest()
    request.open('GET', `${this.address}/cells?first=${first}&last=${last}&left=${left}&right=${right}`, false)
    request.send()
    if (request.status !== 200) throw new Error(String(request.status))
    return JSON.parse(request.responseText).values
  }

  /**
   * Address of a selection as a file; "" where it has too many ranges for an address.
   * @param {Selection} selection
   */
  downloadOf({ rows, columns: [left, right] }) {
    const address = `${this.address}/download?ranges=${rows.map(range => range.join('-')).join(',')}&left=${left}&right=${right}`
    return address.length > LONGEST_ADDRESS ? '' : address
  }

  /**
   * @param {string} what
   * @param {Record<string, number | boolean>} parameters
   */
  async get(what, parameters) {
    const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
    const response = await fetch(`${this.address}/${what}?${query}`, { cache: 'no-store' })
    if (!response.ok) throw new Error(String(response.status))
    return response.json()
  }
}
