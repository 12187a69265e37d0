// Parallel coordinates of all searched hyperparameters and the metric: one line per trial, best trials darkest.

charts.push({
  section: "space",
  of: (data) =>
    (data.dimensions || []).length < 2 || trialRows(data).filter(measured).length < 2
      ? []
      : [
          {
            id: "parallel",
            title: "All hyperparameters together",
            wide: true,
            sentence: parallelSentence(data),
            height: 340,
            marks: trialRows(data).filter(measured).length,
            option: (theme, width) => parallelOption(data, theme, width),
          },
        ],
});

function parallelSentence(data) {
  const best = trialRows(data).filter(measured)[0];
  return "Each line is a trial; better trials have stronger colours. The best trial, " + trialName(best) + ", has " +
    data.dimensions.map((one) => one.name + " " + brief(coordinate(data, best, one))).join(", ") + ".";
}

/** Where a trial crosses an axis; null if it has no value there. */
function coordinate(data, row, dimension) {
  const value = dimension.name === "n_cycles" ? row.cycle : settingOf(data, row, dimension.name);
  return value === undefined || (dimension.log && value <= 0) ? null : value;
}

function parallelOption(data, theme, width) {
  const narrow = width < NARROW;
  const rows = trialRows(data).filter(measured).slice().reverse();
  // The colour scale is that of the better two thirds: a few bad trials would take up most of it.
  const values = rows.map((row) => onAxis(data, row.value)).sort((a, b) => (better(data, b, a) ? -1 : 1));
  const middle = values[Math.floor(rows.length / 3)];
  const best = values[rows.length - 1];
  const low = Math.min(middle, best);
  const high = Math.max(middle, best);
  const label = (formatter) => ({
    color: theme.text, textBorderColor: theme.paper, textBorderWidth: 3, formatter: formatter });
  const axes = data.dimensions.map((dimension, i) => Object.assign({
    dim: i,
    name: dimension.name,
    splitNumber: narrow ? 2 : 5,
    axisLabel: label(searchedTick(dimension)),
  }, searchedScale(dimension)));
  const bounds = valueBounds(data);
  axes.push({
    dim: data.dimensions.length,
    name: data.metric.noun,
    type: "value",
    min: bounds.min,
    max: bounds.max,
    splitNumber: narrow ? 2 : 5,
    axisLabel: label(valueTick(data)),
  });
  return chart(theme, {
    parallel: {
      layout: narrow ? "vertical" : "horizontal",
      left: narrow ? 70 : 50,
      right: narrow ? 30 : 60,
      top: narrow ? 30 : 40,
      bottom: narrow ? 34 : 20,
      parallelAxisDefault: {
        scale: true,
        nameTextStyle: { color: theme.text, fontSize: 12 },
        nameLocation: narrow ? "start" : "end",
        nameGap: narrow ? 12 : 14,
        axisLine: { lineStyle: { color: theme.line } },
        axisTick: { lineStyle: { color: theme.line } },
      },
    },
    parallelAxis: axes,
    visualMap: {
      show: false,
      type: "continuous",
      dimension: data.dimensions.length,
      seriesIndex: 0,
      min: low,
      max: high > low ? high : low + 1e-6,
      inRange: { color: data.metric.minimized ? theme.ramp.slice().reverse() : theme.ramp },
    },
    series: [
      {
        type: "parallel",
        lineStyle: { width: rows.length > 200 ? 1 : 1.8, opacity: rows.length > 200 ? 0.45 : 0.75 },
        data: rows.map((row) =>
          data.dimensions.map((dimension) => coordinate(data, row, dimension)).concat([onAxis(data, row.value)])),
      },
      {
        type: "parallel",
        name: "ends",
        silent: true,
        lineStyle: { opacity: 0 },
        data: [0, 1].map((end) => data.dimensions.map((dimension) => searchedEnds(dimension)[end]).concat([best])),
      },
    ],
  });
}
