"use strict";
/* What htmx does not do: uploads with progress, keys, notes of errors, boxes drawn on pages. Nothing here writes HTML of a document. */
(() => {
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const csrf = () => one("meta[name=csrf]").content;

  /* Errors of parts: told in the note at the bottom. */
  function alertText(text) {
    const told = new DOMParser().parseFromString(text, "text/html").body;
    const note = one("#alert");
    note.replaceChildren(...told.childNodes);
    note.hidden = false;
  }
  document.addEventListener("htmx:responseError", (event) => alertText(event.detail.xhr.responseText));
  document.addEventListener("htmx:sendError", () => alertText(document.body.dataset.away));
  document.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) one("#alert").hidden = true; });
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.requestConfig.verb !== "get") one("#alert").hidden = true; });

  /* Keys: an element says its own in data-key. Fields are entered, all else is pressed. */
  const typing = (element) => element.matches?.("input:not([type=checkbox]):not([type=file]), textarea, select") || element.isContentEditable;
  const seen = (element) => element.getClientRects().length > 0 && !element.disabled;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
    const found = all("[data-key]").find((element) => element.dataset.key === event.key && (seen(element) || element.type === "file"));
    if (!found) return;
    event.preventDefault();
    if (typing(found)) { found.focus(); if (found.select) found.select(); } else found.click();
  });

  /* The page beside: scrolled to what is pointed at; enlarged; a box drawn on it fills the field of the place. */
  let wide = false;
  function settle() {
    const sheets = one("#viewer .sheets");
    if (!sheets || sheets.dataset.settled) return;
    sheets.dataset.settled = "yes";
    widen(sheets);
  }
  function widen(sheets) {
    sheets.classList.toggle("wider", wide);
    const button = one("#viewer [data-wider]");
    if (button) button.setAttribute("aria-pressed", String(wide));
    const lit = one("rect.lit", sheets);
    if (!lit) return;
    const box = lit.getBoundingClientRect(), pane = sheets.getBoundingClientRect();
    sheets.scrollBy(box.left + box.width / 2 - pane.left - pane.width / 2, box.top + box.height / 2 - pane.top - pane.height / 2);
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-wider]")) return;
    wide = !wide;
    widen(one("#viewer .sheets"));
  });
  document.addEventListener("htmx:afterSettle", settle);
  settle();

  let drawn = null;
  const point = (sheet, event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
  document.addEventListener("pointerdown", (event) => {
    const sheet = event.target.closest(".sheet");
    if (!sheet || !one("#place") || event.button !== 0) return;
    event.preventDefault();
    all(".drawn").forEach((old) => old.remove());
    drawn = { sheet, from: point(sheet, event), shape: document.createElementNS("http://www.w3.org/2000/svg", "rect") };
    drawn.shape.setAttribute("class", "drawn");
    sheet.append(drawn.shape);
  });
  document.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const to = point(drawn.sheet, event), from = drawn.from;
    drawn.box = [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y)];
    const [x, y, right, bottom] = drawn.box;
    Object.entries({ x, y, width: right - x, height: bottom - y }).forEach(([name, value]) => drawn.shape.setAttribute(name, value));
  });
  document.addEventListener("pointerup", () => {
    if (drawn && drawn.box && drawn.box[2] - drawn.box[0] > 2 && drawn.box[3] - drawn.box[1] > 2) {
      one("#place").value = [drawn.sheet.dataset.page, ...drawn.box.map((edge) => edge.toFixed(1))].join(",");
    } else if (drawn) drawn.shape.remove();
    drawn = null;
  });

  /* A batch that runs: its part of the page is fetched whenever the service says that it has moved. */
  let followed = null;
  function follow() {
    const batch = one("[data-events]");
    if (!batch && followed) { followed.close(); followed = null; }
    if (!batch || followed) return;
    followed = new EventSource(batch.dataset.events);
    const moved = () => { if (one("#batch")) htmx.trigger("#batch", "moved"); };
    followed.addEventListener("progress", moved);
    followed.addEventListener("end", () => { followed.close(); followed = null; moved(); });
  }
  document.addEventListener("htmx:afterSettle", follow);
  follow();

  /* Uploads: one after another, each with its progress. */
  const upload = one("#upload");
  const waiting = [];
  let sending = false;
  function line(file) {
    const made = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { className: "name", textContent: file.name });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    made.append(name, bar, document.createElement("span"));
    one("#sent").append(made);
    return made;
  }
  function send(file, shown) {
    const request = new XMLHttpRequest(), form = new FormData(), says = shown.lastChild;
    form.append("file", file, file.name);
    request.upload.addEventListener("progress", (event) => {
      const share = event.lengthComputable ? event.loaded / event.total : 0;
      one("progress", shown).value = share;
      says.textContent = share < 1 ? upload.dataset.sending.replace("%%", Math.floor(share * 100) + "%") : upload.dataset.checking;
    });
    request.addEventListener("loadend", () => { ended(request, shown, says); sending = false; next(); });
    request.open("POST", "/api/documents");
    request.setRequestHeader("X-CSRF-Token", csrf());
    request.setRequestHeader("HX-Request", "true");
    request.send(form);
  }
  function ended(request, shown, says) {
    one("progress", shown).value = 1;
    if (request.status === 202 || request.status === 200) {
      const link = document.createElement("a");
      link.href = "/documents/" + JSON.parse(request.responseText).id;
      link.textContent = request.status === 202 ? upload.dataset.taken : upload.dataset.known;
      says.replaceChildren(link);
      htmx.trigger(document.body, "taken");
      return;
    }
    says.textContent = "✕";
    const wrong = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("p");
    const told = document.createElement("span");
    told.className = "wrong";
    told.textContent = wrong ? wrong.textContent : document.body.dataset.away;
    shown.append(told);
  }
  function next() {
    if (sending || !waiting.length) return;
    sending = true;
    send(...waiting.shift());
  }
  function take(files) {
    for (const file of files) waiting.push([file, line(file)]);
    next();
  }
  if (upload) {
    const input = one("#files");
    input.addEventListener("change", () => { take(input.files); input.value = ""; });
    upload.addEventListener("submit", (event) => event.preventDefault());
    const over = (shown) => (event) => { if ([...event.dataTransfer.types].includes("Files")) { event.preventDefault(); upload.classList.toggle("over", shown); } };
    addEventListener("dragover", over(true));
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) upload.classList.remove("over"); });
    addEventListener("drop", (event) => { over(false)(event); take(event.dataTransfer.files); });
  }
})();
