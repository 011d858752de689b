// Asks before a half-written text is left: a link to another language looks harmless.
(() => {
  "use strict";
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[method=post]")) changed = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "_preview") changed = false; // it opens beside, unsaved
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
