import { dropCopiesAtSignOut } from "./answers_kept.js";
import { Radios, initAll } from "./govuk-frontend.js";
import { offerListening } from "./listen.js";
import { foldCards, showCurrentTab, startMenus, startPrinting } from "./menu.js";
import { watchSession } from "./session.js";

// A radio may not carry aria-expanded (ARIA 1.2): the question it reveals follows it, and that is enough.
const sync = Radios.prototype.syncConditionalRevealWithInputState;
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  sync.call(this, input);
  input.removeAttribute("aria-expanded");
};

initAll();
startMenus();
foldCards();
showCurrentTab();
startPrinting();
watchSession();
dropCopiesAtSignOut();
offerListening();
