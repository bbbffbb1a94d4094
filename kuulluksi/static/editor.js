// The preview follows what is typed. Without this, the button "Show" does the same.
const form = document.querySelector("form[data-preview]");
const preview = document.getElementById("preview");
let waiting;
let turn = 0;

async function show() {
  const mine = ++turn;
  const answer = await fetch(form.dataset.preview, {method: "POST", body: new FormData(form)}).catch(() => null);
  // A slower answer to something older is not shown, nor anything but a preview.
  if (!answer?.ok || answer.redirected || mine !== turn) return;
  preview.innerHTML = await answer.text();
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(show, 400);
}

if (form && preview) {
  form.addEventListener("input", soon);
  document.getElementById("look").addEventListener("change", soon);
}
