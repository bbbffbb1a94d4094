// Comforts of answering a survey; everything works without them.
const group = document.body.classList.contains("group");

// A lost connection: the page stays with everything on it and says so. A small picture of the
// house is asked for first, and the form leaves only when it came.
function reachable() {
  return new Promise((tell) => {
    const picture = new Image();
    setTimeout(() => tell(false), 8000);
    picture.onload = () => tell(true);
    picture.onerror = () => tell(false);
    picture.src = `${document.querySelector("link[rel=icon]").href}?${Math.random()}`;
  });
}

function watch(form) {
  const offline = form.querySelector("[data-offline]");
  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (sure) return;
    event.preventDefault();
    const button = event.submitter;
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const there = await reachable();
    form.ariaBusy = "false";
    offline.hidden = there;
    if (!there) {
      offline.scrollIntoView({block: "center"});
      return;
    }
    if (group) {
      await replace(form, button);
      return;
    }
    sure = true;
    form.requestSubmit(button);
    // Whoever comes back to this page by the browser's own button can send again.
    setTimeout(() => { sure = false; }, 1000);
  });
}

// On a device that goes from hand to hand no page of anybody stays behind in the browser's history:
// the next page takes the place of this one.
async function replace(form, button) {
  let answer;
  try {
    answer = await fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form, button))});
  } catch {
    form.querySelector("[data-offline]").hidden = false;
    return;
  }
  if (answer.redirected) {
    location.replace(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  start();
  (document.querySelector("main > .read [autofocus]") ?? document.querySelector("main")).focus();
}

// Seconds that can be stopped. `done` is called when none is left.
function countDown(from, show, done) {
  let left = from;
  show.textContent = left;
  const ticking = setInterval(() => {
    left -= 1;
    show.textContent = left;
    if (left <= 0) {
      clearInterval(ticking);
      done();
    }
  }, 1000);
  return () => clearInterval(ticking);
}

let waiting = 0;
let asking = null;

// Somebody has put the device down in the middle: a warning that can be answered as often as one
// likes, then the first page again.
const IDLE = 180;
const WARNING = 60;
function stillThere() {
  clearTimeout(waiting);
  const dialog = document.querySelector("[data-dialog]");
  if (!dialog || asking) return;
  waiting = setTimeout(() => {
    dialog.showModal();
    const stop = countDown(WARNING, dialog.querySelector("[data-left]"), () => location.replace(document.body.dataset.idle));
    asking = () => {
      stop();
      asking = null;
      dialog.close();
      stillThere();
    };
    dialog.querySelector("[data-stay]").onclick = asking;
    dialog.oncancel = asking;
  }, IDLE * 1000);
}
for (const sign of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(sign, stillThere, {passive: true});

function start() {
  document.querySelectorAll("[data-sitting]").forEach(watch);
  asking = null;
  stillThere();
  const next = document.querySelector("[data-next]");
  if (next) {
    const waits = next.querySelector("[data-countdown]");
    waits.hidden = false;
    const home = next.getAttribute("action");
    const stop = countDown(30, waits.querySelector("[data-left]"), () => location.replace(home));
    waits.querySelector("[data-stay]").onclick = () => {
      stop();
      waits.hidden = true;
    };
    next.onsubmit = (event) => {
      event.preventDefault();
      location.replace(home);
    };
  }
}
start();

// The first page of a group leads to the questions without leaving itself behind; a page that the
// browser has kept is asked for anew.
if (group) {
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
