// Cells as text, as programs for tables write it to the clipboard: tabs, lines, quotes where needed.
(function () {
  "use strict";

  function quoted(text) { return /["\t\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }

  function write(rows) {
    return rows.map(function (row) { return row.map(quoted).join("\t"); }).join("\n");
  }

  // A quote opens a cell only at its beginning: «ООО "Луч"» is a text like any other.
  function read(text) {
    var source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    var rows = [[]];
    var cell = "";
    var isQuoted = false;
    function close() { rows[rows.length - 1].push(cell); cell = ""; }
    for (var at = 0; at < source.length; at++) {
      var sign = source[at];
      if (isQuoted) {
        if (sign !== '"') cell += sign;
        else if (source[at + 1] === '"') { cell += '"'; at++; }
        else isQuoted = false;
      } else if (sign === '"' && !cell) isQuoted = true;
      else if (sign === "\t") close();
      else if (sign === "\n") { close(); rows.push([]); }
      else cell += sign;
    }
    close();
    return rows;
  }

  window.tableText = { read: read, write: write };
})();
