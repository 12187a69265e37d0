// Creates elements. Texts become text nodes, so no text of a study is ever parsed as HTML.

/** Creates an element. * @param attributes by name; null and undefined are omitted; "on..." adds a listener
 * @param children texts, elements, and nested lists of them
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

/** A definition list. */
function definitions(className, entries) {
  return el("dl", { class: className },
    entries.map(([term, value, kind]) => el("div", { class: kind }, el("dt", {}, term), el("dd", {}, value))));
}
