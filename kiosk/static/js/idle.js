// [data-idle]: without a touch for so many seconds, ask whether anybody is there; without an answer, light the window again.
// Nothing is kept: the window replaces this screen in the history, and what was typed goes with it.
const dialog = document.querySelector("[data-idle]");
const count = dialog.querySelector("[data-count]");
const idle = Number(dialog.dataset.idle) * 1000;
const warning = Number(dialog.dataset.warning);
let timer = 0;
let ticking = 0;

function wait() {
  clearTimeout(timer);
  clearInterval(ticking);
  if (dialog.open) dialog.close();
  timer = setTimeout(ask, idle);
}

function ask() {
  let left = warning;
  count.textContent = left;
  document.querySelectorAll("details[open]").forEach((details) => { details.open = false; });
  dialog.showModal();
  ticking = setInterval(() => {
    left -= 1;
    count.textContent = Math.max(left, 0);
    if (left <= 0) leave();
  }, 1000);
}

function leave() {
  clearInterval(ticking);
  sessionStorage.clear(); // where htmx notes the address of the screen
  location.replace(dialog.dataset.start);
}

// While asked, only the release of the finger is the answer: so the same touch cannot press what lies below the question.
for (const event of ["pointerdown", "keydown", "scroll", "touchmove", "wheel"]) {
  addEventListener(event, () => { if (!dialog.open) wait(); }, { passive: true, capture: true });
}
for (const event of ["click", "cancel", "keydown"]) {
  dialog.addEventListener(event, (e) => { e.preventDefault(); wait(); });
}
addEventListener("pageshow", wait);
wait();
