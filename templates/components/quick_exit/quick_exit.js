/* The way out, and the one state that everything else obeys: once `leaving.left` is true no
   word of ours may come back. Stands right behind its link: it works while the page is
   still coming in, and an error elsewhere cannot stop it. Written for old browsers (ES5).
   README.md says what it does and what it cannot do. */
(function () {
  var LEFT = "2"; // window.name, which outlives a reload and writes nothing on disk
  var root = document.documentElement;
  var link = document.getElementById("exit");
  var requests = window.AbortController && new AbortController();
  var words, timer;

  var leaving = window.leaving;

  /* Every request of ours: dropped at the exit, and after it nobody hears of an answer.
     "same-origin" keeps to the page's own connection; no cookie has a public path. */
  leaving.get = function (address, as) {
    var options = { cache: "no-store", credentials: "same-origin", referrerPolicy: "no-referrer" };
    if (requests) options.signal = requests.signal;
    function unlessLeft(tell) {
      return function (answer) { if (!leaving.left) tell(answer); };
    }
    return new Promise(function (done, failed) {
      fetch(address, options).then(function (response) {
        if (response.status >= 500) throw response.status;
        return response[as]();
      }).then(unlessLeft(done), unlessLeft(failed));
    });
  };

  /* Whether an event happened on an element or on something a translator put into it. */
  leaving.within = function (event, id) {
    var node = event.target;
    while (node && node.id !== id) node = node.parentNode;
    return node;
  };

  function attempt(act) {
    try { act(); } catch (error) {}
  }

  /* Silence, blank, go. `replace` takes this page out of Back. */
  function leave(event) {
    if (event) event.preventDefault();
    leaving.left = true;
    attempt(function () {
      if (window.speechSynthesis) speechSynthesis.cancel();
      var sounds = document.querySelectorAll("audio,video");
      for (var i = 0; i < sounds.length; i++) {
        sounds[i].pause();
        sounds[i].removeAttribute("src");
      }
    });
    root.style.display = "none";
    attempt(function () {
      window.name = LEFT;
      if (requests) requests.abort();
    });
    attempt(function () {
      var status = document.getElementById("said"); // gone when this happens once more
      if (status) words = status.getAttribute("data-wait");
      // what still comes in goes to the body that was taken away
      root.replaceChild(document.createElement("body"), document.body);
      if (root.getAttribute("data-wing") === "open") document.title = root.getAttribute("data-gate");
      clearTimeout(timer);
      timer = setTimeout(wait, 1500);
    });
    var url = link.href;
    try {
      location.replace(url);
    } catch (error) {
      location.assign(url);
    }
  }

  /* Where the other site takes its time: what any page would say. It leaves again after 20 s,
     because two Backs in a row can call off the way there. */
  function wait() {
    var line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = words;
    document.body.appendChild(line);
    root.style.display = "";
    timer = setTimeout(leave, 20000);
  }

  link.addEventListener("click", leave);
  document.addEventListener("click", function (event) {
    if (leaving.within(event, "away")) leave(event);
  });

  // Three times Shift by itself within five seconds, for anyone who sits at a keyboard.
  var presses = [];
  var alone = false;
  function begin(event) {
    alone = event.key === "Shift";
    if (!alone) presses = [];
  }
  document.addEventListener("keydown", begin);
  document.addEventListener("mousedown", begin); // Shift and a click open a window
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone || leaving.left) return;
    var now = Date.now();
    presses.push(now);
    while (now - presses[0] > 5000) presses.shift();
    if (presses.length === 3) return leave();
    var status = document.getElementById("said");
    status.textContent = status.getAttribute("data-" + presses.length);
    setTimeout(function () { status.textContent = ""; }, 5000);
  });

  // Back while the other site is awaited would cancel the way there: leave again. So where a
  // browser shows a page again that was left, or loads one anew.
  window.addEventListener("popstate", function () { if (leaving.left) leave(); });
  window.addEventListener("pageshow", function (event) { if (leaving.left && event.persisted) leave(); });
  if (window.name === LEFT) {
    window.name = "";
    if (/reload|back/.test(leaving.arrival)) leave();
  }
})();
