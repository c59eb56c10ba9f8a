// The desk by keyboard. Every element with data-key is reached by that key; nothing is decided by a key alone, because it only moves
// the focus to a button that decides. Keys do nothing while somebody types, and can be switched off in their help (WCAG 2.1.4).

const STORE = 'desk-keys'
const typing = (element) => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')
const off = () => localStorage.getItem(STORE) === 'off'

function act(element) {
  if (element.dataset.keyOpens) {
    element.closest('details').open = true
    document.getElementById(element.dataset.keyOpens).focus()
  } else if (element.matches('a, [type=button]')) {
    element.click()
  } else {
    element.focus()
    element.scrollIntoView({ block: 'nearest' })
  }
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || document.querySelector('dialog[open]')) return
  const key = event.key.toLowerCase()
  if (off() && key !== '?') return
  const element = key.length === 1 && /[a-z?]/.test(key) && document.querySelector(`[data-key="${key}"]`)
  if (!element) return
  event.preventDefault()
  act(element)
})

// The help, and the switch in it.
for (const keys of document.querySelectorAll('[data-keys]')) {
  const dialog = keys.querySelector('dialog')
  const on = keys.querySelector('[data-keys-on]')
  keys.hidden = false
  on.checked = !off()
  on.addEventListener('change', () => (on.checked ? localStorage.removeItem(STORE) : localStorage.setItem(STORE, 'off')))
  keys.querySelector('[data-keys-open]').addEventListener('click', () => dialog.showModal())
}

// One box for all the boxes of a list.
for (const all of document.querySelectorAll('[data-all]')) {
  const boxes = [...all.closest('form').querySelectorAll('[name=chosen]')]
  const own = all.querySelector('input')
  all.hidden = false
  own.addEventListener('change', () => boxes.forEach((box) => (box.checked = own.checked)))
  boxes.forEach((box) => box.addEventListener('change', () => (own.checked = boxes.every((one) => one.checked))))
}

// A filter that was chosen holds at once.
for (const sieve of document.querySelectorAll('[data-sieve]')) {
  sieve.addEventListener('change', () => sieve.requestSubmit())
}

// What stands in the way, or the field that is wrong, is where to go on.
document.querySelector('[data-hindrance], [aria-invalid=true]')?.focus()
