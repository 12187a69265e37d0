// What the reader chose, kept while the page writes itself anew: in the tab's own storage, or
// nowhere where the browser forbids it.

function memoryOf(about) {
  const key = "clr-search " + about.folder + " " + about.study;
  let kept = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(key)) || {};
  } catch (e) {
    kept = {};
  }
  return {
    get: (name) => kept[name],
    set: (name, value) => {
      kept[name] = value;
      try {
        sessionStorage.setItem(key, JSON.stringify(kept));
      } catch (e) {
        // The choice lasts until the page is loaded again.
      }
    },
  };
}
