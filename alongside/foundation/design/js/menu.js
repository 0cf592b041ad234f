// The header's menu on a small screen, and the sheets that open from a button.

export function startMenus(root = document) {
  for (const button of root.querySelectorAll(".al-header__menu")) {
    const nav = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = nav.classList.toggle("al-header__nav--open");
      button.setAttribute("aria-expanded", String(open));
    });
  }

  const sheets = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const sheet of sheets()) if (!sheet.contains(event.target)) sheet.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const sheet of sheets()) {
      const inside = sheet.contains(document.activeElement);
      sheet.open = false;
      if (inside) sheet.querySelector("summary").focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const sheet of sheets()) if (!sheet.contains(event.target)) sheet.open = false;
  });
}

// Cards that may fold are open without scripts and on a wide screen, and fold on a small one.
export function foldCards(root = document) {
  if (!window.matchMedia("(max-width: 767px)").matches) return;
  for (const card of root.querySelectorAll("details[data-folds]")) card.open = false;
  window.addEventListener("beforeprint", () => {
    for (const card of document.querySelectorAll("details[data-folds]")) card.open = true;
  });
}

// Tabs run off the side of a small screen: the one this page belongs to is brought into sight.
export function showCurrentTab(root = document) {
  for (const tab of root.querySelectorAll(".al-tabs__list [aria-current], .al-segments [aria-current]")) {
    const row = tab.closest(".al-tabs") || tab.closest("ul");
    const [one, all] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += one.left + one.width / 2 - all.left - all.width / 2;
  }
}

export function startPrinting(root = document) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
