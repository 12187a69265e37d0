// What the page says in words.

const OUTCOMES = { completed: "completed", stopped: "stopped early", diverged: "diverged", failed: "failed" };

function stateText(about) {
  const written = clock(about.written);
  if (about.state === "running") {
    return "running, as of " + written;
  }
  return about.state === "interrupted" ? "interrupted, " + written : "ended, page of " + written;
}

function clock(time) {
  const date = new Date(time);
  const today = new Date().toDateString() === date.toDateString();
  return today
    ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" })
    : date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

function dataText(about) {
  const validation = about.validation === undefined ? "" : ", validation: " + about.validation;
  return "Data " + about.data + validation + " · seed " + about.seed + " · " + about.folder;
}
