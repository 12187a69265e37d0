// Figures: charts with a title and a summary. They adapt to the width of the window and to the system's
// light or dark mode.

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const drawn = [];

/** Charts with more marks use a canvas, which is faster than SVG. */
const MAX_SVG_MARKS = 1500;

function figure(description) {
  const box = el("div", {
    class: "chart",
    id: "chart-" + description.id,
    role: "img",
    "aria-label": description.title + ". " + description.sentence,
  });
  drawn.push({ description: description, box: box, chart: null });
  return el("figure", { class: "card" + (description.wide ? " wide" : "") },
    el("figcaption", {}, el("h3", {}, description.title), el("p", {}, description.sentence)),
    box);
}

/** Draws the figures in the page, again after a change of width or theme. */
function drawFigures() {
  const theme = dark.matches ? THEMES.dark : THEMES.light;
  drawn.forEach((one) => {
    if (!one.box.isConnected) {
      return;
    }
    const width = one.box.clientWidth;
    const narrow = width < NARROW;
    const height = narrow && one.description.narrowHeight ? one.description.narrowHeight : one.description.height;
    one.box.style.height = height + "px";
    if (one.chart === null) {
      one.chart = echarts.init(one.box, null, {
        renderer: one.description.marks > MAX_SVG_MARKS ? "canvas" : "svg",
      });
    } else {
      one.chart.resize();
    }
    one.chart.setOption(one.description.option(theme, width), true);
  });
}

/** Disposes of figures that are no longer in the page. */
function disposeFigures() {
  for (let i = drawn.length - 1; i >= 0; i--) {
    if (!drawn[i].box.isConnected && drawn[i].chart !== null) {
      drawn[i].chart.dispose();
      drawn.splice(i, 1);
    }
  }
}

function followTheWindow() {
  let waiting = null;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawFigures, 120);
  });
  dark.addEventListener("change", drawFigures);
}

/** Pairs of figures share a row; a figure without a partner takes the whole width. */
function paired(figures) {
  let open = null;
  figures.forEach((one) => {
    if (one.classList.contains("wide")) {
      widen(open);
      open = null;
    } else {
      open = open === null ? one : null;
    }
  });
  widen(open);
  return figures;
}

function widen(figure) {
  if (figure !== null) {
    figure.classList.add("wide");
  }
}

/** The figures of a section, in order. */
function figuresOf(data, section, chosen) {
  return charts
    .filter((one) => one.section === section)
    .flatMap((one) => one.of(data, chosen))
    .map(figure);
}

/**
 * Figures of one trial or test, with a selection list.
 *
 * @param label label of the selection list
 * @param options {value, text} of each entry
 */
function chosenFigures(data, section, label, options, memory) {
  const place = el("div", { class: "cards" });
  const key = "chosen " + section;
  const select = el("select", { id: "choose-" + section, onchange: () => choose(select.value) },
    options.map((option) => el("option", { value: option.value }, option.text)));
  const kept = memory.get(key);
  if (options.some((option) => option.value === kept)) {
    select.value = kept;
  }

  function choose(value) {
    memory.set(key, value);
    show();
    drawFigures();
  }

  function show() {
    place.replaceChildren(...paired(figuresOf(data, section, select.value)));
    disposeFigures();
  }

  show();
  return [
    options.length < 2 ? null : el("div", { class: "choose" }, el("label", { for: "choose-" + section }, label), select),
    place,
  ];
}
