// Chosen files are sent in pieces and go on by themselves after a broken line or a reload.
// Without scripts, or where the browser keeps no files, the form sends them in one go.
(function () {
  "use strict";

  var STORE = "files", KEPT_MS = 2 * 24 * 3600 * 1000, LONGEST_PAUSE = 15000;
  var form = document.querySelector("form[data-uploads]");
  if (!form || !window.indexedDB || !window.crypto || !crypto.subtle || !window.fetch) return;
  var address = form.dataset.uploads, onSheets = form.dataset.sheets === "1";
  var list = document.createElement("ul");
  list.className = "uploads";
  list.setAttribute("aria-live", "polite");
  var active = 0, waitingButton = null, sheetsArrived = false, chain = Promise.resolve();

  // ---- what is kept in the browser until it has arrived

  function withStore(mode, work) {
    return new Promise(function (resolve, reject) {
      var opening = indexedDB.open("uploads", 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore(STORE, { keyPath: "key" }); };
      opening.onerror = function () { reject(opening.error); };
      opening.onsuccess = function () {
        var database = opening.result, change = database.transaction(STORE, mode);
        var asked = work(change.objectStore(STORE));
        change.oncomplete = function () { database.close(); resolve(asked.result); };
        change.onerror = change.onabort = function () { database.close(); reject(change.error); };
      };
    });
  }
  function keep(entry) { return withStore("readwrite", function (store) { return store.put(entry); }).catch(function () {}); }
  function forget(entry) { return withStore("readwrite", function (store) { return store.delete(entry.key); }).catch(function () {}); }
  function kept() { return withStore("readonly", function (store) { return store.getAll(); }).catch(function () { return []; }); }

  // ---- one line of the list for one file

  function Line(entry) {
    this.item = document.createElement("li");
    var name = document.createElement("span");
    name.textContent = entry.file.name;
    this.bar = document.createElement("progress");
    this.bar.max = entry.file.size;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", "Загружено: " + entry.file.name);
    this.words = document.createElement("span");
    this.words.className = "quiet";
    this.item.append(name, this.bar, this.words);
    list.append(this.item);
  }
  Line.prototype.say = function (words) { if (this.words.textContent !== words) this.words.textContent = words; };
  Line.prototype.fail = function (words) {
    this.bar.remove();
    this.words.className = "field-error";
    this.say(words);
  };

  // ---- talking to the portal

  function Stop(words) { this.words = words; }

  function pause(ms) {
    return new Promise(function (resolve) {
      var timer = window.setTimeout(done, ms);
      function done() { window.clearTimeout(timer); window.removeEventListener("online", done); resolve(); }
      window.addEventListener("online", done);
    });
  }

  // Signing in again in another tab changes the token.
  function token() {
    var cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    return cookie ? cookie[1] : form.querySelector("input[name=csrfmiddlewaretoken]").value;
  }

  // Asks until an answer comes: a broken line, a tired server and an ended session are waited for.
  async function ask(line, url, body) {
    for (var wait = 1000; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      var answer = null;
      try {
        answer = await fetch(url, { method: "POST", body: body, headers: { "X-CSRFToken": token() }, redirect: "error" });
      } catch (error) { answer = null; }
      var isOver = answer && answer.headers.get("X-Session-Ended");
      if (answer && answer.status < 500 && !isOver) return read(answer);
      line.say(isOver ? "Сеанс закончился. Войдите снова в соседней вкладке: загрузка продолжится сама." : "Нет связи. Загрузка продолжится сама.");
      await pause(wait);
    }
  }

  async function read(answer) {
    var said = {};
    try { said = await answer.json(); } catch (error) { said = {}; }
    if (answer.ok || answer.status === 409) return said;
    throw new Stop(said.error || "Файл не принят. Обновите страницу и приложите его снова.");
  }

  async function digest(file) {
    var bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  async function send(entry, line) {
    var file = entry.file, sha256 = await digest(file);
    var announced = new URLSearchParams({ name: file.name, size: file.size, sha256: sha256, sheet: entry.sheet ? "1" : "" });
    for (;;) {
      var here = await ask(line, address, announced), at = here.received;
      while (at < file.size) {
        line.bar.value = at;
        line.say(Math.floor(at / file.size * 100) + "\u00a0%");
        var piece = file.slice(at, at + here.piece);
        at = (await ask(line, here.url + "?offset=" + at, piece)).received;
        if (at === undefined) throw new Stop("Файл не принят. Обновите страницу и приложите его снова.");
      }
      line.bar.value = file.size;
      line.say("Проверяем…");
      var done = await ask(line, here.finish, "");
      if (done.received === undefined) return;
    }
  }

  // ---- from choosing to showing

  function start(entry) {
    var line = new Line(entry);
    active += 1;
    line.say("В очереди");
    chain = chain.then(function () { return send(entry, line); }).then(
      function () { line.item.remove(); sheetsArrived = sheetsArrived || entry.sheet; },
      function (problem) {
        line.fail(problem instanceof Stop ? problem.words : "Файл не читается. Выберите его снова.");
      }
    ).then(function () { return forget(entry); }).then(showArrived).then(finished, finished);
  }

  async function showArrived() {
    var page = await fetch(window.location.pathname, { credentials: "same-origin" });
    var fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    ["documents", "sheets"].forEach(function (id) {
      var here = document.getElementById(id), now = fresh.getElementById(id);
      if (here && now) here.replaceWith(now);
    });
  }

  function finished() {
    active -= 1;
    if (active) return;
    var failed = list.querySelector(".field-error");
    if (waitingButton && !failed) { form.requestSubmit(waitingButton); return; }
    waitingButton = null;
    // Sheets that were chosen on the page of the work are put in order on a page of their own.
    if (sheetsArrived && !onSheets && !failed) form.requestSubmit(form.querySelector("button[name=sheets]"));
  }

  function isPicture(file) { return file.type === "image/jpeg" || file.type === "image/png"; }

  function choose(input) {
    var files = Array.from(input.files), asSheets = onSheets || files.filter(isPicture).length > 1;
    files.forEach(function (file, index) {
      var entry = {
        key: address + Date.now() + "-" + index + file.name, address: address, person: form.dataset.person,
        at: Date.now(), file: file, sheet: onSheets || (asSheets && isPicture(file))
      };
      keep(entry).then(function () { start(entry); });
    });
    input.value = "";
  }

  form.querySelectorAll("input[type=file]").forEach(function (input, index) {
    if (index === 0) input.closest(".field").before(list);
    input.addEventListener("change", function () { choose(input); });
  });

  form.addEventListener("submit", function (event) {
    if (!active) return;
    event.preventDefault();
    waitingButton = event.submitter;
    list.querySelectorAll("li .quiet").forEach(function (words) {
      if (words.textContent === "В очереди") words.textContent = "Отправим, когда загрузится";
    });
  });

  // What an earlier page of the same person has not finished goes on; what is old is dropped.
  kept().then(function (entries) {
    entries.forEach(function (entry) {
      if (Date.now() - entry.at > KEPT_MS || entry.person !== form.dataset.person) forget(entry);
      else if (entry.address === address) start(entry);
    });
  });
})();
