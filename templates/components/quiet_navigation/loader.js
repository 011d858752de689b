/* Inlined right behind the exit, before anything can be seen. Two things only:
   the gate, and fetching the core bundle after the first paint. ES5. */
(function () {
  var root = document.documentElement;
  var quiet = root.getAttribute("data-wing") === "quiet";

  // Back or Forward from another site shows a bland gate, never what was read.
  function gate() {
    root.className = "gated";
    document.title = root.getAttribute("data-gate");
  }

  function broughtBack() {
    try {
      var entry = performance.getEntriesByType("navigation")[0];
      return entry ? entry.type === "back_forward" : performance.navigation.type === 2;
    } catch (error) {
      return false;
    }
  }

  if (quiet) {
    if (broughtBack()) gate();
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) gate();
    });
    document.addEventListener("click", function (event) {
      if (event.target.id !== "onward") return;
      root.className = "";
      var heading = document.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
    });
  }

  window.addEventListener("load", function () {
    var line = navigator.connection;
    if (!window.fetch || !window.DOMParser || !Element.prototype.closest) return;
    if (line && line.saveData) return;
    setTimeout(function () {
      var script = document.createElement("script");
      script.src = root.getAttribute("data-core");
      document.head.appendChild(script);
    }, 0);
  });
})();
