// Saves one page of what somebody without an account writes, while they write. "Saved" is said only when the server has
// answered so. Nothing is kept in this browser: it may be a computer in a library.

const PAUSE = 1500; // of typing
const form = document.querySelector("form[data-saves-itself]");
const place = form?.querySelector("[data-saved-words-here]");
let timer = null, last = "", busy = false;

const written = () => {
  const sent = new FormData(form);
  for (const name of ["base", "csrfmiddlewaretoken"]) sent.delete(name);
  return new URLSearchParams(sent).toString();
};
const say = (words) => { if (place.textContent !== words) place.textContent = words; };

async function save() {
  const now = written();
  if (now === last || busy) return;
  busy = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin",
      headers: { Accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(15000) });
    const said = [200, 409].includes(answer.status) ? await answer.json() : null;
    if (said && answer.ok) {
      last = now;
      form.elements.base.value = said.base;
      say(`Saved ${said.saved}`);
    } else say(said ? "You wrote something else in another window. Press Go on to choose." : "Not saved yet. Press Go on to save.");
  } catch {
    say("Not saved yet. Check that you are online, then press Go on.");
  }
  busy = false;
  if (written() !== now) later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

if (form) {
  last = written();
  form.addEventListener("input", later);
  form.addEventListener("submit", () => clearTimeout(timer));
  window.addEventListener("online", save); // what a broken connection kept back
}
