// Elements. Texts become text nodes: nothing of a study is ever read as HTML.

/**
 * An element.
 *
 * @param attributes by name; what is null or undefined is left out; "on..." are listeners
 * @param children texts and elements, in lists of any depth
 */
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => {
    if (value === null || value === undefined) {
      return;
    }
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value);
    }
  });
  children.flat(Infinity).forEach((child) => {
    if (child !== null && child !== undefined) {
      element.append(child);
    }
  });
  return element;
}

/** A list of terms, each with what it is. */
function definitions(className, entries) {
  return el("dl", { class: className },
    entries.map(([term, value, kind]) => el("div", { class: kind }, el("dt", {}, term), el("dd", {}, value))));
}
