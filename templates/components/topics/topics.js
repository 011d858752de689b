/* Topic and audience together, chosen in place: no jump, no address. Without script the
   same links choose one of the two. ES5. */
site.enhance(function (page) {
  var box = page.querySelector(".topics");
  if (!box) return;
  var links = box.querySelectorAll("nav a");
  var came = box.querySelector(":target");
  var id = came ? came.id : "";
  var chosen = { topic: "", audience: "" };
  if (id.indexOf("for-") === 0) chosen.audience = id.slice(4);
  else if (came && came.tagName === "SECTION") chosen.topic = id;

  function show() {
    var sections = box.querySelectorAll("section");
    for (var i = 0; i < sections.length; i++) {
      var rows = sections[i].querySelectorAll("[data-for]"), fits = 0;
      for (var j = 0; j < rows.length; j++) {
        var who = " " + rows[j].getAttribute("data-for") + " ";
        rows[j].hidden = chosen.audience && who.indexOf(" " + chosen.audience + " ") < 0;
        if (!rows[j].hidden) fits++;
      }
      sections[i].hidden = !fits || (chosen.topic && sections[i].id !== chosen.topic);
    }
    for (var k = 0; k < links.length; k++) {
      var kind = links[k].hasAttribute("data-topic") ? "topic" : "audience";
      if (links[k].getAttribute("data-" + kind) === chosen[kind]) links[k].setAttribute("aria-current", "true");
      else links[k].removeAttribute("aria-current");
    }
  }

  box.querySelector("nav").addEventListener("click", function (event) {
    var link = event.target;
    while (link && link.tagName !== "A") link = link.parentNode;
    if (!link || !link.hasAttribute) return;
    var kind = link.hasAttribute("data-topic") ? "topic" : "audience";
    chosen[kind] = link.getAttribute("data-" + kind);
    event.preventDefault();
    event.stopPropagation();
    show();
  });
  box.setAttribute("data-live", "");
  show();
});
