// Best value so far of several studies, over updates and over time.

charts.push({
  section: "compared",
  of: (data) => {
    const sides = comparedSides(data);
    if (sides.length === 0) {
      return [];
    }
    const last = sides.reduce((most, side) => Math.max(most, lastStep(side).seconds), 0);
    const unit = last < 300 ? ["seconds", 1] : last < 4 * 3600 ? ["minutes", 60] : ["hours", 3600];
    return [
      {
        id: "compared-over-updates",
        title: "Best so far, over updates",
        sentence: comparedSentence(data, sides, (step) => "after " + thousands(step.updates) + " updates"),
        height: 300,
        marks: 0,
        option: (theme) => comparedOption(data, sides, theme, "updates of all trials", (step) => step.updates, countTick),
      },
      {
        id: "compared-over-time",
        title: "Best so far, over time",
        sentence: comparedSentence(data, sides, (step) => "after " + duration(step.seconds)),
        height: 300,
        marks: 0,
        option: (theme) => comparedOption(
          data, sides, theme, unit[0] + " since the first trial started", (step) => step.seconds / unit[1], brief),
      },
    ];
  },
});

/** Studies with a result. */
function comparedSides(data) {
  const sides = (data.comparison && data.comparison.studies) || [];
  return sides.filter((side) => (side.bestSoFar || []).length > 0);
}

function lastStep(side) {
  return side.bestSoFar[side.bestSoFar.length - 1];
}

function comparedSentence(data, sides, when) {
  return sides.map((side) => {
    const rises = side.bestSoFar.filter((step) => step.trial !== undefined);
    const best = rises[rises.length - 1];
    return side.study + " reached " + valueText(data, best.value) + " " + when(best);
  }).join(". ") + ".";
}

function comparedOption(data, sides, theme, name, x, tick) {
  return chart(theme, {
    legend: legend(theme, sides.map((side) => side.study)),
    xAxis: across(theme, name, { min: 0, axisLabel: { formatter: tick } }),
    yAxis: valueAxis(data, theme, data.metric.name),
    tooltip: tooltip(theme, (mark) => [mark.seriesName, valueText(data, mark.data.step.value) + (mark.data.step.trial === undefined ? "" : ", " + mark.data.step.trial), name + ": " + tick(mark.data.value[0])]),
    series: sides.map((side, i) => ({
      type: "line",
      name: side.study,
      step: "end",
      symbol: SYMBOLS[i % SYMBOLS.length],
      symbolSize: 7,
      showAllSymbol: true,
      lineStyle: { width: 2, color: theme.series[i % theme.series.length] },
      itemStyle: { color: theme.series[i % theme.series.length] },
      data: side.bestSoFar.map((step) => ({ value: [x(step), step.value], step: step })),
    })),
  });
}
