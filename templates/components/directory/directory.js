/* What is chosen goes together, in place, and stands in the fragment of the address, so that
   it can be sent to a colleague: #advice+for-work+by-phone. Nothing is sent to a server. In a
   quiet visit the address is left alone. Without script a link chooses one thing. ES5. */
site.enhance(function (page) {
  var box = page.querySelector(".directory");
  if (!box) return;
  var links = box.querySelectorAll("nav a"), bodies = box.querySelectorAll("tbody");
  var status = box.querySelector("[role=status]"), chosen = {};

  function has(element, kind, code) {
    return (" " + (element.getAttribute("data-" + kind) || "") + " ").indexOf(" " + code + " ") >= 0;
  }

  function fits(row) {
    if (chosen.way && !has(row, "way", chosen.way)) return false;
    if (chosen.abroad && !row.hasAttribute("data-abroad")) return false;
    if (chosen.language && !has(row, "language", chosen.language)) return false;
    return !chosen.open || site.isOpen(row);
  }

  function show() {
    var shown = 0, names = [];
    for (var i = 0; i < bodies.length; i++) {
      var rows = bodies[i].querySelectorAll("[data-way]"), left = 0;
      for (var j = 0; j < rows.length; j++) {
        rows[j].hidden = !fits(rows[j]);
        if (!rows[j].hidden) left++;
      }
      bodies[i].hidden = !left
        || !!chosen.topic && !has(bodies[i], "topic", chosen.topic)
        || !!chosen.audience && !has(bodies[i], "audience", chosen.audience);
      if (!bodies[i].hidden) shown++;
    }
    for (var k = 0; k < links.length; k++) {
      var kind = links[k].getAttribute("data-choice"), is = kind && chosen[kind] === links[k].getAttribute("data-code");
      if (is) {
        links[k].setAttribute("aria-current", "true");
        names.push(links[k].getAttribute("href").slice(1));
      } else links[k].removeAttribute("aria-current");
    }
    status.textContent = status.getAttribute("data-count").replace("{0}", shown).replace("{1}", bodies.length);
    return names.join("+");
  }

  box.querySelector("nav").addEventListener("click", function (event) {
    var link = event.target;
    while (link && link.tagName !== "A") link = link.parentNode;
    if (!link || !link.hasAttribute) return;
    var kind = link.getAttribute("data-choice"), code = link.getAttribute("data-code");
    if (!kind) chosen = {};
    else chosen[kind] = chosen[kind] === code ? "" : code;
    event.preventDefault();
    event.stopPropagation();
    var names = show();
    if (location.pathname === box.getAttribute("data-address")) history.replaceState(null, "", "#" + (names || "all"));
  });

  var came = location.pathname === box.getAttribute("data-address") ? "+" + location.hash.slice(1) + "+" : "";
  for (var i = 0; i < links.length; i++) {
    var kind = links[i].getAttribute("data-choice"), code = links[i].getAttribute("data-code");
    if (kind && came.indexOf("+" + links[i].getAttribute("href").slice(1) + "+") >= 0) chosen[kind] = code;
  }
  var only = box.querySelectorAll("nav [hidden]"); // what a link alone cannot do
  for (var j = 0; j < only.length; j++) only[j].hidden = false;
  show();
  box.setAttribute("data-live", "");
});
