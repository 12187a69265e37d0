// A page of several studies side by side.

/** The verdicts, in place of the result of one study. */
function comparisonResult(data) {
  return el("section", { class: "card answer compared", "aria-labelledby": "answer" },
    el("div", {},
      el("h2", { id: "answer", class: "what" }, "Comparison of " + data.comparison.studies.length + " studies"),
      el("ul", { class: "notes" }, data.comparison.verdicts.map((line) => el("li", {}, line)))));
}

function comparisonSections(data) {
  return data.comparison === undefined
    ? []
    : [
        { id: "studies", name: "Studies", content: sideBySide(data, data.comparison) },
        { id: "compared", name: "Progress", content: cards(figuresOf(data, "compared")) },
      ];
}

/** One column per study, one row per fact and hyperparameter. */
function sideBySide(data, comparison) {
  const facts = [
    ["folder", (side) => side.folder],
    ["data", (side) => side.data],
    ["trials", (side) => thousands(side.trials)],
    ["updates", (side) => thousands(side.updates)],
    ["training time", (side) => duration(side.seconds)],
    ["best in the search", (side) => (side.best === undefined ? undefined : valueText(data, side.best) + " (" + side.trial + ")")],
    ["confirmed mean", (side) => (side.mean === undefined ? undefined : valueText(data, side.mean) + (side.low === undefined ? "" : ", " + valueText(data, side.low) + " to " + valueText(data, side.high)))],
  ].concat((comparison.hyperparameters || []).map((name) =>
    [name, (side) => (side.setting[name] === undefined ? undefined : brief(side.setting[name]))]));
  const rows = facts.map(([fact, of]) => {
    const values = comparison.studies.map(of);
    return { fact: fact, values: values, differ: values.some((value) => value !== values[0]) };
  });
  const columns = [{ name: "", of: (row) => row.fact }].concat(comparison.studies.map((side, i) => ({
    name: side.study,
    of: (row) => row.values[i],
    wrap: true,
    cell: (row) => (row.values[i] === undefined ? "–" : el("span", { class: row.differ ? "differs" : null }, row.values[i])),
  })));
  return [el("div", { class: "card" }, table("Studies side by side; values that differ are bold", columns, rows))];
}
