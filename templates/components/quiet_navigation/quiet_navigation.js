/* Takes over links, so that a visit leaves one address in the history. First in the core
   bundle; README.md says what it does, what it costs, and how it was measured. */
(function () {
  var root = document.documentElement;
  var pages = {}; // address -> whole page; in memory only, gone with the tab
  var seen = [root.getAttribute("data-path")]; // what Back goes through
  var tops = []; // how far each was scrolled when it was left
  var at = 0;
  var isTold = false;
  var order = window.navigation && navigation.currentEntry; // Navigation API
  var first = order ? navigation.currentEntry.index : 0;
  var leaveOnBack = root.getAttribute("data-back") === "leave";
  var isQuiet = root.getAttribute("data-wing") === "quiet"; // as the visit began
  var loaded = [root.getAttribute("data-core")];
  var began = root.lang; // the language of the address
  var wanted = 0; // counts requests: only the last tap counts
  var behaviours = [];

  window.site = {
    /* Pages that need no network any more. */
    add: function (more) {
      for (var path in more) pages[path] = more[path];
    },
    /* A behaviour of a component: called with the document now and after each swap. */
    enhance: function (behaviour) {
      behaviours.push(behaviour);
      attempt(behaviour);
    },
    /* Style that only a behaviour needs: not in every page, but in the bundle. */
    dress: function (css) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = URL.createObjectURL(new Blob([css], { type: "text/css" }));
      document.head.appendChild(link);
    },
    /* The page stays, and says that there is no connection. */
    failed: function (again) {
      var status = document.getElementById("status");
      status.hidden = false;
      status.querySelector("button").onclick = function () {
        status.hidden = true;
        again();
      };
      status.querySelector("button").focus();
    },
    /* Visits kept apart from the address bar begin in the quiet wing only. */
    isQuiet: isQuiet
  };

  /* What a component gets wrong must not stand between a reader and the next page. */
  function attempt(behaviour) {
    try {
      behaviour(document);
    } catch (error) {
      setTimeout(function () { throw error; }); // for anyone who looks at the console
    }
  }

  /* The frame and the words of another page in place of these; the exit stays itself. */
  function show(html) {
    // its style is not taken over, and the policy of this page would call it foreign
    var page = new DOMParser().parseFromString(html.replace(/<style>[^<]*<\/style>/, ""), "text/html");
    var source = page.documentElement;
    attempt(function () {
      if (window.speechSynthesis) speechSynthesis.cancel();
    });
    // direction and language first: a voice starts reading at the focus
    ["lang", "dir", "data-path", "data-core", "data-gate"].forEach(function (name) {
      root.setAttribute(name, source.getAttribute(name) || "");
    });
    // robots alone of what a head says: browsers keep a description under the one address
    var robots = "meta[name=robots]", here = document.querySelector(robots), there = page.querySelector(robots);
    if (here) here.parentNode.removeChild(here);
    if (there) document.head.appendChild(document.importNode(there, true));
    if (isQuiet && root.lang !== began) window.name = root.lang; // a reload asks for it again
    else if (isQuiet) window.name = "";
    root.classList.remove("gated"); // a browser that translates has classes of its own there
    document.title = isQuiet ? bland(page) : page.title;
    var exit = document.getElementById("exit");
    var other = page.getElementById("exit");
    exit.href = other.href;
    exit.textContent = other.textContent;
    ["said", "status"].forEach(function (id) {
      var from = page.getElementById(id);
      var to = document.getElementById(id);
      if (from && to) to.parentNode.replaceChild(document.importNode(from, true), to);
    });
    ["gate", "skip", "name", "tools", "main", "footer"].forEach(function (part) {
      var to = document.getElementById(part);
      to.parentNode.replaceChild(document.importNode(page.getElementById(part), true), to);
    });
    behaviours.forEach(attempt);
    window.scrollTo(0, 0);
    var heading = document.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    bundle(root.getAttribute("data-core"));
  }

  /* An open page read in a quiet visit keeps its telling title to itself. */
  function bland(page) {
    var isOpen = page.documentElement.getAttribute("data-wing") !== "quiet";
    return isOpen ? root.getAttribute("data-gate") : page.title;
  }

  /* The pages of another language, once. */
  function bundle(address) {
    if (!address || loaded.indexOf(address) >= 0) return;
    loaded.push(address);
    leaving.get(address, "json").then(function (core) {
      window.site.add(core.pages);
    })["catch"](function () {}); // each page can still be fetched by itself
  }

  function go(path, arrived) {
    var mine = ++wanted;
    if (window.site.hush) window.site.hush(); // at the tap, however long the page takes
    function done(html) {
      if (leaving.left || mine !== wanted) return; // or she tapped something else meanwhile
      try {
        show(html);
      } catch (error) { // better one more address in the history than a dead link
        return location.assign(path);
      }
      if (leaving.left) return; // while the page was put in place
      arrived();
      back();
    }
    if (pages[path]) return done(pages[path]);
    // A page comes with what it would have by a link: without, a browser does not do what the
    // page that clears asks for. There is no cookie to send.
    leaving.get(path, "text").then(done)["catch"](function () {
      if (mine === wanted) window.site.failed(function () { go(path, arrived); });
    });
  }

  /* One more step, under the same address and without a state: both would be kept on disk. */
  function onward(path) {
    tops[at] = window.pageYOffset;
    return function () {
      seen = seen.slice(0, at + 1).concat(path);
      at = seen.length - 1;
      if (!leaveOnBack) history.pushState(null, "");
    };
  }

  /* Our own way back, where the browser's leads out of the site: on each page but home. The
     first time a page was opened from another it says so. */
  function back() {
    var line = document.getElementById("back");
    if (!line || !isQuiet || !leaveOnBack) return;
    line.hidden = false;
    line.querySelector("span").hidden = isTold || at === 0;
    isTold = isTold || at > 0;
  }

  /* What a link within the page leads to, open if it is a fold. */
  function to(part) {
    if (!part) return;
    if (part.nodeName === "DETAILS") part.open = true;
    if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView();
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.target.closest("#back button")) {
      var previous = at - 1, home = "/" + root.lang + "/";
      if (at === 0) return go(home, onward(home));
      return go(seen[previous], function () {
        at = previous;
        window.scrollTo(0, tops[at]);
      });
    }
    var link = event.target.closest("a[href]");
    if (!link || link.host !== location.host || link.protocol !== location.protocol) return;
    if (link.id === "exit" || link.id === "away" || link.target || link.hasAttribute("data-plain")) return;
    var part = link.getAttribute("href").match(/^#(.+)/);
    if (part && (isQuiet || link.id === "skip")) { // its # would be one more address in the history
      event.preventDefault();
      return to(document.getElementById(part[1]));
    }
    if (!isQuiet || !/^\/[a-z]{2,3}\//.test(link.pathname)) return;
    event.preventDefault();
    go(link.pathname, onward(link.pathname));
  });

  window.addEventListener("popstate", function () {
    if (!isQuiet || leaveOnBack) return;
    if (root.classList.contains("gated")) return; // only a tap opens the gate
    // All entries look alike. The Navigation API says which one this is; where a browser
    // has none, it is taken for Back.
    var to = order ? navigation.currentEntry.index - first : at - 1;
    to = Math.max(0, Math.min(to, seen.length - 1));
    go(seen[to], function () { at = to; });
  });

  back();
  if (isQuiet) root.setAttribute("data-ready", "");

  /* The address keeps the language a visit began in; the tab's name, which is written nowhere,
     keeps the one that was chosen, for as long as the tab is reloaded. */
  if (isQuiet && leaving.arrival === "reload" && /^[a-z]{2,3}$/.test(window.name) && window.name !== began) {
    var same = root.getAttribute("data-path").replace(/^\/[a-z]+/, "/" + window.name);
    go(same, function () { seen[at] = same; });
  }
})();
