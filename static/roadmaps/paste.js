// Pasting a plan: the clipboard's page keeps merged cells and numbers that its text loses.
// Without scripts the text is sent as it stands in the field.
(function () {
  "use strict";

  var form = document.querySelector("[data-paste]");
  if (!form || !("FormDataEvent" in window)) return;
  var field = form.querySelector("textarea");
  var told = form.querySelector("[data-paste-told]");
  // Texts of forms are read up to 2.5 MB; a file may be longer.
  var LONG = 500000;
  var pages = [];
  var whole = null;

  function isWhole() { return pages.length > 0 && field.value === whole; }

  function tell() {
    if (!field.value) told.textContent = "";
    else if (isWhole()) told.textContent = "Вставлено вместе с таблицами: объединённые ячейки и номера будут прочитаны.";
    else told.textContent = "Будет прочитан текст поля.";
  }

  field.addEventListener("paste", function (event) {
    var page = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    var isAll = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    var isNext = isWhole() && field.selectionStart === field.value.length;
    // The field holds what was pasted only after this event.
    window.setTimeout(function () {
      if (page && (isAll || isNext)) {
        pages = isAll ? [page] : pages.concat(page);
        whole = field.value;
      }
      tell();
    }, 0);
  });
  field.addEventListener("input", tell);

  form.addEventListener("formdata", function (event) {
    var data = event.formData;
    if (isWhole()) data.set("page", new File([pages.join("\n")], "page.html", { type: "text/html" }));
    if (field.value.length > LONG) {
      data.set("long_text", new File([field.value], "text.txt", { type: "text/plain" }));
      data.set("text", field.value.slice(0, 1000));
    }
  });
})();
