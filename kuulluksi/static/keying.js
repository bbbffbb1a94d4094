// The keying screen with fewer keys: a full answer goes on by itself, Enter goes on, Ctrl+Enter saves.
const form = document.querySelector("[data-keying]");
const fields = [...form.querySelectorAll("input:not([type=hidden], [readonly]), textarea")];
const save = form.querySelector("[data-save]");
document.querySelector("[data-with-script]").hidden = false;

const wrong = fields.find((field) => field.getAttribute("aria-invalid"));
if (wrong) wrong.focus();

function go(from, steps) {
  const place = fields.indexOf(from) + steps;
  const to = place < fields.length ? fields[Math.max(place, 0)] : save;
  to.focus();
  if (to.tagName === "INPUT") to.select();
}

form.addEventListener("input", (event) => {
  const field = event.target;
  const typed = field.value.trim().toLowerCase();
  const ends = field.dataset.ends;
  if (typed && ends && ends.split(" ").includes(typed)) go(field, 1);
});

form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.isComposing || !fields.includes(field)) return;
  const words = field.tagName === "TEXTAREA";
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit(save);
  } else if (event.key === "Enter" && !(words && event.shiftKey)) {
    event.preventDefault();
    go(field, event.shiftKey ? -1 : 1);
  } else if (!words && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    go(field, event.key === "ArrowDown" ? 1 : -1);
  }
});
