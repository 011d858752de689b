/* Shows the two controls that only work with script: print and copy. */
site.enhance(function (page) {
  var print = page.querySelector("[data-print]");
  if (print && window.print) {
    print.hidden = false;
    print.onclick = function () { window.print(); };
  }
  var copy = page.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.firstChild.onclick = function (event) {
      navigator.clipboard.writeText(copy.getAttribute("data-copy")).then(function () {
        event.target.textContent = copy.getAttribute("data-copied");
      });
    };
  }
});
