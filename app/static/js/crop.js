/* form[data-crop]: a frame over the picture, by touch, mouse and keyboard. It only writes the four numbers of the form; the server cuts.
   A library would bring its own elements, styles and pictures for one box that stands still; this needs no style but sizes. */

const form = document.querySelector("form[data-crop]");
const at = (name) => form.querySelector(`[data-${name}]`);
const image = at("source");
const box = at("box");
const RATIOS = { square: 1, wide: 4 / 3 };
const LEAST = 2; // of a hundred, as on the server
const number = (name) => Number(form.elements[name].value.replace(",", "."));
const held = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

let part = { left: number("left"), top: number("top"), width: number("width"), height: number("height") };

/** Width over height of the frame in hundredths of the picture, where a shape is chosen; it is turned with the picture. */
function ratio() {
  const wanted = RATIOS[form.elements.shape.value];
  const turned = Number(form.elements.turn.value) % 2 === 1;
  return wanted ? (turned ? 1 / wanted : wanted) / Number(form.dataset.ratio) : 0;
}

function lay(wanted, { typing = false } = {}) {
  const width = held(wanted.width, LEAST, 100);
  const height = held(wanted.height, LEAST, 100);
  part = { width, height, left: held(wanted.left, 0, 100 - width), top: held(wanted.top, 0, 100 - height) };
  for (const [name, value] of Object.entries(part)) {
    box.style[name] = `${value}%`;
    if (!typing) form.elements[name].value = String(Math.round(value * 100) / 100);
  }
  preview();
}

/** The same middle, in the shape that is chosen, as large as fits. */
function shape() {
  const wanted = ratio();
  if (!wanted) return lay(part);
  const width = Math.min(part.width, part.height * wanted) === part.width ? part.width : part.height * wanted;
  const height = width / wanted;
  lay({ width, height, left: part.left + (part.width - width) / 2, top: part.top + (part.height - height) / 2 });
}

/** Larger or smaller from the corner that stands still. */
function size(from, across, down, corner) {
  const [north, west] = [corner.startsWith("n"), corner.endsWith("w")];
  const right = from.left + from.width;
  const bottom = from.top + from.height;
  let width = held(from.width + (west ? -across : across), LEAST, west ? right : 100 - from.left);
  let height = held(from.height + (north ? -down : down), LEAST, north ? bottom : 100 - from.top);
  const wanted = ratio();
  if (wanted) {
    width = Math.min(width, (north ? bottom : 100 - from.top) * wanted);
    height = width / wanted;
  }
  lay({ width, height, left: west ? right - width : from.left, top: north ? bottom - height : from.top });
}

function preview() {
  const canvas = at("preview");
  if (!image.naturalWidth) return;
  const turn = Number(form.elements.turn.value);
  const [x, y, width, height] = [[part.left, "naturalWidth"], [part.top, "naturalHeight"], [part.width, "naturalWidth"], [part.height, "naturalHeight"]]
    .map(([value, side]) => (value / 100) * image[side]);
  const scale = 320 / Math.max(width, height);
  const [across, down] = [Math.max(1, width * scale), Math.max(1, height * scale)];
  canvas.width = turn % 2 ? down : across;
  canvas.height = turn % 2 ? across : down;
  const pen = canvas.getContext("2d");
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((turn * Math.PI) / 2);
  pen.drawImage(image, x, y, width, height, -across / 2, -down / 2, across, down);
}

box.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  box.focus({ preventScroll: true });
  box.setPointerCapture(event.pointerId);
  const corner = event.target.dataset.corner;
  const from = { ...part };
  const stage = at("stage").getBoundingClientRect();
  const follow = (moved) => {
    const across = ((moved.clientX - event.clientX) / stage.width) * 100;
    const down = ((moved.clientY - event.clientY) / stage.height) * 100;
    if (corner) size(from, across, down, corner);
    else lay({ ...from, left: from.left + across, top: from.top + down });
  };
  box.addEventListener("pointermove", follow);
  box.addEventListener("lostpointercapture", () => box.removeEventListener("pointermove", follow), { once: true });
});

box.addEventListener("keydown", (event) => {
  const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  if (!across && !down) return;
  event.preventDefault();
  const wanted = ratio();
  if (!event.shiftKey) lay({ ...part, left: part.left + across, top: part.top + down });
  else if (wanted) size(part, across + down * wanted, 0, "se");
  else size(part, across, down, "se");
});

form.addEventListener("input", ({ target }) => {
  if (["left", "top", "width", "height"].includes(target.name)) {
    const typed = { left: number("left"), top: number("top"), width: number("width"), height: number("height") };
    if (Object.values(typed).every(Number.isFinite)) lay(typed, { typing: true });
  } else shape();
});

for (const name of ["box", "keys", "result"]) at(name).hidden = false;
if (!form.querySelector(".is-wrong")) at("numbers").open = false;
lay(part);
image.addEventListener("load", preview);
