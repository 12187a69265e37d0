// The metric over each searched hyperparameter, with one colour per stage. The refined ranges of later
// stages are shaded.

charts.push({
  section: "space",
  of: (data) =>
    (data.dimensions || [])
      .filter(() => trialRows(data).some(measured))
      .map((dimension) => ({
        id: data.metric.noun.replace(/ /g, "-") + "-over-" + dimension.name,
        title: capital(data.metric.noun) + " over " + dimension.name,
        sentence: valueSentence(data, dimension),
        height: 300,
        marks: valuePoints(data, dimension).length,
        option: (theme) => valueOption(data, dimension, theme),
      })),
});

/** {x, y, row} of every point: the best cycle end of each trial, or every cycle end if the axis is n_cycles. */
function valuePoints(data, dimension, stage) {
  const points = [];
  trialRows(data)
    .filter((row) => stage === undefined || row.stage === stage)
    .forEach((row) => {
      if (dimension.name === "n_cycles") {
        (row.cycles || []).forEach((value, i) => {
          if (value !== null) {
            points.push({ x: i + 1, y: value, row: row });
          }
        });
      } else if (measured(row)) {
        const x = settingOf(data, row, dimension.name);
        if (x !== undefined && (!dimension.log || x > 0)) {
          points.push({ x: x, y: row.value, row: row });
        }
      }
    });
  return points;
}

function bestOf(data, points) {
  return points.reduce((best, point) => (best === null || better(data, point.y, best.y) ? point : best), null);
}

function valueSentence(data, dimension) {
  const points = valuePoints(data, dimension);
  const best = bestOf(data, points);
  const beyond = points.filter((point) => outside(data, point.y)).length;
  const lost = trialRows(data).filter((row) => row.outcome === "diverged").length;
  const off = dimension.name === "n_cycles"
    ? 0
    : trialRows(data).filter(measured).length - valuePoints(data, dimension).length;
  const ranges = (dimension.ranges || [])
    .map((range) => " Stage " + range.stage + " searched " + brief(range.min) + " to " + brief(range.max) + ".")
    .join("");
  return (
    (best === null
      ? "No trial has " + article(data.metric.noun) + " yet."
      : "The " + (data.metric.minimized ? "lowest" : "highest") + " value, " + valueText(data, best.y) + ", is at " + dimension.name + " = " + brief(best.x) + " (" + trialName(best.row) + ").") +
    ranges +
    (off > 0 ? " Trials without a value on this axis: " + off + "." : "") +
    (beyond > 0 ? " Much worse values, which are off the axis: " + beyond + "." : "") +
    (lost === 1 ? " 1 trial diverged and has no point of its own." : "") +
    (lost > 1 ? " " + lost + " trials diverged and have no points of their own." : "")
  );
}

function valueOption(data, dimension, theme) {
  const stages = stagesOf(data, theme);
  const series = stages
    .filter((stage) => valuePoints(data, dimension, stage.name).length > 0)
    .map((stage) => ({
      type: "scatter",
      name: stage.name,
      symbol: stage.symbol,
      symbolSize: trialRows(data).length > 300 ? 6 : 9,
      itemStyle: { color: stage.color, opacity: 0.8 },
      data: valuePoints(data, dimension, stage.name).map((point) => ({
        value: [point.x, point.y],
        row: point.row,
      })),
      markArea: shaded(dimension, stage),
    }));
  const best = bestOf(data, valuePoints(data, dimension));
  if (best !== null) {
    series.push({
      type: "scatter",
      name: "best",
      symbol: "circle",
      symbolSize: 19,
      silent: true,
      itemStyle: { color: "transparent", borderColor: theme.text, borderWidth: 1.6 },
      data: [[best.x, best.y]],
    });
    const reach = searchedEnds(dimension);
    series.push(ends(reach[0], reach[1], best.y));
  }
  return chart(theme, {
    xAxis: across(theme, dimension.name,
      Object.assign({ axisLabel: { formatter: searchedTick(dimension) } }, searchedScale(dimension))),
    yAxis: valueAxis(data, theme, data.metric.name),
    legend: legend(theme, series.filter((one) => one.symbol !== undefined && one.name !== "best").map((one) => one.name)),
    tooltip: tooltip(theme, (mark) => trialLines(data, mark.data.row)),
    series: series,
  });
}

function shaded(dimension, stage) {
  const own = (dimension.ranges || []).filter((range) => range.stage === stage.name);
  return {
    silent: true,
    itemStyle: { color: stage.color, opacity: 0.1 },
    data: own.map((range) => [{ xAxis: range.min }, { xAxis: range.max }]),
  };
}
