// While a search runs, an open page reloads its own file regularly. Scroll position and choices are kept,
// and the page does not reload while the reader selects something.

/** If the page has not been written for this long, the search has probably stopped. */
const SILENCE_SECONDS = 180;
const PATIENT_SECONDS = 60;

/** Pages that take longer to draw reload less often. */
const SLOW_SECONDS = 2;

function followTheSearch(about, memory, place) {
  const scrolled = memory.get("scrolled");
  if (scrolled !== undefined) {
    window.scrollTo(0, scrolled);
  }
  window.addEventListener("pagehide", () => memory.set("scrolled", window.scrollY));
  if (about.reloadSeconds === undefined) {
    return;
  }
  const age = (Date.now() - new Date(about.written).getTime()) / 1000;
  // Drawing thousands of trials takes long; the browser must have time for other work.
  const spent = performance.now() / 1000;
  const silent = age > SILENCE_SECONDS;
  const button = el("button", { type: "button", class: "plain", id: "follow", onclick: () => {
    memory.set("paused", !memory.get("paused"));
    showState();
  } });

  function showState() {
    const paused = memory.get("paused") === true;
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Resume updates" : "Pause updates";
  }

  function busy() {
    const selection = document.getSelection();
    const choosing = document.activeElement && document.activeElement.tagName === "SELECT";
    return memory.get("paused") === true || choosing || (selection !== null && !selection.isCollapsed);
  }

  showState();
  place.append(button);
  if (silent) {
    place.append(el("p", { class: "caution" },
      "No update for " + duration(age) + ": the search may have stopped. Run the same command to resume it."));
  }
  setInterval(() => {
    if (!busy()) {
      memory.set("scrolled", window.scrollY);
      window.location.reload();
    }
  }, 1000 * Math.max(about.reloadSeconds, silent ? PATIENT_SECONDS : 0, spent > SLOW_SECONDS ? 10 * spent : 0));
}
