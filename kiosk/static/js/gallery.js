// [data-gallery]: the small pictures lead to the large ones without moving the page, and show which one is in front.
for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const strip = gallery.querySelector("ul");
  const links = [...gallery.querySelectorAll("a[href^='#']")];
  gallery.addEventListener("click", (e) => {
    const link = e.target.closest("a[href^='#']");
    if (!link) return;
    e.preventDefault();
    strip.scrollTo({ left: strip.clientWidth * links.indexOf(link) });
  });
  strip.addEventListener("scroll", () => {
    const front = Math.round(strip.scrollLeft / strip.clientWidth);
    links.forEach((link, n) => n === front ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  }, { passive: true });
}
