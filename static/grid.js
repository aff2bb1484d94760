// Tables of fields as in a program for tables: arrows and Enter lead through the column, a copied
// block of cells is pasted to the right and downwards. Without scripts the fields are plain fields.
(function () {
  "use strict";

  if (!window.tableText) return;
  var FIELD = "input:not([type=hidden]):not([type=checkbox])";
  var SPACES = /[\u00a0\u2007\u2009\u202f]/g;

  var SIGNS = { "1": "1", "да": "1", "+": "1", "0": "0", "нет": "0", "-": "0", "–": "0", "—": "0" };

  function isNumber(text) { return /^[-+]?\d+(?:[.,]\d+)?$/.test(text); }

  // «1 234,5» as it is to be typed; a dash stands for nothing.
  function number(text) {
    var plain = text.replace(SPACES, " ").trim();
    if (/^[-–—−]$/.test(plain)) return "";
    var joined = plain.replace(/ /g, "");
    return isNumber(joined) ? joined.replace(".", ",") : plain;
  }

  // Lists of signs say «1», «да» or «+» and «0», «нет» or a dash.
  function sign(text) {
    var plain = text.replace(SPACES, " ").trim();
    return SIGNS[plain.toLowerCase()] || plain;
  }

  function start(table) {
    var said = document.querySelector("[data-grid-said]");
    var areSigns = "gridSigns" in table.dataset;
    var last = [];
    var isChanged = false;

    function rows() { return Array.from(table.tBodies[0].rows); }
    function fieldsOf(row) { return Array.from(row.querySelectorAll(FIELD)); }
    function cleaned(field, text) {
      if (field.classList.contains("cell-words")) return text.trim();
      return areSigns ? sign(text) : number(text);
    }
    function isUnderstood(field) {
      if (!field.value || field.classList.contains("cell-words")) return true;
      return areSigns ? field.value in SIGNS : isNumber(field.value);
    }

    function go(field) {
      if (!field) return;
      field.focus();
      field.select();
    }

    function beside(field, down, right) {
      var all = rows();
      var row = field.closest("tr");
      var column = fieldsOf(row).indexOf(field) + right;
      var target = all[all.indexOf(row) + down];
      return target ? fieldsOf(target)[column] : null;
    }

    function isAtEdge(field, right) {
      var isAll = field.selectionStart === 0 && field.selectionEnd === field.value.length;
      if (isAll) return true;
      var edge = right > 0 ? field.value.length : 0;
      return field.selectionStart === edge && field.selectionEnd === edge;
    }

    table.addEventListener("keydown", function (event) {
      var field = event.target;
      if (!field.matches(FIELD) || event.altKey || event.isComposing) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.code === "KeyZ" && last.length) { event.preventDefault(); takeBack(); }
        return;
      }
      var down = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
      var right = event.shiftKey ? 0 : { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (down) {
        // Enter leads on and does not send the form.
        event.preventDefault();
        go(beside(field, down, 0));
      } else if (right && isAtEdge(field, right)) {
        var next = beside(field, 0, right);
        if (next) { event.preventDefault(); go(next); }
      }
    });

    table.addEventListener("paste", function (event) {
      var field = event.target;
      if (!field.matches(FIELD) || !event.clipboardData) return;
      var block = window.tableText.read(event.clipboardData.getData("text/plain"));
      event.preventDefault();
      if (block.length > 1 || block[0].length > 1) { fill(field, block); return; }
      field.setRangeText(cleaned(field, block[0][0]), field.selectionStart, field.selectionEnd, "end");
      changed(field);
    });

    function changed(field) { field.dispatchEvent(new Event("input", { bubbles: true })); }

    function fill(field, block) {
      var all = rows();
      var first = all.indexOf(field.closest("tr"));
      var column = fieldsOf(all[first]).indexOf(field);
      var written = [];
      var lost = 0;
      var strange = 0;
      block.forEach(function (cells, down) {
        var fields = all[first + down] ? fieldsOf(all[first + down]) : [];
        cells.forEach(function (text, right) {
          var target = fields[column + right];
          if (!target) { lost += text.trim() ? 1 : 0; return; }
          written.push({ field: target, before: target.value });
          target.value = cleaned(target, text);
          if (!isUnderstood(target)) strange += 1;
        });
      });
      written.forEach(function (one) { changed(one.field); });
      last = written;
      tell(written.length, lost, strange);
    }

    function takeBack() {
      var written = last;
      last = [];
      written.forEach(function (one) { one.field.value = one.before; changed(one.field); });
      last = [];
      if (said) { said.textContent = "Вставка отменена."; said.hidden = false; }
      if (written.length) go(written[0].field);
    }

    function tell(written, lost, strange) {
      if (!said) return;
      var words = "Вставлено ячеек: " + written + ".";
      if (lost) words += " Не поместилось: " + lost + ".";
      if (strange) words += " Не понято: " + strange + ". Проверьте, с той ли ячейки вставлено.";
      var undo = document.createElement("button");
      undo.type = "button";
      undo.className = "button button-secondary button-small";
      undo.textContent = "Отменить вставку";
      undo.addEventListener("click", takeBack);
      said.replaceChildren(words + " ", undo);
      said.hidden = false;
    }

    table.addEventListener("change", function (event) {
      if (event.target.matches(FIELD)) event.target.value = cleaned(event.target, event.target.value);
    });

    // What is typed after a paste is not taken back with it.
    table.addEventListener("input", function (event) {
      isChanged = true;
      if (event.isTrusted) last = [];
    });
    var form = table.closest("form");
    if (form) form.addEventListener("submit", function () { isChanged = false; });
    window.addEventListener("beforeunload", function (event) { if (isChanged) event.preventDefault(); });
  }

  document.querySelectorAll("table[data-grid]").forEach(start);
})();
