// Shows changes as they come, keeps what is typed on the server, counts down by the server's clock. Without it every page works by reloading.
"use strict";
const { socket: socketAddress, lost, kept, refused } = document.body.dataset;
let socket = null;
let wait = 250;
let shownVersion = -1;
let refreshing = false;
let again = false;
const unsent = new Map();

const scheme = location.protocol === "https:" ? "wss://" : "ws://";

function connection(text) {
  const bar = document.getElementById("connection");
  if (!bar) return;
  bar.textContent = text;
  bar.hidden = text === "";
}

function connect() {
  socket = new WebSocket(scheme + location.host + socketAddress);
  socket.addEventListener("open", () => {
    wait = 250;
    connection("");
    for (const [field, text] of unsent) socket.send(JSON.stringify({ draft: field, text }));
  });
  socket.addEventListener("message", (event) => heard(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    connection(lost);
    setTimeout(connect, wait);
    wait = Math.min(2 * wait, 2000);
  });
}

function heard(message) {
  if (message.kind === "changed") {
    setClock(message.left, message.paused);
    if (shownVersion >= 0 && message.version !== shownVersion) refresh();
    shownVersion = message.version;
  } else if (message.kind === "saved") {
    unsent.delete(message.field);
    said(message.field, kept);
    if (message.field === "package") refresh();
  } else if (message.kind === "refused") {
    connection(refused + " " + message.why);
  } else if (message.kind === "gone") {
    location.assign("/seat");
  }
}

function said(field, text) {
  const note = document.querySelector('[data-draft="' + field + '"]')?.id;
  const place = note && document.getElementById(note + "-saved");
  if (place) place.textContent = text;
}

// Takes over the new content and keeps what the reader has open, chosen and typed.
async function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    const response = await fetch(location.pathname + location.search, { headers: { "x-live": "1" } });
    if (response.redirected) {
      location.assign(response.url);
      return;
    }
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const old = document.getElementById("main");
    const main = fresh.getElementById("main");
    if (!main) return;
    const active = document.activeElement;
    const typed = [...old.querySelectorAll("input[id]:not([type=hidden]), textarea[id]")].map((field) => [field.id, field.value, field.defaultValue]);
    const open = new Map([...old.querySelectorAll("details[id]")].map((part) => [part.id, part.open]));
    const focus = active && old.contains(active) ? { id: active.id, start: active.selectionStart, end: active.selectionEnd } : null;
    const choosing = active && active.tagName === "SELECT" ? [active.id, active.value] : null;
    if (main.innerHTML !== old.innerHTML) {
      old.replaceChildren(...main.childNodes);
      old.className = main.className;
      for (const [id, value, before] of typed) {
        const field = document.getElementById(id);
        if (field && value !== before) field.value = value;
      }
      for (const [id, was] of open) {
        const part = document.getElementById(id);
        if (part) part.open = was;
      }
      if (choosing && !choosing[0].startsWith("issue-")) {
        const field = document.getElementById(choosing[0]);
        if (field) field.value = choosing[1];
      }
      if (focus && focus.id) {
        const field = document.getElementById(focus.id);
        field?.focus({ preventScroll: true });
        if (field && typeof focus.start === "number" && field.setSelectionRange) field.setSelectionRange(focus.start, focus.end);
      }
    }
    for (const part of ["nav", "#clock"]) {
      const to = document.querySelector(".bar " + part);
      const from = fresh.querySelector(".bar " + part);
      if (to && from && to.outerHTML !== from.outerHTML && !to.contains(document.activeElement)) to.replaceWith(from);
    }
    readClock();
  } catch {
    // The socket says when the server is there again.
  } finally {
    refreshing = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

let due = null;
function setClock(left, paused) {
  due = left === null || paused ? null : performance.now() + 1000 * left;
  showClock();
}
function readClock() {
  const clock = document.getElementById("clock");
  if (clock?.dataset.left) setClock(Number(clock.dataset.left), clock.dataset.paused !== undefined && clock.dataset.paused !== "false");
}
function showClock() {
  const clock = document.getElementById("clock");
  const shown = clock?.querySelector(".time");
  if (due === null || !shown) return;
  const left = Math.max(0, Math.round((due - performance.now()) / 1000));
  shown.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  clock.classList.toggle("late", left < 30);
}

function keep(field, text) {
  unsent.set(field, text);
  if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ draft: field, text }));
}

let typing = null;
document.addEventListener("input", (event) => {
  const field = event.target.dataset?.draft;
  if (field) {
    clearTimeout(typing);
    const text = event.target.value;
    said(field, "…");
    typing = setTimeout(() => keep(field, text), 250);
  }
});
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-package]");
  if (!form) return;
  const chosen = [...form.querySelectorAll("select")].filter((choice) => choice.value !== "");
  keep("package", chosen.map((choice) => choice.name.replace(/^issue-/, "") + "=" + choice.value).join(" "));
});
document.addEventListener("submit", (event) => {
  const field = event.target.querySelector?.("[data-draft]")?.dataset.draft;
  if (field) {
    clearTimeout(typing);
    unsent.delete(field);
  }
  // A second press of the same button before the answer has come does nothing.
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    if (socket && socket.readyState === WebSocket.OPEN) refresh();
  }
});

// A page that comes back from the history can be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

readClock();
setInterval(showClock, 500);
connect();
