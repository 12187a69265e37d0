// Settings that were retrained with several seeds: mean and 95 % interval, next to the accuracy in the search.

charts.push({
  section: "confirmed",
  of: (data) => {
    const rows = (data.confirmed || []).filter((row) => row.mean !== undefined).slice().reverse();
    return rows.length === 0
      ? []
      : [
          {
            id: "confirmed",
            title: "Confirmed with several seeds",
            sentence: confirmedSentence(data, rows),
            height: 100 + 38 * rows.length,
            marks: rows.length,
            option: (theme) => confirmedOption(data, rows, theme),
          },
        ];
  },
});

function confirmedSentence(data, rows) {
  const best = rows[rows.length - 1];
  const worse = (data.comparisons || []).filter((pair) => pair.first === best.foundBy && pair.verdict === "better").length;
  return "The best setting, " + best.foundBy + ", reaches " + valueText(data, best.mean) + " on average over " + best.seeds +
    " seeds; in the search it reached " + valueText(data, best.inSearch) + ". It is significantly better than " +
    worse + " of the other " + (rows.length - 1) + ".";
}

function confirmedOption(data, rows, theme) {
  return chart(theme, {
    grid: { left: 8, right: 24, top: 34, bottom: 40, containLabel: true },
    xAxis: across(theme, data.metric.name, { axisLabel: { formatter: valueTick(data) } }),
    yAxis: categoryAxis(theme, "", rows.map((row) => row.foundBy)),
    legend: legend(theme, ["mean and 95 % interval", "in the search"]),
    tooltip: tooltip(theme, (mark) => {
      const row = rows[mark.dataIndex];
      return [row.foundBy, "mean " + valueText(data, row.mean) + " (" + valueText(data, row.low) + " to " + valueText(data, row.high) + ")",
        "in the search " + valueText(data, row.inSearch)];
    }),
    series: [
      {
        type: "custom",
        name: "interval",
        silent: true,
        renderItem: (params, api) => whisker(api, theme.series[0]),
        encode: { x: [0, 2], y: 1 },
        data: rows.map((row, i) => [row.low, i, row.high]),
      },
      {
        type: "scatter",
        name: "mean and 95 % interval",
        symbolSize: 11,
        itemStyle: { color: theme.series[0] },
        data: rows.map((row, i) => [row.mean, i]),
      },
      {
        type: "scatter",
        name: "in the search",
        symbol: "diamond",
        symbolSize: 11,
        itemStyle: { color: "transparent", borderColor: theme.series[1], borderWidth: 2 },
        data: rows.map((row, i) => [row.inSearch, i]),
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
