// [data-choose]: a panel of choices closes at a touch beside it.
document.addEventListener("pointerdown", (e) => {
  document.querySelectorAll("[data-choose][open]").forEach((panel) => { if (!panel.contains(e.target)) panel.open = false; });
});
