// <form data-colours data-pairs data-named>: while a colour is being chosen, its code and the figures follow. The server measures again.
const form = document.querySelector("[data-colours]")
const pairs = JSON.parse(form.dataset.pairs)
const named = JSON.parse(form.dataset.named)

// WCAG 2.2, relative luminance; as in app/catalogue/colours.py.
const luminance = (colour) => {
  const channels = [1, 3, 5].map((n) => parseInt(colour.slice(n, n + 2), 16) / 255)
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
const value = (key) => (key.startsWith("#") ? key : form.elements[`brand.${key}`].value)

function measure() {
  const measured = pairs.map(([front, back, least]) => ({ front, back, least, ratio: contrast(value(front), value(back)) }))
  for (const row of form.querySelectorAll("[data-colour]")) {
    const key = row.dataset.colour
    row.querySelector("[data-hex]").textContent = value(key)
    const mine = measured.filter((pair) => pair.front === key || pair.back === key)
    if (!mine.length) continue
    const worst = mine.reduce((a, b) => (b.ratio / b.least < a.ratio / a.least ? b : a))
    const faint = worst.ratio < worst.least
    row.querySelector("[data-figure]").textContent = `${(Math.floor(worst.ratio * 10) / 10).toFixed(1)} : 1`
    row.querySelector("[data-pair]").textContent = `${named[worst.front]} / ${named[worst.back]}`
    row.querySelector("[data-faint]").hidden = !faint
    row.querySelector("[data-clear]").hidden = faint
    row.classList.toggle("is-faint", faint)
  }
}
form.addEventListener("input", measure)
