// The learning rate range test: accuracy over the learning rate, a thin line a seed, their smoothed
// median, and the suggested bounds with their spread.

charts.push({
  section: "range",
  of: (data) =>
    data.rangeTest === undefined || (data.rangeTest.median || []).length === 0
      ? []
      : [
          {
            id: "range-test",
            title: "Learning rate range test",
            wide: true,
            sentence: rangeSentence(data.rangeTest),
            height: 380,
            marks: data.rangeTest.seeds.length,
            option: (theme) => rangeOption(data.rangeTest, theme),
          },
        ],
});

function rangeSentence(test) {
  return test.etaMin === undefined
    ? "No suggestion."
    : "Suggested: eta_min " + spreadText(test.etaMin) + ", where the accuracy starts to rise, and eta_max " +
      spreadText(test.etaMax) + ", where it becomes ragged or level.";
}

function spreadText(bound) {
  return brief(bound[1]) + " (" + brief(bound[0]) + " to " + brief(bound[2]) + ")";
}

function rangeOption(test, theme) {
  const series = test.seeds.map((seed) => ({
    type: "line",
    name: "seeds",
    symbol: "none",
    silent: true,
    lineStyle: { width: 1, color: theme.series[5], opacity: 0.8 },
    data: seed,
  }));
  series.push({
    type: "line",
    name: "smoothed median",
    symbol: "none",
    lineStyle: { width: 3, color: theme.series[0] },
    itemStyle: { color: theme.series[0] },
    data: test.median,
    markLine: bounds(test, theme),
    markArea: {
      silent: true,
      data: test.etaMin === undefined
        ? []
        : [spreadArea(test.etaMin, theme.series[2]), spreadArea(test.etaMax, theme.series[1])],
    },
  });
  const reach = decades(test.median.map((point) => point[0]));
  return chart(theme, {
    grid: { left: 8, right: 18, top: 58, bottom: 34, containLabel: true },
    xAxis: across(theme, "learning rate eta", { type: "log", min: reach.min, max: reach.max, axisLabel: { formatter: powerTick } }),
    yAxis: accuracyAxis(theme, "validation accuracy"),
    legend: legend(theme, [
      { name: "seeds", itemStyle: { color: theme.series[5] }, lineStyle: { color: theme.series[5] } }, "smoothed median"]),
    series: series,
  });
}

function bounds(test, theme) {
  const marks = test.etaMin === undefined ? [] : [["eta_min", test.etaMin, theme.series[2]], ["eta_max", test.etaMax, theme.series[1]]];
  return {
    silent: true,
    symbol: "none",
    // Digits that the library keeps of a place: a learning rate has few before them.
    precision: 12,
    data: marks.map((mark) => ({
      xAxis: mark[1][1],
      lineStyle: { color: mark[2], type: "dashed", width: 1.8 },
      label: { formatter: mark[0] + " " + brief(mark[1][1]), color: theme.text, position: "end", distance: 4, align: mark[0] === "eta_max" ? "right" : "center" },
    })),
  };
}

function spreadArea(bound, color) {
  return [{ xAxis: bound[0], itemStyle: { color: color, opacity: 0.15 } }, { xAxis: bound[2] }];
}
