// [data-coming]: the next slide's picture is fetched while this one is looked at, so that it appears whole.
const fetchNext = () => { const next = document.querySelector("[data-coming]"); if (next) new Image().src = next.dataset.coming; };
setTimeout(fetchNext, 3000);
document.addEventListener("htmx:afterSettle", () => setTimeout(fetchNext, 3000));

// A slide that is overtaken by the next one ends its fading early; that is no fault.
addEventListener("unhandledrejection", (e) => { if (e.reason?.name === "AbortError") e.preventDefault(); });
