/* [data-shots]: pictures from camera or gallery. Each is made smaller here, kept on this device until the server has it, and sent
   so that it goes on where it was cut (tus), also after the page was closed. Order by drag and by buttons, turn, remove with undo. */

import { smaller } from "./shrinking.js";

const form = document.querySelector("form[data-draft]");
const words = JSON.parse(document.getElementById("draft-words").textContent);
const filled = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
const list = document.querySelector("[data-shots]");
const model = document.getElementById("shot");
const LOOK_EVERY = 700;
const LONGEST_WAIT = 60_000;
const lanes = [Promise.resolve(), Promise.resolve()]; // so many are on their way at once: on a poor network more would all be slow
let lane = 0;
let preparing = Promise.resolve(); // one after another: a photo in memory is large

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
const changed = () => form.dispatchEvent(new Event("change"));
const shots = () => [...list.querySelectorAll("[data-shot]:not([data-gone])")];
const shotOf = (id) => list.querySelector(`[data-shot="${CSS.escape(id)}"]`);

// --- kept on this device until the server has it ------------------------------------------------------------------------------------

const shelf = new Promise((done) => {
  const opening = indexedDB.open("etalase", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("pictures", { keyPath: "key" });
  opening.onsuccess = () => done(opening.result);
  opening.onerror = () => done(null); // a private window keeps nothing; it sends all the same
});

async function shelved(mode, deed) {
  const database = await shelf;
  if (!database) return undefined;
  return new Promise((done) => {
    const request = deed(database.transaction("pictures", mode).objectStore("pictures"));
    request.onsuccess = () => done(request.result);
    request.onerror = () => done(undefined);
  });
}

const put = (kept) => shelved("readwrite", (store) => store.put(kept));
const drop = (key) => shelved("readwrite", (store) => store.delete(key));
const waiting = async () => ((await shelved("readonly", (store) => store.getAll())) || []).filter((kept) => kept.draft === form.dataset.draft);

// --- one picture in the list ----------------------------------------------------------------------------------------------------------

function laid(id, source, before = null) {
  const holder = document.createElement("ul");
  holder.append(model.content.cloneNode(true));
  holder.innerHTML = holder.innerHTML.replaceAll("ID", id);
  const shot = holder.firstElementChild;
  shot.querySelector("img").src = source;
  list.insertBefore(shot, before);
  enable(shot);
  return shot;
}

function enable(shot) {
  shot.querySelectorAll("[data-grip], [data-deed='turn']").forEach((button) => { button.hidden = false; });
  shot.querySelectorAll("[data-deed]").forEach((button) => { button.type = "button"; });
}

function say(shot, sentence, share = null, ...deeds) {
  const place = shot.querySelector("[data-state]");
  let bar = place.querySelector("progress");
  if (bar && share !== null) {
    bar.value = share;
    place.querySelector("span").textContent = sentence;
    return;
  }
  place.replaceChildren();
  if (share !== null) {
    bar = Object.assign(document.createElement("progress"), { max: 100, value: share });
    bar.setAttribute("aria-label", sentence);
    place.append(bar);
  }
  if (sentence) place.append(Object.assign(document.createElement("span"), { textContent: sentence }));
  for (const [label, deed] of deeds) {
    const link = typeof deed === "string";
    const facts = link ? { href: deed, target: "_blank" } : { type: "button" };
    const button = Object.assign(document.createElement(link ? "a" : "button"), { className: "button quiet small", textContent: label, ...facts });
    if (!link) button.addEventListener("click", deed);
    place.append(button);
  }
}

/** While a new one is on its way no field carries it; one that is turned stands for itself until then. */
function occupy(shot, occupied, turned = false) {
  shot.toggleAttribute("data-busy", occupied);
  shot.querySelectorAll("input").forEach((field) => { field.disabled = occupied && !turned; });
}

function settle(shot, id, advice) {
  const old = shot.dataset.shot;
  if (id !== old && shotOf(id)) {
    say(shot, words.twice);
    shot.dataset.gone = "";
    setTimeout(() => shot.remove(), 4000);
    return;
  }
  for (const field of shot.querySelectorAll("[name], [id], [for], [value], [href]")) {
    for (const name of ["name", "id", "for", "value", "href"]) if (field.getAttribute(name)?.includes(old)) field.setAttribute(name, field.getAttribute(name).replaceAll(old, id));
  }
  shot.dataset.shot = id;
  shot.querySelector("input[name='pictures']").value = id;
  occupy(shot, false);
  say(shot, "");
  shot.querySelector("[data-advice]").replaceChildren(...advice.map(({ words: text }) => Object.assign(document.createElement("li"), { textContent: text })));
  changed();
}

// --- on its way ------------------------------------------------------------------------------------------------------------------------

let loading = null;
function tusClient() {
  loading ??= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: words.tus });
    script.onload = () => done(window.tus);
    script.onerror = () => { loading = null; script.remove(); failed(new Error("offline")); };
    document.head.append(script);
  });
  return loading;
}

function send(kept, shot) {
  shot.kept = kept;
  occupy(shot, true, Boolean(kept.instead));
  say(shot, filled(words.uploading, { share: 0 }), 0);
  lane = (lane + 1) % lanes.length;
  lanes[lane] = lanes[lane].then(() => (shot.isConnected ? transfer(kept, shot) : undefined));
}

/** Ends when all bytes are there or the network is not; looking at it does not hold up the next one. */
async function transfer(kept, shot) {
  let tus;
  try {
    tus = await tusClient();
  } catch {
    return stall(kept, shot);
  }
  return new Promise((done) => {
    const upload = new tus.Upload(kept.blob, {
      endpoint: "/portal/uploads",
      uploadUrl: kept.url || null,
      retryDelays: [0, 1000, 3000, 5000],
      metadata: { enterprise: form.dataset.enterprise, purpose: "picture", filename: kept.name },
      storeFingerprintForResuming: false, // its address is kept beside the bytes
      onUploadUrlAvailable: () => { kept.url = upload.url; put(kept); },
      onChunkComplete: () => { shot.stalls = 0; },
      onProgress: (sent, total) => { const share = Math.floor((sent * 100) / total); say(shot, filled(words.uploading, { share }), share); },
      onSuccess: () => { done(); look(kept, shot); },
      onError: (error) => { done(); stall(kept, shot, error); },
    });
    shot.upload = upload;
    upload.start();
  });
}

function stall(kept, shot, error = null) {
  const status = error?.originalResponse?.getStatus() || 0;
  if (status === 404 || status === 410) {
    delete kept.url; // it is over there; the bytes are still here
    return send(kept, shot);
  }
  const again = () => {
    clearTimeout(timer);
    removeEventListener("online", again);
    send(kept, shot);
  };
  let timer = 0;
  if (status === 401) return say(shot, words.signedOut, null, [words.signIn, words.signInAddress], [words.tryAgain, again]);
  if (status >= 400 && status < 500) return say(shot, error.originalResponse.getBody() || words.failed, null, [words.tryAgain, again]);
  say(shot, words.pictureWaits, null, [words.tryAgain, again]);
  addEventListener("online", again);
  shot.stalls = (shot.stalls || 0) + 1; // a browser does not notice that a network it is joined to leads nowhere
  timer = setTimeout(again, Math.min(1000 * 2 ** shot.stalls, LONGEST_WAIT));
}

/** All of it is there; what the server makes of it takes a moment. */
async function look(kept, shot) {
  say(shot, words.looking);
  for (let every = LOOK_EVERY; shot.isConnected; every = Math.min(every * 1.3, 10_000)) {
    try {
      const answer = await fetch(kept.url, { headers: { Accept: "application/json" } });
      if (!answer.ok) return stall(kept, shot, { originalResponse: { getStatus: () => answer.status, getBody: () => "" } });
      const told = await answer.json();
      if (told.problem) {
        await drop(kept.key);
        shot.removeAttribute("data-busy"); // its fields stay out of the form, unless it stands for the one it was to replace
        return say(shot, told.problem, null, [words.remove, () => shot.remove()]);
      }
      if (told.picture) {
        await drop(kept.key);
        return settle(shot, told.picture, told.advice);
      }
    } catch { /* the network is gone for a moment: ask again */ }
    await pause(every);
  }
}

function add(file) {
  const key = crypto.randomUUID?.() || String(Math.random()).slice(2);
  const shot = laid(key, URL.createObjectURL(file));
  make(key, file, shot);
}

/** Of a file, what is sent; `instead` is the picture whose place it takes, turned by `quarters`. */
function make(key, file, shot, quarters = 0, instead = "") {
  occupy(shot, true, Boolean(instead));
  say(shot, words.preparing);
  preparing = preparing.then(async () => {
    const blob = await smaller(file, quarters);
    if (blob !== file) shot.querySelector("img").src = URL.createObjectURL(blob);
    const kept = { key, draft: form.dataset.draft, name: file.name || "picture.jpg", blob, instead };
    await put(kept);
    send(kept, shot);
  });
}

// --- what people do ------------------------------------------------------------------------------------------------------------------------

function move(shot, by) {
  const others = shots();
  const to = others.indexOf(shot) + by;
  if (to < 0 || to >= others.length) return;
  list.insertBefore(shot, by < 0 ? others[to] : others[to].nextSibling);
  shot.querySelector(`[data-deed="${by < 0 ? "earlier" : "later"}"]`).focus();
  changed();
}

function remove(shot) {
  const next = shot.nextSibling;
  const back = document.createElement("li");
  back.className = "shot-removed";
  back.setAttribute("role", "status");
  back.append(Object.assign(document.createElement("span"), { textContent: words.removed }));
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: words.undo });
  back.append(undo);
  const busy = shot.hasAttribute("data-busy") && shot.kept;
  undo.addEventListener("click", () => {
    list.insertBefore(shot, back);
    back.remove();
    if (busy) { delete busy.url; put(busy); send(busy, shot); }
    changed();
  });
  if (busy) { shot.upload?.abort(true).catch(() => {}); drop(busy.key); }
  shot.remove();
  list.insertBefore(back, next);
  undo.focus();
  changed();
}

/** A quarter to the right: of what is still here, else of the largest that the server has; the result is a picture of its own. */
async function turn(shot) {
  const file = shot.kept?.blob || (await largest(shot.dataset.shot));
  if (file) make(crypto.randomUUID?.() || String(Math.random()).slice(2), file, shot, 1, shot.dataset.shot);
  else say(shot, words.failed);
}

async function largest(id) {
  for (const width of ["1600", "960", "640", "320"]) {
    const answer = await fetch(`/media/${id}/${width}.webp`).catch(() => null);
    if (answer?.ok) return answer.blob();
  }
  return null;
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("[data-deed]");
  if (!button) return;
  const shot = button.closest("[data-shot]");
  event.preventDefault();
  if (button.dataset.deed === "earlier") move(shot, -1);
  else if (button.dataset.deed === "later") move(shot, 1);
  else if (button.dataset.deed === "turn") { if (!shot.hasAttribute("data-busy")) turn(shot); } else remove(shot);
});

list.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip) return;
  const shot = grip.closest("[data-shot]");
  grip.setPointerCapture(event.pointerId);
  shot.dataset.dragged = "";
  const follow = (moved) => {
    const over = document.elementsFromPoint(moved.clientX, moved.clientY).map((one) => one.closest?.("[data-shot]")).find((one) => one && one !== shot);
    if (!over) return;
    const { top, height } = over.getBoundingClientRect();
    list.insertBefore(shot, moved.clientY < top + height / 2 ? over : over.nextSibling);
  };
  const done = () => {
    delete shot.dataset.dragged;
    grip.removeEventListener("pointermove", follow);
    changed();
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", done, { once: true });
});

// The draft is put back as it was typed on this device.
list.addEventListener("shots", ({ detail }) => {
  const there = new Map(shots().filter((shot) => !shot.hasAttribute("data-busy")).map((shot) => [shot.dataset.shot, shot]));
  for (const { media_id: id, alt } of detail) {
    const shot = there.get(id) || laid(id, `/media/${id}/320.webp`);
    there.delete(id);
    list.append(shot);
    for (const [tongue, text] of Object.entries(alt)) { const field = document.getElementById(`alt.${id}.${tongue}`); if (field) field.value = text; }
  }
  there.forEach((shot) => shot.remove());
});

const adder = document.querySelector("[data-add]");
adder.hidden = false;
for (const input of adder.querySelectorAll("[data-files]")) {
  input.addEventListener("change", () => { for (const file of input.files) add(file); input.value = ""; });
}
shots().forEach(enable);
for (const kept of await waiting()) send(kept, (kept.instead && shotOf(kept.instead)) || laid(kept.key, URL.createObjectURL(kept.blob)));
