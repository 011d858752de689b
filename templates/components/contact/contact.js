/* Says whether a way of contact is open now, worked out on the reader's own device: no
   request, no clock of ours. Both times are shown, for anyone who is far away. Only for hours
   that are stated: the page gives no times for those that are "usually" so, and a copy
   of the page that is older than 180 days leaves them alone. ES5. */
site.enhance(function (page) {
  var MINUTE = 60000;
  var HALF_A_YEAR = 180 * 24 * 60 * MINUTE;
  var DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
  var RULE = /(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))? (\d\d):(\d\d)-(\d\d):(\d\d)/g;

  /* The last Sunday of a month, 01:00 UTC: when European clocks change. */
  function clocksChange(year, month) {
    var last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * 24 * 60 * MINUTE;
  }

  /* The Dutch wall clock at `moment`, read with the getUTC functions. */
  function dutch(moment) {
    var year = new Date(moment).getUTCFullYear();
    var summer = moment >= clocksChange(year, 2) && moment < clocksChange(year, 9);
    return new Date(moment + (summer ? 120 : 60) * MINUTE);
  }

  /* Easter Sunday in March counted from 1 (32 is 1 April), after Meeus. */
  function easter(year) {
    var a = year % 19, b = Math.floor(year / 100), c = year % 100;
    var d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
    var e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
    return d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 22;
  }

  function isHoliday(day) {
    var year = day.getUTCFullYear();
    var date = (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
    var king = new Date(Date.UTC(year, 3, 27)).getUTCDay() === 0 ? 426 : 427;
    if (date === 101 || date === king || date === 1225 || date === 1226) return true;
    if (date === 505 && year % 5 === 0) return true;
    var start = Date.UTC(year, 2, easter(year));
    var since = Math.round((Date.UTC(year, day.getUTCMonth(), day.getUTCDate()) - start) / (24 * 60 * MINUTE));
    return since === 0 || since === 1 || since === 39 || since === 49 || since === 50;
  }

  /* [opens, closes] in minutes on the day of this Dutch clock. */
  function spans(times, day) {
    var openSpans = [], rule;
    if (times.indexOf("PH off") >= 0 && isHoliday(day)) return openSpans;
    var weekday = (day.getUTCDay() + 6) % 7;
    RULE.lastIndex = 0;
    while ((rule = RULE.exec(times))) {
      var first = DAYS.indexOf(rule[1]), last = rule[2] ? DAYS.indexOf(rule[2]) : first;
      if (weekday >= first && weekday <= last) openSpans.push([rule[3] * 60 + +rule[4], rule[5] * 60 + +rule[6]]);
    }
    return openSpans.sort(function (a, b) { return a[0] - b[0]; });
  }

  function clock(hours, minutes) {
    return ("0" + (hours % 24)).slice(-2) + ":" + ("0" + minutes).slice(-2);
  }

  function say(pattern, now, away, ahead) {
    var moment = now + away * MINUTE, there = dutch(moment), here = new Date(moment), day = "";
    if (ahead) {
      try { day = here.toLocaleDateString(document.documentElement.lang, { weekday: "long" }); } catch (error) {}
    }
    return pattern
      .replace("{0}", clock(there.getUTCHours(), there.getUTCMinutes()))
      .replace("{1}", clock(here.getHours(), here.getMinutes()))
      .replace("{2} ", day ? day + " " : "");
  }

  /* [opens, closes, days ahead] of twelve days, in minutes from this midnight. What ends as the
     next begins is one: hours past midnight are written as two. */
  function coming(times, today) {
    var joined = [];
    for (var ahead = 0; ahead < 12; ahead++) {
      var daySpans = spans(times, new Date(today.getTime() + ahead * 24 * 60 * MINUTE));
      for (var i = 0; i < daySpans.length; i++) {
        var opens = ahead * 1440 + daySpans[i][0], closes = ahead * 1440 + daySpans[i][1];
        var before = joined[joined.length - 1];
        if (before && before[1] === opens) before[1] = closes;
        else joined.push([opens, closes, ahead]);
      }
    }
    return joined;
  }

  function state(times, words) {
    var now = Math.floor(Date.now() / MINUTE) * MINUTE;
    var today = dutch(now), minute = today.getUTCHours() * 60 + today.getUTCMinutes();
    var joined = coming(times, today);
    for (var i = 0; i < joined.length; i++) {
      var opens = joined[i][0], closes = joined[i][1];
      if (opens > minute) return say(words.getAttribute("data-closed"), now, opens - minute, joined[i][2]);
      if (closes === 12 * 1440) return ""; // it never closes
      if (minute < closes) return say(words.getAttribute("data-open"), now, closes - minute, 0);
    }
    return "";
  }

  function isRecent(element) {
    return Date.now() - Date.parse(element.getAttribute("data-checked")) < HALF_A_YEAR;
  }

  /* Whether this is open now; only where its hours are stated, and not too long ago. */
  site.isOpen = function (element) {
    var times = element.getAttribute("data-times");
    if (times === "24/7") return true;
    if (!times || !isRecent(element)) return false;
    var today = dutch(Date.now()), minute = today.getUTCHours() * 60 + today.getUTCMinutes();
    return spans(times, today).some(function (span) { return span[0] <= minute && minute < span[1]; });
  };

  var cards = page.querySelectorAll("[data-hours]");
  for (var i = 0; i < cards.length; i++) {
    var lines = cards[i].querySelectorAll("[data-times]");
    for (var j = 0; j < lines.length; j++) {
      var times = lines[j].getAttribute("data-times");
      var sentence = times !== "24/7" && isRecent(lines[j]) && state(times, cards[i]);
      if (sentence && !lines[j].hasAttribute("data-now")) {
        lines[j].setAttribute("data-now", "");
        lines[j].textContent = sentence + ". " + lines[j].textContent;
      }
    }
  }
});
