/* form[data-keep]: what is typed is kept on this device until the server has it: over a reload, a lost network, the end of a session.
   `data-keep` names what is edited; `data-version` is what the form began from: something newer on the server ends what was kept. */
const form = document.querySelector("form[data-keep]");
const KEY = `etalase.form.${form.dataset.keep}`;
const fields = [...form.elements].filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type));

const value = (one) => (one.type === "checkbox" || one.type === "radio" ? String(one.checked) : one.value);
const first = new Map(fields.map((one) => [one, value(one)]));

function keep() {
  const typed = Object.fromEntries(fields.filter((one) => value(one) !== first.get(one)).map((one) => [one.id, value(one)]));
  try {
    if (Object.keys(typed).length) localStorage.setItem(KEY, JSON.stringify({ version: form.dataset.version, typed }));
    else localStorage.removeItem(KEY);
  } catch { /* a browser that keeps nothing still sends */ }
}

function recall() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(KEY)); } catch { return; }
  if (kept?.version !== form.dataset.version) return;
  for (const one of fields) {
    const typed = kept.typed[one.id];
    if (typed === undefined || typed === value(one)) continue;
    if (one.type === "checkbox" || one.type === "radio") one.checked = typed === "true"; else one.value = typed;
    one.closest("details")?.setAttribute("open", "");
    document.querySelector("[data-kept]").hidden = false;
  }
}

recall();
form.addEventListener("input", keep);
