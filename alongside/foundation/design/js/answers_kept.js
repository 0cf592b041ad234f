// Copies of words the server has not confirmed, on this computer, under the name of whoever wrote them. A copy goes as
// soon as the server confirms, when its writer signs out, and after a week in any case.

const START = "alongside.kept.";
const WEEK = 7 * 24 * 3600 * 1000;

const store = () => { try { return window.localStorage; } catch { return null; } };
const name = (user, draft, token) => `${START}${user}.${draft}.${token}`;

function all() {
  const kept = store();
  if (!kept) return [];
  return Object.keys(kept).filter((key) => key.startsWith(START)).map((key) => {
    const [user, draft, token] = key.slice(START.length).split(".");
    try { return { key, user, draft, token, ...JSON.parse(kept.getItem(key)) }; } catch { kept.removeItem(key); return null; }
  }).filter(Boolean);
}

export function keepCopy(user, draft, token, turn, answers) {
  try {
    store()?.setItem(name(user, draft, token), JSON.stringify({ at: Date.now(), turn, answers }));
    return Boolean(store());
  } catch { return false; } // full, or refused: the page says that nothing is kept here
}

export function dropCopy(user, draft, token) { store()?.removeItem(name(user, draft, token)); }

// Left behind by a page that is gone. A page that is still open holds a lock under its token.
export async function copiesLeft(user, draft, token) {
  for (const copy of all()) if (Date.now() - copy.at > WEEK) store().removeItem(copy.key);
  const open = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : [];
  return all().filter((copy) => copy.user === String(user) && copy.draft === String(draft) && copy.token !== token
    && !open.includes(START + copy.token));
}

export function holdOpen(token) {
  navigator.locks?.request(START + token, () => new Promise(() => {}));
}

export function dropCopiesAtSignOut() {
  document.querySelectorAll(".al-account__sheet form").forEach((form) => form.addEventListener("submit", () => {
    for (const copy of all()) store().removeItem(copy.key);
  }));
}
