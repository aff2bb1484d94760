// Under figures that are typed by hand: what adds up, what does not, shares and totals at once.
// The columns of the table say what they are; the portal checks the same when the table is saved.
(function () {
  "use strict";

  var table = document.querySelector("table[data-sums]");
  if (!table) return;
  var areSigns = "gridSigns" in table.dataset;
  var NEEDED = areSigns ? "Нужно 0 или 1" : "Нужно целое число, ноль или больше";
  var titles = new WeakMap();
  var summary = document.querySelector("[data-sums-told]");
  var heads = Array.from(table.tHead.rows[0].cells);
  var isAsked = false;

  table.querySelectorAll("[data-live], tfoot").forEach(function (one) { one.hidden = false; });

  function roleOf(cell) { return heads[cell.cellIndex].dataset.role; }

  // The number in a field; null for nothing, NaN for what is no number.
  function valueOf(field) {
    var plain = field.value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
    if (!plain || /^[-–—−]$/.test(plain)) return null;
    return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  }

  function grouped(value) {
    var digits = String(value);
    return value >= 10000 ? digits.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : digits;
  }

  function decimal(value, places) {
    var power = Math.pow(10, places);
    return (Math.round(value * power) / power).toFixed(places).replace(".", ",");
  }

  // What one row, or all of them together, comes to.
  function Sums() { this.parts = 0; this.low = 0; this.scores = 0; this.weighted = 0; this.weight = 0; this.hasParts = false; this.hasLow = false; this.isStrange = false; this.whole = null; this.within = 0; }

  function sumsOf(row) {
    var sums = new Sums();
    var mean = null;
    Array.from(row.cells).forEach(function (cell) {
      var field = cell.querySelector("input");
      var role = roleOf(cell);
      var value = role && field ? valueOf(field) : null;
      if (!field || !role) return;
      var isStrange = value !== null && !isPossible(value, role);
      mark(field, isStrange);
      if (value === null) return;
      if (isStrange) { sums.isStrange = true; return; }
      var head = heads[cell.cellIndex].dataset;
      if (role === "whole") sums.whole = value;
      if (role === "mean") mean = value;
      if (role === "within") sums.within = Math.max(sums.within, value);
      if (role === "part") {
        sums.hasParts = true;
        sums.parts += value;
        if (head.score) sums.scores += value * Number(head.score);
      }
      if (head.low !== undefined) { sums.hasLow = true; sums.low += value; }
    });
    if (mean !== null && sums.whole) { sums.weighted = mean * sums.whole; sums.weight = sums.whole; }
    return sums;
  }

  function isPossible(value, role) {
    if (areSigns) return value === 0 || value === 1;
    return role === "mean" ? value <= 100 : value % 1 === 0;
  }

  // The title of a field says where its figure is from.
  function mark(field, isStrange) {
    if (!titles.has(field)) titles.set(field, field.title);
    field.classList.toggle("is-strange", isStrange);
    field.title = isStrange ? NEEDED : titles.get(field);
  }

  function peopleOf(sums) { return sums.hasParts ? sums.parts : sums.whole; }

  function difference(sums) {
    if (sums.whole === null) return "";
    if (sums.hasParts && sums.parts > sums.whole) return "лишних " + grouped(sums.parts - sums.whole);
    if (sums.hasParts && sums.parts < sums.whole) return "не хватает " + grouped(sums.whole - sums.parts);
    return sums.within > sums.whole ? "больше участников" : "";
  }

  function wordsOf(kind, sums) {
    var people = peopleOf(sums);
    if (kind === "sum") return sums.hasParts ? grouped(sums.parts) : "";
    if (kind === "share") return people && sums.hasLow ? decimal(100 * sums.low / people, 1) : "";
    return people && sums.hasParts ? decimal(sums.scores / people, 2) : "";
  }

  function show(row, sums, note) {
    var places = Array.from(row.querySelectorAll("[data-live]"));
    places.forEach(function (place, index) {
      place.replaceChildren(wordsOf(place.dataset.live, sums));
      if (index || !note) return;
      var under = document.createElement("span");
      under.className = "under does-not-add-up";
      under.textContent = note;
      place.append(under);
    });
  }

  function columnTotal(index, rows) {
    var role = heads[index].dataset.role;
    var sum = null;
    rows.forEach(function (row) {
      var field = row.cells[index].querySelector("input");
      var value = field ? valueOf(field) : null;
      if (role !== "mean" && value !== null && !Number.isNaN(value)) sum = (sum || 0) + value;
    });
    return sum === null ? "" : grouped(sum);
  }

  function count() {
    isAsked = false;
    var rows = Array.from(table.tBodies[0].rows);
    var kept = rows.filter(function (row) { var box = row.querySelector("input[type=checkbox]"); return !(box && box.checked); });
    var all = new Sums();
    var wrong = 0;
    rows.forEach(function (row) {
      var sums = sumsOf(row);
      var note = sums.isStrange ? (areSigns ? "нужно 0 или 1" : "не число") : difference(sums);
      show(row, sums, note);
      if (kept.indexOf(row) < 0) return;
      wrong += note ? 1 : 0;
      ["parts", "low", "scores", "weighted", "weight"].forEach(function (name) { all[name] += sums[name]; });
      all.hasParts = all.hasParts || sums.hasParts;
      all.hasLow = all.hasLow || sums.hasLow;
      // Where marks stand without the number of participants, they are the participants.
      var people = sums.whole === null ? (sums.hasParts ? sums.parts : null) : sums.whole;
      if (people !== null) all.whole = (all.whole || 0) + people;
    });
    var foot = table.tFoot.rows[0];
    heads.forEach(function (head, index) {
      var role = head.dataset.role;
      if (role === "mean") foot.cells[index].textContent = all.weight ? decimal(all.weighted / all.weight, 1) : "";
      else if (role === "whole") foot.cells[index].textContent = all.whole === null ? "" : grouped(all.whole);
      else if (role) foot.cells[index].textContent = columnTotal(index, kept);
    });
    show(foot, all, "");
    if (summary) {
      summary.hidden = !wrong;
      summary.textContent = wrong ? "Не сходится строк: " + wrong + ". Они помечены в таблице." : "";
    }
  }

  function ask() {
    if (!isAsked) window.requestAnimationFrame(count);
    isAsked = true;
  }

  table.addEventListener("input", ask);
  table.addEventListener("change", ask);
  // The browser may give back what was typed before the page was left.
  window.addEventListener("pageshow", ask);
  count();
})();
