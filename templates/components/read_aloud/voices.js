/* The device's own voice, and only if it is known to be its own. README.md says what
   phones and browsers tell about their voices, and what of it is true. ES5. */
site.voices = (function () {
  // voices that send the words away, whatever they say; and ones nobody should hear
  var DENIED = /online|natural|google|cloud|network|remote|server|espeak|novelty|whisper|bells|zarvox|trinoids/i;
  var LONG = { nld: "nl", eng: "en", ara: "ar", fra: "fr", spa: "es", tur: "tr", fas: "fa", urd: "ur", bul: "bg", ron: "ro", som: "so", kur: "ku", amh: "am", tir: "ti", pus: "ps" };
  var android = /Android/.test(navigator.userAgent);
  var speech = window.speechSynthesis;

  function short(language) {
    var first = String(language || "").toLowerCase().split(/[-_]/)[0];
    return LONG[first] || first;
  }

  /* The voice for a language; on Android any that is listed, since none can be known. */
  function find(language) {
    var voices = speech ? speech.getVoices() : [];
    for (var i = 0; i < voices.length; i++) {
      if (short(voices[i].lang) !== language) continue;
      if (android || (voices[i].localService === true && !DENIED.test(voices[i].name))) return voices[i];
    }
    return null;
  }

  return {
    mustAsk: android,
    find: find,
    /* Lists come late, and some browsers never say so: look for two seconds. */
    wait: function (language, then) {
      var tries = 0;
      (function look() {
        if (!speech || find(language) || ++tries > 20) return then(speech ? find(language) : null);
        setTimeout(look, 100);
      })();
    }
  };
})();
