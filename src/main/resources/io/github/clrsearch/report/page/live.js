// A page that is left open looks for a newer one in its own file, as long as the search runs. The
// reader's place and choices stay; nobody is disturbed who is reading or choosing.

/** Without news for so long, something has happened to the search. */
const SILENCE_SECONDS = 180;
const PATIENT_SECONDS = 60;

/** What takes longer to draw than this is drawn less often. */
const LONG_SECONDS = 2;

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
  // Of thousands of trials: the browser is not to be busy with drawing alone.
  const spent = performance.now() / 1000;
  const silent = age > SILENCE_SECONDS;
  const button = el("button", { type: "button", class: "plain", id: "follow", onclick: () => {
    memory.set("paused", !memory.get("paused"));
    tell();
  } });

  function tell() {
    const paused = memory.get("paused") === true;
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Follow the search again" : "Pause updates";
  }

  function busy() {
    const selection = document.getSelection();
    const choosing = document.activeElement && document.activeElement.tagName === "SELECT";
    return memory.get("paused") === true || choosing || (selection !== null && !selection.isCollapsed);
  }

  tell();
  place.append(button);
  if (silent) {
    place.append(el("p", { class: "caution" },
      "No news for " + duration(age) + ": the search may have been stopped. The same command goes on with it."));
  }
  setInterval(() => {
    if (!busy()) {
      memory.set("scrolled", window.scrollY);
      window.location.reload();
    }
  }, 1000 * Math.max(about.reloadSeconds, silent ? PATIENT_SECONDS : 0, spent > LONG_SECONDS ? 10 * spent : 0));
}
