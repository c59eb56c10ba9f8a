// <button hidden data-copy="text" data-copied="Copied">: copies its text where the browser allows it; without this the link stands in a field.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.querySelector("span").textContent = button.dataset.copied
  })
}
