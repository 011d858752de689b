/* Search on the device: the index comes after a tap, and no word leaves. README.md tells more. ES5. */
site.enhance(function (page) {
  var box = page.querySelector("[data-search]");
  if (!box || !window.fetch) return;
  var button = box.querySelector("button");
  var status = box.querySelector("[role=status]");
  var list = box.querySelector("ul");
  var index, field, waiting;

  // The same as `plain` in content/searching.py.
  function plain(text) {
    text = text.toLowerCase();
    if (text.normalize) text = text.normalize("NFKD");
    text = text.replace(/[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, "")
      .replace(/\u0671/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a")
      .replace(/\u06a9/g, "\u0643").replace(/\u0629/g, "\u0647");
    return text.split(/[\s.,;:!?()'"\u2018\u2019\u201c\u201d\u060c\u061b\u061f\/-]+/).map(function (word) {
      return word.replace(/^(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=.{3})/, "");
    }).filter(function (word) { return word.length > 1; });
  }

  /* How well each page fits one word: {number: points}. */
  function fitting(word) {
    var points = {};
    function give(number, more) { points[number] = Math.max(points[number] || 0, more); }
    for (var known in index.words) {
      var at = known.indexOf(word);
      if (at < 0 || (at > 0 && word.length < 4)) continue;
      var worth = at > 0 ? 1 : known === word ? 3 : 2;
      index.words[known].forEach(function (number) { give(number, worth); });
    }
    index.headings.forEach(function (heading, number) {
      heading.forEach(function (known) {
        if (known.indexOf(word) === 0) give(number, known === word ? 9 : 6);
      });
    });
    return points;
  }

  function loosely(word) {
    var points = fitting(word);
    for (var cut = 1; cut < 4 && !Object.keys(points).length && word.length - cut > 3; cut++) {
      points = fitting(word.slice(0, -cut));
    }
    return points;
  }

  function show() {
    var words = plain(field.value);
    list.textContent = status.textContent = "";
    if (!words.length) return;
    var each = words.map(loosely);
    var found = Object.keys(each[0]).filter(function (number) {
      return each.every(function (points) { return points[number]; });
    });
    function total(number) {
      return each.reduce(function (sum, points) { return sum + points[number]; }, 0);
    }
    found.sort(function (a, b) { return total(b) - total(a) || a - b; });
    found.slice(0, 12).forEach(function (number) {
      var row = index.pages[number];
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = row[0];
      link.textContent = row[1];
      if (row[2] !== document.documentElement.lang) {
        link.lang = row[2];
        link.dir = row[3];
      }
      item.appendChild(link);
      list.appendChild(item);
    });
    var told = found.length ? "data-found" : "data-none";
    status.textContent = status.getAttribute(told) + (found.length ? ": " + found.length : "");
  }

  function open() {
    var label = document.createElement("label");
    label.textContent = status.getAttribute("data-label");
    field = document.createElement("input");
    field.type = "text";
    field.id = "looking-for";
    label.htmlFor = field.id;
    field.setAttribute("enterkeyhint", "search");
    ["autocomplete", "autocorrect", "autocapitalize"].forEach(function (name) {
      field.setAttribute(name, "off");
    });
    field.spellcheck = false;
    field.oninput = function () {
      clearTimeout(waiting);
      waiting = setTimeout(show, 150);
    };
    box.replaceChild(label, button);
    box.insertBefore(field, status);
    field.focus();
  }

  box.hidden = false;
  button.onclick = function () {
    button.disabled = true;
    status.textContent = "";
    fetch(box.getAttribute("data-search"), {
      cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer"
    }).then(function (response) {
      return response.json();
    }).then(function (found) {
      index = found;
      index.headings = index.pages.map(function (row) { return plain(row[1]); });
      open();
    })["catch"](function () {
      button.disabled = false;
      status.textContent = status.getAttribute("data-failed");
    });
  };
});
