// Confusion matrix of a final test: one row per class, one column per predicted class.

const MOST_NUMBERED = 12;

charts.push({
  section: "tests",
  choices: (data) => confusedTests(data).map((test) => test.who),
  of: (data, chosen) => {
    const tests = confusedTests(data);
    const test = tests.filter((one) => one.who === chosen)[0] || tests[0];
    return test === undefined
      ? []
      : [
          {
            id: "confusion",
            title: "Confusion matrix: " + test.who,
            sentence: confusionSentence(data, test),
            height: Math.min(760, 150 + 36 * data.tests.classes.length),
            marks: test.confusion.length,
            option: (theme, width) => confusionOption(data.tests.classes, test, theme, width),
          },
          {
            id: "class-accuracies",
            title: "Accuracy of each class",
            sentence: classSentence(data.tests.classes, test),
            height: Math.min(760, 90 + 36 * data.tests.classes.length),
            marks: classAccuracies(data.tests.classes, test).length,
            option: (theme) => classOption(data.tests.classes, test, theme),
          },
        ];
  },
});

function confusedTests(data) {
  return ((data.tests && data.tests.rows) || []).filter((test) => (test.confusion || []).length > 0);
}

function className(classes, label) {
  return classes[label] === undefined ? String(label) : classes[label];
}

/** Shortens a class name for an axis. */
function shortName(name) {
  return name.length > 14 ? name.slice(0, 13) + "…" : name;
}

function confusionSentence(data, test) {
  const wrong = test.confusion.filter((cell) => cell[0] !== cell[1]);
  const most = wrong.reduce((worst, cell) => (worst === null || cell[2] > worst[2] ? cell : worst), null);
  return "Correct for " + percent(test.accuracy) + " of " + thousands(test.images) + " images." +
    (most === null
      ? ""
      : " Most frequent confusion: " + className(data.tests.classes, most[0]) + " classified as " +
        className(data.tests.classes, most[1]) + ": " + most[2] + " times.");
}

function confusionOption(classes, test, theme, width) {
  const totals = imagesOf(test);
  const numbered = classes.length <= MOST_NUMBERED && width >= 420;
  const names = classes.map(shortName);
  const labels = (name, parts) => {
    const option = categoryAxis(theme, name, names, { interval: classes.length > 30 ? "auto" : 0 });
    option.nameLocation = "middle";
    Object.keys(parts).forEach((key) => {
      option[key] = parts[key];
    });
    return option;
  };
  const predicted = labels("predicted class", { nameGap: 62 });
  predicted.axisLabel.rotate = 45;
  return chart(theme, {
    grid: { left: 26, right: 12, top: 10, bottom: 26, containLabel: true },
    xAxis: predicted,
    yAxis: labels("", { inverse: true }),
    tooltip: tooltip(theme, (mark) => {
      const cell = mark.data.cell;
      return [className(classes, cell[0]) + " classified as " + className(classes, cell[1]),
        cell[2] + " of " + totals[cell[0]] + " images, " + percent(cell[2] / totals[cell[0]], 1)];
    }),
    visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [theme.low, theme.series[0], theme.high] } },
    series: [
      {
        type: "heatmap",
        itemStyle: { borderColor: theme.paper, borderWidth: 1 },
        label: { show: numbered, fontSize: 11 },
        // Colour by the square root, so that rare confusions are visible next to the many correct predictions.
        data: test.confusion.map((cell) => {
          const share = cell[2] / totals[cell[0]];
          return {
            value: [cell[1], cell[0], Math.sqrt(share)],
            cell: cell,
            label: { formatter: (100 * share).toFixed(1), color: Math.sqrt(share) > 0.4 ? theme.inkOnHigh : theme.text },
          };
        }),
      },
    ],
  });
}

/** Number of images per class. */
function imagesOf(test) {
  const totals = {};
  test.confusion.forEach((cell) => {
    totals[cell[0]] = (totals[cell[0]] || 0) + cell[2];
  });
  return totals;
}

/** {name, accuracy} of every class with images, lowest first. */
function classAccuracies(classes, test) {
  const totals = imagesOf(test);
  const right = {};
  test.confusion.filter((cell) => cell[0] === cell[1]).forEach((cell) => {
    right[cell[0]] = cell[2];
  });
  return Object.keys(totals)
    .map((label) => ({ name: className(classes, label), accuracy: (right[label] || 0) / totals[label] }))
    .sort((a, b) => a.accuracy - b.accuracy);
}

function classSentence(classes, test) {
  const all = classAccuracies(classes, test);
  const last = all[all.length - 1];
  return "From " + percent(all[0].accuracy, 1) + " (" + all[0].name + ") to " + percent(last.accuracy, 1) + " (" + last.name + ").";
}

function classOption(classes, test, theme) {
  const all = classAccuracies(classes, test);
  return chart(theme, {
    grid: { left: 8, right: 62, top: 10, bottom: 40, containLabel: true },
    xAxis: across(theme, "accuracy", { min: 0, scale: false, axisLabel: { formatter: percentTick } }),
    yAxis: categoryAxis(theme, "", all.map((one) => shortName(one.name))),
    series: [
      {
        type: "bar",
        barMaxWidth: 18,
        itemStyle: { color: theme.series[0], borderRadius: [0, 3, 3, 0] },
        label: { show: all.length <= 30, position: "right", color: theme.text, formatter: (mark) => percent(mark.value, 1) },
        data: all.map((one) => one.accuracy),
      },
    ],
  });
}
