// Reads the page aloud with the browser's own voice, part by part so that it can be stopped. Nothing leaves the machine.

const PARTS = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, summary";

export function offerListening() {
  const button = document.querySelector("[data-listen]");
  if (!button || !("speechSynthesis" in window)) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  const stop = () => {
    window.speechSynthesis.cancel();
    button.textContent = "Listen";
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    const parts = spoken(document.querySelector("main"));
    if (!parts.length) return undefined;
    button.textContent = "Stop";
    button.setAttribute("aria-pressed", "true");
    parts.forEach((words, number) => {
      const part = new SpeechSynthesisUtterance(words);
      part.lang = document.documentElement.lang;
      if (number === parts.length - 1) part.onend = stop;
      window.speechSynthesis.speak(part);
    });
    return undefined;
  });
  window.addEventListener("pagehide", stop);
}

// What is seen, once: a part inside another part is read with the outer one.
function spoken(main) {
  return [...main.querySelectorAll(PARTS)]
    .filter((part) => part.offsetParent && !part.parentElement.closest(PARTS))
    .map((part) => part.innerText.trim().replace(/\s+/g, " "))
    .filter(Boolean);
}
