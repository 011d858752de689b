// Listening: a sentence that was heard to its end is ticked; a part of a page begins where its button says.
(() => {
  "use strict";
  document.querySelectorAll("[data-heard]").forEach((audio) => {
    const box = document.getElementById(audio.dataset.heard);
    audio.addEventListener("ended", () => { box.checked = true; });
  });
  const page = document.getElementById("page-sound");
  document.querySelectorAll("[data-at]").forEach((button) => {
    button.hidden = false; // without script the sound of the page is there all the same
    button.addEventListener("click", () => {
      page.currentTime = Number(button.dataset.at);
      page.play();
    });
  });
  // One voice at a time.
  document.addEventListener("play", (event) => {
    document.querySelectorAll("audio").forEach((audio) => { if (audio !== event.target) audio.pause(); });
  }, true);
})();
