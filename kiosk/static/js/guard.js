// No menu, no dragging, no zoom: a long press, a second finger or a palm must not open anything that belongs to a browser.
for (const event of ["contextmenu", "dragstart", "selectstart", "gesturestart"]) {
  document.addEventListener(event, (e) => e.target.closest?.("input") && event === "selectstart" || e.preventDefault());
}
document.addEventListener("wheel", (e) => e.ctrlKey && e.preventDefault(), { passive: false });
document.addEventListener("touchmove", (e) => e.touches.length > 1 && e.preventDefault(), { passive: false });

// A second tap on the same thing within 300 ms is a trembling hand, not a wish. Keys of the keyboard are meant to be hit fast.
let last = { target: null, at: -Infinity };
document.addEventListener("click", (e) => {
  const target = e.target.closest("a, summary, button:not(.hg-button)");
  if (target && e.detail && target === last.target && e.timeStamp - last.at < 300) {
    e.preventDefault();
    e.stopImmediatePropagation();
  }
  last = { target, at: e.timeStamp };
}, true);
