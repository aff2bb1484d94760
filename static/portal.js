// Small comforts over pages that work without them.
(function () {
  "use strict";

  // After an error the summary is read first, as in a page that was loaded anew.
  function focusSummary(root) {
    var summary = root.querySelector(".error-summary");
    if (summary) summary.focus();
  }

  // A replaced part of the page that asks for it takes the focus: data-focus on its element.
  function focusReplaced(root) {
    var target = root.matches && root.matches("[data-focus]") ? root : root.querySelector("[data-focus]");
    if (target) {
      if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      target.focus();
    }
  }

  document.addEventListener("DOMContentLoaded", function () { focusSummary(document); });

  document.addEventListener("htmx:afterSwap", function (event) {
    focusSummary(event.detail.elt);
    focusReplaced(event.detail.elt);
  });

  document.addEventListener("htmx:sendError", function () {
    var notices = document.getElementById("notices");
    if (!notices) return;
    var notice = document.createElement("div");
    notice.className = "notice notice-error";
    notice.textContent = "Нет связи с порталом. Проверьте интернет и повторите.";
    notices.replaceChildren(notice);
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    window.setTimeout(function () { delete form.dataset.sent; }, 4000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
