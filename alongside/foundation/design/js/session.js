// Warns before a sign-in runs out. Counts from the last answer of the server in any tab, by the clock and not by ticks,
// so that a laptop waking from sleep is told at once.

const WARN_MINUTES = 5;
const LAST = "alongside.last-answer";

function remember(at) {
  try { localStorage.setItem(LAST, String(at)); } catch { /* private windows may refuse; this tab still counts */ }
}

function remembered(own) {
  try { return Math.max(own, Number(localStorage.getItem(LAST)) || 0); } catch { return own; }
}

export function watchSession(body = document.body) {
  const minutes = Number(body.dataset.sessionMinutes);
  const dialog = document.getElementById("al-session");
  if (!minutes || !dialog || !body.dataset.keepUrl) return;

  let own = Date.now();
  remember(own);
  const words = dialog.querySelector("[data-minutes-left]");
  const left = () => minutes - (Date.now() - remembered(own)) / 60000;

  function look() {
    const now = left();
    if (now > Math.min(WARN_MINUTES, minutes / 2)) {
      if (dialog.open) dialog.close();
      return;
    }
    const whole = Math.max(0, Math.ceil(now));
    const said = whole === 0 ? "a moment" : whole === 1 ? "1 minute" : `${whole} minutes`;
    if (words.textContent !== said) words.textContent = said;
    if (!dialog.open) dialog.showModal();
  }

  async function keep() {
    const answer = await fetch(body.dataset.keepUrl, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
      .catch(() => null);
    if (answer && answer.ok && !answer.redirected) {
      own = Date.now();
      remember(own);
      dialog.close();
    } else if (answer) {
      words.textContent = "a moment: the sign-in has run out. Open another tab to sign in, then choose Stay signed in";
    }
  }

  dialog.querySelector("[data-keep]").addEventListener("click", keep);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); keep(); });
  // Live conveniences and autosave talk to the server too.
  document.addEventListener("htmx:afterRequest", () => { own = Date.now(); remember(own); });
  document.addEventListener("alongside:answered", () => { own = Date.now(); remember(own); });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 15000);
}
