// Best value so far of several studies, over updates and over time.

charts.push({
  section: "compared",
  of: (data) => {
    const sides = comparedSides(data);
    return sides.length === 0
      ? []
      : overUpdatesAndTime(
          { id: "compared", height: 300, marks: 0 },
          Math.max.apply(null, sides.map((side) => lastStep(side).seconds)),
          (when) => comparedSentence(data, sides, when),
          (theme, name, x, tick) => comparedOption(data, sides, theme, name, x, tick));
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
