// [data-coming]: the next slide's picture is fetched while this one is looked at, so that it appears whole.
function fetchNext() {
  const slide = document.querySelector("[data-coming]");
  if (slide) Object.assign(new Image(), { sizes: slide.querySelector(".shown").sizes, srcset: slide.dataset.coming });
}
setTimeout(fetchNext, 3000);
document.addEventListener("htmx:afterSettle", () => setTimeout(fetchNext, 3000));

// A slide that is overtaken by the next one ends its fading early; that is no fault.
addEventListener("unhandledrejection", (e) => { if (e.reason?.name === "AbortError") e.preventDefault(); });
