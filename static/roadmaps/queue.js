// Keys of judging work; the pages work without them. Letters mean places of the keyboard, so that
// А (and F, which shares its place) accepts in either layout.
(function () {
  "use strict";

  function rows() { return Array.from(document.querySelectorAll("[data-row]")); }
  function here() { return document.activeElement.closest("[data-row]"); }

  function move(step) {
    var all = rows(), index = all.indexOf(here());
    var row = all[index < 0 ? (step > 0 ? 0 : all.length - 1) : index + step];
    if (row) row.focus();
  }

  function press(key) {
    var row = here(), button = row && row.querySelector('[data-key="' + key + '"]');
    if (button) button.click();
    return Boolean(button);
  }

  function accept() {
    if (press("accept")) return;
    var button = document.querySelector("button[data-accept]:not([disabled])");
    if (button) button.click();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, summary")) return;
    if (event.code === "KeyJ") move(1);
    else if (event.code === "KeyK") move(-1);
    else if (event.code === "KeyF" || event.key === "a") accept();
    else if (event.code === "Enter" && event.target.matches("[data-row]")) press("open");
    else return;
    event.preventDefault();
  });
})();
