/* [data-papers]: certificates of a form, one more at a tap, and the file of each, which is sent at once and goes on after a cut. */

import { smaller } from "./shrinking.js";

const list = document.querySelector("[data-papers]");
const form = list.closest("form");
const model = document.getElementById("paper");
const words = JSON.parse(document.getElementById("paper-words").textContent);
const filled = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
const LOOK_EVERY = 700;
const LONGEST_WAIT = 60_000;
const files = { ...words.files };

export function addPaper() {
  const n = Math.max(-1, ...[...list.querySelectorAll("[name$='.scheme']")].map((field) => Number(field.name.split(".")[1]))) + 1;
  const holder = document.createElement("div");
  holder.append(model.content.cloneNode(true));
  holder.innerHTML = holder.innerHTML.replaceAll("certificates.ID.", `certificates.${n}.`);
  const paper = holder.firstElementChild;
  list.append(paper);
  enable(paper);
  return paper;
}

/** The file of a paper, by its id; none for an empty one. */
export function layFile(paper, id) {
  const [field, now] = [paper.querySelector("[name$='.file']"), paper.querySelector("[data-paper-now]")];
  field.value = files[id] ? id : "";
  paper.querySelector("[data-paper-remove]").hidden = !field.value;
  now.replaceChildren(...(field.value ? [card(files[id])] : []));
}

function card(file) {
  const link = Object.assign(document.createElement(file.href ? "a" : "span"), { className: "paper-card" });
  if (file.href) link.href = file.href;
  if (file.href && file.kind === "picture") Object.assign(link, { target: "_blank", rel: "noopener" });
  const sign = file.small ? Object.assign(document.createElement("img"), { src: file.small, alt: "", width: 56, height: 72 })
    : Object.assign(document.createElement("span"), { className: "paper-sign", textContent: file.kind === "pdf" ? "PDF" : "" });
  const name = Object.assign(document.createElement("span"), { className: "paper-name" });
  name.append(Object.assign(document.createElement("bdi"), { textContent: file.name || words.certificate }));
  const deed = file.href ? (file.kind === "pdf" ? words.openPdf : words.openPicture) : "";
  name.append(Object.assign(document.createElement("span"), { className: "row-more", textContent: deed }));
  link.append(sign, name);
  return link;
}

function enable(paper) {
  const box = paper.querySelector("[data-paper-file]");
  box.querySelector("[data-paper-deeds]").hidden = false;
  const choose = box.querySelector("[data-paper-choose]");
  choose.addEventListener("change", () => { if (choose.files[0]) send(paper, choose.files[0]); choose.value = ""; });
  box.querySelector("[data-paper-remove]").addEventListener("click", () => {
    paper.sending = null;
    layFile(paper, "");
    say(paper, "");
    choose.focus();
    form.dispatchEvent(new Event("change"));
  });
}

function say(paper, sentence, share = null, again = null) {
  const place = paper.querySelector("[data-paper-state]");
  const bar = share === null ? [] : [Object.assign(document.createElement("progress"), { max: 100, value: share, ariaLabel: sentence })];
  place.replaceChildren(...bar, Object.assign(document.createElement("span"), { textContent: sentence }));
  if (!again) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: words.tryAgain });
  button.addEventListener("click", again);
  place.append(button);
}

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

async function send(paper, file) {
  if (file.size > words.most * 1e6 && !file.type.startsWith("image/")) return say(paper, filled(words.tooLarge, words));
  say(paper, filled(words.uploading, { share: 0 }), 0);
  paper.sending = { blob: file.type.startsWith("image/") ? await smaller(file) : file, name: file.name, url: null, stalls: 0 };
  transfer(paper, paper.sending);
}

async function transfer(paper, sent) {
  let tus;
  try {
    tus = await tusClient();
  } catch {
    return stall(paper, sent, 0);
  }
  const upload = new tus.Upload(sent.blob, {
    endpoint: "/portal/uploads",
    uploadUrl: sent.url,
    retryDelays: [0, 1000, 3000, 5000],
    metadata: { enterprise: words.enterprise, purpose: "paper", filename: sent.name },
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => { sent.url = upload.url; },
    onProgress: (bytes, total) => { const share = Math.floor((bytes * 100) / total); say(paper, filled(words.uploading, { share }), share); },
    onSuccess: () => look(paper, sent),
    onError: (error) => stall(paper, sent, error.originalResponse?.getStatus() || 0, error.originalResponse?.getBody()),
  });
  upload.start();
}

/** What has arrived stays there: it goes on from that byte when the network is back, or at a tap. */
function stall(paper, sent, status, body = "") {
  if (paper.sending !== sent) return;
  const again = () => {
    clearTimeout(timer);
    removeEventListener("online", again);
    if (status === 404 || status === 410) sent.url = null;
    transfer(paper, sent);
  };
  let timer = 0;
  if (status === 401) return say(paper, words.signedOut, null, again);
  if (status >= 400 && status < 500) return say(paper, body || words.failed, null, again);
  say(paper, words.waits, null, again);
  addEventListener("online", again);
  sent.stalls += 1;
  timer = setTimeout(again, Math.min(1000 * 2 ** sent.stalls, LONGEST_WAIT));
}

async function look(paper, sent) {
  say(paper, words.looking);
  for (let every = LOOK_EVERY; paper.isConnected && paper.sending === sent; every = Math.min(every * 1.3, 10_000)) {
    try {
      const answer = await fetch(`${sent.url}?lang=${words.lang}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return stall(paper, sent, answer.status);
      const told = await answer.json();
      if (told.problem) return say(paper, told.problem);
      if (told.paper) {
        files[told.paper.id] = told.paper;
        layFile(paper, told.paper.id);
        say(paper, words.arrived);
        return form.dispatchEvent(new Event("change"));
      }
    } catch { /* the network is gone for a moment: ask again */ }
    await new Promise((done) => { setTimeout(done, every); });
  }
}

list.querySelectorAll("[data-paper]").forEach(enable);
const more = document.querySelector("[data-more-papers]");
more.hidden = false;
more.addEventListener("click", () => addPaper().querySelector("select").focus());
