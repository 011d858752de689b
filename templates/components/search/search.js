/* Search on the device: the index comes after a tap, and no word leaves. More in README.md. ES5. */
site.enhance(function (page) {
  var box = page.querySelector("[data-search]");
  if (!box || !window.fetch) return;
  var button = box.querySelector("button");
  var status = box.querySelector("[role=status]");
  var list = box.querySelector("ul");
  var index, field, waiting;

  // The same as `plain` in content/pages/search_index.py.
  function plain(text) {
    text = text.toLowerCase();
    if (text.normalize) text = text.normalize("NFKD");
    text = text.replace(/[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, "")
      .replace(/\u0671/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a")
      .replace(/\u06a9/g, "\u0643").replace(/\u0629/g, "\u0647");
    return text.split(/[\s.,;:!?()'"\u2018\u2019\u201c\u201d\u060c\u061b\u061f\/+-]+/).map(function (word) {
      return word.replace(/^(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=.{3})/, "");
    }).filter(function (word) { return word.length > 1; });
  }

  function common(word) {
    return word.length < 3 || index.common.indexOf(word) >= 0;
  }

  /* How well each page fits one word: {number: points}. Heaviest is what a page is called. */
  function fitting(word) {
    var points = {};
    function look(words, whole, start, within) {
      for (var known in words) {
        var at = known.indexOf(word);
        if (at < 0 || (at > 0 && word.length < 4) || (known !== word && word.length < 3)) continue;
        var worth = at > 0 ? within : known === word ? whole : start;
        if (worth) words[known].forEach(function (number) {
          points[number] = Math.max(points[number] || 0, worth);
        });
      }
    }
    look(index.names, 9, 6, 2);
    if (common(word)) return points;
    look(index.parts, 5, 3, 2);
    look(index.words, 3, 2, 1);
    return points;
  }

  function loosely(word) {
    var points = fitting(word);
    for (var cut = 1; cut < 4 && !Object.keys(points).length && word.length - cut > 3; cut++) {
      points = fitting(word.slice(0, -cut));
    }
    return points;
  }

  /* Pages, best first: those that most of the words fit; rare words and open pages weigh more. */
  function find(text) {
    var total = {}, fits = {}, most = 0;
    plain(text).forEach(function (word) {
      var points = loosely(word), numbers = Object.keys(points);
      var rarity = common(word) ? .5 : Math.log(1 + index.pages.length / numbers.length);
      numbers.forEach(function (number) {
        var open = /^\/[^\/]+\/\d*\/?$/.test(index.pages[number][0]) ? 1 : 1.5;
        total[number] = (total[number] || 0) + points[number] * rarity * open;
        fits[number] = (fits[number] || 0) + 1;
        most = Math.max(most, fits[number]);
      });
    });
    function worth(number) {
      return total[number] * fits[number];
    }
    return Object.keys(total).filter(function (number) {
      return fits[number] * 2 >= most;
    }).sort(function (a, b) { return worth(b) - worth(a) || a - b; });
  }

  function show() {
    list.textContent = status.textContent = "";
    if (!plain(field.value).length) return;
    var results = find(field.value).slice(0, 12);
    results.forEach(function (number) {
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
      if (row[4]) item.appendChild(document.createTextNode(" (" + row[4] + ")"));
      list.appendChild(item);
    });
    var state = results.length ? "data-found" : "data-none";
    status.textContent = status.getAttribute(state) + (results.length ? ": " + results.length : "");
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
    leaving.get(box.getAttribute("data-search"), "json").then(function (answer) {
      index = answer;
      open();
    })["catch"](function () {
      button.disabled = false;
      status.textContent = status.getAttribute("data-failed");
    });
  };
});
