// Asks before a half-written text is left: a link to another language looks harmless.
(() => {
  "use strict";
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[method=post]")) changed = true;
  });
  document.addEventListener("submit", (event) => {
    // a preview opens beside, unsaved; moving a section saves nothing that was typed
    if (event.submitter?.name !== "_preview" && event.target.id !== "order") changed = false;
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
