// Moving rows and sections of a plan's table with keys and with the mouse, one change at a time.
(function () {
  "use strict";

  var plan = window.planTable;
  if (!plan) return;
  var table = plan.table;
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

  Object.assign(plan, { post: post, alone: alone, isBusy: function () { return isBusy; }, move: move, shift: shift });
})();
