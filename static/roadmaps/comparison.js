// How much is ticked, and all ticks at once; without scripts the links do it by loading the page.
(function () {
  "use strict";

  var form = document.querySelector("form[data-ticks]");
  if (!form) return;
  var count = form.querySelector("[data-count]");

  function ticks() { return Array.from(form.querySelectorAll("input[name=take]")); }

  function tell() {
    if (!count) return;
    count.textContent = "\u00a0(" + ticks().filter(function (tick) { return tick.checked; }).length + ")";
    count.hidden = false;
  }

  form.addEventListener("change", tell);
  form.addEventListener("click", function (event) {
    var link = event.target.closest("[data-tick]");
    if (!link) return;
    event.preventDefault();
    // What the portal alone says otherwise is no change of the document: it is ticked one by one.
    ticks().forEach(function (tick) {
      tick.checked = link.dataset.tick === "all" && !tick.closest("details.folded");
    });
    tell();
  });
  window.addEventListener("pageshow", tell);
  tell();
})();
