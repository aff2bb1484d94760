// The table of a plan under the keyboard: where one is, asking the server, saying what was done.
// The page works without scripts; on a phone rows are edited as forms.
(function () {
  "use strict";

  var table = document.querySelector("table[data-plan-table]");
  if (!table || !("fetch" in window)) return;
  var FIELDS = ["number", "title", "deadline_text", "responsible_text", "deliverable", null];
  var said = document.getElementById("plan-said");
  var here = null;

  // A row turns into a block where six columns find no room.
  function isNarrow() { return window.matchMedia("(max-width: 60rem)").matches; }

  function lines() { return Array.from(table.tBodies[0].rows).filter(function (row) { return row.id && !row.matches(".row-form"); }); }
  function isRow(line) { return Boolean(line) && line.id.indexOf("activity-") === 0; }
  function idOf(line) { return line.id.split("-")[1]; }
  function lineOf(element) { return element && element.closest("tr[id]"); }
  function cellOf(element) {
    var cell = element && element.closest ? element.closest("td, th") : null;
    return cell && table.tBodies[0].contains(cell) && cell.parentNode.id ? cell : null;
  }
  function fieldOf(cell) { return isRow(cell.parentNode) ? FIELDS[cell.cellIndex] : null; }
  function urlOf(line) { return (isRow(line) ? "activities/" : "sections/") + idOf(line) + "/"; }
  function nameOf(line) {
    var words = Array.from(line.cells).slice(0, 2).map(function (cell) { return cell.textContent.replace("⠿", "").trim(); });
    return words[0] || words[1].slice(0, 40);
  }

  // One cell of the table can be reached with Tab, the arrows lead to the others.
  function go(cell) {
    if (!cell) return;
    if (here && here !== cell) here.removeAttribute("tabindex");
    here = cell;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  function at(line, column) {
    if (!line) return null;
    return line.cells[Math.min(Math.max(column, 0), line.cells.length - 1)];
  }

  function step(cell, down, right) {
    var all = lines();
    var column = isRow(cell.parentNode) ? cell.cellIndex : 1;
    return at(all[all.indexOf(cell.parentNode) + down], column + right);
  }

  function token() {
    var cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    if (cookie) return cookie[1];
    return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  }

  // `Broken` stands for a line that failed: what was sent is to be sent again.
  function Broken(words) { this.message = words; }

  function ask(url, values) {
    var options = { headers: { "HX-Request": "true", "X-CSRFToken": token() }, credentials: "same-origin" };
    if (values) {
      options.method = "POST";
      options.body = new URLSearchParams(values);
    }
    return fetch(url, options).then(function (response) {
      if (response.redirected || response.headers.get("X-Session-Ended") || response.headers.get("HX-Redirect")) {
        throw new Broken("Сеанс закончился. Войдите снова в соседней вкладке: набранное останется здесь.");
      }
      if (response.status >= 500) throw new Broken("Портал сейчас не отвечает.");
      return response.text().then(function (text) { return { status: response.status, text: text }; });
    }, function () { throw new Broken("Нет связи с порталом."); });
  }

  function parse(text) { return new DOMParser().parseFromString(text, "text/html"); }

  // What was done stands at the foot of the window, with the way to take it back.
  function tell(content) {
    said.replaceChildren();
    if (typeof content === "string") said.textContent = content;
    else if (content) said.append(document.importNode(content, true));
  }

  function tellAnswer(page) { tell(page.querySelector(".said")); }

  function refusalIn(text) { return parse(text).body.textContent.replace(/\s+/g, " ").trim(); }

  // The whole table anew: where order or several rows changed. The focus stays where it was, and
  // so does a new row that is being typed.
  function reload(focusId, column) {
    return ask(window.location.href).then(function (answer) {
      var fresh = parse(answer.text).querySelector("table[data-plan-table]");
      if (!fresh) { window.location.reload(); return; }
      var typed = document.getElementById("row-new");
      var above = typed && typed.previousElementSibling;
      table.tBodies[0].replaceWith(document.importNode(fresh.tBodies[0], true));
      if (typed) {
        above = above && document.getElementById(above.id);
        if (above) above.after(typed);
        else table.tBodies[0].prepend(typed);
      }
      if (window.htmx) window.htmx.process(table);
      here = null;
      var line = focusId && document.getElementById(focusId);
      if (line) go(at(line, column || 0));
      else enter();
      document.dispatchEvent(new CustomEvent("plan:reloaded"));
    });
  }

  function enter() {
    var first = lines()[0];
    if (first && !here) { here = at(first, isRow(first) ? 1 : 0); here.tabIndex = 0; }
  }

  function undo(form) {
    var line = here && here.parentNode;
    return ask(form.action, new URLSearchParams(new FormData(form))).then(function (answer) {
      if (answer.status !== 200) { tell(refusalIn(answer.text)); return; }
      var page = parse(answer.text);
      return reload(line && line.id, here ? here.cellIndex : 0).then(function () { tellAnswer(page); });
    }).catch(failed);
  }

  function failed(error) {
    if (!(error instanceof Broken)) throw error;
    tell(error.message + " Повторите позже.");
  }

  said.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    undo(event.target);
  });

  document.addEventListener("focusin", function (event) {
    var cell = cellOf(event.target);
    if (cell && event.target === cell && cell !== here) {
      if (here) here.removeAttribute("tabindex");
      here = cell;
      cell.tabIndex = 0;
    }
  });

  table.addEventListener("mousedown", function (event) {
    var cell = cellOf(event.target);
    if (!cell || isNarrow() || event.target.closest("a, button, input, textarea, select, summary, label")) return;
    cell.tabIndex = -1;
  });

  var ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  table.addEventListener("keydown", function (event) {
    if (event.target !== here || isNarrow() || event.altKey || event.ctrlKey || event.metaKey) return;
    var arrow = ARROWS[event.key];
    if (arrow && !event.shiftKey) {
      event.preventDefault();
      go(step(here, arrow[0], arrow[1]));
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      go(at(here.parentNode, event.key === "Home" ? 0 : 99));
    }
  });
  table.addEventListener("keydown", function (event) {
    if (event.target !== here || !(event.ctrlKey || event.metaKey) || event.code !== "KeyZ") return;
    var form = said.querySelector("form");
    if (form) { event.preventDefault(); undo(form); }
  });

  // «Изменить» opens the form of the row in its place.
  table.addEventListener("click", function (event) {
    var link = event.target.closest('.row-actions a[href$="/edit/"]');
    if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    window.htmx.ajax("GET", link.getAttribute("href"), { source: link, target: lineOf(link), swap: "outerHTML" });
  });

  if (!isNarrow()) { table.setAttribute("role", "grid"); enter(); }

  window.planTable = {
    table: table, Broken: Broken, ask: ask, at: at, cellOf: cellOf, failed: failed, fieldOf: fieldOf,
    go: go, idOf: idOf, isNarrow: isNarrow, isRow: isRow, lineOf: lineOf, lines: lines, nameOf: nameOf,
    parse: parse, refusalIn: refusalIn, reload: reload, step: step, tell: tell, tellAnswer: tellAnswer,
    urlOf: urlOf, here: function () { return here; }
  };
})();
