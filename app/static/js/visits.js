// What is looked at, counted without knowing by whom: nothing is stored here, and nothing that is sent says who or which phone.
// [data-seen=id] a card; [data-opened=id] the thing of this page; [data-code=id] its square code; [data-contact=id] ways to its maker.
const WAYS = 'a[href^="https://wa.me/"], a[href^="tel:"], a[href^="mailto:"]'
const told = new Set()
let waiting = []

function tell(kind, of) {
  if (told.has(kind + of)) return // once a page
  told.add(kind + of)
  const random = crypto.getRandomValues(new Uint8Array(16)) // randomUUID is not there on plain http
  const id = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("")
  waiting.push({ id, kind, of, at: performance.now() })
  if (waiting.length === 1) setTimeout(send, 5000)
}

function send() {
  const events = waiting.splice(0, 50).map(({ at, ...event }) => ({ ...event, ago: Math.max(0, performance.now() - at) / 1000 }))
  if (!events.length) return
  const surface = location.pathname.startsWith("/kiosk") ? "kiosk" : "web"
  const body = JSON.stringify({ surface, language: document.documentElement.lang, events })
  navigator.sendBeacon("/visits", new Blob([body], { type: "application/json" }))
  if (waiting.length) send()
}

const clocks = new WeakMap()
const observer = new IntersectionObserver((entries) => {
  for (const { target, intersectionRatio } of entries) {
    clearTimeout(clocks.get(target))
    const { seen, code } = target.dataset
    if (intersectionRatio >= 0.5) clocks.set(target, setTimeout(() => (seen ? tell("seen", seen) : tell("code_shown", code)), 1000))
  }
}, { threshold: 0.5 })
const watch = () => document.querySelectorAll("[data-seen], [data-code]").forEach((element) => observer.observe(element))

function begin() {
  const page = document.querySelector("[data-opened]")?.dataset.opened
  if (page) {
    tell("opened", page)
    if (new URLSearchParams(location.search).has("qr")) tell("code_opened", page)
    addEventListener("beforeprint", () => tell("code_shown", page))
  }
  watch()
  document.addEventListener("htmx:afterSettle", watch)
}

document.addEventListener("click", (e) => {
  const of = e.target.closest(WAYS)?.closest("[data-contact]")?.dataset.contact
  if (of) tell("contacted", of)
}, true)
document.addEventListener("visibilitychange", () => { if (document.hidden) send() })
addEventListener("pagehide", send)
if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true })
else begin()
