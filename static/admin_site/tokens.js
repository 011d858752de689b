// Below each text a list of contacts and pages; the button puts one in at the cursor.
// Without script the same list stands in the form, to read and type.
(() => {
  "use strict";
  const list = document.querySelector("[data-tokens]");
  if (!list) return;

  const picker = document.createElement("div");
  picker.className = "picker";
  const select = picker.appendChild(document.createElement("select"));
  select.append(new Option("Kies een contact of pagina", ""));
  for (const section of list.querySelectorAll("section")) {
    const group = select.appendChild(document.createElement("optgroup"));
    group.label = section.querySelector("h3").textContent;
    for (const item of section.querySelectorAll("li")) {
      const [token, name] = item.children;
      group.append(new Option(name.textContent, token.textContent));
    }
  }
  const button = picker.appendChild(document.createElement("button"));
  button.type = "button"; // choosing alone writes nothing: arrow keys choose too
  button.className = "button";
  button.textContent = "Zet in de tekst";

  const put = (area, token) => {
    // where no cursor was yet: at the end
    if (!("seen" in area.dataset)) area.setSelectionRange(area.value.length, area.value.length);
    const before = area.value.slice(0, area.selectionStart);
    const after = area.value.slice(area.selectionEnd);
    const text = (/\S$/.test(before) ? " " : "") + token + (/^[\p{L}\p{N}]/u.test(after) ? " " : "");
    area.focus();
    // undone with one key; where a browser does not know it, the text is still put in
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const dress = (area) => {
    const own = picker.cloneNode(true);
    const [choice, insert] = own.children;
    area.addEventListener("focus", () => { area.dataset.seen = ""; }, { once: true });
    const label = area.closest(".flex-container").querySelector("label").textContent.replace(/:\s*$/, "");
    choice.setAttribute("aria-label", `Verwijzing voor: ${label}`);
    insert.setAttribute("aria-label", `Zet in de tekst: ${label}`);
    insert.addEventListener("click", () => {
      if (!choice.value) return choice.focus();
      put(area, choice.value);
      choice.value = "";
    });
    area.after(own);
  };
  document.querySelectorAll("fieldset.words textarea").forEach((area) => {
    if (!area.name.includes("__prefix__")) dress(area);
  });
  document.addEventListener("formset:added", (event) => {
    event.target.querySelectorAll("fieldset.words textarea").forEach(dress);
  });
})();
