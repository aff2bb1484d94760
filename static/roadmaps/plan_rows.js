// Rows of a plan's table: the menu of a row, moving with keys and mouse, cutting, copying, pasting.
(function () {
  "use strict";

  var plan = window.planTable;
  if (!plan) return;
  var table = plan.table;
  var MENU = '.row-actions a[href$="/row/"]';
  var ROWS = "application/x-plan-rows";
  var cut = [];
  var menu = null;
  var isBusy = false;

  function post(url, values) {
    return plan.ask(url, values).then(function (answer) {
      if (answer.status === 200) return plan.parse(answer.text);
      plan.tell(answer.status === 404 ? "Этой строки в плане больше нет. Обновите страницу." : plan.refusalIn(answer.text));
      return null;
    });
  }

  // One change of order at a time: the next key waits for the answer to the first.
  function alone(work) {
    if (isBusy || !plan.leave()) return;
    isBusy = true;
    work().catch(plan.failed).finally(function () { isBusy = false; });
  }

  /* Moving */

  function before(line) { return line.previousElementSibling; }
  function after(line) { return line.nextElementSibling; }

  // Over a heading a row passes into the section before, under it into the next.
  function targetUp(line) {
    var above = before(line);
    if (!above) return null;
    if (plan.isRow(above)) return "before:" + plan.idOf(above);
    var over = before(above);
    if (!over) return null;
    return plan.isRow(over) ? "after:" + plan.idOf(over) : "end:" + plan.idOf(over);
  }

  function targetDown(line) {
    var below = after(line);
    if (!below) return null;
    return plan.isRow(below) ? "after:" + plan.idOf(below) : "start:" + plan.idOf(below);
  }

  function depthOf(line) { return Number((/depth-(\d+)/.exec(line.className) || [0, 0])[1]); }

  // The brother of a section above (−1) or below (+1): the next heading of the same depth.
  function brother(line, step) {
    var depth = depthOf(line);
    for (var one = line; ;) {
      one = step < 0 ? before(one) : after(one);
      if (!one) return null;
      if (!plan.isRow(one) && depthOf(one)) {
        if (depthOf(one) < depth) return null;
        if (depthOf(one) === depth) return one;
      }
    }
  }

  function place(line, target) {
    var side = target.split(":")[0];
    var id = target.split(":")[1];
    var beside = document.getElementById((side === "before" || side === "after" ? "activity-" : "section-") + id);
    if (!beside) return false;
    if (side === "before") beside.before(line);
    else {
      if (side === "end") while (after(beside) && plan.isRow(after(beside)) && after(beside) !== line) beside = after(beside);
      beside.after(line);
    }
    return true;
  }

  function move(line, target, column) {
    return post(plan.urlOf(line) + "move/", { target: target }).then(function (page) {
      if (!page) return false;
      var said = page;
      if (!plan.isRow(line) || !place(line, target)) {
        return plan.reload(line.id, column).then(function () { plan.tellAnswer(said); return true; });
      }
      plan.refresh(page.querySelector("tr"));
      plan.go(plan.at(line, column));
      plan.tellAnswer(page);
      return true;
    });
  }

  function shift(line, step, column) {
    var target;
    if (plan.isRow(line)) target = step < 0 ? targetUp(line) : targetDown(line);
    else {
      var other = brother(line, step);
      target = other && (step < 0 ? "before:" : "after:") + plan.idOf(other);
    }
    if (!target) { plan.tell(step < 0 ? "Выше перемещать некуда." : "Ниже перемещать некуда."); return; }
    alone(function () { return move(line, target, column); });
  }

  /* New and deleted rows */

  function insert(line, side) {
    if (!plan.leave() || document.getElementById("row-new")) return;
    var row = table.tBodies[0].insertRow();
    row.id = "row-new";
    row.className = "row-new";
    row.insertCell();
    var cell = row.insertCell();
    cell.colSpan = 5;
    var area = document.createElement("textarea");
    area.className = "cell-field";
    area.setAttribute("aria-label", "Название нового мероприятия");
    area.placeholder = "Название нового мероприятия: Enter — добавить, Esc — не добавлять";
    cell.append(area);
    line[side](row);
    area.focus();
    area.addEventListener("keydown", function (event) {
      event.stopPropagation();
      if (event.key === "Escape") { event.preventDefault(); row.remove(); plan.go(plan.at(line, 1)); }
      else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); add(row, area, line, side); }
    });
  }

  function add(row, area, line, side) {
    var title = area.value.trim();
    if (!title || isBusy) return;
    alone(function () {
      return post("activities/add/", { target: side + ":" + plan.idOf(line), title: title }).then(function (page) {
        if (!page) return;
        var fresh = document.importNode(page.querySelector("tr"), true);
        row.replaceWith(fresh);
        if (window.htmx) window.htmx.process(fresh);
        plan.tellAnswer(page);
        plan.go(plan.at(fresh, 2));
      });
    });
  }
  window.addEventListener("beforeunload", function (event) {
    var area = document.querySelector("#row-new textarea");
    if (area && area.value.trim()) event.preventDefault();
  });

  function remove(line) {
    alone(function () {
      return post(plan.urlOf(line) + "delete/", {}).then(function (page) {
        if (!page) return;
        var all = plan.lines();
        var next = all[all.indexOf(line) + 1] || all[all.indexOf(line) - 1];
        line.remove();
        plan.go(plan.at(next, 1));
        plan.tellAnswer(page);
      });
    });
  }

  /* Choosing several rows, taking them out of the browser and in */

  function chosen() {
    var rows = plan.lines().filter(function (line) { return line.matches(".row-chosen"); });
    var here = plan.here();
    return rows.length ? rows : here && plan.isRow(here.parentNode) ? [here.parentNode] : [];
  }

  function choose(line, is) {
    line.classList.toggle("row-chosen", is);
    if (is) line.setAttribute("aria-selected", "true");
    else line.removeAttribute("aria-selected");
  }

  function chooseNone() { plan.lines().forEach(function (line) { if (line.matches(".row-chosen")) choose(line, false); }); }

  function markCut(rows) {
    cut.forEach(function (line) { line.classList.remove("row-cut"); });
    cut = rows;
    cut.forEach(function (line) { line.classList.add("row-cut"); });
  }

  function texts(line) { return [0, 1, 2, 3, 4].map(function (column) { return plan.valueOf(line.cells[column]); }); }

  function asText(rows) {
    return rows.map(function (line) {
      return texts(line).map(function (text) { return /["\t\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }).join("\t");
    }).join("\n");
  }

  function asTable(rows) {
    var page = document.createElement("table");
    rows.forEach(function (line) {
      var row = page.insertRow();
      texts(line).forEach(function (text) {
        var cell = row.insertCell();
        text.split("\n").forEach(function (part, index) { if (index) cell.append(document.createElement("br")); cell.append(part); });
      });
    });
    return page.outerHTML;
  }

  function take(event, isCut) {
    if (event.target.closest("textarea, input") || !plan.here() || document.activeElement !== plan.here()) return;
    if (String(window.getSelection())) return;
    var rows = chosen();
    if (!rows.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText(rows));
    event.clipboardData.setData("text/html", asTable(rows));
    event.clipboardData.setData(ROWS, rows.map(plan.idOf).join(","));
    markCut(isCut ? rows : []);
    plan.tell((isCut ? "Вырезано строк: " : "Скопировано строк: ") + rows.length + (isCut ? ". Встаньте на строку, после которой вставить, и нажмите Ctrl+V." : "."));
  }

  function putCut(line) {
    var rows = cut.filter(function (one) { return one !== line && one.isConnected; });
    markCut([]);
    chooseNone();
    alone(function () {
      return rows.reduce(function (done, row) {
        return done.then(function (last) {
          return move(row, "after:" + plan.idOf(last), 1).then(function () { return document.getElementById(row.id) || row; });
        });
      }, Promise.resolve(line));
    });
  }

  function paste(event) {
    var here = plan.here();
    if (event.target.closest("textarea, input") || !here || document.activeElement !== here || plan.isNarrow()) return;
    var text = event.clipboardData.getData("text/plain");
    var page = event.clipboardData.getData("text/html");
    event.preventDefault();
    if (cut.length && event.clipboardData.getData(ROWS) && plan.isRow(here.parentNode)) { putCut(here.parentNode); return; }
    if (/<table|<tr/i.test(page) || /[\t\n]/.test(text.trim())) { sendPasted(here.parentNode, text, page); return; }
    if (text.trim() && plan.fieldOf(here)) plan.edit(here, text.trim());
  }

  function sendPasted(line, text, page) {
    var form = document.createElement("form");
    form.method = "post";
    form.enctype = "multipart/form-data";
    form.action = "paste/";
    [["target", (plan.isRow(line) ? "after:" : "start:") + plan.idOf(line)], ["text", text], ["csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]]].forEach(function (pair) {
      var field = document.createElement("textarea");
      field.name = pair[0];
      field.value = pair[1];
      form.append(field);
    });
    form.addEventListener("formdata", function (event) {
      if (page) event.formData.set("page", new File([page], "page.html", { type: "text/html" }));
    });
    form.hidden = true;
    document.body.append(form);
    form.submit();
  }

  document.addEventListener("copy", function (event) { take(event, false); });
  document.addEventListener("cut", function (event) { take(event, true); });
  document.addEventListener("paste", paste);

  /* The menu of a row */

  var ITEMS = [
    ["Вставить строку выше", function (line) { insert(line, "before"); }],
    ["Вставить строку ниже", function (line) { insert(line, "after"); }],
    ["Поднять (Alt+↑)", function (line) { shift(line, -1, 1); }],
    ["Опустить (Alt+↓)", function (line) { shift(line, 1, 1); }],
    ["Переместить в другой раздел…", function (line) { window.location.href = plan.urlOf(line) + "row/"; }],
    ["Вырезать", function (line) { chooseNone(); plan.go(plan.at(line, 1)); document.execCommand("cut"); }],
    ["Копировать", function (line) { chooseNone(); plan.go(plan.at(line, 1)); document.execCommand("copy"); }],
    ["Вставить вырезанное ниже", function (line) { if (cut.length) putCut(line); else plan.tell("Сначала вырежьте строку."); }],
    ["Вставить из Word или Excel…", function (line) { window.location.href = "paste/?target=after:" + plan.idOf(line); }],
    ["Удалить строку", remove]
  ];

  function shut(focus) {
    if (!menu) return;
    var button = menu.button;
    button.removeAttribute("aria-expanded");
    menu.list.remove();
    menu = null;
    if (focus) button.focus();
  }

  function openMenu(button) {
    var line = plan.lineOf(button);
    var list = document.createElement("div");
    shut(false);
    if (!plan.leave()) return;
    list.className = "row-menu-list";
    list.setAttribute("role", "menu");
    list.setAttribute("aria-label", "Действия со строкой " + plan.nameOf(line));
    ITEMS.forEach(function (item) {
      var entry = document.createElement("button");
      entry.type = "button";
      entry.setAttribute("role", "menuitem");
      entry.tabIndex = -1;
      entry.textContent = item[0];
      entry.addEventListener("click", function (event) { event.stopPropagation(); shut(true); item[1](line); });
      list.append(entry);
    });
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "true");
    button.parentNode.append(list);
    menu = { list: list, button: button };
    list.scrollIntoView({ block: "nearest" });
    list.firstChild.focus();
    list.addEventListener("keydown", pressInMenu);
  }

  function pressInMenu(event) {
    var entries = Array.from(menu.list.children);
    var index = entries.indexOf(document.activeElement);
    var to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
    event.stopPropagation();
    if (event.key === "Escape") { event.preventDefault(); shut(true); }
    else if (event.key === "Tab") shut(true);
    else if (to !== undefined) { event.preventDefault(); entries[(to + entries.length) % entries.length].focus(); }
  }

  table.addEventListener("click", function (event) {
    var button = event.target.closest(MENU);
    if (!button || plan.isNarrow() || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (menu && menu.button === button) shut(true);
    else openMenu(button);
  });
  document.addEventListener("mousedown", function (event) {
    if (menu && !menu.list.contains(event.target) && !menu.button.contains(event.target)) shut(false);
  });

  /* Keys */

  table.addEventListener("keydown", function (event) {
    var cell = plan.here();
    if (event.target !== cell || plan.isNarrow()) return;
    var line = cell.parentNode;
    var step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && event.altKey) { event.preventDefault(); shift(line, step, cell.cellIndex); }
    else if (step && event.shiftKey) {
      event.preventDefault();
      choose(line, plan.isRow(line));
      plan.go(plan.step(cell, step, 0));
      if (plan.isRow(plan.here().parentNode)) choose(plan.here().parentNode, true);
      plan.tell("Выбрано строк: " + chosen().length + ".");
    } else if (step) chooseNone();
    else if (event.key === "Escape") { chooseNone(); markCut([]); }
    else if (event.key === "Insert") { event.preventDefault(); if (plan.isRow(line)) insert(line, "after"); }
    else if ((event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) && line.querySelector(MENU)) {
      event.preventDefault();
      openMenu(line.querySelector(MENU));
    }
  });
  table.addEventListener("mousedown", function (event) { if (plan.cellOf(event.target) && !event.shiftKey) chooseNone(); });

  /* The mouse takes a row by the handle that stands beside its number */

  var handle = document.createElement("span");
  handle.className = "row-handle";
  handle.draggable = true;
  handle.title = "Перетащить";
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "⠿";
  var dragged = null;

  table.addEventListener("mouseover", function (event) {
    var line = plan.lineOf(event.target);
    // A pressed button is the beginning of a drag: the handle must not go away under it.
    if (!line || dragged || event.buttons || plan.isNarrow() || line.id === "row-new" || line.id === "section-0" || line.querySelector(".cell-open")) return;
    if (handle.parentNode !== line.cells[0]) line.cells[0].append(handle);
  });
  handle.addEventListener("dragstart", function (event) {
    dragged = plan.lineOf(handle);
    dragged.classList.add("row-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", plan.nameOf(dragged));
  });
  handle.addEventListener("dragend", function () {
    if (dragged) dragged.classList.remove("row-dragged");
    dragged = null;
    mark(null, "");
  });

  function mark(line, side) {
    table.querySelectorAll(".drop-before, .drop-after").forEach(function (one) { one.classList.remove("drop-before", "drop-after"); });
    if (line) line.classList.add("drop-" + side);
  }

  function sideOf(event, line) {
    var box = line.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? "before" : "after";
  }

  // A row goes beside rows and under headings; a section beside sections.
  function dropTarget(line, side) {
    if (plan.isRow(dragged)) {
      if (plan.isRow(line)) return side + ":" + plan.idOf(line);
      if (side === "after") return "start:" + plan.idOf(line);
      var above = before(line);
      if (!above) return null;
      return plan.isRow(above) ? "after:" + plan.idOf(above) : "end:" + plan.idOf(above);
    }
    return plan.isRow(line) || line.id === "section-0" ? null : side + ":" + plan.idOf(line);
  }

  table.addEventListener("dragover", function (event) {
    var line = dragged && plan.lineOf(event.target);
    if (!line || line === dragged || !dropTarget(line, sideOf(event, line))) { mark(null, ""); return; }
    event.preventDefault();
    mark(line, sideOf(event, line));
  });
  table.addEventListener("drop", function (event) {
    var line = dragged && plan.lineOf(event.target);
    var moved = dragged;
    var target = line && line !== dragged && dropTarget(line, sideOf(event, line));
    mark(null, "");
    if (!target) return;
    event.preventDefault();
    alone(function () { return move(moved, target, plan.isRow(moved) ? 1 : 0); });
  });
})();
