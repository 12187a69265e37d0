// Learning rate range test: accuracy over the learning rate with one thin line per seed, the smoothed median, and
// the suggested bounds with their spread. The logarithmic axis shows the whole test, the linear one where the
// accuracy stops rising. The loss has a mark for the suggestion of every rule. Several tests have one loss each.

charts.push({
  section: "range",
  of: (data) =>
    data.rangeTest === undefined || (data.rangeTest.median || []).length === 0
      ? []
      : [
          rangeChart(data.rangeTest, "lr-range", "Learning rate range test", "log"),
          rangeChart(data.rangeTest, "lr-range-linear", "Learning rate range test, linear", "value"),
        ].concat(lossCharts("lr-range-loss", "Learning rate range test, loss", rulesSentence(data.rangeTest),
          [{ label: "smoothed median", loss: data.rangeTest.loss }], data.rangeTest.rules || [])),
});

charts.push({
  section: "range",
  of: (data) =>
    data.rangeTest === undefined || (data.rangeTest.compared || []).length === 0
      ? []
      : lossCharts("lr-range-compared", "Learning rate range tests",
          "The lower and the further right a loss is, the higher the learning rate that its setting tolerates.",
          data.rangeTest.compared, []),
});

function rulesSentence(test) {
  const rules = (test.rules || []).map((mark) => mark.rule + " " + brief(mark.etaMax) + (mark.chosen ? " (used)" : ""));
  return rules.length === 0 ? "No rule suggests a learning rate." : "Suggested eta_max by rule: " + rules.join(", ") + ".";
}

/** Losses over the learning rate, and the suggestion of every rule; no chart without a loss. */
function lossCharts(id, title, sentence, curves, rules) {
  // Zero has no logarithm.
  const shown = curves.map((curve) => ({ label: curve.label, loss: (curve.loss || []).filter((point) => point[0] > 0) }))
    .filter((curve) => curve.loss.length > 0);
  return shown.length === 0 ? [] : [{
    id: id,
    title: title,
    wide: true,
    sentence: sentence,
    height: 380,
    marks: shown.length + rules.length,
    option: (theme) => lossOption(theme, shown, rules),
  }];
}

function lossOption(theme, shown, rules) {
  const points = [].concat.apply([], shown.map((curve) => curve.loss));
  const min = Math.min.apply(null, points.map((point) => point[0]));
  const max = Math.max.apply(null, points.map((point) => point[0]));
  const lowest = Math.min.apply(null, points.map((point) => point[1]));
  // An explosion would flatten everything else.
  const ceiling = 2 * points[0][1] - lowest;
  const series = shown.map((curve, i) => ({
    type: "line",
    name: curve.label,
    symbol: "none",
    lineStyle: { width: 2.5, color: theme.series[i % theme.series.length] },
    itemStyle: { color: theme.series[i % theme.series.length] },
    data: curve.loss.map((point) => [point[0], Math.min(point[1], ceiling)]),
    markLine: {
      silent: true,
      symbol: "none",
      precision: 12,
      data: i > 0 ? [] : rules.map((mark, row) => ({
        xAxis: Math.max(mark.etaMax, min),
        lineStyle: { color: theme.series[(row + 1) % theme.series.length], type: mark.chosen ? "solid" : "dashed", width: 1.8 },
        label: { formatter: mark.rule, color: theme.text, position: "end", distance: 4 + 14 * (row % 3) },
      })),
    },
  }));
  series.push(ends(min, max, points[0][1]));
  return chart(theme, {
    grid: { left: 8, right: 30, top: rules.length > 0 ? 84 : 58, bottom: 34, containLabel: true },
    xAxis: across(theme, "learning rate eta", { type: "log", min: min, max: max, axisLabel: { formatter: powerTick } }),
    yAxis: axis(theme, "validation loss (nats)", {
      max: Number(ceiling.toPrecision(2)),
      nameTextStyle: { color: theme.quiet, fontSize: 12, align: "left", padding: [0, 0, 0, -24] },
    }),
    legend: legend(theme, shown.map((curve) => curve.label)),
    series: series,
  });
}

function rangeChart(test, id, title, type) {
  return {
    id: id,
    title: title,
    wide: true,
    sentence: rangeSentence(test),
    height: 380,
    marks: test.seeds.length,
    option: (theme) => rangeOption(test, theme, type),
  };
}

/**
 * Lowest and highest learning rate of an axis: the whole test without 0 on a logarithmic axis, up to the last
 * measurement on a linear one, because most of a test that ended early would be empty.
 */
function rangeReach(test, type) {
  const measured = [].concat.apply([], test.seeds).map((point) => point[0]);
  const rates = type === "log" ? measured.concat(test.swept || []).filter((rate) => rate > 0) : measured;
  return { log: type === "log", min: Math.min.apply(null, rates), max: Math.max.apply(null, rates) };
}

function rangeSentence(test) {
  return test.etaMin === undefined
    ? "No suggestion."
    : "Suggested: eta_min " + spreadText(test.etaMin) + ", where the accuracy starts to rise, and eta_max " +
      spreadText(test.etaMax) + ", where it becomes noisy or stops rising.";
}

function spreadText(bound) {
  return brief(bound[1]) + " (" + brief(bound[0]) + " to " + brief(bound[2]) + ")";
}

function rangeOption(test, theme, type) {
  const reach = rangeReach(test, type);
  const placed = (points) => points.filter((point) => point[0] >= reach.min);
  const series = test.seeds.map((seed) => ({
    type: "line",
    name: "seeds",
    symbol: "none",
    silent: true,
    lineStyle: { width: 1, color: theme.series[5], opacity: 0.8 },
    data: placed(seed),
  }));
  series.push({
    type: "line",
    name: "smoothed median",
    symbol: "none",
    lineStyle: { width: 3, color: theme.series[0] },
    itemStyle: { color: theme.series[0] },
    data: placed(test.median),
    markLine: bounds(test, theme, reach),
    markArea: {
      silent: true,
      data: test.etaMin === undefined
        ? []
        : [spreadArea(test.etaMin, theme.series[2], reach), spreadArea(test.etaMax, theme.series[1], reach)],
    },
  });
  series.push(ends(reach.min, reach.max, test.median[0][1]));
  return chart(theme, {
    grid: { left: 8, right: 18, top: 58, bottom: 34, containLabel: true },
    xAxis: across(theme, "learning rate eta", {
      type: type, min: reach.min, max: reach.max, axisLabel: { formatter: type === "log" ? powerTick : brief } }),
    yAxis: accuracyAxis(theme, "validation accuracy"),
    legend: legend(theme, [
      { name: "seeds", itemStyle: { color: theme.series[5] }, lineStyle: { color: theme.series[5] } }, "smoothed median"]),
    series: series,
  });
}

/** Places a label away from the other bound, unless the axis ends there. */
function side(name, rate, reach) {
  const share = (rate - reach.min) / (reach.max - reach.min);
  const logShare = Math.log(rate / reach.min) / Math.log(reach.max / reach.min);
  const place = reach.log ? logShare : share;
  return name === "eta_min" ? (place > 0.2 ? "right" : "left") : place < 0.8 ? "left" : "right";
}

function bounds(test, theme, reach) {
  const marks = test.etaMin === undefined ? [] : [["eta_min", test.etaMin, theme.series[2]], ["eta_max", test.etaMax, theme.series[1]]];
  return {
    silent: true,
    symbol: "none",
    // The library rounds positions to this many digits; learning rates are small.
    precision: 12,
    data: marks.map((mark) => ({
      xAxis: Math.max(mark[1][1], reach.min),
      lineStyle: { color: mark[2], type: "dashed", width: 1.8 },
      label: { formatter: mark[0] + " " + brief(mark[1][1]), color: theme.text, position: "end", distance: mark[0] === "eta_max" ? 20 : 4, align: side(mark[0], mark[1][1], reach) },
    })),
  };
}

/** Draws zero, which has no logarithm, at the start of the axis. */
function spreadArea(bound, color, reach) {
  return [
    { xAxis: Math.max(bound[0], reach.min), itemStyle: { color: color, opacity: 0.15 } },
    { xAxis: Math.max(bound[2], reach.min) },
  ];
}
