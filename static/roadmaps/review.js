// Keys of the review of an imported plan; the page works without them.
(function () {
  "use strict";

  function rows() { return Array.from(document.querySelectorAll("[data-row]")); }

  function move(step) {
    var all = rows();
    var here = all.indexOf(document.activeElement.closest("[data-row]"));
    var next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
    if (!all[next]) return;
    all[next].focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    var row = document.activeElement.closest("[data-row]");
    var button = row && row.querySelector('[data-key="' + key + '"]');
    if (button) button.click();
    return Boolean(button);
  }

  // Latin keys and the Russian letters on the same places of the keyboard.
  var KEYS = { KeyJ: [move, 1], ArrowDown: [move, 1], KeyK: [move, -1], ArrowUp: [move, -1], KeyE: [press, "edit"], Delete: [press, "drop"] };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, summary")) return;
    var isRow = event.target.matches("[data-row]");
    if (event.code === "Enter" && isRow) {
      if (press("accept")) event.preventDefault();
      return;
    }
    var isArrow = event.code.indexOf("Arrow") === 0;
    if (isArrow && !isRow) return;
    var action = KEYS[event.code];
    if (!action) return;
    event.preventDefault();
    action[0](action[1]);
  });
})();
