import { initAll } from "./govuk-frontend.js";
import { foldCards, startMenus, startPrinting } from "./menu.js";
import { watchSession } from "./session.js";

initAll();
startMenus();
foldCards();
startPrinting();
watchSession();
