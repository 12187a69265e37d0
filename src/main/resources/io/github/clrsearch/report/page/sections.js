// Sections of the page. Empty sections are omitted.

/** All sections with content: {id, name, content}. */
function sections(data, memory) {
  return [
    { id: "notes", name: "Notes", content: notes(data) },
    { id: "space", name: capital(data.metric.noun) + " by hyperparameter", content: cards(figuresOf(data, "space")) },
    { id: "importance", name: "Importance and confirmation", content: cards(figuresOf(data, "importance").concat(figuresOf(data, "confirmed"))).concat(confirmedTable(data)) },
    { id: "progress", name: "Progress", content: cards(figuresOf(data, "progress")) },
    { id: "range", name: "Learning rate range test", content: cards(figuresOf(data, "range")) },
    { id: "tests", name: "Tests", content: tests(data, memory) },
    { id: "table1", name: "Comparison with the KTH report", content: tableOne(data) },
    { id: "weights", name: "First-layer weights", content: weights(data) },
    { id: "curves", name: "Learning curves", content: curves(data, memory) },
    { id: "trials", name: "Trials", content: trials(data, memory) },
    { id: "sql", name: "Query with SQL", content: queries(data) },
    { id: "provenance", name: "Provenance", content: provenance(data) },
  ].filter((section) => section.content.length > 0);
}

function cards(figures) {
  return figures.length === 0 ? [] : [el("div", { class: "cards" }, paired(figures))];
}

// ---- Main result ----

function result(data) {
  const headline = data.headline;
  const counts = data.counts;
  return el("section", { class: "card answer", "aria-labelledby": "answer" },
    headline === undefined
      ? el("div", {}, el("h2", { id: "answer", class: "what" }, "No trial has ended yet"))
      : el("div", {},
          el("h2", { id: "answer", class: "what" }, capital(headline.what)),
          headline.value === undefined ? rates(headline.setting) : el("div", { class: "number" },
            headline.fraction ? (100 * headline.value).toFixed(2) : brief(headline.value),
            headline.fraction ? el("span", { class: "unit" }, "%") : null),
          interval(headline),
          el("p", { class: "small quiet" }, headline.from),
          headline.caution === undefined ? null : el("p", { class: "small quiet" }, headline.caution + ".")),
    headline === undefined || headline.setting === undefined || headline.value === undefined ? el("div", {}) : el("div", {},
      el("h3", {}, "Setting"),
      definitions("setting", Object.entries(headline.setting).map(([name, value]) =>
        [name, brief(value), (data.trials.varied || []).includes(name) ? "varied" : null]))),
    meter(data),
    definitions("counts", countTexts(counts)));
}

/** Learning rates suggested by a range test. */
function rates(setting) {
  return setting === undefined || setting.eta_min === undefined
    ? null
    : el("div", { class: "number rates" }, brief(setting.eta_min), el("span", { class: "unit" }, "to "), brief(setting.eta_max));
}

function interval(headline) {
  if (headline.low === undefined || headline.high === undefined) {
    return null;
  }
  // Show a range five times as wide as the interval; fractions are within 0 to 1.
  const fraction = headline.fraction;
  const reach = 2.5 * Math.max(headline.high - headline.low, fraction ? 1e-4 : Number.MIN_VALUE);
  const from = fraction ? Math.max(0, Math.min(headline.value - reach, 1 - 2 * reach)) : headline.value - reach;
  const to = fraction ? Math.min(1, from + 2 * reach) : from + 2 * reach;
  const text = fraction ? percent : brief;
  const place = (value) => ((100 * (value - from)) / (to - from)).toFixed(2) + "%";
  const span = el("div", { class: "span" });
  span.style.left = place(headline.low);
  span.style.width = ((100 * (headline.high - headline.low)) / (to - from)).toFixed(2) + "%";
  const point = el("div", { class: "point" });
  point.style.left = place(headline.value);
  return el("div", { class: "interval" },
    el("div", { class: "track", "aria-hidden": "true" }, span, point),
    el("p", { class: "small" }, "95 % interval " + text(headline.low) + " to " + text(headline.high)));
}

function meter(data) {
  const counts = data.counts;
  if (data.about.state !== "running" || counts.planned === 0) {
    return null;
  }
  const left = data.about.secondsLeft === undefined ? "" : "; about " + duration(data.about.secondsLeft) + " left at this pace";
  const text = counts.ended + " of " + counts.planned + " trials ended" + left;
  return el("div", { class: "meter" },
    el("label", { for: "meter", class: "small" }, text),
    el("progress", { id: "meter", max: counts.planned, value: Math.min(counts.ended, counts.planned) }, text));
}

function countTexts(counts) {
  const shown = [["trials", thousands(counts.ended)]];
  Object.keys(OUTCOMES).forEach((outcome) => {
    if (counts[outcome] > 0) {
      shown.push([OUTCOMES[outcome], thousands(counts[outcome])]);
    }
  });
  shown.push(["updates", thousands(counts.updates)]);
  shown.push(["total training time", duration(counts.seconds)]);
  return shown;
}

// ---- Notes ----

function notes(data) {
  const stages = (data.stages || []).filter((stage) => (stage.lines || []).length > 0);
  const warnings = data.notes || [];
  if (stages.length === 0 && warnings.length === 0) {
    return [];
  }
  return [
    el("div", { class: "card" },
      warnings.length === 0 ? null : el("ul", { class: "notes" }, warnings.map((note) => el("li", {}, note))),
      stages.length === 0 ? null : el("dl", { class: "stages" }, stages.map((stage) => [
        el("dt", {}, "Stage " + stage.name),
        stage.lines.map((line) => el("dd", {}, line)),
      ]))),
  ];
}

// ---- Confirmed, tests, table ----

function confirmedTable(data) {
  const rows = data.confirmed || [];
  if (rows.length === 0) {
    return [];
  }
  const value = (number) => valueText(data, number);
  return [
    el("details", {}, el("summary", {}, "Show confirmed settings as a table"),
      table("Confirmed settings", [
        { name: "found by", of: (row) => row.foundBy },
        { name: "mean", of: (row) => row.mean, text: value, right: true },
        { name: "from", of: (row) => row.low, text: value, right: true },
        { name: "to", of: (row) => row.high, text: value, right: true },
        { name: "in the search", of: (row) => row.inSearch, text: value, right: true },
        { name: "seeds", of: (row) => row.seeds, right: true },
        { name: "setting", of: (row) => row.setting, wrap: true, text: (setting) =>
            Object.entries(setting).map(([name, value]) => name + " " + brief(value)).join(", ") },
      ], rows)),
  ];
}

function tests(data, memory) {
  const rows = (data.tests && data.tests.rows) || [];
  if (rows.length === 0) {
    return [];
  }
  return [
    chosenFigures(data, "tests", "Test of",
      confusedTests(data).map((test) => ({ value: test.who, text: test.who })), memory),
    el("div", { class: "card below" }, table("Test accuracy, measured once each", [
      { name: "tested", of: (row) => row.who },
      { name: "members", of: (row) => row.members },
      { name: "combined by", of: (row) => (row.combination === "none" ? undefined : row.combination) },
      { name: "accuracy", of: (row) => row.accuracy, text: percent, right: true },
      { name: "95 % interval", of: (row) => row.low, right: true, cell: (row) => percent(row.low) + " to " + percent(row.high) },
      { name: "loss", of: (row) => row.loss, text: brief, right: true },
      { name: "images", of: (row) => row.images, text: thousands, right: true },
    ], rows)),
  ];
}

function tableOne(data) {
  const rows = data.table1 || [];
  if (rows.length === 0) {
    return [];
  }
  return cards(figuresOf(data, "table1")).concat([
    el("details", {}, el("summary", {}, "Show as a table"),
      table("Test accuracy: this study and the KTH report", [
        { name: "test case", of: (row) => row.testCase },
        { name: "lambda", of: (row) => row.lambda, text: brief, right: true },
        { name: "n_s", of: (row) => row.nS, text: thousands, right: true },
        { name: "cycles", of: (row) => row.cycle, right: true },
        { name: "m", of: (row) => row.m, right: true },
        { name: "this study", of: ours, text: percent, right: true },
        { name: "report", of: (row) => row.reportAccuracy, text: percent, right: true },
        { name: "PyTorch", of: (row) => row.pytorchAccuracy, text: percent, right: true },
      ], rows)),
  ]);
}

// ---- Weights ----

function weights(data) {
  const drawn = data.weights;
  if (drawn === undefined) {
    return [];
  }
  const text = "The " + drawn.shown + " hidden units with the largest weights, of " + thousands(drawn.units) + " in " + drawn.network + ". Each is scaled separately; grey is 0.";
  const tiles = el("div", { class: "tiles", role: "img", "aria-label": "First-layer weights. " + text });
  tiles.style.setProperty("--sprite", "url(data:image/png;base64," + drawn.png + ")");
  const rows = Math.ceil(drawn.shown / drawn.columns);
  const place = (i, count) => (count < 2 ? 0 : (100 * i) / (count - 1)) + "%";
  for (let i = 0; i < drawn.shown; i++) {
    const tile = el("div", { class: "tile" });
    tile.style.backgroundSize = 100 * drawn.columns + "% " + 100 * rows + "%";
    tile.style.backgroundPosition = place(i % drawn.columns, drawn.columns) + " " + place(Math.floor(i / drawn.columns), rows);
    tiles.append(tile);
  }
  return [el("figure", { class: "card" }, el("figcaption", {}, el("p", {}, text)), tiles)];
}

// ---- Curves ----

function curves(data, memory) {
  const kept = (data.curves && data.curves.trials) || [];
  if (kept.length === 0) {
    return [];
  }
  const options = kept.map((curve) => ({
    value: curve.trial,
    text: curve.trial + ", " + (curve.value === undefined ? OUTCOMES[curve.outcome] : valueText(data, curve.value)),
  }));
  return [
    chosenFigures(data, "curves", "Trial", options, memory),
    data.curves.sampling === undefined ? null : el("p", { class: "small quiet" }, data.curves.sampling + "."),
  ];
}

// ---- Trials ----

function trials(data, memory) {
  const rows = trialRows(data);
  if (rows.length === 0) {
    return [];
  }
  const columns = [
    { name: "trial", of: trialName },
    { name: "outcome", of: (row) => row.outcome, cell: (row) => el("span", { class: "outcome " + row.outcome }, OUTCOMES[row.outcome]) },
    { name: data.metric.noun, of: (row) => row.value, text: (value) => valueText(data, value), right: true, descending: !data.metric.minimized },
    { name: "cycle", of: (row) => row.cycle, right: true },
  ].concat(
    rows.some((row) => row.loss !== undefined) ? [{ name: "loss", of: (row) => row.loss, text: brief, right: true }] : [],
    (data.trials.varied || []).map((name) => ({
      name: name, of: (row) => settingOf(data, row, name), text: brief, right: true })),
    [
      { name: "updates", of: (row) => row.updates, text: thousands, right: true, descending: true },
      { name: "seconds", of: (row) => row.seconds, text: brief, right: true, descending: true },
    ],
    rows.some((row) => row.reason !== undefined) ? [{ name: "reason", of: (row) => row.reason, wrap: true }] : []);
  const constant = Object.entries(data.trials.constant || {});
  return [
    el("div", { class: "card" },
      sortableTable("Trials by " + data.metric.name + " at their best cycle end", columns, rows, memory),
      data.trials.sampling === undefined ? null : el("p", { class: "small quiet" }, data.trials.sampling + "."),
      constant.length === 0 ? null : el("p", { class: "small quiet" },
        "All trials have " + constant.map(([name, value]) => name + " " + brief(value)).join(", ") + ".")),
  ];
}

// ---- SQL and provenance ----

function queries(data) {
  return (data.queries || []).length === 0
    ? []
    : [
        el("div", { class: "card" }, data.queries.map((query) => [
          el("h3", {}, capital(query.asks)),
          el("pre", { tabindex: "0" }, query.command),
        ])),
      ];
}

function provenance(data) {
  const facts = Object.entries(data.provenance || {});
  return facts.length === 0 ? [] : [el("div", { class: "card" }, definitions("facts", facts))];
}
