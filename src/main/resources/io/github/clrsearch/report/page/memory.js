// The reader's choices. They survive a reload in the tab's session storage, if the browser allows it.

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
        // Without storage, the choice lasts until the next reload.
      }
    },
  };
}
