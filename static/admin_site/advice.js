// Asks for advice on a Dutch text when typing pauses. Without script: after saving.
(() => {
  "use strict";
  const first = document.querySelector("[data-advice-url]");
  if (!first) return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = new WeakMap();

  const ask = async (field, place) => {
    const text = field.value;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, text, wing: place.dataset.advice });
    try {
      const response = await fetch(first.dataset.adviceUrl, { method: "POST", body, redirect: "error" });
      const advice = await response.text();
      if (response.ok && field.value === text) place.innerHTML = advice;
    } catch { /* no connection: the advice comes after saving */ }
  };

  document.addEventListener("input", ({ target }) => {
    const place = document.getElementById(`${target.id}_helptext`)?.querySelector("[data-advice]");
    if (!place) return;
    clearTimeout(waiting.get(target));
    waiting.set(target, setTimeout(ask, 800, target, place));
  });
})();
