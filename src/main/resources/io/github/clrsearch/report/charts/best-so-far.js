// Best value so far, over updates and over time.

charts.push({
  section: "progress",
  of: (data) =>
    (data.bestSoFar || []).length < 2
      ? []
      : overUpdatesAndTime(
          { id: "best", height: 260, marks: rises(data).length },
          data.bestSoFar[data.bestSoFar.length - 1].seconds,
          (when) => bestSentence(data, when),
          (theme, name, x, tick) => bestOption(data, theme, name, x, tick)),
});

/**
 * Two charts of the best value so far: over the updates of all trials, and over time.
 *
 * @param chart what both have in common; its id begins theirs
 * @param seconds length of the time axis
 * @param sentence of the text for when a step was reached
 * @param option of theme, name of the axis, place of a step on it, and text of a place
 */
function overUpdatesAndTime(chart, seconds, sentence, option) {
  const unit = timeUnit(seconds);
  return [
    Object.assign({}, chart, {
      id: chart.id + "-over-updates",
      title: "Best so far, over updates",
      sentence: sentence((step) => "after " + thousands(step.updates) + " updates"),
      option: (theme) => option(theme, "updates of all trials", (step) => step.updates, countTick),
    }),
    Object.assign({}, chart, {
      id: chart.id + "-over-time",
      title: "Best so far, over time",
      sentence: sentence((step) => "after " + duration(step.seconds)),
      option: (theme) =>
        option(theme, unit.name + " since the first trial started", (step) => step.seconds / unit.seconds, brief),
    }),
  ];
}

/** Steps at which a trial was better than all earlier ones. */
function rises(data) {
  return data.bestSoFar.filter((step) => step.trial !== undefined);
}

function bestSentence(data, when) {
  const all = rises(data);
  const last = all[all.length - 1];
  return "The best " + data.metric.noun + ", " + valueText(data, last.value) + " (" + last.trial + "), was reached " + when(last) + ". It " +
    (data.metric.minimized ? "fell " : "rose ") + (all.length - 1) + (all.length === 2 ? " time" : " times") + " after the first trial.";
}

function bestOption(data, theme, name, x, tick) {
  return chart(theme, {
    xAxis: across(theme, name, { min: 0, axisLabel: { formatter: tick } }),
    yAxis: valueAxis(data, theme, data.metric.name),
    tooltip: tooltip(theme, (mark) => [mark.data.step.trial || "now", valueText(data, mark.data.step.value), name + ": " + tick(mark.data.value[0])]),
    series: [
      {
        type: "line",
        step: "end",
        symbol: "none",
        silent: true,
        lineStyle: { width: 2, color: theme.series[0] },
        areaStyle: { color: theme.series[0], opacity: 0.08, origin: data.metric.minimized ? "end" : "start" },
        data: data.bestSoFar.map((step) => [x(step), step.value]),
      },
      {
        type: "scatter",
        name: "rises",
        symbolSize: 8,
        itemStyle: { color: theme.series[0] },
        data: rises(data).map((step) => ({ value: [x(step), step.value], step: step })),
      },
    ],
  });
}
