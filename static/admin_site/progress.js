// Shows how far the pages are, and opens the page anew when they are made. Without script: the link.
(() => {
  "use strict";
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const look = async () => {
    try {
      const response = await fetch(box.dataset.progress, { credentials: "same-origin" });
      const progress = await response.json();
      if (progress.state !== "busy") return location.reload();
      if (progress.total) {
        bar.max = progress.total;
        bar.value = progress.done;
        box.querySelector("[data-done]").textContent = `${progress.done} van ${progress.total}`;
      }
    } catch { /* no connection: the next look may have one */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
})();
