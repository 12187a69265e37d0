// Settings that were retrained with several seeds: mean and 95 % interval, next to the accuracy in the search.

charts.push({
  section: "confirmed",
  of: (data) => {
    const rows = (data.confirmed || []).filter((row) => row.meanAccuracy !== undefined).slice().reverse();
    return rows.length === 0
      ? []
      : [
          {
            id: "confirmed",
            title: "Confirmed with several seeds",
            sentence: confirmedSentence(data, rows),
            height: 100 + 38 * rows.length,
            marks: rows.length,
            option: (theme) => confirmedOption(rows, theme),
          },
        ];
  },
});

function confirmedSentence(data, rows) {
  const best = rows[rows.length - 1];
  const worse = (data.comparisons || []).filter((pair) => pair.first === best.foundBy && pair.verdict === "better").length;
  return "The best setting, " + best.foundBy + ", reaches " + percent(best.meanAccuracy) + " on average over " + best.seeds +
    " seeds; in the search it reached " + percent(best.searchAccuracy) + ". It differs significantly from " +
    worse + " of the other " + (rows.length - 1) + ".";
}

function confirmedOption(rows, theme) {
  return chart(theme, {
    grid: { left: 8, right: 24, top: 34, bottom: 40, containLabel: true },
    xAxis: across(theme, "validation accuracy", { axisLabel: { formatter: percentTick } }),
    yAxis: categoryAxis(theme, "", rows.map((row) => row.foundBy)),
    legend: legend(theme, ["mean and 95 % interval", "in the search"]),
    tooltip: tooltip(theme, (mark) => {
      const row = rows[mark.dataIndex];
      return [row.foundBy, "mean " + percent(row.meanAccuracy) + " (" + percent(row.accuracyLow) + " to " + percent(row.accuracyHigh) + ")",
        "in the search " + percent(row.searchAccuracy)];
    }),
    series: [
      {
        type: "custom",
        name: "interval",
        silent: true,
        renderItem: (params, api) => whisker(api, theme.series[0]),
        encode: { x: [0, 2], y: 1 },
        data: rows.map((row, i) => [row.accuracyLow, i, row.accuracyHigh]),
      },
      {
        type: "scatter",
        name: "mean and 95 % interval",
        symbolSize: 11,
        itemStyle: { color: theme.series[0] },
        data: rows.map((row, i) => [row.meanAccuracy, i]),
      },
      {
        type: "scatter",
        name: "in the search",
        symbol: "diamond",
        symbolSize: 11,
        itemStyle: { color: "transparent", borderColor: theme.series[1], borderWidth: 2 },
        data: rows.map((row, i) => [row.searchAccuracy, i]),
      },
    ],
  });
}

/** An error bar from the first to the third value. */
function whisker(api, color) {
  const from = api.coord([api.value(0), api.value(1)]);
  const to = api.coord([api.value(2), api.value(1)]);
  if (!isFinite(from[0]) || !isFinite(to[0])) {
    return undefined;
  }
  const line = (x1, y1, x2, y2) => ({
    type: "line",
    shape: { x1: x1, y1: y1, x2: x2, y2: y2 },
    style: { stroke: color, lineWidth: 2 },
  });
  return {
    type: "group",
    children: [
      line(from[0], from[1], to[0], to[1]),
      line(from[0], from[1] - 5, from[0], from[1] + 5),
      line(to[0], to[1] - 5, to[0], to[1] + 5),
    ],
  };
}
