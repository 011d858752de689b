/* The steps for this browser come first and open; the others stay below, folded. */
site.enhance(function (page) {
  var list = page.querySelector("[data-browsers]");
  if (!list || list.querySelector("[open]")) return;
  var agent = navigator.userAgent;
  if (navigator.maxTouchPoints > 1) agent = agent.replace("Macintosh", "iPad"); // no Mac has them
  var known = [ // the first that fits; many call themselves Chrome or Safari too
    ["in-app", /FBAN|FBAV|Instagram|musical_ly|TikTok|Snapchat|WhatsApp|; wv\)/],
    ["samsung", /SamsungBrowser/],
    ["edge", /Edg(A|iOS)?\//],
    ["firefox", /Firefox|FxiOS/],
    ["", /OPiOS|OPT\/|OPR\/|GSA\/|Ddg\/|DuckDuckGo/], // none of ours: no guess
    ["chrome-ios", /CriOS/],
    ["chrome-android", /Android.*Chrome/],
    ["safari-ios", /iP(hone|ad|od).*Safari/],
    ["safari-mac", /Macintosh.*Version\/.*Safari/],
    ["chrome-desktop", /Chrom(e|ium)\//]
  ];
  for (var i = 0; i < known.length; i++) {
    if (!known[i][1].test(agent)) continue;
    var mine = list.querySelector('[data-browser="' + known[i][0] + '"]');
    if (!mine) return;
    var hint = document.createElement("small");
    hint.textContent = list.getAttribute("data-yours");
    mine.querySelector("summary").appendChild(hint);
    mine.open = true;
    list.insertBefore(mine, list.firstChild);
    return;
  }
});
