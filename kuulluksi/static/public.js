// Small comforts of the pages; everything works without them.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    await navigator.clipboard.writeText(text.value);
    document.querySelector("[data-copied]").hidden = false;
  });
}
// A QR code carries the receipt code behind "#", which browsers never send. Move it into the form
// and out of the address bar, so that it does not stay in the history.
const code = decodeURIComponent(location.hash.slice(1));
const field = document.querySelector("[data-code]");
if (field && /^[0-9A-Za-z -]{12,16}$/.test(code)) {
  history.replaceState(null, "", location.pathname);
  field.value = code;
  field.form.requestSubmit();
}
