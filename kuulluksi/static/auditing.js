// The auditor reads along with whoever writes. Without this, the button "Check the text" does the same.
const audit = document.getElementById("audit");
const status = document.getElementById("audit-said");
const text = audit && document.getElementById("section");
let pending;
let round = 0;

async function check() {
  const mine = ++round;
  const answer = await fetch(audit.dataset.audit, {method: "POST", body: new FormData(text)}).catch(() => null);
  // A slower answer to something older is not shown, nor anything but an audit.
  if (!answer?.ok || answer.redirected || mine !== round) return;
  audit.innerHTML = await answer.text();
  const said = audit.querySelector("[data-said]")?.dataset.said ?? "";
  if (status.textContent !== said) status.textContent = said;
}

if (text) {
  text.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(check, 900);
  });
  check();
}
