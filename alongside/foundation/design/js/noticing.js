// Hears a promise while somebody writes, and a word worth a question, by the same rules as the server (noticing.py).
// It only offers: "Not a promise" is as easy as keeping it.

export function startNoticing(form, addRow) {
  const source = document.getElementById("noticing-rules");
  if (!source) return;
  const rules = JSON.parse(source.textContent);
  const promise = rules.promise.map((rule) => new RegExp(rule, "i"));
  const lead = new RegExp(rules.lead, "i");
  const by = new RegExp(rules.by, "i");
  const ends = new RegExp(`[,\\s]*${rules.by}\\s*$`, "i");
  const settled = new Set(rules.settled);
  const template = form.querySelector("template[data-noticed-template]");
  let number = 1000;

  const sentences = (text) => text.split(/(?<=[.!?])\s+|\n+/).map((one) => one.trim()).filter((one) => one && promise.some((rule) => rule.test(one)))
    .map((one) => one.slice(0, 300));

  function deed(sentence) {
    const bare = sentence.replace(/[.!?]+$/, "").replace(lead, "").replace(ends, "").trim() || sentence;
    return (bare[0].toUpperCase() + bare.slice(1)).slice(0, 200);
  }

  function dayNamed(sentence) {
    const word = by.exec(sentence)?.[1]?.toLowerCase();
    if (!word) return "";
    const today = new Date(), weekday = (today.getDay() + 6) % 7; // Monday is 0
    const plus = (days) => iso(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days));
    const friday = (4 - weekday + 7) % 7;
    const fixed = { today: 0, tonight: 0, tomorrow: 1, "this week": friday, "the end of the week": friday, "next week": friday + 7 };
    if (word in fixed) return plus(fixed[word]);
    const named = rules.weekdays.indexOf(word);
    if (named >= 0) return plus((named - weekday - 1 + 7) % 7 + 1);
    const [day, month] = word.replace(/(st|nd|rd|th)\b/, "").split(" ");
    for (let year = today.getFullYear(); year < today.getFullYear() + 5; year += 1) {
      const date = new Date(year, rules.months.indexOf(month), Number(day));
      if (date.getDate() === Number(day) && iso(date) >= iso(today)) return iso(date);
    }
    return "";
  }
  const iso = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

  function settle(sentence) {
    settled.add(sentence);
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "settled", value: sentence }));
    form.dispatchEvent(new CustomEvent("alongside:changed"));
  }

  const boxes = (question) => [...question.querySelectorAll("[data-noticed]")];

  function look(question) {
    const heard = sentences(question.querySelector("textarea")?.value || "");
    for (const box of boxes(question)) if (!heard.includes(box.dataset.noticed) && !box.contains(document.activeElement)) box.remove();
    const shown = boxes(question).map((box) => box.dataset.noticed);
    for (const sentence of heard) {
      if (settled.has(sentence) || shown.includes(sentence)) continue;
      number += 1;
      const id = `noticed-${question.dataset.question}-${number}`;
      const holder = document.createElement("div");
      holder.innerHTML = template.innerHTML.replaceAll("noticed-NAME", id).replaceAll("NAME", `${question.dataset.question}-${number}`);
      const box = holder.firstElementChild;
      box.dataset.noticed = sentence;
      box.querySelector("[data-heard]").textContent = `“${sentence}”`;
      box.querySelector(`[name="${id}-sentence"]`).value = sentence;
      box.querySelector(`[name="${id}-what"]`).value = deed(sentence);
      box.querySelector(`[name="${id}-by"]`).value = dayNamed(sentence);
      box.querySelector("[name=settled]").value = sentence;
      question.append(box);
    }
  }

  form.addEventListener("click", (event) => {
    const box = event.target.closest("[data-noticed]");
    const button = event.target.closest("button");
    if (!box || !button) return;
    const question = box.closest("[data-question]");
    if (button.name === "settled") {
      event.preventDefault();
      settle(box.dataset.noticed);
    } else if (button.name === "keep_promise") {
      const value = (part) => box.querySelector(`[name$="-${part}"]`).value;
      // The list of promises may be on another part's page: then the form itself carries it there.
      if (!addRow(question.dataset.notices, { what: value("what"), who: value("who"), by: value("by") })) return;
      event.preventDefault();
      const kept = Object.assign(document.createElement("p"), { className: "al-promise al-promise--kept" });
      kept.setAttribute("role", "status");
      kept.textContent = `Promised: ${value("what")}. ${[value("who"), value("by").split("-").reverse().join("/")].filter(Boolean).join(", by ")}`;
      box.before(kept);
      settle(box.dataset.noticed);
    } else return;
    box.remove();
    question.querySelector("textarea")?.focus();
  });

  // --- words worth a question

  const place = document.querySelector("[data-prompts]");
  const prompts = rules.prompts.map((one) => ({ ...one, rule: new RegExp(`\\b(?:${one.words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})\\b`, "i") }));
  function ask() {
    if (!place) return;
    const text = [...form.querySelectorAll("textarea")].map((one) => one.value).join("\n");
    for (const prompt of prompts) {
      const word = prompt.rule.exec(text)?.[0];
      const shown = place.querySelector(`[data-prompt="${CSS.escape(prompt.key)}"]`);
      if (!word) { shown?.remove(); continue; }
      if (shown) continue;
      const aside = Object.assign(document.createElement("aside"), { className: "al-card al-prompt" });
      aside.dataset.prompt = prompt.key;
      aside.setAttribute("aria-label", `Things to ask: ${word}`);
      const said = document.createElement("p");
      said.append(Object.assign(document.createElement("strong"), { textContent: `“${word}”` }));
      const list = Object.assign(document.createElement("ul"), { className: "govuk-list govuk-list--bullet" });
      prompt.ask.forEach((one) => list.append(Object.assign(document.createElement("li"), { textContent: one })));
      aside.append(said, Object.assign(document.createElement("p"), { className: "al-meta", textContent: "Not a diagnosis. Things to ask:" }), list);
      place.append(aside);
    }
  }

  let timer = null;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    const question = event.target.closest?.("[data-notices]");
    timer = setTimeout(() => { if (question) look(question); ask(); }, 700);
  });
}
