// Texts of the page's header.

const OUTCOMES = { completed: "completed", stopped: "stopped early", diverged: "diverged", failed: "failed" };

function stateText(about) {
  const written = clock(about.written);
  if (about.state === "running") {
    return "running, as of " + written;
  }
  return about.state === "interrupted" ? "interrupted, " + written : "finished, " + written;
}

/** Date and time in the reader's time zone, which is shown, because pages are shared and kept. */
function clock(time) {
  return new Date(time).toLocaleString([], {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
}

function dataText(about) {
  const validation = about.validation === undefined ? "" : ", validation: " + about.validation;
  const data = about.data === undefined ? "" : "Data " + about.data + validation + " · ";
  return data + "seed " + about.seed + " · " + about.folder;
}
