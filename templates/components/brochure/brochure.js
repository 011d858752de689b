/* A brochure of ticked pages, made on the device. All there is to choose from comes in one
   answer, so that no choice is sent; nothing of it is kept, in no address and no storage. ES5. */
site.enhance(function (page) {
  var box = page.querySelector("[data-brochure]");
  // a page that was swapped in behind a brochure prints as itself
  if (!page.querySelector(".brochure")) document.body.classList.remove("on-brochure");
  if (!box || !window.fetch) return;
  var result = page.querySelector("[data-made]"), after = page.querySelector("[data-after]");
  var ticks = box.querySelector(".ticks"), status = box.querySelector("[role=status]");
  var first = box.querySelector("[data-first]"), second = box.querySelector("[data-second]");
  var all;

  function add(parent, name, text) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function column(parent, code) {
    var element = add(parent, "div");
    element.lang = code;
    element.dir = all.languages[code].direction;
    return element;
  }

  function offer() {
    for (var code in all.languages) {
      [first, second].forEach(function (select) {
        var option = add(select, "option", all.languages[code].name);
        option.value = code;
        option.lang = code;
      });
    }
    if (all.languages[document.documentElement.lang]) first.value = document.documentElement.lang;
    [].forEach.call(ticks.querySelectorAll("input"), function (input) {
      input.checked = false; // a browser may remember them when it reloads
    });
    box.querySelector(".without").hidden = true;
    ticks.hidden = false;
  }

  function chosen() {
    return [].filter.call(ticks.querySelectorAll("input"), function (input) {
      return input.checked;
    }).map(function (input) { return input.value; });
  }

  function make() {
    var keys = chosen(), missing = [], sources = [];
    var codes = [first.value].concat(second.value && second.value !== first.value ? [second.value] : []);
    if (!keys.length) {
      status.textContent = box.getAttribute("data-none");
      return;
    }
    result.textContent = "";
    result.className = "brochure" + (codes.length > 1 ? " two" : "");
    var cover = add(result, "div");
    cover.className = "brochure-cover";
    codes.forEach(function (code) {
      var words = all.languages[code].cover, side = column(cover, code);
      add(side, "h2", words.title);
      add(add(side, "p"), "strong", words.together);
      add(add(side, "p"), "small", words.date);
    });
    keys.forEach(function (key) {
      var leaf = all.pages[key];
      var has = codes.filter(function (code) { return leaf.blocks[code]; });
      if (has.length < codes.length) missing.push(ticks.querySelector("[value='" + key + "']").parentNode.textContent.trim());
      if (!has.length) return;
      leaf.blocks[has[0]].forEach(function (_, number) {
        var pair = add(result, "div");
        pair.className = "pair";
        has.forEach(function (code) { column(pair, code).innerHTML = leaf.blocks[code][number]; });
      });
      leaf.sources.forEach(function (source) { if (sources.indexOf(source) < 0) sources.push(source); });
    });
    var end = add(result, "div");
    end.className = "brochure-sources";
    add(add(end, "p"), "strong", all.languages[first.value].cover.sources);
    var list = add(end, "ul");
    list.lang = "nl";
    list.dir = "ltr";
    sources.sort().forEach(function (source) { add(list, "li", source); });
    status.textContent = missing.length ? box.getAttribute("data-none-in") + " " + missing.join("; ") : "";
    result.hidden = after.hidden = false;
    document.body.classList.add("on-brochure");
    result.tabIndex = -1;
    result.focus();
    result.scrollIntoView();
  }

  function again() {
    result.textContent = "";
    result.hidden = after.hidden = true;
    document.body.classList.remove("on-brochure");
    first.focus();
  }

  // A file that is saved is called after the title.
  function print() {
    var title = document.title;
    document.title = all.languages[first.value].cover.title;
    window.print();
    document.title = title;
  }

  box.querySelector("[data-make]").onclick = make;
  page.querySelector("[data-again]").onclick = again;
  page.querySelector("[data-print-made]").onclick = print;
  fetch(box.getAttribute("data-brochure"), { cache: "no-store" }).then(function (answer) {
    if (!answer.ok) throw answer;
    return answer.json();
  }).then(function (leaves) {
    all = leaves;
    offer();
  })["catch"](function () { status.textContent = box.getAttribute("data-failed"); });
});
