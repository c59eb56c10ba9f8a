/* form[data-draft]: every change is kept on this device at once and sent to the server 0.8 s later; what the mark says is true.
   A draft is compared by names: fields as they are, and the two parts whose order counts, pictures and certificates, each as one.
   Who else saved in between is met name by name: what only one side changed is taken over, what both changed is asked about. */

import { addPaper, layFile } from "./papers.js";

const form = document.querySelector("form[data-draft]");
const words = JSON.parse(document.getElementById("draft-words").textContent);
const filled = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
const at = (selector) => document.querySelector(selector);
const KEY = `etalase.draft.${form.dataset.draft}`;
const PARTS = ["pictures", "certificates"];
const STEP_OF = { certificates: "step-papers", pictures: "step-pictures", alt: "step-pictures", name: "step-words" }; // where product_form.place_of leads
const ASKED = ["Moved", "Clashing"]; // what is on show changed where the draft did, and the person has to choose
const PAUSE = 800;
const LONGEST_WAIT = 60_000;

let version = Number(form.dataset.version);
let known = {};
let unsent = {}; // what the form shows though nobody chose it, such as the currency: it goes with the first thing that is sent
let sending = false;
let undecided = [];
let busy = false;
let timer = 0;
let wait = 0;

// --- what stands in the form ---------------------------------------------------------------------------------------------------

function part(name) {
  const first = name.split(".")[0];
  return first === "alt" ? "pictures" : PARTS.includes(first) ? first : "";
}

function taken() {
  const found = { pictures: [], certificates: [] };
  const alt = {};
  const papers = {};
  for (const [name, value] of new FormData(form)) {
    const [first, second, third] = name.split(".");
    if (["version", "q"].includes(name)) continue;
    else if (name === "pictures") { if (value) found.pictures.push(value); }
    else if (first === "alt") { if (value) (alt[second] ??= {})[third] = value; }
    else if (first === "certificates") { if (second) (papers[second] ??= {})[third] = value; }
    else found[name] = value;
  }
  found.pictures = pictures(found.pictures.map((id) => ({ media_id: id, alt: alt[id] || {} })));
  found.certificates = certificates(Object.values(papers));
  return found;
}

const sorted = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value).sort());
const pictures = (list) => JSON.stringify(list.map(({ media_id, alt }) => ({ media_id, alt: sorted(alt) })));
const certificates = (list) => JSON.stringify(list.map(sorted).filter((one) => Object.keys(one).some((name) => !["scope", "public"].includes(name))));

const flat = (typed) => ({ ...typed.fields, pictures: pictures(typed.pictures), certificates: certificates(typed.certificates) });

function put(name, value) {
  if (name === "pictures") at("[data-shots]").dispatchEvent(new CustomEvent("shots", { detail: JSON.parse(value) }));
  else if (name === "certificates") layPapers(JSON.parse(value));
  else for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]:not([type="hidden"])`)) {
    if (field.type === "checkbox") field.checked = field.value === value;
    else field.value = value;
    mirror(field);
  }
}

/** What a field held when the page came; null where it holds nothing of its own. */
function arrived(field) {
  if (["INPUT", "TEXTAREA"].includes(field.tagName) && !["checkbox", "radio", "file", "hidden"].includes(field.type)) return field.defaultValue;
  if (field.type === "checkbox") return field.defaultChecked ? field.value : "";
  if (field.tagName === "SELECT") return ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? "";
  return null;
}

function dirty() {
  const now = taken();
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== (known[name] ?? "")));
}

// --- on this device ------------------------------------------------------------------------------------------------------------

function keep(mine = dirty()) {
  try {
    const base = Object.fromEntries(Object.keys(mine).map((name) => [name, known[name] ?? ""]));
    if (Object.keys(mine).length || sending) localStorage.setItem(KEY, JSON.stringify({ mine, base, sending }));
    else localStorage.removeItem(KEY);
  } catch { /* a browser that keeps nothing still sends */ }
}

function left() {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
}

/** Puts back what an earlier visit left here; what was typed into this page since it came is newer and stays. */
function recall(kept) {
  if (!kept) return;
  sending ||= Boolean(kept.sending);
  const both = [];
  const now = taken();
  for (const [name, mine] of Object.entries(kept.mine)) {
    const theirs = known[name] ?? "";
    if (theirs === mine || (now[name] ?? "") !== theirs) continue;
    if (theirs !== kept.base[name]) both.push([name, theirs]);
    put(name, mine);
  }
  if (both.length) ask(both, "");
}

// --- to the server --------------------------------------------------------------------------------------------------------------

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function changed() {
  keep();
  if (at("[data-mark]").dataset.state !== "stopped") mark("waiting", words.saving); // what waits for an answer keeps its buttons
  later();
}

async function save() {
  clearTimeout(timer);
  if (busy || undecided.length) return;
  const changes = dirty();
  const mine = Object.keys(changes).length || sending ? { ...unsent, ...changes } : changes;
  if (!Object.keys(mine).length) return sending ? submit() : settled();
  busy = true;
  const answer = await asked(form.action, body(mine));
  busy = false;
  if (!answer) return retry();
  if (answer.status === 200) {
    Object.assign(known, mine);
    unsent = {};
    version = answer.told.version;
    wait = 0;
    show(answer.told);
    mended(Object.keys(mine), answer.told);
    keep();
    return later(Object.keys(dirty()).length ? PAUSE : 0);
  }
  refused(answer);
}

function body(mine) {
  const sent = new URLSearchParams({ version });
  for (const [name, value] of Object.entries(mine)) if (!PARTS.includes(name)) sent.append(name, value);
  for (const [name, value] of new FormData(form)) if (part(name) && part(name) in mine) sent.append(name, value);
  return sent;
}

async function asked(address, sent) {
  try {
    const answer = await fetch(address, {
      method: "POST", body: sent, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(20_000),
      keepalive: document.visibilityState === "hidden" && String(sent).length < 60_000, // the page may be closing
    });
    const json = (answer.headers.get("content-type") || "").startsWith("application/json");
    return { status: answer.status, told: json ? await answer.json() : {} };
  } catch {
    return null; // no network, or an answer that never came: whether it was kept is found out by the version
  }
}

function retry() {
  wait = Math.min(wait ? wait * 2 : 2000, LONGEST_WAIT);
  mark("waiting", sending ? words.willSend : words.waiting, sending && [words.notYet, notYet]);
  later(wait);
}

function refused({ status, told }) {
  if (status === 401) mark("stopped", words.signedOut, [words.signIn, words.signInAddress]);
  else if (status === 409 && told.kind === "Overtaken") return meet(told);
  else if (status >= 500 || status === 429 || status === 408) return retry();
  else if (told.title) mark("stopped", filled(words.refused, { reason: told.title }), [words.reload, () => location.reload()]);
  else mark("stopped", words.gone, [words.reload, () => location.reload()]);
  if (status !== 401) sending = false;
  keep();
}

function meet(told) {
  const theirs = flat(told.typed);
  const mine = dirty();
  const both = [];
  for (const [name, now] of Object.entries(theirs)) {
    if (now !== (known[name] ?? "")) {
      if (!(name in mine)) put(name, now);
      else if (mine[name] !== now) both.push([name, now]);
    }
    known[name] = now;
  }
  version = told.version;
  show(told);
  keep();
  if (both.length) ask(both, told.title);
  else later(0);
}

/** Both changed the same: nothing is sent until somebody has chosen. */
function ask(both, who) {
  undecided = both;
  const named = both.map(([name, value]) => {
    const [first, second] = name.split(".");
    const label = words.fields[first] + (words.tongues[second] ? ` (${words.tongues[second]})` : "");
    return PARTS.includes(name) ? label : `${label} “${value.slice(0, 80)}”`;
  });
  const decide = (theirs) => () => {
    if (theirs) for (const [name, value] of both) put(name, value);
    undecided = [];
    keep();
    save();
  };
  mark("stopped", filled(words.both, { who, fields: named.join(", ") }), [words.keepMine, decide(false)], [words.takeTheirs, decide(true)]);
}

// --- sending ---------------------------------------------------------------------------------------------------------------------

async function submit() {
  if (form.querySelector("[data-shot][data-busy]")) return mark("waiting", words.pictureFirst, [words.notYet, notYet]);
  mark("waiting", words.sending);
  busy = true;
  const answer = await asked(`${form.action.split("?")[0]}/submission${new URL(form.action).search}`, new URLSearchParams({ version }));
  busy = false;
  if (!answer) return retry();
  if (answer.status === 200) {
    sending = false;
    keep({});
    return location.assign(answer.told.next);
  }
  if (answer.told.errors?.length || ASKED.includes(answer.told.kind)) {
    // What is missing is said at the head of the page, as without scripts; what was typed is saved by now.
    sending = false;
    keep();
    version = answer.told.version;
    show(answer.told);
    return complain(answer.told);
  }
  refused(answer);
}

function notYet() {
  sending = false;
  keep();
  later(0);
}

function complain(told) {
  if (ASKED.includes(told.kind)) { // the page asks, with what is on show now
    at("[data-send]").dataset.plain = "yes";
    return form.requestSubmit(at("[data-send]"));
  }
  const place = at("[data-wrongs-at]");
  const box = document.createElement("div");
  box.className = "wrongs";
  box.tabIndex = -1;
  const inner = box.appendChild(document.createElement("div"));
  inner.appendChild(document.createElement("p")).appendChild(document.createElement("strong")).textContent = told.title;
  const list = inner.appendChild(document.createElement("ul"));
  for (const { place: where, label, words: sentence } of told.errors) {
    const item = list.appendChild(document.createElement("li"));
    const link = item.appendChild(document.createElement("a"));
    link.href = `#${where}`;
    link.textContent = label || "→";
    item.append(`: ${sentence}`);
  }
  place.replaceChildren(box);
  for (const { place: where, words: sentence } of told.errors) complainAt(where, sentence);
  box.focus();
  box.scrollIntoView({ block: "center" });
  settled();
}

// --- what is said ----------------------------------------------------------------------------------------------------------------

/** `deeds` are pairs of words and what they do: a function, or an address that is opened beside this page. */
function mark(state, sentence, ...deeds) {
  const place = at("[data-mark]");
  if (place.dataset.state === state && place.firstChild?.textContent === sentence && !undecided.length) return;
  place.dataset.state = state;
  place.replaceChildren(Object.assign(document.createElement("span"), { textContent: sentence }));
  for (const [label, deed] of deeds.filter(Boolean)) {
    const link = typeof deed === "string";
    const facts = link ? { href: deed, target: "_blank" } : { type: "button" };
    const button = Object.assign(document.createElement(link ? "a" : "button"), { className: "button quiet small", textContent: label, ...facts });
    if (!link) button.addEventListener("click", deed);
    place.append(button);
  }
}

function settled() {
  const time = new Date(form.dataset.savedAt).toLocaleTimeString(words.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  mark("saved", filled(words.saved, { time }));
}

function show(told) {
  form.dataset.savedAt = told.saved_at;
  form.elements.version.value = told.version;
  at("[data-ready]").value = told.readiness.share;
  at("[data-share]").textContent = filled(words.share, { share: told.readiness.share });
  const { missing } = told.readiness;
  at("[data-complete]").hidden = missing.length > 0;
  at("[data-incomplete]").hidden = missing.length === 0;
  at("[data-missing]").replaceChildren(...missing.map((item) => {
    const line = at("template#missing").content.cloneNode(true);
    line.querySelector("a").href = `#${item.place}`;
    line.querySelector("strong").textContent = item.words;
    const badge = line.querySelector(".badge");
    if (item.blocking) badge.textContent = words.blocking; else badge.remove();
    line.querySelector(".row-more").textContent = item.why;
    return line;
  }));
  at("[data-twins]").replaceChildren(...told.twins.map(({ name, href }) => {
    const line = Object.assign(document.createElement("p"), { className: "notice-wide" });
    const text = filled(words.twin, { name });
    if (href) line.append(Object.assign(document.createElement("a"), { href, textContent: text, target: "_blank" })); else line.textContent = text;
    return line;
  }));
  form.querySelectorAll(".wrong-field").forEach((old) => { if (!(old.id.replace(/-wrong$/, "") in told.problems)) unwrong(old); });
  for (const [name, sentence] of Object.entries(told.problems)) if (document.activeElement?.name !== name) complainAt(name, sentence);
}

/** What was put right since it was complained about is complained about no more. */
function mended(names, { problems, readiness: { missing } }) {
  const places = (all) => all.flatMap((name) => [name, STEP_OF[name.split(".")[0]]]);
  const wrong = new Set([...places(Object.keys(problems)), ...missing.filter((item) => item.blocking).map((item) => item.place)]);
  const touched = new Set(places(names));
  const box = at("[data-wrongs-at]");
  for (const line of box.querySelectorAll("li")) {
    const place = line.querySelector("a")?.hash.slice(1);
    if (touched.has(place) && !wrong.has(place)) line.remove();
  }
  if (box.firstElementChild && !box.querySelector("li")) box.replaceChildren();
}

function complainAt(name, sentence) {
  const control = document.getElementById(name);
  const field = control?.closest(".field");
  if (!field) return;
  const said = document.getElementById(`${name}-wrong`) || field.appendChild(Object.assign(document.createElement("p"), { id: `${name}-wrong`, className: "wrong-field" }));
  said.textContent = sentence;
  field.classList.add("is-wrong");
  control.setAttribute("aria-invalid", "true");
  const described = (control.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== said.id);
  control.setAttribute("aria-describedby", [...described, said.id].join(" "));
}

function unwrong(said) {
  const field = said.closest(".field");
  field?.classList.remove("is-wrong");
  field?.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  said.remove();
}

// --- parts of the form that move ---------------------------------------------------------------------------------------------------

/** The source beside each translation says what is typed now. */
function mirror(field) {
  for (const copy of document.querySelectorAll(`[data-source-of="${CSS.escape(field.name || "")}"]`)) copy.textContent = field.value || copy.dataset.empty || "";
}

function layPapers(list) {
  at("[data-papers]").replaceChildren();
  for (const one of [...list, {}]) {
    const paper = addPaper();
    for (const field of paper.querySelectorAll("[name]:not([type='hidden'])")) {
      const value = one[field.name.split(".")[2]];
      if (field.type === "checkbox") field.checked = value !== "no"; else if (value) field.value = value;
    }
    layFile(paper, one.file);
  }
}

function step() {
  const wanted = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const shown = wanted?.closest(".step") || at(".step");
  for (const link of document.querySelectorAll("[data-step-link]")) {
    if (`step-${link.dataset.stepLink}` === shown.id) { link.setAttribute("aria-current", "step"); link.scrollIntoView({ inline: "center", block: "nearest" }); }
    else link.removeAttribute("aria-current");
  }
  if (!wanted) return;
  wanted.closest("details")?.setAttribute("open", "");
  if (wanted === shown) { scrollTo(0, 0); shown.querySelector("h2").focus({ preventScroll: true }); } else wanted.focus();
}

/** The library that looks for codes of customs comes when somebody begins to look: it is a sixth of what the page weighs. */
function fetchSearch({ target: field }) {
  const script = Object.assign(document.createElement("script"), { src: field.dataset.htmx });
  script.onload = () => field.dispatchEvent(new Event("search")); // what was typed meanwhile
  script.onerror = () => { script.remove(); field.addEventListener("focus", fetchSearch, { once: true }); };
  document.head.append(script);
}

at("[data-htmx]").addEventListener("focus", fetchSearch, { once: true });
form.addEventListener("input", (event) => { if (event.target.name !== "q") { mirror(event.target); changed(); } });
form.addEventListener("change", (event) => { if (event.target.name !== "q" && !event.target.matches("[data-files]")) changed(); });
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.hs) {
    form.elements.hs_code.value = button.dataset.hs;
    form.elements.hs_code.focus();
    changed();
  } else if (button?.matches("[data-discard]")) {
    sending = false;
    keep({});
  }
});
form.addEventListener("submit", (event) => {
  const by = event.submitter;
  if (by?.matches("[data-send]") && !by.dataset.plain) {
    event.preventDefault();
    sending = true;
    keep();
    save();
  } else if (!by || by.matches("[data-save]")) {
    event.preventDefault();
    save();
  }
});
addEventListener("online", () => { wait = 0; later(0); });
addEventListener("focus", () => { if (at("[data-mark]").dataset.state !== "saved") later(0); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" || Object.keys(dirty()).length) save(); });
addEventListener("hashchange", step);

at("[data-save]").hidden = true;
known = taken();
const stored = flat(words.stored);
for (const field of form.elements) { // who types before this script has come, on a slow network, has typed all the same
  const was = arrived(field);
  if (!field.name || was === null || was === (field.type === "checkbox" && !field.checked ? "" : field.value)) continue;
  const whole = part(field.name);
  known[whole || field.name] = whole ? stored[whole] : was;
}
unsent = Object.fromEntries(Object.entries(known).filter(([name, value]) => value !== (stored[name] ?? "")));
settled();
step();
const before = left();
document.addEventListener("DOMContentLoaded", () => { // pictures.js listens by then
  recall(before);
  if (Object.keys(dirty()).length || sending) later(0);
});
