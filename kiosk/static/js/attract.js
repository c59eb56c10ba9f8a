// [data-coming]: the next slide's picture is fetched while this one is looked at, so that it appears whole.
const fetchNext = () => { const next = document.querySelector("[data-coming]"); if (next) new Image().src = next.dataset.coming; };
setTimeout(fetchNext, 3000);
document.addEventListener("htmx:afterSettle", () => setTimeout(fetchNext, 3000));
