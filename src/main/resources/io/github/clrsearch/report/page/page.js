// Builds the page.

const data = JSON.parse(document.getElementById("data").textContent);
const memory = memoryOf(data.about);
const compares = data.comparison !== undefined;
const parts = comparisonSections(data).concat(sections(data, memory));
const live = el("div", { class: "live" });

document.title = data.about.study + " · clr-search";
document.body.append(
  el("a", { class: "skip", href: "#main" }, "Skip to the result"),
  el("header", {},
    el("div", { class: "title" },
      el("h1", {}, data.about.study),
      compares ? null : el("span", { class: "state " + data.about.state, role: "status" }, stateText(data.about))),
    compares ? null : el("p", { class: "under" }, dataText(data.about)),
    data.about.synthetic
      ? el("p", { class: "caution" }, "Trained on synthetic images: accuracies say nothing about CIFAR-10.")
      : null,
    el("nav", { "aria-label": "Sections" },
      el("ul", {}, parts.map((part) => el("li", {}, el("a", { href: "#" + part.id }, part.name)))))),
  el("main", { id: "main" },
    compares ? comparisonResult(data) : result(data),
    parts.map((part) =>
      el("section", { id: part.id, "aria-labelledby": "head-" + part.id },
        el("h2", { id: "head-" + part.id }, part.name), part.content))),
  el("footer", {},
    live,
    el("p", {}, "Written by clr-search" + (data.about.version === undefined ? "" : " " + data.about.version) +
      " at " + clock(data.about.written) +
      ". This page makes no network requests. Charts: Apache ECharts.")));

drawFigures();
followTheWindow();
followTheSearch(data.about, memory, live);
document.documentElement.setAttribute("data-ready", data.about.written);
