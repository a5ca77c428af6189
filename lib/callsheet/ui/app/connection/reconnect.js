/* While the connection is lost and until the server has rendered the page again, nothing outside the grid can be clicked:
 * a restarted server does not know the buttons on this page and would silently ignore them.
 * Typing still works, and the grid keeps its own edits. */
const TYPED = 'input:not([role="combobox"], [type="checkbox"], [type="radio"]), textarea'

class Reconnect {
  constructor(words) {
    this.app = document.querySelector('[data-testid="stApp"]')
    this.away = this.asked = false
    this.banner = document.createElement('div')
    this.banner.className = 'coming-back'
    this.banner.setAttribute('role', 'status')
    this.words = words
    this.app.append(this.banner)
    new MutationObserver(() => this.update()).observe(this.app, {
      attributes: true, attributeFilter: ['data-test-connection-state', 'data-test-script-state'],
    })
    for (const kind of ['click', 'keydown', 'drop']) document.addEventListener(kind, event => this.block(event), true)
  }

  get connected() { return this.app.dataset.testConnectionState === 'CONNECTED' }
  get idle() { return this.app.dataset.testScriptState === 'notRunning' }

  update() {
    if (!this.connected) return this.show(true)
    if (this.away && !this.idle) this.asked = true
    if (this.away && this.asked && this.idle) this.show(false)
  }

  /* A script run has rendered this component; the run may end before its state is observed. */
  rendered() {
    if (this.away && this.connected) this.asked = true
    this.update()
  }

  show(away) {
    if (away !== this.away) this.banner.textContent = away ? this.words : ''
    this.away = away
    this.asked = false
    document.documentElement.toggleAttribute('data-coming-back', away)
  }

  block(event) {
    if (!this.away || event.target.closest('[data-callsheet="grid"]')) return
    if (event.type === 'keydown' && (event.target.matches(TYPED) || !['Enter', ' ', 'ArrowUp', 'ArrowDown'].includes(event.key))) return
    event.stopImmediatePropagation()
    event.preventDefault()
  }
}

export default function ({ data }) {
  window.callsheetReconnect ??= new Reconnect(data.words)
  window.callsheetReconnect.rendered()
}
