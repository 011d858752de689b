// Asks before a half-written text is left: a link to another language looks harmless.
(() => {
  "use strict";
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[method=post]")) changed = true;
  });
  document.addEventListener("sent", (event) => { // sending.js: the server has it
    if (event.target.id !== "order") changed = false; // moving a section saves nothing that was typed
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
