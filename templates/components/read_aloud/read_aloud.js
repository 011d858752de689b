/* The player. Sound in this order: what was approved for exactly this text; a voice of the
   device that is its own; on Android, after a question, the phone's; else one sentence
   that there is none. Whatever happens: leaving the page, or not seeing it, is silence. ES5. */
(function () {
  var SPEEDS = [0.75, 1, 1.25, 1.5];
  var root = document.documentElement;
  var calm = window.matchMedia && matchMedia("(prefers-reduced-motion: reduce)").matches;
  var speed = 1, turn = 0; // turn: sound that was begun in an earlier one says no more
  var panel, offer, audio, voice, keep; // of the page that is open now
  var at = 0, until = 0, playing = false, follow = true, timer, told;

  function $(selector) { return panel.querySelector(selector); }

  function say(word) {
    told = word;
    var said = $("#player-said");
    said.textContent = word ? said.getAttribute("data-" + word) : "";
  }

  /* Silence, now. The place is kept. */
  function hush() {
    turn++;
    playing = false;
    clearTimeout(timer);
    if (window.speechSynthesis) speechSynthesis.cancel();
    if (audio) audio.pause();
    if (panel) show();
  }

  function show() {
    var key = $("[data-do=play]");
    key.setAttribute("aria-pressed", String(playing));
    key.querySelector("span").textContent = key.getAttribute(playing ? "data-pause" : "data-play");
  }

  function isGone() {
    return !panel || !document.body.contains(panel) || root.style.display === "none" || root.className === "gated" || document.hidden;
  }

  /* --- Which sentence */

  function mark(index) { return offer.sound ? offer.sound.marks[index] : null; }

  /* Said together: a paragraph that somebody recorded in one go. */
  function together(index) {
    var group = [index], start = mark(index);
    while (start && mark(group[group.length - 1] + 1) && mark(group[group.length - 1] + 1)[0] === start[0]) group.push(group[group.length - 1] + 1);
    while (start && mark(group[0] - 1) && mark(group[0] - 1)[0] === start[0]) group.unshift(group[0] - 1);
    return group;
  }

  function canSay(index, found) {
    if (!site.sentences.isSeen(found, index)) return false;
    return audio ? !!mark(index) : !!site.voices.find(language(index));
  }

  function language(index) { return offer.sentences[index][2] || root.lang; }

  /* The next one that can be said, from `index` on in this direction; -1 at the end. */
  function next(index, step) {
    var found = site.sentences.find(offer.sentences);
    for (; index >= 0 && index < offer.sentences.length; index += step) if (canSay(index, found)) return index;
    return -1;
  }

  function point(index) {
    at = index;
    var first = site.sentences.mark(offer.sentences, together(index));
    if (!first || !follow) return;
    var box = first.getBoundingClientRect(), room = window.innerHeight - panel.offsetHeight;
    if (box.top > room * 0.15 && box.bottom < room * 0.85) return;
    var top = window.pageYOffset + box.top - room / 3;
    if (calm || !("scrollBehavior" in root.style)) window.scrollTo(0, top);
    else window.scrollTo({ top: top, behavior: "smooth" });
  }

  /* --- Sound */

  function play(index, last) {
    hush();
    until = last === undefined ? offer.sentences.length - 1 : last;
    index = next(index, 1);
    if (index < 0 || index > until) return end();
    playing = true;
    if (told !== "skips" && told !== "changed") say("");
    show();
    point(index);
    if (audio) listen(index);
    else speak(index);
  }

  function end() {
    hush();
    site.sentences.clear();
    at = 0;
    say("end");
  }

  function fail(word) {
    hush();
    say(word);
  }

  function listen(index) {
    var mine = turn;
    if (!audio.getAttribute("src")) audio.src = offer.sound.files[audio.canPlayType('audio/ogg; codecs="opus"') ? "opus" : "mp3"];
    audio.playbackRate = audio.defaultPlaybackRate = speed;
    audio.currentTime = mark(index)[0] / 1000;
    audio.ondurationchange = function () { if (isShort(audio.duration)) fail("broken"); };
    audio.onloadedmetadata = function () {
      if (Math.abs(audio.currentTime * 1000 - mark(at)[0]) > 200) audio.currentTime = mark(at)[0] / 1000;
    };
    audio.onplaying = function () { if (mine === turn) tick(); };
    audio.onerror = function () { fail("broken"); };
    audio.onended = function () {
      if (isShort(audio.currentTime)) fail("broken");
      else if (playing) end();
    };
    audio.onpause = function () { if (playing && audio.paused && !audio.ended) fail("stopped"); };
    var begun = audio.play();
    if (begun) begun["catch"](function () { if (mine === turn) fail("broken"); });
    lockScreen();
  }

  /* A file that was cut off, or marks of another one. */
  function isShort(seconds) {
    var marks = offer.sound.marks.filter(Boolean);
    return seconds * 1000 < marks[marks.length - 1][1] - 500;
  }

  /* What a lock screen shows is the page's title; in place of a telling one, the gate's. */
  function lockScreen() {
    if (navigator.mediaSession && window.MediaMetadata) {
      navigator.mediaSession.metadata = new MediaMetadata({ title: root.getAttribute("data-gate") });
    }
  }

  /* Look where the sound is, and again when the next sentence begins. */
  function tick() {
    clearTimeout(timer);
    if (isGone()) return hush();
    var now = audio.currentTime * 1000, index = at, later = Infinity;
    offer.sound.marks.forEach(function (it, i) { // in the order they are heard
      if (it && it[0] <= now + 5) index = i;
      else if (it) later = Math.min(later, it[0]);
    });
    if (together(at).indexOf(index) < 0) {
      if (index > until) return end();
      var seen = next(index, 1);
      if (seen < 0 || seen > until) return end();
      if (together(index).indexOf(seen) < 0) return play(seen, until); // over what is folded
      point(index);
    }
    timer = setTimeout(tick, Math.max(15, Math.min(200, (later - now) / speed)));
  }

  function speak(index) {
    var mine = turn, words = offer.sentences[index];
    var utterance = new SpeechSynthesisUtterance(words[1] || words[0]);
    var long = 15000 + 250 * utterance.text.length; // milliseconds; then it hangs
    voice = site.voices.find(language(index));
    utterance.voice = voice;
    utterance.lang = voice.lang.replace("_", "-");
    utterance.rate = speed;
    keep = utterance; // else some browsers forget it, and its end
    utterance.onend = function () {
      clearTimeout(timer);
      if (mine !== turn || isGone()) return;
      if (index >= until) return end();
      play(index + 1, until);
    };
    utterance.onerror = function () { if (mine === turn && !isGone()) fail("broken"); };
    timer = setTimeout(function () { if (mine === turn) fail("stopped"); }, long);
    speechSynthesis.speak(utterance);
  }

  /* --- The panel */

  function ready(word) {
    $(".player-ask").hidden = true;
    $(".player-keys").hidden = false;
    var found = site.sentences.find(offer.sentences);
    var isChanged = found.places.some(function (place) { return !place; });
    var skips = offer.sentences.some(function (it, i) { return audio ? !mark(i) : !site.voices.find(language(i)); });
    say(word);
    if (isChanged) say("changed");
    else if (skips) say("skips");
    parts(found);
    $("[data-do=play]").focus({ preventScroll: true });
  }

  /* "Listen to this part", below each heading: until its section or card ends. */
  function parts(found) {
    var made = $("[data-part]"), headings = [];
    offer.sentences.forEach(function (sentence, i) {
      var element = site.sentences.element(found, i);
      var heading = element && element.closest("h2, .contact h3");
      if (!heading || headings.indexOf(heading) >= 0) return;
      headings.push(heading);
      var whole = heading.closest(".contact, section, details") || heading.parentNode;
      var button = made.cloneNode(true), last = i;
      for (var j = i; j < offer.sentences.length && found.places[j]; j++) {
        if (whole.contains(site.sentences.element(found, j))) last = j;
        else break;
      }
      button.hidden = false;
      button.onclick = function () { follow = true; play(i, last); };
      button.setAttribute("aria-label", button.textContent + ": " + heading.textContent);
      var before = heading.closest("summary") || heading;
      before.parentNode.insertBefore(button, before.nextSibling);
    });
  }

  function choose() {
    if (offer.sound && offer.sound.marks.length === offer.sentences.length) {
      audio = document.createElement("audio");
      audio.preload = "none";
      panel.appendChild(audio); // in the page, so that the exit finds it
      download();
      return ready("first");
    }
    say("wait");
    site.voices.wait(root.lang, function (found) {
      if (isGone()) return;
      if (!found || (site.voices.mustAsk && !offer.android)) {
        say("none");
        $("#player-said").focus();
      } else if (site.voices.mustAsk) {
        say("ask");
        $(".player-ask").hidden = false;
        $("[data-do=yes]").focus({ preventScroll: true });
      } else ready("first");
    });
  }

  /* Only where an address in the list of downloads betrays nobody. */
  function download() {
    var link = $(".player-keep");
    if (root.getAttribute("data-wing") !== "open") return;
    link.href = offer.sound.files.mp3;
    link.setAttribute("download", offer.sound.name + ".mp3");
    link.hidden = false;
  }

  function open(button) {
    button.disabled = true; // its place stays
    fetch(root.getAttribute("data-path") + "listen.json", { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" }).then(function (response) {
      if (!response.ok) throw response.status;
      return response.json();
    }).then(function (found) {
      if (!document.body.contains(button)) return; // another page meanwhile
      offer = found;
      var holder = document.createElement("div");
      holder.innerHTML = offer.panel; // from our own server; holds no script
      panel = holder.firstElementChild;
      document.getElementById("main").appendChild(panel);
      root.setAttribute("data-listening", "");
      panel.onclick = act;
      show();
      choose();
    })["catch"](function () {
      button.disabled = false;
      site.failed(function () { open(button); });
    });
  }

  function close() {
    if (!panel) return;
    hush();
    site.sentences.clear();
    if (audio) audio.removeAttribute("src");
    var button = document.getElementById("listen"), made = document.querySelectorAll(".player-part");
    for (var i = 0; i < made.length; i++) made[i].parentNode.removeChild(made[i]);
    if (panel.parentNode) panel.parentNode.removeChild(panel);
    root.removeAttribute("data-listening");
    panel = offer = audio = voice = null;
    at = 0;
    if (button) {
      button.disabled = false;
      button.focus();
    }
  }

  function act(event) {
    var key = event.target.closest("[data-do]"), name = key && key.getAttribute("data-do");
    if (!name) return;
    follow = true;
    if (name === "play") return playing ? hush() : play(at);
    if (name === "stop") return close();
    if (name === "yes") return ready("first");
    if (name === "forward") return step(Math.max.apply(null, together(at)) + 1, 1);
    if (name === "back") return step(together(at)[0] - 1, -1);
    speed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length];
    $(".player-speed").textContent = speed + "\u00d7";
    $("#player-speed").textContent = speed;
    if (audio) audio.playbackRate = speed;
    else if (playing) play(at, until);
  }

  function step(index, direction) {
    index = next(index, direction);
    if (index < 0) return;
    if (playing) play(together(index)[0]);
    else point(together(index)[0]);
  }

  /* A tap on a sentence starts there; on a link it remains a link. */
  document.addEventListener("click", function (event) {
    if (!panel || $(".player-keys").hidden || event.target.closest("a, button, summary, .player")) return;
    if (!event.target.closest("main") || String(window.getSelection())) return;
    var found = site.sentences.find(offer.sentences);
    var index = site.sentences.at(found, event.clientX, event.clientY);
    if (index >= 0) {
      follow = true;
      play(together(index)[0]);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (panel && (event.key === "Escape" || event.key === "Esc")) close();
  });
  ["wheel", "touchmove"].forEach(function (name) {
    document.addEventListener(name, function () { follow = false; }, { passive: true });
  });

  /* --- Silence. The exit has its own, and does not wait for this. */
  site.hush = hush;
  document.addEventListener("visibilitychange", function () { if (document.hidden) hush(); });
  window.addEventListener("pagehide", hush);
  window.addEventListener("pageshow", hush); // some browsers go on where another page began
  if (navigator.mediaDevices && navigator.mediaDevices.addEventListener) {
    navigator.mediaDevices.addEventListener("devicechange", function () { if (playing) fail("device"); });
  }

  site.enhance(function (page) {
    var button = page.getElementById("listen");
    close();
    if (window.speechSynthesis) speechSynthesis.cancel(); // what a reload left speaking
    if (!button) return;
    button.disabled = false;
    button.onclick = function () { open(button); };
  });
})();
