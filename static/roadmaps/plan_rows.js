// Rows of a plan's table: new ones and deleted ones, the menu of a row, its keys.
(function () {
  "use strict";

  var plan = window.planTable;
  if (!plan) return;
  var table = plan.table;
  var MENU = '.row-actions a[href$="/row/"]';
  var menu = null;

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
    if (!title || plan.isBusy()) return;
    plan.alone(function () {
      return plan.post("activities/add/", { target: side + ":" + plan.idOf(line), title: title }).then(function (page) {
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
    plan.alone(function () {
      return plan.post(plan.urlOf(line) + "delete/", {}).then(function (page) {
        if (!page) return;
        var all = plan.lines();
        var next = all[all.indexOf(line) + 1] || all[all.indexOf(line) - 1];
        line.remove();
        plan.go(plan.at(next, 1));
        plan.tellAnswer(page);
      });
    });
  }

  /* The menu of a row */

  var ITEMS = [
    ["Вставить строку выше", function (line) { insert(line, "before"); }],
    ["Вставить строку ниже", function (line) { insert(line, "after"); }],
    ["Поднять (Alt+↑)", function (line) { plan.shift(line, -1, 1); }],
    ["Опустить (Alt+↓)", function (line) { plan.shift(line, 1, 1); }],
    ["Переместить в другой раздел…", function (line) { window.location.href = plan.urlOf(line) + "row/"; }],
    ["Вырезать", function (line) { plan.chooseNone(); plan.go(plan.at(line, 1)); document.execCommand("cut"); }],
    ["Копировать", function (line) { plan.chooseNone(); plan.go(plan.at(line, 1)); document.execCommand("copy"); }],
    ["Вставить вырезанное ниже", function (line) { if (plan.hasCut()) plan.putCut(line); else plan.tell("Сначала вырежьте строку."); }],
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
    if (step && event.altKey) { event.preventDefault(); plan.shift(line, step, cell.cellIndex); }
    else if (step && event.shiftKey) {
      event.preventDefault();
      plan.choose(line, plan.isRow(line));
      plan.go(plan.step(cell, step, 0));
      if (plan.isRow(plan.here().parentNode)) plan.choose(plan.here().parentNode, true);
      plan.tell("Выбрано строк: " + plan.chosen().length + ".");
    } else if (step) plan.chooseNone();
    else if (event.key === "Escape") { plan.chooseNone(); plan.markCut([]); }
    else if (event.key === "Insert") { event.preventDefault(); if (plan.isRow(line)) insert(line, "after"); }
    else if ((event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) && line.querySelector(MENU)) {
      event.preventDefault();
      openMenu(line.querySelector(MENU));
    }
  });
  table.addEventListener("mousedown", function (event) { if (plan.cellOf(event.target) && !event.shiftKey) plan.chooseNone(); });
})();
