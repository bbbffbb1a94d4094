// A chosen figure goes where the writer left {}, or to the cursor. Without this the server puts it there.
const section = document.getElementById("section");
const said = document.getElementById("put-said");
let latest;
let touched = "unsaved" in (section?.dataset ?? {});

function put(number, reference) {
  const fields = [...section.querySelectorAll(`textarea[id^="block-${number}_"]`)];
  const figure = `{${reference}}`;
  const open = fields.filter((each) => each.value.includes("{}"));
  if (open.length) {
    for (const each of open) each.value = each.value.replace("{}", () => figure);
  } else if (fields.includes(latest)) {
    latest.setRangeText(figure, latest.selectionStart, latest.selectionEnd, "end");
  } else {
    for (const each of fields) each.value = `${each.value.trimEnd()} ${figure}`.trimStart();
  }
  said.textContent = `${said.dataset.said} ${figure}`;
  section.dispatchEvent(new Event("input", {bubbles: true}));
}

section?.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) latest = event.target;
});
section?.addEventListener("click", (event) => {
  const chosen = event.target.closest("button")?.value.match(/^put:(\d+):(.+)$/);
  if (!chosen) return;
  event.preventDefault();
  put(chosen[1], chosen[2]);
});
section?.addEventListener("input", () => { touched = true; });
section?.addEventListener("submit", () => { touched = false; });
addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
