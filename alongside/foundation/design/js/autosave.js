// Saves a form while somebody writes. "Saved, on the server" is said only when the server has answered so; until then
// the words are kept on this computer and sent again. What is saved is one question at a time, with the ground the page
// stood on, so that two windows never write over each other: the server merges, or answers with both versions (409).

import { copiesLeft, dropCopy, holdOpen, keepCopy } from "./answers_kept.js";

const PAUSE = 1000; // of typing
const WAITS = [2, 4, 8, 15, 30, 60]; // seconds between tries
const BEACON = 60000; // what a browser still sends for a page that is going

export function startAutosave(form) {
  const data = form.dataset;
  const field = (name) => form.querySelector(`input[name="${name}"]`);
  const token = field("token").value;
  const own = (question) => form.querySelector(`[data-question="${CSS.escape(question)}"]`);
  const questions = [...form.querySelectorAll("[data-question]")].map((box) => box.dataset.question);
  const base = JSON.parse(field("base").value || "{}");
  const known = {}; // what the server has, as this page would write it
  const pill = document.querySelector("[data-saved]");
  let turn = 0, busy = false, again = false, tries = 0, timer = null, waiting = null, slow = null, stopped = false, settledSent = 0;

  // --- reading and filling in the page

  const isAnswer = (element) => element.name && !element.disabled && !/^(noticed-|keep-|held$|settled$)/.test(element.name)
    && !["submit", "button"].includes(element.type);
  const entries = (question) => [...own(question).querySelectorAll("input, textarea, select")].filter(isAnswer)
    .filter((element) => !["radio", "checkbox"].includes(element.type) || element.checked)
    .map((element) => [element.name, element.value]);
  const written = (question) => JSON.stringify(entries(question));
  const panel = (question) => own(question).querySelector("[data-conflict]");
  const chosen = (question) => panel(question)?.querySelector("input[type=radio]:checked")?.value;
  const changed = () => questions.filter((question) => chosen(question)
    || (written(question) !== known[question] && !panel(question)));
  const unsent = () => questions.filter((question) => written(question) !== known[question]);
  const settled = () => [...form.querySelectorAll("input[name=settled]")];

  function fill(question, pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
    for (const element of [...own(question).querySelectorAll("input, textarea, select")].filter(isAnswer)) {
      const given = values.get(element.name) || [];
      if (["radio", "checkbox"].includes(element.type)) element.checked = given.includes(element.value);
      else if (element.type !== "hidden") element.value = given[0] ?? "";
    }
    own(question).dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A value as the server keeps it, in the boxes of its question.
  function show(question, value) {
    if (own(question).dataset.kind === "rows") {
      remark(question, "Somebody added to this list in another window. Save and stay here to see it.");
      return;
    }
    const iso = typeof value === "string" ? value.split("-").reverse() : value || [];
    fill(question, own(question).dataset.kind === "date"
      ? ["day", "month", "year"].map((part, place) => [`${question}_${part}`, String(iso[place] ?? "")])
      : [value ?? []].flat().map((one) => [question, String(one)]));
  }

  function remark(question, words) {
    const note = own(question).querySelector("[data-remark]") || own(question).appendChild(document.createElement("p"));
    note.className = "al-meta al-remark";
    note.dataset.remark = "";
    note.textContent = words;
  }

  function say(state, words, link) {
    if (!pill) return;
    pill.className = `al-saved al-saved--${state}`;
    const place = pill.querySelector("[data-saved-words]");
    if (place.textContent === words + (link ? ` ${link.text}` : "")) return;
    place.textContent = words;
    if (link) {
      const anchor = Object.assign(document.createElement("a"), { href: link.href, target: "_blank", rel: "opener", textContent: link.text });
      place.append(" ", anchor);
    }
  }

  // --- keeping here, sending there

  function keepHere() {
    const left = unsent();
    if (!left.length) { dropCopy(data.user, data.draft, token); return true; }
    return keepCopy(data.user, data.draft, token, turn, Object.fromEntries(left.map((question) =>
      [question, { entries: entries(question), base: base[question] }])));
  }

  function body(keys) {
    turn += 1;
    const sent = new URLSearchParams();
    sent.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    sent.set("revision", field("revision").value);
    sent.set("token", token);
    sent.set("turn", turn);
    sent.set("keys", keys.join(","));
    sent.set("base", JSON.stringify(Object.fromEntries(keys.map((key) => [key, base[key]]).filter(([, value]) => value !== undefined))));
    for (const key of keys) {
      entries(key).forEach(([name, value]) => sent.append(name, value));
      if (chosen(key)) sent.set(`keep-${key}`, chosen(key));
    }
    settled().forEach((one) => sent.append("settled", one.value));
    return sent;
  }

  async function save() {
    clearTimeout(timer);
    if (stopped) return;
    if (busy) { again = true; return; }
    const keys = changed();
    if (!keys.length && settled().length === settledSent) return;
    busy = true;
    const snapshot = Object.fromEntries(keys.map((key) => [key, written(key)]));
    const settledNow = settled().length;
    slow = setTimeout(() => say("saving", "Saving"), 1500);
    let answer = null;
    try {
      answer = await fetch(data.autosave, { method: "POST", body: body(keys), credentials: "same-origin", redirect: "manual",
        headers: { Accept: "application/json" }, signal: AbortSignal.timeout(30000) });
    } catch { /* no network, or no answer in time: kept here and tried again below */ }
    clearTimeout(slow);
    // Still busy while the answer is taken in: a panel that goes away with the focus in it must not save once more.
    const said = answer && [200, 409].includes(answer.status) ? await answer.json().catch(() => null) : null;
    if (said) { heard(said, snapshot); settledSent = settledNow; }
    busy = false;
    if (!said) failed(answer);
    else if (again || changed().length) later();
    again = false;
  }

  function heard(said, snapshot) {
    tries = 0;
    clearTimeout(waiting);
    if (said.state === "overtaken") { later(); return; } // a newer save of this page was there first
    field("revision").value = said.revision;
    const inConflict = new Set(said.conflicts.map((one) => one.key));
    for (const key of Object.keys(snapshot)) {
      if (inConflict.has(key)) continue;
      known[key] = snapshot[key];
      close(panel(key));
      if (key in said.theirs && written(key) !== snapshot[key]) continue; // written on meanwhile: asked again
      if (key in said.base) base[key] = said.base[key];
      if (key in said.theirs) { show(key, said.theirs[key]); if (own(key).dataset.kind !== "rows") known[key] = written(key); }
    }
    for (const one of said.conflicts) if (!panel(one.key)) own(one.key).insertAdjacentHTML("beforeend", one.html);
    field("base").value = JSON.stringify(base);
    markParts(said.parts);
    offerMore(said.asked);
    keepHere();
    document.dispatchEvent(new CustomEvent("alongside:answered"));
    if (!said.conflicts.length && !form.querySelector("[data-conflict]")) say("saved", `Saved ${said.saved_at}, on the server`);
    else {
      say("kept", "Two versions: choose below");
      if (said.conflicts.length) panel(said.conflicts[0].key)?.scrollIntoView({ block: "nearest" });
    }
  }

  async function failed(answer) {
    const here = keepHere();
    const kept = here ? "Kept on this computer" : "Not saved, and this browser keeps nothing: copy what you wrote";
    if (answer?.status === 403) { await renew(); return; }
    if (answer?.status === 401) {
      const said = await answer.json().catch(() => ({}));
      signedOut(said.sign_in);
      return;
    }
    if (answer?.status === 404) {
      stopped = true;
      say("kept", `${kept}. This was signed or thrown away in another window, so it cannot be saved here`);
      return;
    }
    say("kept", `${kept}, trying again`);
    tryLater();
  }

  function tryLater() {
    clearTimeout(waiting);
    waiting = setTimeout(save, WAITS[Math.min(tries, WAITS.length - 1)] * 1000);
    tries += 1;
  }

  // --- signed out meanwhile: the words stay, signing in happens in another tab, and this page goes on

  let out = false;
  function signedOut(address) {
    out = true;
    keepHere();
    say("kept", "Kept on this computer. You are signed out.", { text: "Sign in in a new tab", href: address || "/accounts/login/" });
    clearTimeout(waiting);
    waiting = setTimeout(renew, 15000);
  }

  async function renew() {
    clearTimeout(waiting);
    const answer = await fetch(data.renew, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (answer?.status === 401) { signedOut(said?.sign_in); return; }
    if (!answer?.ok || !said) { tryLater(); return; }
    if (String(said.user) !== data.user) {
      out = true;
      say("kept", "Kept on this computer. Somebody else is signed in now; these words wait for their writer");
      waiting = setTimeout(renew, 15000);
      return;
    }
    out = false;
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((one) => { one.value = said.token; });
    save();
  }

  // --- what an answer changes on the page

  function close(box) {
    if (!box) return;
    if (box.contains(document.activeElement)) box.closest("[data-question]").querySelector("input:not([type=hidden]), textarea, select")?.focus();
    box.remove();
  }

  function markParts(states) {
    const links = JSON.parse(data.parts || "{}");
    for (const [part, state] of Object.entries(states || {})) {
      const link = [...document.querySelectorAll(".al-steps__step")].find((one) => one.getAttribute("href") === links[part]);
      if (!link || link.getAttribute("aria-current")) continue;
      link.className = `al-steps__step al-steps__step--${state}`;
      link.querySelector(".govuk-visually-hidden")?.remove();
      const words = { done: ", filled in", error: ", something to put right" }[state];
      if (words) link.append(Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: words }));
    }
  }

  // A condition only the server can follow has brought another question of a part that is on this page.
  function offerMore(asked) {
    const here = (data.here || "").split(",");
    const more = (asked || []).some((key) => here.includes(key) && !questions.includes(key));
    const note = form.querySelector("[data-more]");
    if (note) note.hidden = !more;
  }

  // --- when to save

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => { keepHere(); save(); }, PAUSE);
  }

  function leaving() {
    const keys = changed();
    keepHere();
    if (stopped || out || (!keys.length && settled().length === settledSent)) return;
    const snapshot = Object.fromEntries(keys.map((key) => [key, written(key)]));
    const sent = body(keys);
    if (new Blob([sent.toString()]).size > BEACON) return; // too long for a page that is going; the copy here is not
    fetch(data.autosave, { method: "POST", body: sent, keepalive: true, credentials: "same-origin", redirect: "manual" })
      .then((answer) => (answer.status === 200 || answer.status === 409 ? answer.json() : null))
      .then((said) => { if (said) heard(said, snapshot); })
      .catch(() => {}); // the page is going, or the copy here is tried again
  }

  questions.forEach((question) => { known[question] = written(question); });
  let keeping = null;
  form.addEventListener("input", () => {
    if (!keeping) keeping = setTimeout(() => { keeping = null; keepHere(); }, 250);
    later();
  });
  form.addEventListener("change", (event) => { if (event.target.name?.startsWith("keep-")) save(); else later(); });
  form.addEventListener("focusout", () => { keepHere(); if (changed().length) save(); });
  form.addEventListener("alongside:changed", later);
  form.addEventListener("submit", () => {
    stopped = true; // the form itself carries everything now
    const count = field("turn") || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "turn" }));
    turn += 1;
    count.value = turn;
    keepHere();
    field("base").value = JSON.stringify(base);
  });
  window.addEventListener("pagehide", () => { if (!stopped) leaving(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") { if (!stopped) leaving(); } else if (out) renew(); else if (unsent().length) save();
  });
  window.addEventListener("focus", () => { if (out) renew(); });
  window.addEventListener("online", () => { tries = 0; if (out) renew(); else save(); });
  // Coming back by the browser's Back: what this page knows of the server is old.
  window.addEventListener("pageshow", (event) => { if (event.persisted) { stopped = false; if (!unsent().length) location.reload(); else save(); } });
  holdOpen(token);
  offerCopies();

  async function offerCopies() {
    for (const copy of await copiesLeft(data.user, data.draft, token)) {
      if (copy.token === data.lastToken && copy.turn <= Number(data.lastTurn)) { localStorage.removeItem(copy.key); continue; }
      const missing = Object.entries(copy.answers).filter(([question, one]) => own(question) && JSON.stringify(one.entries) !== known[question]);
      if (!missing.length) {
        if (Object.keys(copy.answers).every((question) => own(question))) localStorage.removeItem(copy.key);
        continue;
      }
      const at = new Date(copy.at);
      const box = document.createElement("div");
      box.className = "al-notice al-notice--warning al-restore";
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", "Words that were not sent");
      const words = document.createElement("p");
      words.textContent = `Words from ${at.getDate()} ${at.toLocaleString("en-GB", { month: "long" })} at ${at.getHours()}.${String(at.getMinutes()).padStart(2, "0")} never reached the server. They are kept on this computer: `;
      const said = document.createElement("q");
      said.textContent = missing.flatMap(([, one]) => one.entries.map(([, value]) => value)).join(" ").slice(0, 200);
      words.append(said);
      const button = (text, act) => {
        const one = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary al-button--small", textContent: text });
        one.addEventListener("click", () => { act(); localStorage.removeItem(copy.key); box.remove(); form.querySelector("textarea, input:not([type=hidden])")?.focus(); });
        return one;
      };
      const buttons = document.createElement("div");
      buttons.className = "al-buttons";
      buttons.append(
        button("Put them back", () => {
          for (const [question, one] of missing) {
            if (own(question).dataset.kind === "rows") form.dispatchEvent(new CustomEvent("alongside:rows", { detail: { question, entries: one.entries } }));
            fill(question, one.entries);
            if (one.base !== undefined) base[question] = one.base;
          }
          later();
        }),
        button("Throw them away", () => {}),
      );
      box.append(words, buttons);
      form.before(box);
    }
  }
}
