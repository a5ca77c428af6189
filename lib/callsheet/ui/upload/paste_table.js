/*
 * A table that is pasted on Upload is sent as the web page that it is copied as, beside the text in the box: in a text
 * the cells of a table from a mail run together, and a line break inside a cell begins a row.
 */
const BOX = '.st-key-pasted textarea'
const LARGEST = 5_000_000 // characters; chosen by hand, a copied range of 100,000 cells in Excel has about as many

class TablePaste {
  constructor() { document.addEventListener('paste', event => this.pasted(event), true) }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const box = /** @type {HTMLTextAreaElement | null} */ (event.target.closest?.(BOX))
    const html = box && event.clipboardData?.getData('text/html')
    if (!html || !/<table\b/i.test(html) || html.length > LARGEST) return
    setTimeout(() => this.send({ html, text: box.value })) // when the text is in the box
  }
}

export default function ({ setTriggerValue }) {
  window.callsheetTablePaste ??= new TablePaste()
  window.callsheetTablePaste.send = value => setTriggerValue('table', value)
}
