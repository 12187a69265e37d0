// Best value so far, over updates and over time.

charts.push({
  section: "progress",
  of: (data) =>
    (data.bestSoFar || []).length < 2
      ? []
      : [
          {
            id: "best-over-updates",
            title: "Best so far, over updates",
            sentence: bestSentence(data, (step) => "after " + thousands(step.updates) + " updates"),
            height: 260,
            marks: rises(data).length,
            option: (theme) =>
              bestOption(data, theme, "updates of all trials", (step) => step.updates, countTick),
          },
          {
            id: "best-over-time",
            title: "Best so far, over time",
            sentence: bestSentence(data, (step) => "after " + duration(step.seconds)),
            height: 260,
            marks: rises(data).length,
            option: (theme) => {
              const last = data.bestSoFar[data.bestSoFar.length - 1].seconds;
              const unit = last < 300 ? ["seconds", 1] : last < 4 * 3600 ? ["minutes", 60] : ["hours", 3600];
              return bestOption(
                data, theme, unit[0] + " since the first trial started", (step) => step.seconds / unit[1], brief);
            },
          },
        ],
});

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
