// A cell of the matrix opens beside it; without this it opens as a page.
(function () {
  "use strict";

  var opened = null;

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".school-matrix td > a");
    var place = document.getElementById("matrix-panel");
    if (!link || !place || !window.htmx) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    opened = link;
    // The panel lies on the other side, so that the cell stays in sight.
    var isRight = link.getBoundingClientRect().left > window.innerWidth / 2;
    place.classList.toggle("at-left", isRight);
    window.htmx.ajax("GET", link.href, { target: place, swap: "innerHTML" });
  });

  // What was decided in the panel is seen in the cell at once.
  document.addEventListener("htmx:afterSettle", function () {
    var cell = document.querySelector("#matrix-panel .matrix-cell");
    if (!cell || !opened) return;
    opened.textContent = cell.dataset.sign;
    opened.className = cell.dataset.class;
    opened.setAttribute("aria-label", opened.getAttribute("aria-label").replace(/: .*$/, ": " + cell.dataset.words));
    document.querySelectorAll(".school-matrix .is-open").forEach(function (one) { one.classList.remove("is-open"); });
    opened.parentElement.classList.add("is-open");
  });

  function close() {
    var place = document.getElementById("matrix-panel");
    if (!place || !opened || !place.firstElementChild) return;
    place.replaceChildren();
    opened.parentElement.classList.remove("is-open");
    opened.focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest(".cell-close")) close();
  });
})();
