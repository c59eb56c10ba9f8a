// [data-morph]: the picture of the card that was touched becomes the large picture of the next screen, and goes back into it.
// Runs before the first picture of a page is painted, so it is the one script that is not deferred.
{
  const NAME = "hero";
  const pictureOf = (link) => link?.querySelector(".picture");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function named(picture, transition) {
    if (!picture) return;
    picture.style.viewTransitionName = NAME;
    transition.finished.finally(() => { picture.style.viewTransitionName = ""; });
  }

  let touched = null;
  document.addEventListener("click", (e) => { touched = e.target.closest("a[data-morph]"); }, true);

  addEventListener("pageswap", (e) => {
    if (!e.viewTransition) return;
    if (calm.matches) e.viewTransition.skipTransition();
    else if (touched) {
      document.querySelector(".hero-picture")?.classList.add("still");
      named(pictureOf(touched), e.viewTransition);
    }
  });

  addEventListener("pagereveal", (e) => {
    const from = navigation.activation?.from?.url;
    if (!e.viewTransition || !from || document.querySelector(".hero-picture")) return;
    const path = new URL(from).pathname;
    const link = [...document.querySelectorAll("a[data-morph]")].find((a) => a.pathname === path);
    named(pictureOf(link), e.viewTransition);
  });
}
