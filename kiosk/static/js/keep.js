// [data-keep]: the same screen in another language stays where one was reading. The place travels in the address, nothing is stored.
document.addEventListener("click", (e) => {
  const link = e.target.closest("a[data-keep]");
  if (link && scrollY > 0) link.hash = `at-${Math.round(scrollY)}`;
}, true);
const place = /^#at-(\d+)$/.exec(location.hash);
if (place) {
  history.replaceState(history.state, "", location.pathname + location.search);
  scrollTo({ top: Number(place[1]), behavior: "instant" });
}
