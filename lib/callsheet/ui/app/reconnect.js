/* Between a connection that dropped and the page that the server paints anew, nothing outside the grid can be pressed:
 * a new server knows none of the buttons that still stand here, and would drop a press without a word.
 * Typing goes on, the grid keeps its edits by itself; the frame's own dialog about it would take the keys, so it goes. */
const DIALOG = 'Connection error'
const TYPED = 'input:not([role="combobox"], [type="checkbox"], [type="radio"]), textarea'

class ComingBack {
  constructor(words) {
    this.app = document.querySelector('[data-testid="stApp"]')
    this.away = this.asked = this.dismissing = false
    this.sign = document.createElement('div')
    this.sign.className = 'coming-back'
    this.sign.setAttribute('role', 'status')
    this.words = words
    this.app.append(this.sign)
    new MutationObserver(() => this.look()).observe(this.app, {
      attributes: true, attributeFilter: ['data-test-connection-state', 'data-test-script-state'],
    })
    new MutationObserver(() => this.dismiss()).observe(document.body, { childList: true })
    for (const kind of ['click', 'keydown', 'drop']) document.addEventListener(kind, event => this.hold(event), true)
  }

  get connected() { return this.app.dataset.testConnectionState === 'CONNECTED' }
  get idle() { return this.app.dataset.testScriptState === 'notRunning' }

  look() {
    if (!this.connected) return this.show(true)
    if (this.away && !this.idle) this.asked = true
    if (this.away && this.asked && this.idle) this.show(false)
  }

  /* A run has begun to paint; it may have ended before its state was seen. */
  painted() {
    if (this.away && this.connected) this.asked = true
    this.look()
  }

  show(away) {
    if (away !== this.away) this.sign.textContent = away ? this.words : ''
    this.away = away
    this.asked = false
    document.documentElement.toggleAttribute('data-coming-back', away)
  }

  dismiss() {
    const titles = this.away ? document.querySelectorAll('[role="dialog"] > h2') : []
    const title = [...titles].find(each => each.textContent === DIALOG)
    if (!title) return
    this.dismissing = true
    title.parentNode.querySelector('button').click()
    this.dismissing = false
  }

  hold(event) {
    if (!this.away || this.dismissing || event.target.closest('[data-callsheet="grid"]')) return
    if (event.type === 'keydown' && (event.target.matches(TYPED) || !['Enter', ' ', 'ArrowUp', 'ArrowDown'].includes(event.key))) return
    event.stopImmediatePropagation()
    event.preventDefault()
  }
}

export default function ({ data }) {
  window.callsheetComingBack ??= new ComingBack(data.words)
  window.callsheetComingBack.painted()
}
