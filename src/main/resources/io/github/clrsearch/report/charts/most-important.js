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
    brief(best.y) + ". Stronger colours are better." + contourSentence(data, pair);
}

function contourSentence(data, pair) {
  const levels = contourLevels(data, pair);
  return levels.length === 0 ? "" : " The lines are contours of the mean that the Gaussian process expects with the " +
    "other hyperparameters of the best trial: " + (levels.length === 1 ? "" : "from " + valueText(data, levels[0]) +
    " to ") + valueText(data, levels[levels.length - 1]) + ".";
}

/** The model's mean over the pair; undefined if the study has no model of it. */
function surfaceOf(data, pair) {
  const surface = data.surface;
  return surface !== undefined && surface.x === pair[0].name && surface.y === pair[1].name ? surface : undefined;
}

/** Round values within the range of the model's mean, at most eight. */
function contourLevels(data, pair) {
  const surface = surfaceOf(data, pair);
  const means = surface === undefined ? [] : surface.means.filter((mean) => mean !== null).map((mean) => onAxis(data, mean));
  const low = Math.min.apply(null, means);
  const high = Math.max.apply(null, means);
  if (!(high > low)) {
    return [];
  }
  const size = Math.pow(10, Math.floor(Math.log10((high - low) / 4)));
  const step = [1, 2, 5, 10].map((times) => times * size).filter((each) => (high - low) / each <= 8)[0];
  const levels = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    levels.push(Number((i * step).toPrecision(12)));
  }
  return levels;
}

/** The pieces of a contour, [[x, y], [x, y]] each: where the mean passes the level between neighbouring places. */
function contour(data, surface, pair, level) {
  const across = surface.xs.length;
  const at = (i, j) => (surface.means[j * across + i] === null ? NaN : onAxis(data, surface.means[j * across + i]));
  const between = (dimension, from, to, part) =>
    dimension.log ? from * Math.pow(to / from, part) : from + part * (to - from);
  const pieces = [];
  for (let j = 0; j + 1 < surface.ys.length; j++) {
    for (let i = 0; i + 1 < across; i++) {
      // Two triangles: a square may have two contours.
      [[[i, j], [i + 1, j], [i + 1, j + 1]], [[i, j], [i + 1, j + 1], [i, j + 1]]].forEach((triangle) => {
        const ends = [];
        triangle.forEach((from, side) => {
          const to = triangle[(side + 1) % 3];
          const first = at(from[0], from[1]);
          const last = at(to[0], to[1]);
          if (first < level !== last < level && isFinite(first) && isFinite(last)) {
            const part = (level - first) / (last - first);
            ends.push([
              between(pair[0], surface.xs[from[0]], surface.xs[to[0]], part),
              between(pair[1], surface.ys[from[1]], surface.ys[to[1]], part),
            ]);
          }
        });
        if (ends.length === 2) {
          pieces.push(ends);
        }
      });
    }
  }
  return pieces;
}

/** One series per contour; better ones are thicker. */
function contours(data, pair, theme, low, high) {
  const surface = surfaceOf(data, pair);
  return contourLevels(data, pair).map((level) => ({
    type: "lines",
    name: valueText(data, level),
    coordinateSystem: "cartesian2d",
    silent: true,
    z: 1,
    lineStyle: { color: theme.quiet, width: 0.6 + 1.4 * strength(data, level, low, high), opacity: 0.7 },
    data: contour(data, surface, pair, level).map((piece) => ({ coords: piece })),
  }));
}

/** How good a value is among the trials, from 0 to 1. */
function strength(data, value, low, high) {
  const part = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  return data.metric.minimized ? 1 - part : part;
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
    ].concat(contours(data, pair, theme, low, high)),
  });
}
