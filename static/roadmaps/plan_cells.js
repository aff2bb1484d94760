// Cells of a plan's table: opened with Enter, written by leaving them, kept until they are sent.
(function () {
  "use strict";

  var plan = window.planTable;
  if (!plan) return;
  // Another person at the same machine sends nobody's words but their own.
  var KEPT = "plan-unsent:" + plan.table.dataset.person + ":" + window.location.pathname;
  var SLOWEST = 30000;
  var drafts = new Map();
  var open = null;
  var chain = Promise.resolve();
  var pause = 3000;
  var timer = null;

  function key(cell) { return plan.idOf(cell.parentNode) + "." + plan.fieldOf(cell); }

  // The words of the plan are the cell's first text, in a title the text of its link.
  function valueOf(cell) {
    if (plan.fieldOf(cell) === "title") return cell.querySelector("a").textContent;
    var first = cell.firstChild;
    return first && first.nodeType === Node.TEXT_NODE ? first.data.replace(/\s+$/, "") : "";
  }

  function cellOf(draft) {
    var line = document.getElementById("activity-" + draft.row);
    return line && Array.from(line.cells).find(function (cell) { return plan.fieldOf(cell) === draft.field; });
  }

  /* Opening and leaving */

  function edit(cell, typed) {
    var field = plan.fieldOf(cell);
    if (!field || (open && !leave())) return;
    var draft = drafts.get(key(cell));
    if (draft && draft.conflict) return;
    var expected = draft ? draft.expected : valueOf(cell);
    var area = document.createElement("textarea");
    area.className = "cell-field";
    area.value = typed === undefined ? (draft ? draft.value : expected) : typed;
    area.setAttribute("aria-label", plan.table.tHead.rows[0].cells[cell.cellIndex].textContent + ", строка " + plan.nameOf(cell.parentNode));
    open = { cell: cell, area: area, field: field, expected: expected, kept: Array.from(cell.childNodes), shown: draft ? draft.value : expected };
    cell.replaceChildren(area);
    cell.classList.add("cell-open");
    if (field === "deadline_text") follow(open);
    area.focus();
    if (typed === undefined) area.setSelectionRange(area.value.length, area.value.length);
  }

  function close() {
    var one = open;
    open = null;
    one.cell.classList.remove("cell-open");
    one.cell.replaceChildren.apply(one.cell, one.kept);
    return one;
  }

  // Leave the open cell and write it where it was changed; false where it stays open.
  function leave() {
    if (!open) return true;
    var value = open.area.value.replace(/\r\n/g, "\n").trim();
    if (open.field === "title" && !value) {
      plan.tell("Впишите название мероприятия. Чтобы убрать строку, удалите её.");
      open.area.focus();
      return false;
    }
    var one = close();
    var waiting = drafts.get(key(one.cell));
    // What was refused is sent again as it is: the reason may have gone.
    if (value === one.shown.trim() && !(waiting && waiting.refused)) return true;
    var draft = waiting || { row: plan.idOf(one.cell.parentNode), field: one.field, expected: one.expected };
    draft.value = value;
    draft.refused = false;
    drafts.set(key(one.cell), draft);
    show(draft);
    keep();
    send(draft);
    return true;
  }

  function cancel() {
    var cell = close().cell;
    plan.go(cell);
  }

  // The reading of a deadline under its words while they are typed.
  function follow(one) {
    var place = document.createElement("div");
    place.className = "cell-reading";
    place.setAttribute("aria-live", "polite");
    one.cell.append(place);
    var waiting = null;
    function read() {
      plan.ask("../reading/?" + new URLSearchParams({ text: one.area.value, roadmap: plan.table.dataset.planTable, section: sectionOf(one.cell.parentNode) }))
        .then(function (answer) {
          if (open !== one || answer.status !== 200) return;
          var reading = plan.parse(answer.text).querySelector(".reading");
          var choices = reading && reading.querySelector("fieldset");
          if (choices) choices.remove();
          place.replaceChildren(document.importNode(reading, true));
        }).catch(function () { place.replaceChildren(); });
    }
    one.area.addEventListener("input", function () { window.clearTimeout(waiting); waiting = window.setTimeout(read, 300); });
    read();
  }

  function sectionOf(line) {
    while (line && plan.isRow(line)) line = line.previousElementSibling;
    return line && line.id ? plan.idOf(line) : "";
  }

  /* Sending: one after another, again after a broken line */

  function show(draft) {
    var cell = cellOf(draft);
    if (!cell || (open && open.cell === cell)) return;
    cell.classList.toggle("cell-unsent", Boolean(draft.unsent || draft.refused));
    cell.classList.toggle("cell-sending", !draft.unsent && !draft.refused);
    if (plan.fieldOf(cell) === "title") cell.querySelector("a").textContent = draft.value;
    else if (cell.firstChild && cell.firstChild.nodeType === Node.TEXT_NODE) cell.firstChild.data = draft.value;
    else cell.replaceChildren(draft.value);
  }

  function keep() {
    var waiting = Array.from(drafts.values()).map(function (one) {
      return { row: one.row, field: one.field, value: one.value, expected: one.expected, refused: one.refused };
    });
    try {
      if (waiting.length) window.sessionStorage.setItem(KEPT, JSON.stringify(waiting));
      else window.sessionStorage.removeItem(KEPT);
    } catch (error) { /* A browser that keeps nothing still asks before the page is left. */ }
  }

  function send(draft) {
    chain = chain.then(function () { return sendNow(draft); });
  }

  function sendNow(draft) {
    if (drafts.get(draft.row + "." + draft.field) !== draft || draft.conflict || draft.refused) return;
    var value = draft.value;
    return plan.ask("activities/" + draft.row + "/cell/", { field: draft.field, value: value, expected: draft.expected })
      .then(function (answer) { pause = 3000; answered(draft, value, answer); })
      .catch(function (error) {
        if (!(error instanceof plan.Broken)) throw error;
        draft.unsent = true;
        show(draft);
        wait(error.message);
      });
  }

  function answered(draft, value, answer) {
    var page = plan.parse(answer.text);
    draft.unsent = false;
    if (answer.status === 409) { ask(draft, page); return; }
    if (answer.status !== 200) {
      draft.refused = true;
      show(draft);
      keep();
      plan.tell((answer.status === 404 ? "Этой строки в плане больше нет." : plan.refusalIn(answer.text)) + " Набранное осталось в ячейке.");
      return;
    }
    if (draft.value !== value) {
      // Typed anew while the first words were on their way.
      draft.expected = value;
    } else {
      drafts.delete(draft.row + "." + draft.field);
    }
    keep();
    refresh(page.querySelector("tr"));
    plan.tellAnswer(page);
  }

  // The row as the server draws it; cells that are open or wait to be sent stay as they are.
  function refresh(fresh) {
    var line = fresh && document.getElementById(fresh.id);
    if (!line) return;
    var row = document.importNode(fresh, true);
    Array.from(line.cells).forEach(function (cell, column) {
      if ((open && open.cell === cell) || drafts.has(key(cell))) return;
      cell.className = row.cells[column].className;
      cell.replaceChildren.apply(cell, Array.from(row.cells[column].childNodes));
    });
    if (window.htmx) window.htmx.process(line);
  }

  function unsent() { return Array.from(drafts.values()).filter(function (one) { return one.unsent; }); }

  function wait(words) {
    window.clearTimeout(timer);
    timer = window.setTimeout(again, pause);
    pause = Math.min(pause * 2, SLOWEST);
    var line = document.createElement("p");
    line.className = "said said-error";
    line.append(words + " Не отправлено изменений: " + unsent().length + ". Они останутся в таблице и будут отправлены снова. ");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary button-small";
    button.textContent = "Отправить сейчас";
    button.addEventListener("click", again);
    line.append(button);
    plan.tell(line);
    var told = document.querySelector("#plan-said button");
    if (told) told.addEventListener("click", again);
  }

  function again() {
    window.clearTimeout(timer);
    unsent().forEach(function (one) { one.unsent = false; show(one); send(one); });
  }
  window.addEventListener("online", again);

  window.addEventListener("beforeunload", function (event) {
    if (open && open.area.value.trim() !== open.shown.trim()) event.preventDefault();
    else if (unsent().length) event.preventDefault();
  });

  /* Somebody else wrote the same cell: both versions, and the person decides */

  function ask(draft, page) {
    var cell = cellOf(draft);
    var box = page.querySelector(".cell-conflict");
    if (!cell || !box) return;
    draft.conflict = { theirs: box.dataset.theirs };
    cell.classList.remove("cell-sending", "cell-unsent");
    cell.replaceChildren(document.importNode(box, true));
    plan.tell("Эту ячейку изменил другой человек. Выберите, что оставить.");
    cell.querySelector("button").focus();
  }

  function decide(button) {
    var cell = plan.cellOf(button);
    var draft = drafts.get(key(cell));
    var choice = button.dataset.choice;
    var theirs = draft.conflict.theirs;
    draft.conflict = null;
    if (choice === "theirs") {
      drafts.delete(key(cell));
      keep();
      cell.replaceChildren(theirs);
      plan.ask(plan.urlOf(cell.parentNode) + "row/").then(function (answer) { refresh(plan.parse(answer.text).querySelector("tr")); plan.go(cell); }).catch(plan.failed);
      plan.tell("Осталось как в плане.");
      return;
    }
    draft.expected = theirs;
    cell.replaceChildren();
    if (plan.fieldOf(cell) === "title") {
      var link = document.createElement("a");
      link.href = plan.urlOf(cell.parentNode);
      cell.append(link);
    }
    show(draft);
    keep();
    if (choice === "edit") edit(cell);
    else { send(draft); plan.go(cell); }
  }

  /* Keys and mouse */

  function pressInField(event) {
    var cell = open.cell;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); cancel(); return; }
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (leave()) plan.go(plan.step(cell, event.ctrlKey ? 0 : 1, 0) || cell);
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault();
      open.area.setRangeText("\n", open.area.selectionStart, open.area.selectionEnd, "end");
    } else if (event.key === "Tab") {
      event.preventDefault();
      if (!leave()) return;
      var next = plan.step(cell, 0, event.shiftKey ? -1 : 1);
      plan.go(next);
      if (next !== cell && plan.fieldOf(next)) edit(next);
    }
  }

  plan.table.addEventListener("keydown", function (event) {
    if (open && event.target === open.area) { pressInField(event); return; }
    var cell = plan.here();
    if (event.target !== cell || plan.isNarrow() || !plan.fieldOf(cell)) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); edit(cell); }
    else if (event.key.length === 1 && event.key !== " ") { event.preventDefault(); edit(cell, event.key); }
  });

  plan.table.addEventListener("dblclick", function (event) {
    var cell = plan.cellOf(event.target);
    if (cell && !plan.isNarrow() && !event.target.closest("a, button, textarea, input, label")) edit(cell);
  });

  plan.table.addEventListener("focusout", function (event) {
    if (open && event.target === open.area && event.relatedTarget && !open.cell.contains(event.relatedTarget)) leave();
  });
  document.addEventListener("mousedown", function (event) {
    if (open && !open.cell.contains(event.target)) leave();
  });

  plan.table.addEventListener("click", function (event) {
    var button = event.target.closest("[data-choice]");
    if (button) decide(button);
  });

  /* What was not sent before the page was loaded anew */

  function restore() {
    var waiting = [];
    try { waiting = JSON.parse(window.sessionStorage.getItem(KEPT) || "[]"); } catch (error) { waiting = []; }
    waiting.forEach(function (one) {
      one.refused = false;
      drafts.set(one.row + "." + one.field, one);
      show(one);
      send(one);
    });
  }
  document.addEventListener("plan:reloaded", function () { drafts.forEach(show); });
  restore();

  plan.edit = edit;
  plan.leave = leave;
  plan.refresh = refresh;
  plan.valueOf = valueOf;
})();
