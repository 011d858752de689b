/* The button that copies the block; hidden where a browser cannot, one selects it then. */
site.enhance(function (page) {
  var button = page.querySelector("[data-copy-block]");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.onclick = function () {
    var text = button.parentNode.querySelector("code").textContent;
    navigator.clipboard.writeText(text).then(function () {
      button.textContent = button.getAttribute("data-copied");
    });
  };
});
