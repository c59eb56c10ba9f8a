// <li hidden data-share="address" data-title="words">: shows the browser's own sheet for sharing, where it has one.
function share(item) {
  const { share: url, title } = item.dataset
  item.hidden = false
  item.querySelector("button").addEventListener("click", () => navigator.share({ url, title }).catch(() => {}))
}
if (navigator.share) document.querySelectorAll("[data-share]").forEach(share)
