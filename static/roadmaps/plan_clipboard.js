// Choosing rows of a plan's table, cutting and copying them, pasting rows of the plan and of others.
(function () {
  "use strict";

  var plan = window.planTable;
  if (!plan) return;
  var ROWS = "application/x-plan-rows";
  var cut = [];

  function chosen() {
    var rows = plan.lines().filter(function (line) { return line.matches(".row-chosen"); });
    var here = plan.here();
    return rows.length ? rows : here && plan.isRow(here.parentNode) ? [here.parentNode] : [];
  }

  function choose(line, is) {
    line.classList.toggle("row-chosen", is);
    if (is) line.setAttribute("aria-selected", "true");
    else line.removeAttribute("aria-selected");
  }

  function chooseNone() { plan.lines().forEach(function (line) { if (line.matches(".row-chosen")) choose(line, false); }); }

  function markCut(rows) {
    cut.forEach(function (line) { line.classList.remove("row-cut"); });
    cut = rows;
    cut.forEach(function (line) { line.classList.add("row-cut"); });
  }

  function texts(line) { return [0, 1, 2, 3, 4].map(function (column) { return plan.valueOf(line.cells[column]); }); }

  function asTable(rows) {
    var page = document.createElement("table");
    rows.forEach(function (line) {
      var row = page.insertRow();
      texts(line).forEach(function (text) {
        var cell = row.insertCell();
        text.split("\n").forEach(function (part, index) { if (index) cell.append(document.createElement("br")); cell.append(part); });
      });
    });
    return page.outerHTML;
  }

  function take(event, isCut) {
    if (event.target.closest("textarea, input") || !plan.here() || document.activeElement !== plan.here()) return;
    if (String(window.getSelection())) return;
    var rows = chosen();
    if (!rows.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", window.tableText.write(rows.map(texts)));
    event.clipboardData.setData("text/html", asTable(rows));
    event.clipboardData.setData(ROWS, rows.map(plan.idOf).join(","));
    markCut(isCut ? rows : []);
    plan.tell((isCut ? "Вырезано строк: " : "Скопировано строк: ") + rows.length + (isCut ? ". Встаньте на строку, после которой вставить, и нажмите Ctrl+V." : "."));
  }

  function putCut(line) {
    var rows = cut.filter(function (one) { return one !== line && one.isConnected; });
    markCut([]);
    chooseNone();
    plan.alone(function () {
      return rows.reduce(function (done, row) {
        return done.then(function (last) {
          return plan.move(row, "after:" + plan.idOf(last), 1).then(function () { return document.getElementById(row.id) || row; });
        });
      }, Promise.resolve(line));
    });
  }

  function paste(event) {
    var here = plan.here();
    if (event.target.closest("textarea, input") || !here || document.activeElement !== here || plan.isNarrow()) return;
    var text = event.clipboardData.getData("text/plain");
    var page = event.clipboardData.getData("text/html");
    event.preventDefault();
    if (cut.length && event.clipboardData.getData(ROWS) && plan.isRow(here.parentNode)) { putCut(here.parentNode); return; }
    if (/<table|<tr/i.test(page) || /[\t\n]/.test(text.trim())) { sendPasted(here.parentNode, text, page); return; }
    if (text.trim() && plan.fieldOf(here)) plan.edit(here, text.trim());
  }

  function sendPasted(line, text, page) {
    var form = document.createElement("form");
    form.method = "post";
    form.enctype = "multipart/form-data";
    form.action = "paste/";
    [["target", (plan.isRow(line) ? "after:" : "start:") + plan.idOf(line)], ["text", text], ["csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]]].forEach(function (pair) {
      var field = document.createElement("textarea");
      field.name = pair[0];
      field.value = pair[1];
      form.append(field);
    });
    form.addEventListener("formdata", function (event) {
      if (page) event.formData.set("page", new File([page], "page.html", { type: "text/html" }));
    });
    form.hidden = true;
    document.body.append(form);
    form.submit();
  }

  document.addEventListener("copy", function (event) { take(event, false); });
  document.addEventListener("cut", function (event) { take(event, true); });
  document.addEventListener("paste", paste);

  Object.assign(plan, {
    chosen: chosen, choose: choose, chooseNone: chooseNone, markCut: markCut, putCut: putCut,
    hasCut: function () { return cut.length > 0; }
  });
})();
