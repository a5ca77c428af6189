/*
 * The script is checked while it is typed: a pause in typing reports the text as Ctrl+Enter does.
 */
const BOX = '.st-key-prompt textarea'
const PAUSE = 600 // milliseconds without a key after which the text is reported; chosen by hand, longer than between two keys

class ScriptTyping {
  constructor() {
    document.addEventListener('input', event => event.target.matches?.(BOX) && this.typed(event.target))
    for (const type of ['keydown', 'focusout']) document.addEventListener(type, event => this.reported(event))
  }

  typed(box) {
    clearTimeout(this.pause)
    this.pause = setTimeout(() => {
      if (!box.isConnected) return
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true }))
    }, PAUSE)
  }

  /** The text is reported by another way: Ctrl+Enter, or leaving the box. */
  reported(event) {
    if (!event.target.matches?.(BOX)) return
    if (event.type === 'focusout' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) clearTimeout(this.pause)
  }
}

export default function () {
  window.callsheetScriptTyping ??= new ScriptTyping()
}
