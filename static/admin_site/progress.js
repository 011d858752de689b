// Shows how far the pages are, and opens the page anew when they are made. Without script: the link.
(() => {
  "use strict";
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const look = async () => {
    try {
      const response = await fetch(box.dataset.progress, { credentials: "same-origin" });
      const told = await response.json();
      if (told.state !== "busy") return location.reload();
      if (told.total) {
        bar.max = told.total;
        bar.value = told.done;
        box.querySelector("[data-done]").textContent = `${told.done} van ${told.total}`;
      }
    } catch { /* no connection: the next look may have one */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
})();
