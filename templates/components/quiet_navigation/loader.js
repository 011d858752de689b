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
    if (broughtBack() && !document.wasDiscarded) gate();
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

  // As data, and run from memory: a script's address would stay in the browser's code cache.
  function fetchCore() {
    var options = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
    fetch(root.getAttribute("data-core"), options).then(function (response) {
      return response.json();
    }).then(function (core) {
      var script = document.createElement("script");
      script.src = URL.createObjectURL(new Blob([core.script], { type: "text/javascript" }));
      script.onload = function () {
        URL.revokeObjectURL(script.src);
        site.add(core.pages);
      };
      document.head.appendChild(script);
    })["catch"](function () {}); // without the bundle links are links
  }

  window.addEventListener("load", function () {
    var line = navigator.connection;
    if (!window.fetch || !window.DOMParser || !window.Blob || !Element.prototype.closest) return;
    if (line && line.saveData) return;
    setTimeout(fetchCore, 0);
  });
})();
