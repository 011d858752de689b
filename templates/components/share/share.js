/* Shows the two controls that only work with script: print and copy. */
(function () {
  var print = document.querySelector("[data-print]");
  if (print && window.print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
  var copy = document.querySelector("[data-copy]");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.firstChild.addEventListener("click", function (event) {
      navigator.clipboard.writeText(copy.getAttribute("data-copy")).then(function () {
        event.target.textContent = copy.getAttribute("data-copied");
      });
    });
  }
})();
