/* Inlined in the head, before anything can be painted: how the browser came here. After a way
   back, or a reload of what was left, it hides the words that the other scripts take away. ES5. */
(function () {
  var root = document.documentElement;
  var name = window.name; // "1": the gate was shown here, "2": this page was left
  var isQuiet = root.getAttribute("data-wing") === "quiet";
  var how;
  try {
    var entry = performance.getEntriesByType("navigation")[0];
    how = entry ? entry.type : ["", "reload", "back_forward"][performance.navigation.type];
  } catch (error) {}

  // arrival: "navigate", "reload" or "back_forward"; undefined where a browser does not say
  window.leaving = { left: false, arrival: how };
  if (/reload|back/.test(how) && (name === "2" || isQuiet &&
      (how === "reload" ? name === "1" : !document.wasDiscarded))) root.classList.add("gated");
})();
