// [data-keyboard]: keys to type with on the screen. They write into [data-typed], whose form searches by itself.
const field = document.querySelector("[data-typed]");
const place = document.querySelector("[data-keyboard]");
const words = place.dataset;

const keyboard = new window.SimpleKeyboard.default(place, {
  theme: "keys",
  useButtonTag: true,
  disableButtonHold: false,
  layoutName: "letters",
  layout: {
    letters: ["q w e r t y u i o p", "a s d f g h j k l {erase}", "{other} z x c v b n m ' -", "{clear} {space}"],
    digits: ["1 2 3 4 5 6 7 8 9 0", ". , & / + % ( ) {erase}", "{other} ñ é ú á í ó : ; #", "{clear} {space}"],
  },
  display: { "{space}": words.space, "{erase}": words.erase, "{clear}": words.clear, "{other}": words.digits },
  buttonTheme: [{ class: "key-wide", buttons: "{erase} {other}" }, { class: "key-space", buttons: "{space}" }, { class: "key-clear", buttons: "{clear}" }],
  onKeyPress(key) {
    if (key === "{other}") turn();
    if (key === "{clear}") write("");
    if (key === "{space}") write(`${field.value} `);
    if (key === "{erase}") write([...field.value].slice(0, -1).join(""));
    if (!key.startsWith("{")) write(field.value + key);
  },
});

function turn() {
  const layoutName = keyboard.options.layoutName === "letters" ? "digits" : "letters";
  const other = layoutName === "letters" ? words.digits : words.letters;
  keyboard.setOptions({ layoutName, display: { ...keyboard.options.display, "{other}": other } });
}

function write(text) {
  field.value = text.trimStart().slice(0, field.maxLength);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Only this keyboard writes here: that of a tablet would hide the results.
if (matchMedia("(pointer: coarse)").matches) field.inputMode = "none";
