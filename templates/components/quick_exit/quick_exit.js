/* The way out. Stands alone, right behind its link: it works while the page is still
   coming in, and an error elsewhere cannot stop it. Written for old browsers (ES5).
   Order matters: silence, blank, go. `replace` takes this page out of Back. */
(function () {
  var link = document.getElementById("exit");
  var left = false;

  function leave(event) {
    if (event) event.preventDefault();
    left = true;
    try {
      if (window.speechSynthesis) speechSynthesis.cancel();
      var sounds = document.querySelectorAll("audio,video");
      for (var i = 0; i < sounds.length; i++) {
        sounds[i].pause();
        sounds[i].removeAttribute("src");
      }
    } catch (error) {}
    var url = link.href;
    document.documentElement.style.display = "none";
    try {
      document.body.textContent = "";
    } catch (error) {}
    try {
      location.replace(url);
    } catch (error) {
      location.assign(url);
    }
  }

  link.addEventListener("click", leave);

  // Three times Shift by itself within five seconds, for who sits at a keyboard.
  var presses = [];
  var alone = false;
  function begin(event) {
    alone = event.key === "Shift";
    if (!alone) presses = [];
  }
  document.addEventListener("keydown", begin);
  document.addEventListener("mousedown", begin); // Shift and a click open a window
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) return;
    var now = Date.now();
    presses.push(now);
    while (now - presses[0] > 5000) presses.shift();
    if (presses.length === 3) return leave();
    var said = document.getElementById("said");
    said.textContent = said.getAttribute("data-" + presses.length);
    setTimeout(function () { said.textContent = ""; }, 5000);
  });

  // A browser may show a page again that was left: stay blank, leave again.
  window.addEventListener("pageshow", function () {
    if (left) leave();
  });
})();
