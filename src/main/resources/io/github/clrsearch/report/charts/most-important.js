// The metric over the two most important hyperparameters together.

charts.push({
  section: "space",
  of: (data) => {
    const pair = mostImportant(data);
    const points = pair === null ? [] : pairPoints(data, pair);
    return points.length === 0
      ? []
      : [
          {
            id: "most-important",
            title: capital(data.metric.noun) + " over " + pair[0].name + " and " + pair[1].name,
            sentence: pairSentence(data, pair, points),
            height: 360,
            wide: true,
            marks: points.length,
            option: (theme) => pairOption(data, pair, points, theme),
          },
        ];
  },
});

/** The axes of the two hyperparameters that explain most by themselves; null with fewer than two. */
function mostImportant(data) {
  const axes = importanceRows(data)
    .reverse()
    .map((row) => axisOf(data, row.hyperparameter))
    .filter((dimension) => dimension !== undefined);
  return axes.length < 2 ? null : axes.slice(0, 2);
}

/** The axis of a hyperparameter. The axis of k is n_s where all trials have epochs of the same length. */
function axisOf(data, name) {
  const axes = data.dimensions || [];
  const own = axes.filter((dimension) => dimension.name === name);
  return (own.length === 0 && name === "k" ? axes.filter((dimension) => dimension.name === "n_s") : own)[0];
}

/** {x, y, row} of every trial that has a value and a place on both axes, the best one last. */
function pairPoints(data, pair) {
  return trialRows(data)
    .filter(measured)
    .map((row) => ({ x: settingOf(data, row, pair[0].name), y: settingOf(data, row, pair[1].name), row: row }))
    .filter((point) => onSearchedAxis(pair[0], point.x) && onSearchedAxis(pair[1], point.y))
    .sort((one, other) => (better(data, one.row.value, other.row.value) ? 1 : -1));
}

function onSearchedAxis(dimension, value) {
  return value !== undefined && (!dimension.log || value > 0);
}

function pairSentence(data, pair, points) {
  const best = points[points.length - 1];
  return "The two hyperparameters that explain most by themselves. The best trial, " + trialName(best.row) + " with " +
    valueText(data, best.row.value) + ", has " + pair[0].name + " = " + brief(best.x) + " and " + pair[1].name + " = " +
    brief(best.y) + ". Stronger colours are better.";
}

function pairOption(data, pair, points, theme) {
  const values = points.map((point) => onAxis(data, point.row.value));
  const low = Math.min.apply(null, values);
  const high = Math.max.apply(null, values);
  const best = points[points.length - 1];
  return chart(theme, {
    xAxis: across(theme, pair[0].name,
      Object.assign({ axisLabel: { formatter: searchedTick(pair[0]) } }, searchedScale(pair[0]))),
    yAxis: axis(theme, pair[1].name,
      Object.assign({ axisLabel: { formatter: searchedTick(pair[1]) } }, searchedScale(pair[1]))),
    visualMap: {
      show: false,
      dimension: 2,
      seriesIndex: 0,
      min: low,
      max: high > low ? high : low + 1e-6,
      inRange: { color: data.metric.minimized ? theme.ramp.slice().reverse() : theme.ramp },
    },
    tooltip: tooltip(theme, (mark) => trialLines(data, mark.data.row)),
    series: [
      {
        type: "scatter",
        name: "trials",
        symbolSize: points.length > 300 ? 7 : 11,
        data: points.map((point) => ({ value: [point.x, point.y, onAxis(data, point.row.value)], row: point.row })),
      },
      {
        type: "scatter",
        name: "best",
        symbolSize: 21,
        silent: true,
        itemStyle: { color: "transparent", borderColor: theme.text, borderWidth: 1.6 },
        data: [[best.x, best.y]],
      },
      ends(searchedEnds(pair[0])[0], searchedEnds(pair[0])[1], best.y),
    ],
  });
}
