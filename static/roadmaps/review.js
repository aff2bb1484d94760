// Keys of the review of an imported plan; the page works without them.
(function () {
  "use strict";

  function rows() { return Array.from(document.querySelectorAll("[data-row]")); }

  function go(row) {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    var all = rows();
    var here = all.indexOf(document.activeElement.closest("[data-row]"));
    go(all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step]);
  }

  function press(key) {
    var row = document.activeElement.closest("[data-row]");
    var button = row && row.querySelector('[data-key="' + key + '"]');
    if (button) button.click();
    return Boolean(button);
  }

  // Latin keys and the Russian letters on the same places of the keyboard.
  var KEYS = { KeyJ: [move, 1], ArrowDown: [move, 1], KeyK: [move, -1], ArrowUp: [move, -1], KeyE: [press, "edit"], Delete: [press, "drop"] };

  // In the form of a row: Ctrl+Enter saves, Escape leaves it.
  function pressInForm(event, form) {
    if (event.code === "Escape") {
      var cancel = form.querySelector('[data-key="cancel"]');
      if (cancel) { event.preventDefault(); cancel.click(); }
    } else if (event.code === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  document.addEventListener("keydown", function (event) {
    var form = event.target.closest("[data-row-form]");
    if (form) { pressInForm(event, form); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, summary")) return;
    var isRow = event.target.matches("[data-row]");
    if (event.code === "Enter" && isRow) {
      if (press("accept") || press("edit")) event.preventDefault();
      return;
    }
    var isArrow = event.code.indexOf("Arrow") === 0;
    if (isArrow && !isRow) return;
    var action = KEYS[event.code];
    if (!action) return;
    event.preventDefault();
    action[0](action[1]);
  });

  // A line of the table that was decided hands the focus on to the next row; a form that was opened
  // takes it into its first field.
  var line = null;
  document.addEventListener("htmx:beforeSwap", function (event) {
    var row = event.detail.target.closest("[data-line]");
    line = row ? row.dataset.line : null;
  });
  document.addEventListener("htmx:afterSettle", function () {
    var form = document.querySelector("[data-row-form]");
    var opened = form && form.closest("[data-row]") === document.activeElement;
    if (opened && !form.querySelector(".error-summary")) {
      var field = form.querySelector("textarea");
      if (field) field.focus();
    } else if (line) {
      var done = document.querySelector('[data-line="' + line + '"]');
      if (done && !done.querySelector("[data-row-form]") && !done.hasAttribute("data-focus")) {
        var all = rows();
        go(all[all.indexOf(done) + 1] || done);
      }
    }
    line = null;
  });
})();
