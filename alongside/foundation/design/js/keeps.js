// Keeps what somebody writes in My plan while they write. It says "Saved" only when the server has answered so; without
// this script the button "Save and finish later" does the same.

const PAUSE = 1500; // of typing
const LATER = "Not saved yet. Press Save and finish later.";
const GONE = "Not saved. Are you still signed in? Copy your words, then sign in again.";

for (const form of document.querySelectorAll("form[data-keeps]")) {
  const words = form.querySelector("textarea[name=words]");
  const revision = form.querySelector("input[name=revision]");
  const place = form.querySelector("[data-kept]");
  let timer = null, busy = false, again = false, kept = words.value;

  async function keep() {
    if (busy) { again = true; return; }
    if (words.value === kept) return;
    busy = true;
    const sent = words.value;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("input[name=csrfmiddlewaretoken]").value);
    body.set("place", form.dataset.place);
    body.set("revision", revision.value || "0");
    body.set("words", sent);
    try {
      const answer = await fetch(form.dataset.keeps, { method: "POST", body, credentials: "same-origin", redirect: "manual",
        signal: AbortSignal.timeout(15000) });
      const gone = answer.type === "opaqueredirect" || answer.status === 403; // led to the door, or not known any more
      const said = gone ? { says: GONE } : await answer.json().catch(() => ({ says: LATER }));
      if (said.kept) { kept = sent; revision.value = said.revision; }
      if (said.says) place.textContent = said.says;
    } catch {
      place.textContent = "Not saved yet. Check that you are online, and leave this page open: your words are in it.";
    }
    busy = false;
    if (again) { again = false; keep(); }
  }

  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, PAUSE); });
  window.addEventListener("online", keep); // what a broken connection kept back
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
}
