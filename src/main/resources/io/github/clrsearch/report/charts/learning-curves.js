// Cost, loss, accuracy and learning rate of one trial over its updates. Dashed lines mark cycle ends.

const CURVES = [
  { name: "cost (nats)", column: 1 },
  { name: "loss (nats)", column: 2 },
  { name: "accuracy", column: 3 },
];

charts.push({
  section: "curves",
  choices: (data) => ((data.curves && data.curves.trials) || []).map((curve) => curve.trial),
  of: (data, chosen) => {
    const trials = (data.curves && data.curves.trials) || [];
    const curve = trials.filter((one) => one.trial === chosen)[0] || trials[0];
    return curve === undefined
      ? []
      : [
          {
            id: "learning-curves",
            title: "Learning curves of " + curve.trial,
            wide: true,
            sentence: curvesSentence(data, curve),
            height: 520,
            narrowHeight: 860,
            marks: (curve.training || []).length + (curve.validation || []).length,
            option: (theme, width) => curvesOption(curve, theme, width),
          },
        ];
  },
});

function curvesSentence(data, curve) {
  const validation = curve.validation || [];
  const last = validation[validation.length - 1];
  return (
    (last === undefined
      ? "No measurements on the validation split."
      : "After " + thousands(last[0]) + " updates the validation loss was " + brief(last[2]) + " and the accuracy " + percent(last[3]) + ".") +
    (curve.value !== undefined ? " Best " + data.metric.noun + " at a cycle end: " + valueText(data, curve.value) + "." : "") +
    (curve.outcome === "completed" ? "" : " The trial " + (curve.outcome === "stopped" ? "was stopped early." : curve.outcome + "."))
  );
}

/** Upper limit of a panel. Values far above the others, as before a divergence, are cut off. */
function ceiling(curve, column) {
  const values = (curve.training || []).concat(curve.validation || [])
    .map((point) => point[column])
    .filter((value) => value !== null && isFinite(value))
    .sort((a, b) => a - b);
  const bound = Number((2 * values[Math.floor(0.75 * (values.length - 1))]).toPrecision(2));
  return values.length > 0 && values[values.length - 1] > bound && bound > values[0] ? bound : undefined;
}

function curvesOption(curve, theme, width) {
  const narrow = width < NARROW;
  const grids = [];
  const xAxes = [];
  const yAxes = [];
  const series = [];
  const titles = [];
  const panels = CURVES.concat([{ name: "learning rate eta", eta: true }]);
  panels.forEach((panel, i) => {
    const column = narrow ? 0 : i % 2;
    const row = narrow ? i : Math.floor(i / 2);
    grids.push({
      left: narrow ? 8 : column === 0 ? 8 : "52%",
      right: narrow ? 14 : column === 0 ? "50%" : 14,
      top: narrow ? 64 + 198 * row : 58 + 236 * row,
      height: narrow ? 134 : 172,
      containLabel: true,
    });
    xAxes.push(across(theme, narrow && i < 3 ? "" : "updates", {
      gridIndex: i,
      min: 0,
      nameGap: 26,
      axisLabel: { formatter: countTick },
    }));
    const yAxis = panel.column === 3
      ? accuracyAxis(theme, panel.name, { gridIndex: i })
      : axis(theme, panel.name, { gridIndex: i, max: panel.eta ? undefined : ceiling(curve, panel.column) });
    yAxis.axisLine.show = false;
    yAxis.axisTick = { show: false };
    yAxis.name = "";
    titles.push({
      text: panel.name,
      left: narrow ? 8 : column === 0 ? 8 : "52%",
      top: grids[i].top - 30,
      padding: 0,
      textStyle: { color: theme.text, fontSize: 12.5, fontWeight: 600, fontFamily: FONT },
    });
    if (panel.column !== 3) {
      yAxis.axisLabel.formatter = brief;
    }
    yAxes.push(yAxis);
    if (panel.eta) {
      series.push(line("eta", i, theme.series[2], (curve.eta || []), curve));
    } else {
      ["training", "validation"].forEach((split, j) => {
        const one = line(split, i, theme.series[j], (curve[split] || []).map((point) => [point[0], point[panel.column]]), curve);
        one.symbol = j === 0 ? "circle" : "diamond";
        series.push(one);
      });
    }
  });
  return chart(theme, {
    title: titles,
    grid: grids,
    xAxis: xAxes,
    yAxis: yAxes,
    legend: legend(theme, ["training", "validation"]),
    tooltip: tooltip(theme, (mark) => [
      mark.seriesName, "update " + thousands(mark.value[0]), brief(mark.value[1])]),
    series: series,
  });
}

function line(name, panel, color, points, curve) {
  return {
    type: "line",
    name: name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    symbol: "circle",
    symbolSize: 5,
    showSymbol: points.length < 80 && name !== "eta",
    itemStyle: { color: color },
    lineStyle: { color: color, width: 1.8 },
    data: points,
    markLine: name === "validation" ? undefined : {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { type: "dashed", color: "#8A8F94", width: 1, opacity: 0.7 },
      data: (curve.cycles || []).map((updates) => ({ xAxis: updates })),
    },
  };
}
