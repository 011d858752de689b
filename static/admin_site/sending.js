// Sends the admin's forms, and leaves the page only once they were received: a server that is restarted, a full disk or a
// lost connection takes nothing away that was typed. Without script: templates/admin/staff/failed.html.
(() => {
  "use strict";
  const SILENT = "De server antwoordt niet. Waarschijnlijk is dit niet bewaard.";
  const FAILED = "De server kon dit niet bewaren.";
  const KEPT = "Wat je invulde staat er nog. Sluit deze bladzijde niet.";

  const go = (url) => {
    const there = new URL(url, location.href);
    if (there.pathname === location.pathname && there.search === location.search) there.hash = "";
    location.assign(there.href); // never reload(): a browser would put the old values back in the form
  };

  const show = (html) => {
    document.open();
    document.write(html); // an answer of our own, under the policy of this page
    document.close();
  };

  const LOST = [400, 408, 413, 429]; // not read, too large, too late, too many: the page that was sent is the better one

  const reason = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-why]")?.textContent;

  const stay = (form, button, why) => {
    document.querySelector(".unsent")?.remove();
    const box = document.createElement("div");
    box.className = "errornote unsent";
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: `${why} ${KEPT}` }));
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Nog een keer" });
    again.addEventListener("click", () => send(form, button));
    box.append(again);
    form.before(box);
    box.scrollIntoView({ block: "center" });
    again.focus({ preventScroll: true });
  };

  const send = async (form, button) => {
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    let why = SILENT;
    try {
      const address = button?.getAttribute("formaction") || form.getAttribute("action") || location.href;
      const response = await fetch(address, { method: "POST", body, headers: { "X-Sent-By-Script": "1" } });
      const html = await response.text();
      if (response.status < 500 && !LOST.includes(response.status)) {
        form.dispatchEvent(new Event("sent", { bubbles: true }));
        const next = response.headers.get("X-Go-To");
        return next ? go(next) : show(html);
      }
      why = reason(html) || FAILED;
    } catch { /* no answer at all */ }
    form.removeAttribute("aria-busy");
    stay(form, button, why);
  };

  // On the window, after whatever else listens: a form that was refused by its page is not sent.
  addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    const method = button?.getAttribute("formmethod") || form.getAttribute("method") || "get";
    const opensBeside = button?.getAttribute("formtarget") || form.getAttribute("target");
    if (event.defaultPrevented || method.toLowerCase() !== "post" || opensBeside) return;
    if (["login-form", "logout-form"].includes(form.id)) return; // nothing to lose
    event.preventDefault();
    send(form, button);
  });
})();
