// Reads the page aloud with the browser's own voice, part by part so that it can be stopped. Nothing leaves the machine.

const PARTS = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, summary";

export function offerListening() {
  const button = document.querySelector("[data-listen]");
  if (!button || !("speechSynthesis" in window)) return;
  button.hidden = false;
  const { textContent: listen, dataset: { stop: stopping } } = button;
  button.setAttribute("aria-pressed", "false");
  const stop = () => {
    window.speechSynthesis.cancel();
    button.textContent = listen;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    const parts = spoken(document.querySelector("main"));
    if (!parts.length) return undefined;
    button.textContent = stopping;
    button.setAttribute("aria-pressed", "true");
    parts.forEach(({ words, lang }, number) => {
      const part = new SpeechSynthesisUtterance(words);
      part.lang = lang;
      if (number === parts.length - 1) part.onend = stop;
      window.speechSynthesis.speak(part);
    });
    return undefined;
  });
  window.addEventListener("pagehide", stop);
}

// What is seen, once, in the voice of its own language: a part inside another part is read with the outer one.
function spoken(main) {
  return [...main.querySelectorAll(PARTS)]
    .filter((part) => part.offsetParent && !part.parentElement.closest(PARTS))
    .map((part) => ({ words: part.innerText.trim().replace(/\s+/g, " "), lang: part.closest("[lang]").lang }))
    .filter(({ words }) => words);
}
