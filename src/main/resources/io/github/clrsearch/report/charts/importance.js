// Share of the variance of the metric that each hyperparameter explains by itself.

charts.push({
  section: "importance",
  of: (data) => {
    const rows = importanceRows(data);
    return rows.length === 0
      ? []
      : [
          {
            id: "importance",
            title: "Hyperparameter importance",
            sentence: importanceSentence(data, rows),
            height: 90 + 34 * rows.length,
            marks: rows.length,
            option: (theme) => importanceOption(rows, theme),
          },
        ];
  },
});

/** Importance over all stages, largest last, because the axis points upwards. */
function importanceRows(data) {
  return (data.importance || [])
    .filter((row) => row.stage === "all")
    .sort((a, b) => a.importance - b.importance);
}

function importanceSentence(data, rows) {
  const most = rows[rows.length - 1];
  return most.hyperparameter + " explains " + percent(most.importance, 0) +
    " of the variance of " + data.metric.name + " by itself (" + thousands(most.trials) + " trials).";
}

function importanceOption(rows, theme) {
  return chart(theme, {
    grid: { left: 8, right: 60, top: 10, bottom: 40, containLabel: true },
    xAxis: across(theme, "share of the variance", { min: 0, scale: false, axisLabel: { formatter: percentTick } }),
    yAxis: categoryAxis(theme, "", rows.map((row) => row.hyperparameter)),
    series: [
      {
        type: "bar",
        barMaxWidth: 18,
        itemStyle: { color: theme.series[0], borderRadius: [0, 3, 3, 0] },
        label: { show: true, position: "right", color: theme.text, formatter: (mark) => percent(mark.value, 0) },
        data: rows.map((row) => row.importance),
      },
    ],
  });
}
