// [data-back]: back to the list as it was left, if one came from a screen of the kiosk; otherwise the link leads one level up.
const came = document.referrer && new URL(document.referrer);
const here = came && came.origin === location.origin && /^\/kiosk\/./.test(came.pathname);
document.addEventListener("click", (e) => {
  if (!here || !e.target.closest("a[data-back]") || history.length < 2) return;
  e.preventDefault();
  history.back();
});
