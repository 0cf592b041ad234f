// The live side of a questionnaire's page: questions come and go with the answers they hang on, rows are added and
// removed in place, and everything saves itself. Without this script each of these is a button of the form.

import { startAutosave } from "./autosave.js";
import { startNoticing } from "./noticing.js";

const form = document.querySelector("form[data-autosave][data-draft]");
if (form) {
  followConditions(form);
  startAutosave(form);
  const addRow = startRows(form);
  startNoticing(form, addRow);
}

// The conditions of declare.When, read in order: an answer that is not asked for any more counts for nothing.
function followConditions(page) {
  const conditional = [...page.querySelectorAll("[data-asked-if]")];
  if (!conditional.length) return;
  const conditions = new Map(conditional.map((box) => [box, JSON.parse(box.dataset.askedIf)]));

  function given(question) {
    const box = page.querySelector(`[data-question="${CSS.escape(question)}"]`);
    if (!box) return null; // on another part's page: the server knows
    if (box.closest('[data-asked="no"]')) return [];
    return [...box.querySelectorAll("input:not([type=hidden]), textarea, select")]
      .filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked).map((one) => one.value.trim()).filter(Boolean);
  }

  function holds(condition) {
    for (const [name, join] of [["every", "all"], ["some", "any"]]) {
      if (!condition[name]) continue;
      const parts = condition[name].map(holds);
      const said = parts.filter((one) => one !== null);
      if (join === "all") return said.includes(false) ? false : said.length < parts.length ? null : true;
      return said.includes(true) ? true : said.length < parts.length ? null : false;
    }
    const answers = given(condition.question);
    if (answers === null) return null;
    return condition.values.length ? answers.some((one) => condition.values.includes(one)) : answers.length > 0;
  }

  function follow() {
    for (const [box, condition] of conditions) {
      const asked = holds(condition);
      if (asked !== null) box.dataset.asked = asked ? "yes" : "no";
    }
  }
  page.addEventListener("input", follow);
  page.addEventListener("change", follow);
  follow();
}

function startRows(page) {
  const list = (question) => page.querySelector(`[data-rows="${CSS.escape(question)}"]`);
  const rows = (box) => [...box.querySelectorAll(":scope > [data-row]")];
  const changed = () => page.dispatchEvent(new CustomEvent("alongside:changed"));

  function add(question, name) {
    const box = list(question);
    const template = box.querySelector("template[data-row-template]");
    const number = Math.max(-1, ...rows(box).map((row) => Number(row.dataset.row))) + 1;
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll(`${question}-999`, `${question}-${number}`);
    const row = holder.firstElementChild;
    row.dataset.row = number;
    row.querySelector(`[name="${question}-numbers"]`).value = number;
    row.querySelector(`[name="${question}-${number}-_row"]`).value = name
      || [...crypto.getRandomValues(new Uint8Array(4))].map((one) => one.toString(16).padStart(2, "0")).join("");
    template.before(row);
    return row;
  }

  page.addEventListener("click", (event) => {
    const adding = event.target.closest("[data-add-row]");
    const removing = event.target.closest("[data-remove-row]");
    if (adding) {
      event.preventDefault();
      add(adding.value).querySelector("input:not([type=hidden]), textarea, select")?.focus();
    } else if (removing) {
      event.preventDefault();
      const row = removing.closest("[data-row]");
      const box = row.closest("[data-rows]");
      row.remove();
      box.querySelector("[data-add-row]").focus();
      changed();
    }
  });

  // Words put back from this computer: rows that are not on the page come first, then their boxes are filled.
  page.addEventListener("alongside:rows", (event) => {
    const { question, entries } = event.detail;
    const wanted = entries.filter(([name]) => name === `${question}-numbers`).length;
    while (rows(list(question)).length < wanted) add(question);
  });

  // A promise that was kept while typing becomes a row. Answers whether there is a list here to put it in.
  return function addFilled(question, values) {
    const box = list(question);
    if (!box) return false;
    const empty = rows(box).find((row) => [...row.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea")].every((one) => !one.value));
    const row = empty || add(question);
    const start = `${question}-${row.dataset.row}-`;
    for (const [key, value] of Object.entries(values)) {
      const one = row.querySelector(`[name="${start}${key}"]`);
      if (one?.tagName === "SELECT") {
        const option = [...one.options].find((choice) => choice.value === value || choice.text.trim() === value);
        if (option) one.value = option.value;
      } else if (one && one.type !== "radio") one.value = value;
      const parts = value.split("-");
      ["year", "month", "day"].forEach((part, place) => {
        const place_ = row.querySelector(`[name="${start}${key}_${part}"]`);
        if (place_) place_.value = parts.length === 3 ? String(Number(parts[place])) : "";
      });
    }
    changed();
    return true;
  };
}
