"use strict";
(() => {
  const root = document.documentElement;
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const sheets = one("#sheets"), evidence = one("#evidence"), search = one("#search"), pager = one("#page");
  const hint = [...evidence.childNodes];
  let verdict = "", zoom = 1, chosen = null, aimed = null;

  /* Language: remembered where the browser allows it. */
  const kept = { get: () => { try { return localStorage.getItem("mingzhang.lang"); } catch { return null; } },
                 set: (lang) => { try { localStorage.setItem("mingzhang.lang", lang); } catch { return; } } };
  function speak(lang) {
    root.dataset.lang = lang;
    root.lang = lang === "zh" ? "zh-CN" : "en";
    search.placeholder = search.dataset[lang];
  }
  function switchLanguage() {
    const lang = root.dataset.lang === "zh" ? "en" : "zh";
    kept.set(lang);
    speak(lang);
  }

  /* Places: "page:left,top,width,height;..." in percent of the displayed page. */
  const places = (element) => (element.dataset.at || "").split(";").filter(Boolean).map((place) => {
    const [page, box] = place.split(":");
    return { page, box: box.split(",").map(Number), place };
  });
  const sheet = (page) => document.getElementById("p" + page);

  function spot(figure, box, name) {
    const made = document.createElement("div");
    made.className = "spot " + name;
    const pad = 0.25;
    ["left", "top"].forEach((side, i) => { made.style[side] = box[i] - pad + "%"; });
    ["width", "height"].forEach((side, i) => { made.style[side] = box[i + 2] + 2 * pad + "%"; });
    figure.append(made);
    return made;
  }

  /* Boxes to click on are laid over a page when it first comes into view. */
  const byPage = new Map();
  for (const element of all(".mark.figure[data-at], .mark.field[data-at]"))
    for (const { page, box } of places(element)) {
      if (!byPage.has(page)) byPage.set(page, []);
      byPage.get(page).push([box, element]);
    }
  const watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      for (const [box, element] of byPage.get(target.dataset.page) || []) {
        const kind = ["flagged", "rejected"].find((v) => element.classList.contains(v)) || "";
        spot(target, box, kind).addEventListener("click", () => choose(element, true));
      }
    }
  }, { root: sheets, rootMargin: "300px" });
  all("figure", sheets).forEach((figure) => watcher.observe(figure));

  function showPage(page, box) {
    const figure = sheet(page);
    if (!figure) return;
    const [left, top, width, height] = box || [0, 0, 100, 0];
    const middle = figure.offsetTop + figure.offsetHeight * (top + height / 2) / 100;
    const centre = figure.offsetLeft + figure.offsetWidth * (left + width / 2) / 100;
    sheets.scrollTop = box ? middle - sheets.clientHeight * 0.4 : figure.offsetTop - 8;
    sheets.scrollLeft = centre - sheets.clientWidth / 2;
    pager.value = String(page);
    aimed = { page: String(page), top: sheets.scrollTop };
  }

  /* Choosing: light the boxes, tell the evidence, bring it into view. */
  function clear() {
    all(".chosen, .twin").forEach((e) => e.classList.remove("chosen", "twin"));
    all(".spot.lit").forEach((e) => e.remove());
    evidence.replaceChildren(...hint);
    chosen = null;
  }
  function choose(element, reveal) {
    clear();
    chosen = element;
    element.classList.add("chosen");
    const found = places(element);
    for (const { page, box } of found) if (sheet(page)) spot(sheet(page), box, "lit");
    if (found.length) showPage(found[0].page, found[0].box);
    else if (element.dataset.pageOnly) showPage(element.dataset.pageOnly);
    if (element.classList.contains("mark")) {
      all(".mark:not(.quote)").forEach((e) => { if (e !== element && e.dataset.at && e.dataset.at === element.dataset.at) e.classList.add("twin"); });
      explain(element, found);
    } else compare(element);
    if (reveal) {
      const fold = element.closest("details");
      if (fold) fold.open = true;
      const { top, bottom } = element.getBoundingClientRect();
      if (top < 150 || bottom > innerHeight - 40) element.scrollIntoView({ block: bottom - top > innerHeight / 2 ? "start" : "center" });
      element.focus({ preventScroll: true });
    }
    if (element.id) history.replaceState(null, "", "#" + element.id);
  }

  /* Evidence: built of text nodes and clones only; nothing of the document is ever parsed. */
  function tag(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }
  const both = (zh, en) => {
    const parts = [tag("span", "", zh), tag("span", "", en)];
    parts[0].lang = "zh";
    parts[1].lang = "en";
    return tag("span", "", ...parts);
  };
  const copyOf = (element) => element ? tag("span", "", ...[...element.childNodes].map((node) => node.cloneNode(true))) : null;

  function address(mark) {
    const cell = mark.closest("td"), term = mark.closest(".stack"), field = mark.closest("dl div"), parts = [];
    if (cell) {
      const table = cell.closest("table"), row = cell.parentElement;
      const code = one("td.code", row);
      parts.push(cell.closest("section").dataset.form, (code ? code.textContent : ""), copyOf(one("th", row)), copyOf(table.tHead.rows[0].cells[cell.cellIndex]));
    } else if (term) parts.push(copyOf(one("small", term)));
    else if (field) parts.push(copyOf(one(".kind", mark.closest(".claim"))), copyOf(one("dt", field)));
    else parts.push(copyOf(one(".kind", mark.closest(".claim"))));
    const line = tag("span", "");
    parts.filter((part) => part && (typeof part === "string" || part.textContent)).forEach((part, i) => line.append(i ? " · " : "", part));
    return line;
  }
  /* The printed figure, enlarged: the page's own picture behind a window. */
  function clip(place) {
    const picture = sheet(place.page) && one("img", sheet(place.page));
    if (!picture) return "";
    const frame = tag("div", "clip"), copy = picture.cloneNode(), [left, top, width, height] = place.box;
    const across = evidence.clientWidth - 30, tall = 74, ratio = picture.getAttribute("height") / picture.getAttribute("width");
    const wide = Math.max(across, Math.min(across * 1.8, 1400, across * 90 / Math.max(width, 1)));
    const middle = wide * (left + width / 2) / 100, line = wide * ratio * (top + height / 2) / 100;
    copy.loading = "eager";
    copy.alt = "";
    copy.style.width = wide + "px";
    copy.style.left = Math.min(0, Math.max(across - wide, across * 0.62 - middle)) + "px";
    copy.style.top = Math.min(0, Math.max(tall - wide * ratio, tall / 2 - line)) + "px";
    const mark = tag("div", "spot lit"), x = parseFloat(copy.style.left), y = parseFloat(copy.style.top);
    mark.style.left = x + wide * left / 100 - 2 + "px";
    mark.style.top = y + wide * ratio * top / 100 - 2 + "px";
    mark.style.width = wide * width / 100 + 4 + "px";
    mark.style.height = wide * ratio * height / 100 + 4 + "px";
    frame.append(copy, mark);
    return frame;
  }
  function explain(mark, found) {
    const state = ["accepted", "flagged", "rejected"].find((v) => mark.classList.contains(v));
    const long = mark.textContent.length > 24 && !one("span", mark);
    const list = tag("ul", "");
    if (state) list.append(tag("li", "", tag("i", "dot " + state), copyOf(one(`#rules [data-word="${state}"]`))));
    if (found.length) list.append(tag("li", "", both(`第 ${found[0].page} 页`, `page ${found[0].page}`)));
    const proofs = (mark.dataset.proofs || "").split(";").filter(Boolean);
    for (const proof of proofs.slice(0, 12)) {
      const rule = proof.split(":", 1)[0], where = proof.slice(rule.length + 1);
      const name = all("#rules [data-rule]").find((e) => e.dataset.rule === rule);
      list.append(tag("li", "", "✓ ", copyOf(name) || rule, " ", tag("code", "", where || rule)));
    }
    if (proofs.length > 12) list.append(tag("li", "", `+${proofs.length - 12}`));
    evidence.replaceChildren(tag("h3", "", address(mark), long ? "" : tag("b", "", copyOf(mark))),
      ...(long ? [tag("p", "prosaic", mark.textContent)] : []), list,
      ...(found.length ? [clip(found[0])] : []),
      ...(mark.dataset.en ? [tag("p", "why", both(mark.dataset.zh, mark.dataset.en))] : []));
    evidence.scrollTop = 0;
  }

  /* A finding: its first operands enlarged, one below the other; a sentence in its place. */
  function compare(finding) {
    const terms = all(".stack", finding).filter((term) => one(".mark[data-at]", term)).slice(0, 2);
    if (!terms.length) {
      const found = places(finding);
      if (found.length) evidence.replaceChildren(tag("h3", "", copyOf(one(".place", finding))), clip(found[0]));
      return;
    }
    const parts = terms.flatMap((term) => [tag("h3", "", copyOf(one("small", term)), tag("b", "", one(".mark", term).textContent)), clip(places(one(".mark", term))[0])]);
    evidence.replaceChildren(...parts);
    evidence.scrollTop = 0;
  }

  /* Filters: a row stays when it matches the search and holds a figure of the verdict. */
  const rows = all("[data-row], .finding").map((element) => [element, (element.textContent + " " + (element.dataset.key || "") + " " + ((element.closest("[data-form]") || element).dataset.form || "")).replace(/,(?=\d{3})/g, "").toLowerCase()]);
  function filter() {
    const wanted = search.value.trim().toLowerCase().replace(/,(?=\d{3})/g, "");
    let shown = 0;
    for (const [element, text] of rows) {
      const isFinding = element.classList.contains("finding");
      const fits = (!wanted || text.includes(wanted)) && (!verdict || (!isFinding && one(".mark." + verdict, element)));
      element.hidden = !fits;
      if (fits) shown += 1;
      for (const cell of all("td", element)) cell.classList.toggle("dim", Boolean(verdict && fits && one(".mark", cell) && !one(".mark." + verdict, cell)));
    }
    for (const block of all("table, section.form, section.claims, #claims, #findings")) {
      const has = all("[data-row], .finding", block).some((e) => !e.hidden);
      block.hidden = (wanted || verdict) ? !has : false;
    }
    one("#top").hidden = Boolean(wanted || verdict);
    one("#nothing").hidden = shown > 0 || !(wanted || verdict);
    all("[data-verdict]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.verdict === verdict)));
  }

  /* Moving about. */
  function step(by) {
    const stops = all(".finding, .mark.figure.flagged, .mark.figure.rejected, .mark.field.flagged, .mark.field.rejected")
      .filter((e) => !e.closest("[hidden]") && !(e.closest("details") && !e.closest("details").open));
    if (!stops.length) return;
    let at = chosen ? stops.indexOf(chosen) : -1;
    if (chosen && at < 0) {
      at = stops.findIndex((e) => chosen.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (at < 0) at = stops.length;
      at -= by > 0 ? 1 : 0;
    }
    choose(stops[Math.min(Math.max(at + by, 0), stops.length - 1)], true);
  }
  function turn(by) {
    const at = Math.min(Math.max(pager.selectedIndex + by, 0), pager.options.length - 1);
    showPage(pager.options[at].value);
  }
  function scale(by) {
    const before = (sheets.scrollTop + sheets.clientHeight / 2) / sheets.scrollHeight;
    const across = (sheets.scrollLeft + sheets.clientWidth / 2) / sheets.scrollWidth;
    zoom = Math.min(Math.max(zoom + by, 1), 3);
    sheets.style.setProperty("--zoom", zoom);
    one("#zoom").textContent = Math.round(zoom * 100) + "%";
    const found = chosen ? places(chosen) : [];
    if (found.length) showPage(found[0].page, found[0].box);
    else {
      sheets.scrollTop = before * sheets.scrollHeight - sheets.clientHeight / 2;
      sheets.scrollLeft = across * sheets.scrollWidth - sheets.clientWidth / 2;
    }
  }
  function move(mark, key) {
    const cell = mark.closest("td");
    if (!cell) return false;
    const row = cell.parentElement, step = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
    const line = key === "ArrowLeft" || key === "ArrowRight" ? [...row.cells] : all("tr:not([hidden])", row.parentElement).map((r) => r.cells[cell.cellIndex]);
    for (let at = line.indexOf(cell) + step; at >= 0 && at < line.length; at += step) {
      const next = one(".mark", line[at]);
      if (next) { choose(next, true); return true; }
    }
    return false;
  }
  function help(open) {
    one("#help").hidden = !open;
    one("#keys").setAttribute("aria-expanded", String(open));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page-link]");
    if (link) return showPage(link.dataset.pageLink);
    const chip = event.target.closest("[data-verdict]");
    if (chip) { verdict = chip.dataset.verdict; return filter(); }
    const mark = event.target.closest(".mark");
    if (mark) return choose(mark, false);
    const finding = event.target.closest(".finding");
    if (finding && !String(getSelection())) choose(finding, false);
    if (!event.target.closest("#help, #keys")) help(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { search.value = ""; verdict = ""; search.blur(); help(false); clear(); return filter(); }
    if (event.target.matches("input, select")) return;
    const mark = event.target.closest && event.target.closest(".mark");
    if (mark && event.key.startsWith("Arrow")) { if (move(mark, event.key)) event.preventDefault(); return; }
    const act = { j: () => step(1), k: () => step(-1), "/": () => search.focus(), "[": () => turn(-1), "]": () => turn(1),
      "+": () => scale(0.5), "=": () => scale(0.5), "-": () => scale(-0.5), l: switchLanguage, "?": () => help(one("#help").hidden) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  search.addEventListener("input", filter);
  one("#language").addEventListener("click", switchLanguage);
  one("#keys").addEventListener("click", () => help(one("#help").hidden));
  one("#previous").addEventListener("click", () => turn(-1));
  one("#next").addEventListener("click", () => turn(1));
  one("#smaller").addEventListener("click", () => scale(-0.5));
  one("#larger").addEventListener("click", () => scale(0.5));
  pager.addEventListener("change", () => showPage(pager.value));
  /* The page asked for is the current one until somebody scrolls on, also where several fit into view. */
  sheets.addEventListener("scroll", () => {
    if (aimed && Math.abs(aimed.top - sheets.scrollTop) < 2) return;
    aimed = null;
    const middle = sheets.scrollTop + sheets.clientHeight / 2;
    const current = all("figure", sheets).find((f) => f.offsetTop + f.offsetHeight > middle);
    if (current) pager.value = current.dataset.page;
  }, { passive: true });

  /* Where we are, in the bar of contents. */
  const links = all(".jump a");
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  function here() {
    let at = 0;
    targets.forEach((target, i) => { if (target && !target.hidden && target.getBoundingClientRect().top < 170) at = i; });
    links.forEach((link, i) => link.classList.toggle("here", i === at));
  }
  addEventListener("scroll", here, { passive: true });

  /* One tab stop per table, arrows within; a table wider than its place scrolls sideways. */
  const rove = (mark) => all(".mark.figure", mark.closest("table")).forEach((other) => { other.tabIndex = other === mark ? 0 : -1; });
  all("table").forEach((table) => { const first = one(".mark.figure", table); if (first) rove(first); });
  document.addEventListener("focusin", (event) => { if (event.target.matches(".mark.figure")) rove(event.target); });
  const fit = () => all(".grids").forEach((grids) => { grids.classList.remove("scrolls"); grids.classList.toggle("scrolls", grids.scrollWidth > grids.clientWidth + 1); });
  addEventListener("resize", fit);
  fit();

  const wished = new URLSearchParams(location.search).get("lang") || kept.get();
  speak(wished === "en" ? "en" : "zh");
  here();
  const asked = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (asked && asked.matches(".mark, .finding")) choose(asked, true);
})();
