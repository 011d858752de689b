// A field one searches in (select2) is called by its label, also while nothing is chosen, and
// whenever it is made: with the page, or with a part that is added.
(() => {
  "use strict";
  const name = (container) => {
    const label = document.querySelector(`label[for="${container.previousElementSibling?.id}"]`);
    const value = container.querySelector(".select2-selection__rendered");
    if (!label || !value) return;
    label.id = `label-of-${label.htmlFor}`;
    for (const named of [container.querySelector(".select2-selection"), value]) {
      named.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
    }
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.classList?.contains("select2-container")) name(node);
    }
  }).observe(document, { childList: true, subtree: true });
})();
