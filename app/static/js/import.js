// <form data-import>: sends list and photos in pieces that go on after a cut (tus), then opens the list. Without scripts the form sends both.
const form = document.querySelector("[data-import]");
const bar = form.querySelector("[data-import-progress]");
const wrong = document.querySelector("[data-import-problem]");

function say(sentence) {
  wrong.hidden = !sentence;
  wrong.querySelector("[data-import-sentence]").textContent = sentence;
}

function send(file, purpose, told) {
  return new Promise((resolve, reject) => {
    const upload = new window.tus.Upload(file, {
      endpoint: "/portal/uploads",
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000],
      chunkSize: 4 << 20,
      removeFingerprintOnSuccess: true,
      metadata: { enterprise: form.dataset.enterprise, purpose, filename: file.name },
      // The same file for another enterprise or purpose is another upload.
      fingerprint: async () => ["etalase", form.dataset.enterprise, purpose, file.name, file.size, file.lastModified].join("/"),
      onProgress: (sent) => { say(""); told(sent); },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        if (!status) say(form.dataset.cut);
        return !status || status >= 500 || status === 409 || status === 423;
      },
      onError: (error) => reject(new Error(error.originalResponse?.getBody() || form.dataset.cut)),
      onSuccess: () => resolve(upload.url.split("/").pop()),
    });
    upload.findPreviousUploads().then((earlier) => {
      if (earlier.length) upload.resumeFromPreviousUpload(earlier[0]);
      upload.start();
    });
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = ["sheet", "photos"].map((name) => [name, form.elements[name]]).filter(([, field]) => field.files.length);
  const large = chosen.find(([, field]) => field.files[0].size > Number(field.dataset.most) * 1e6);
  if (large) {
    say(form.dataset.large);
    large[1].focus();
    return;
  }
  const button = form.querySelector("button");
  button.disabled = true;
  bar.hidden = false;
  const total = chosen.reduce((sum, [, field]) => sum + field.files[0].size, 0) || 1;
  let before = 0;
  try {
    const ids = {};
    for (const [name, field] of chosen) {
      ids[name] = await send(field.files[0], name, (sent) => {
        const share = Math.floor(((before + sent) / total) * 100);
        bar.querySelector("progress").value = share;
        bar.querySelector("[data-import-share]").textContent = `${share} %`;
      });
      before += field.files[0].size;
    }
    const next = new URL(form.dataset.next.replace("SHEET", ids.sheet), location.href);
    if (ids.photos) next.searchParams.set("photos", ids.photos);
    location.assign(next);
  } catch (error) {
    say(error.message);
    wrong.querySelector("strong").focus?.();
    button.disabled = false;
    bar.hidden = true;
  }
});
