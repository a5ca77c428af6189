/*
 * A press of Send or Stop is answered by the browser itself: the button shows that it was pressed and cannot be
 * pressed again until the server has answered.
 */
const BUTTONS = '.st-key-send button, .st-key-try_first button, .st-key-call_again button, [class*="st-key-release_"] button, [class*="st-key-stop_"] button'
const LONGEST = 15000 // milliseconds after which a button may be pressed again, whatever the server does

class Press {
  constructor() {
    document.addEventListener('click', event => this.clicked(event.target.closest?.(BUTTONS)))
  }

  clicked(button) {
    if (!button || button.disabled) return
    button.dataset.pressed = ''
    button.setAttribute('aria-busy', 'true')
    const since = performance.now()
    let hasRun = false
    const wait = () => {
      const isRunning = document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'running'
      hasRun ||= isRunning
      if (button.isConnected && !(hasRun && !isRunning) && performance.now() - since < LONGEST) return setTimeout(wait, 50)
      delete button.dataset.pressed
      button.removeAttribute('aria-busy')
    }
    wait()
  }
}

export default function () {
  window.callsheetPress ??= new Press()
}
