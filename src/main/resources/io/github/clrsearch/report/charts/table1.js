// Test accuracy of this study, of the KTH report and of an independent implementation, by test case.

charts.push({
  section: "table1",
  of: (data) => {
    const rows = (data.table1 || []).filter((row) => ours(row) !== undefined).slice().reverse();
    return rows.length === 0
      ? []
      : [
          {
            id: "table1",
            title: "Comparison with the KTH report",
            sentence: tableSentence(rows),
            height: 110 + 30 * rows.length,
            marks: rows.length,
            option: (theme) => tableOption(rows, theme),
          },
        ];
  },
});

/** Test accuracy of this study for a test case. */
function ours(row) {
  return row.answers === "ensemble" && row.voteAccuracy !== undefined ? row.voteAccuracy : row.accuracy;
}

function tableSentence(rows) {
  const compared = rows.filter((row) => row.reportAccuracy !== undefined);
  if (compared.length === 0) {
    return rows.length + " test cases trained.";
  }
  const mean = compared.reduce((sum, row) => sum + ours(row) - row.reportAccuracy, 0) / compared.length;
  return "Over " + compared.length + " test cases, this study is on average " + Math.abs(100 * mean).toFixed(2) +
    " points " + (mean < 0 ? "below" : "above") + " the report.";
}

function tableOption(rows, theme) {
  const yAxis = axis(theme, "test case", { type: "category", data: rows.map((row) => String(row.testCase)) });
  yAxis.axisTick = { show: false };
  const column = (name, of, symbol, color) => ({
    type: "scatter",
    name: name,
    symbol: symbol,
    symbolSize: 11,
    itemStyle: { color: color },
    data: rows.map((row, i) => [of(row), i]).filter((point) => point[0] !== undefined),
  });
  return chart(theme, {
    xAxis: across(theme, "test accuracy", { axisLabel: { formatter: percentTick } }),
    yAxis: yAxis,
    legend: legend(theme, ["this study", "report", "PyTorch"]),
    tooltip: tooltip(theme, (mark) => [
      "test case " + rows[mark.value[1]].testCase, mark.seriesName + " " + percent(mark.value[0])]),
    series: [
      column("this study", ours, "circle", theme.series[0]),
      column("report", (row) => row.reportAccuracy, "diamond", theme.series[1]),
      column("PyTorch", (row) => row.pytorchAccuracy, "triangle", theme.series[2]),
    ],
  });
}
