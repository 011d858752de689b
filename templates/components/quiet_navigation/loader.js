/* Inlined right behind the exit, in one piece with its script. Two things only: the gate,
   and fetching the core bundle after the first paint. ES5. */
(function () {
  var GATED = "1"; // window.name: a reload of the gate shows the gate
  var root = document.documentElement;
  var title = document.title;

  // Back or Forward from another site shows a bland gate, never what was read.
  function gate() {
    root.classList.add("gated");
    document.title = root.getAttribute("data-gate");
    window.name = GATED;
  }

  if (root.getAttribute("data-wing") === "quiet" && !leaving.left) {
    if (root.classList.contains("gated")) gate(); // arrival.js decided
    else if (leaving.arrival !== "reload") window.name = ""; // or the language that was chosen
    window.addEventListener("pageshow", function (event) {
      if (event.persisted && !leaving.left) gate();
    });
    document.addEventListener("click", function (event) {
      var link = leaving.within(event, "onward");
      if (!link) return;
      window.name = "";
      if (window.site || link.pathname !== root.getAttribute("data-path")) return; // a link like others
      event.preventDefault(); // home is here: at its top, closed
      root.classList.remove("gated");
      document.title = title;
      var open = document.querySelectorAll("details[open]");
      for (var i = 0; i < open.length; i++) open[i].removeAttribute("open");
      var heading = document.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
      window.scrollTo(0, 0);
    });
  }

  // As data, and run from memory: a script's address would stay in the browser's code cache.
  function fetchCore() {
    leaving.get(root.getAttribute("data-core"), "json").then(function (core) {
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
    if (!root.getAttribute("data-core") || line && line.saveData) return; // an error page has none
    setTimeout(fetchCore, 0);
  });
})();
