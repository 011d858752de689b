/* The player. Sound in this order, for each sentence: what was approved for exactly this
   text; a voice of the device that is its own; on Android, after a question and where
   nothing was prepared, the phone's. Without any, one sentence that there is none. Whatever happens: leaving the page, or not seeing it, is silence. ES5. */
(function () {
  var SPEEDS = [0.75, 1, 1.25, 1.5];
  var root = document.documentElement;
  var calm = window.matchMedia && matchMedia("(prefers-reduced-motion: reduce)").matches;
  var speed = 1, turn = 0; // turn: sound that was begun in an earlier one says no more
  var panel, offer, audio, voice, keep; // of the page that is open now
  var at = 0, until = 0, playing = false, follow = true, timer, patience, shown;
  var lasting = ""; // what stays shown while it plays
  var ours = 0; // when the page was last scrolled by us
  var isWatching = false;
  var isMute = false; // a voice beside prepared sound failed: skip what has none

  function $(selector) { return panel.querySelector(selector); }

  /* One or more of the player's words, as "end folded". */
  function say(words) {
    var status = $("#player-said");
    shown = words;
    status.textContent = words.split(" ").map(function (word) { return word && status.getAttribute("data-" + word); }).join(" ").trim();
  }

  /* Focus without a jump. A player that sticks is in sight; else the jump is what one needs. */
  function focusOn(element) {
    var top = window.pageYOffset, isInSight = !panel || getComputedStyle(panel).position === "sticky";
    element.focus({ preventScroll: isInSight });
    if (isInSight && window.pageYOffset !== top) window.scrollTo(0, top); // older browsers
  }

  function scroll(top) {
    ours = Date.now();
    if (calm || !("scrollBehavior" in root.style)) window.scrollTo(0, top);
    else window.scrollTo({ top: top, behavior: "smooth" });
  }

  /* Silence, now. The place is kept. */
  function hush() {
    turn++;
    playing = false;
    clearTimeout(timer);
    clearTimeout(patience);
    if (window.speechSynthesis) speechSynthesis.cancel();
    if (audio) audio.pause();
    if (panel) show();
  }

  function show() {
    var key = $("[data-do=play]");
    if (playing) key.setAttribute("data-playing", "");
    else key.removeAttribute("data-playing");
    key.querySelector("span").textContent = key.getAttribute(playing ? "data-pause" : "data-play");
    $(".player-speed").textContent = speed + "\u00d7";
    $("#player-speed").textContent = speed;
  }

  function isGone() {
    return !panel || !document.body.contains(panel) || root.classList.contains("gated") || document.hidden;
  }

  /* --- Which sentence */

  function mark(index) { return audio ? offer.sound.marks[index] : null; }

  /* The device's own voice, for what was not prepared. Beside prepared sound only one that
     needs no question. */
  function own(index) {
    return audio && (isMute || site.voices.mustAsk) ? null : site.voices.find(language(index));
  }

  function hasSound(index) { return !!(mark(index) || own(index)); }

  /* Said together: a paragraph that somebody recorded in one go. */
  function together(index) {
    var group = [index], start = mark(index);
    while (start && mark(group[group.length - 1] + 1) && mark(group[group.length - 1] + 1)[0] === start[0]) group.push(group[group.length - 1] + 1);
    while (start && mark(group[0] - 1) && mark(group[0] - 1)[0] === start[0]) group.unshift(group[0] - 1);
    return group;
  }

  function canSay(index, located) {
    return site.sentences.isSeen(located, index) && hasSound(index);
  }

  function language(index) { return offer.sentences[index][2] || root.lang; }

  /* The next one that can be said, from `index` on in this direction; -1 at the end. */
  function next(index, step) {
    var located = site.sentences.find(offer.sentences);
    for (; index >= 0 && index < offer.sentences.length; index += step) if (canSay(index, located)) return index;
    return -1;
  }

  function point(index) {
    at = index;
    var first = site.sentences.mark(offer.sentences, together(index));
    if (!first || !follow) return;
    var box = first.getBoundingClientRect(), room = window.innerHeight - panel.offsetHeight;
    if (box.top > room * 0.15 && box.bottom < room * 0.85) return;
    scroll(window.pageYOffset + box.top - room / 3);
  }

  /* --- Sound */

  function play(index, last) {
    hush();
    if (leaving.left) return; // a timer may still run that goes on with the next sentence
    until = last === undefined ? offer.sentences.length - 1 : last;
    index = next(index, 1);
    if (index < 0 || index > until) return end();
    playing = true;
    watchDevices();
    say(lasting);
    show();
    point(index);
    if (mark(index)) listen(index);
    else speak(index);
  }

  function end() {
    hush();
    site.sentences.clear();
    var located = site.sentences.find(offer.sentences), isFolded = false;
    for (var i = 0; i <= until; i++) isFolded = isFolded || site.sentences.isFolded(located, i);
    at = 0;
    until = offer.sentences.length - 1;
    say(isFolded ? "end folded" : "end");
  }

  function fail(word) {
    hush();
    say(word);
  }

  /* Only once there was sound: a browser that is asked for its devices writes our name down. */
  function watchDevices() {
    var devices = navigator.mediaDevices;
    if (isWatching || !devices || !devices.addEventListener) return;
    isWatching = true;
    devices.addEventListener("devicechange", function () { if (playing) fail("device"); });
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
    audio.onwaiting = function () { if (mine === turn) wait(); };
    audio.onplaying = function () {
      if (mine !== turn) return;
      if (audio.currentTime * 1000 < mark(at)[0] - 200) return whole();
      clearTimeout(patience);
      if (shown === "wait") say(lasting);
      tick();
    };
    audio.onerror = function () { if (mine === turn) fail("broken"); };
    audio.onended = function () {
      if (mine !== turn) return;
      if (isShort(audio.currentTime)) fail("broken");
      else tick();
    };
    audio.onpause = function () { if (mine === turn && playing && audio.paused && !audio.ended) fail("stopped"); };
    wait();
    var begun = audio.play();
    if (begun) begun["catch"](function () { if (mine === turn) fail("broken"); });
    lockScreen();
  }

  /* The browser could not go to this sentence: some networks send a file only from its
     beginning. So fetch all of it, once, and play it from memory. */
  function whole() {
    var index = at, last = until, address = audio.src, mine;
    if (/^blob:/.test(address)) return fail("broken");
    hush();
    mine = turn;
    playing = true;
    show();
    say("wait");
    leaving.get(address, "blob").then(function (sound) {
      if (mine !== turn || isGone()) return;
      audio.src = URL.createObjectURL(sound);
      play(index, last);
    })["catch"](function () { if (mine === turn) fail("broken"); });
  }

  function forget() {
    if (/^blob:/.test(audio.src)) URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
  }

  /* Sound that lets itself be waited for: say so, and not for ever. */
  function wait() {
    clearTimeout(patience);
    patience = setTimeout(function () {
      say("wait");
      patience = setTimeout(function () { fail("broken"); }, 19000);
    }, 1000);
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
    var now = audio.currentTime * 1000, group = together(at), index = at, later = Infinity;
    offer.sound.marks.forEach(function (mark, i) { // in the order they are heard
      if (mark && mark[0] <= now + 5) index = i;
      else if (mark) later = Math.min(later, mark[0]);
    });
    var isPast = group.indexOf(index) < 0, stop = mark(at)[1];
    if (isPast || now >= stop) {
      var seen = next(group[group.length - 1] + 1, 1);
      if (seen < 0 || seen > until) return end();
      if (!mark(seen)) return play(seen, until); // by the device's own voice
      if (isPast && together(index).indexOf(seen) < 0) return play(seen, until); // over what is folded
      if (isPast) point(index);
    } else later = Math.min(later, stop);
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
    utterance.onerror = function () { if (mine === turn && !isGone()) silent("broken"); };
    timer = setTimeout(function () { if (mine === turn) silent("stopped"); }, long);
    speechSynthesis.speak(utterance);
  }

  /* The device's voice did not speak. Beside prepared sound that goes on without it. */
  function silent(word) {
    if (!audio) return fail(word);
    isMute = true;
    lasting = "skips";
    play(at, until);
  }

  /* --- The panel */

  function ready(word) {
    $(".player-ask").hidden = true;
    $(".player-keys").hidden = false;
    var located = site.sentences.find(offer.sentences);
    var isChanged = located.places.some(function (place) { return !place; });
    var isSkipping = offer.sentences.some(function (sentence, i) { return !hasSound(i); });
    lasting = isChanged ? "changed" : isSkipping ? "skips" : "";
    until = offer.sentences.length - 1;
    say((word + " " + lasting).trim());
    parts(located);
    focusOn($("[data-do=play]"));
  }

  /* No voice: said, and there is nothing to press but what closes it. */
  function none() {
    say("none");
    $(".player-close").hidden = false;
    document.getElementById("listen").disabled = false;
    focusOn($("#player-said"));
  }

  /* "Listen to this part", below each heading: until its section or card ends. */
  function parts(located) {
    var made = $("[data-part]"), headings = [];
    offer.sentences.forEach(function (sentence, i) {
      var element = site.sentences.element(located, i);
      var heading = element && element.closest("h2, .contact h3");
      if (!heading || headings.indexOf(heading) >= 0) return;
      headings.push(heading);
      var whole = heading.closest(".contact, section, details") || heading.parentNode;
      var button = made.cloneNode(true), last = i;
      for (var j = i; j < offer.sentences.length && located.places[j]; j++) {
        if (whole.contains(site.sentences.element(located, j))) last = j;
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
    site.voices.wait(root.lang, function (voice) {
      if (isGone()) return;
      if (!voice || (site.voices.mustAsk && !offer.android)) {
        none();
      } else if (site.voices.mustAsk) {
        say("ask");
        $(".player-ask").hidden = false;
        focusOn($("[data-do=yes]"));
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
    if (panel) return focusOn($("#player-said"));
    button.disabled = true; // its place stays
    leaving.get(root.getAttribute("data-path") + "listen.json", "json").then(function (answer) {
      if (!document.body.contains(button)) return; // another page meanwhile
      offer = answer;
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
    if (audio) forget();
    var button = document.getElementById("listen"), made = document.querySelectorAll(".player-part");
    for (var i = 0; i < made.length; i++) made[i].parentNode.removeChild(made[i]);
    if (panel.parentNode) panel.parentNode.removeChild(panel);
    root.removeAttribute("data-listening");
    panel = offer = audio = voice = null;
    at = 0;
    isMute = false;
    if (button) {
      button.disabled = false;
      focusOn(button);
    }
  }

  function act(event) {
    var key = event.target.closest("[data-do]"), name = key && key.getAttribute("data-do");
    if (!name) return;
    follow = true;
    if (name === "play") return playing ? hush() : play(at, until);
    if (name === "stop") return close();
    if (name === "yes") return ready("first");
    if (name === "forward") return step(Math.max.apply(null, together(at)) + 1, 1);
    if (name === "back") return step(together(at)[0] - 1, -1);
    speed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length];
    show();
    if (audio) audio.playbackRate = speed;
    if (playing && !mark(at)) play(at, until);
  }

  function step(index, direction) {
    index = next(index, direction);
    if (index < 0) return;
    if (index > until) until = offer.sentences.length - 1; // past the part that was asked for
    if (playing) play(together(index)[0], until);
    else point(together(index)[0]);
  }

  /* A tap on a sentence starts there; on a link it remains a link. */
  document.addEventListener("click", function (event) {
    if (!panel || $(".player-keys").hidden || event.target.closest("a, button, summary, .player")) return;
    if (!event.target.closest("main") || String(window.getSelection())) return;
    var located = site.sentences.find(offer.sentences);
    var index = site.sentences.at(located, event.clientX, event.clientY);
    if (index >= 0) {
      follow = true;
      play(together(index)[0]);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (panel && (event.key === "Escape" || event.key === "Esc")) close();
  });
  /* Whoever looks elsewhere is left there: by finger, wheel, keys or the bar beside the page. */
  ["wheel", "touchmove"].forEach(function (name) {
    document.addEventListener(name, function () { follow = false; }, { passive: true });
  });
  document.addEventListener("scroll", function () { if (Date.now() - ours > 1500) follow = false; }, { passive: true });
  document.addEventListener("keydown", function (event) {
    var isHeld = event.target.closest && event.target.closest("button, a, summary, select, input");
    if (/^(Arrow(Up|Down)|Up|Down|PageUp|PageDown|Home|End)$/.test(event.key) || (/^( |Spacebar)$/.test(event.key) && !isHeld)) follow = false;
  });

  /* --- Silence. The exit has its own, and does not wait for this. */
  site.hush = hush;
  document.addEventListener("visibilitychange", function () { if (document.hidden) hush(); });
  window.addEventListener("pagehide", hush);
  window.addEventListener("pageshow", hush); // some browsers go on where another page began

  site.enhance(function (page) {
    var link = page.getElementById("listen"), button = document.createElement("button");
    close();
    if (window.speechSynthesis) speechSynthesis.cancel(); // what a reload left speaking
    if (!link) return;
    // without script it leads to how a phone reads by itself; now it is what its word says
    button.type = "button";
    button.id = "listen";
    while (link.firstChild) button.appendChild(link.firstChild);
    link.parentNode.replaceChild(button, link);
    button.onclick = function () { open(button); };
  });
})();
