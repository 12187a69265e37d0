// Common style of the charts. The colours are those of M. Okabe and K. Ito (2008), which are distinguishable with
// colour blindness, lightened for dark mode. Stages also differ by their marks. Nothing here needs a page.

const charts = [];

const THEMES = {
  light: {
    series: ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"],
    text: "#222222",
    quiet: "#5F6368",
    line: "#8A8F94",
    grid: "#E8E8E6",
    paper: "#FFFFFF",
    low: "#F1F4F7",
    high: "#08306B",
    inkOnHigh: "#FFFFFF",
    ramp: ["#C9CDD2", "#7FB2D6", "#0072B2", "#00344F"],
  },
  dark: {
    series: ["#56B4E9", "#FF8F4C", "#2FC79A", "#E5A3C8", "#F0C04D", "#A9D6F2"],
    text: "#E8E8E6",
    quiet: "#A7ADB3",
    line: "#7C838A",
    grid: "#2E343A",
    paper: "#1B1F23",
    low: "#20262C",
    high: "#BFE3FA",
    inkOnHigh: "#10161B",
    ramp: ["#3A424A", "#2F6F99", "#56B4E9", "#DDF1FD"],
  },
};

const SYMBOLS = ["circle", "diamond", "triangle", "rect", "arrow", "roundRect"];
const NARROW = 560;
let FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

// ---- Formatting of numbers ----

/** A number with four significant digits, without leading or trailing zeros. A word stays as it is. */
function brief(number) {
  if (typeof number === "string") {
    return number;
  }
  if (number === null || number === undefined || !isFinite(number)) {
    return "–";
  }
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    return number.toExponential(3).replace(/\.?0+e/, "e").replace("e+", "e");
  }
  return size >= 1000 ? thousands(Math.round(number)) : String(Number(number.toPrecision(4)));
}

function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A fraction as a percentage. */
function percent(fraction, decimals) {
  return fraction === null || fraction === undefined
    ? "–"
    : (100 * fraction).toFixed(decimals === undefined ? 2 : decimals) + " %";
}

/** A value of the metric that trials are compared by. */
function valueText(data, value) {
  return data.metric.fraction ? percent(value) : brief(value);
}

/** Formats tick labels of an axis of the metric. */
function valueTick(data) {
  return data.metric.fraction ? percentTick : brief;
}

function better(data, one, other) {
  return data.metric.minimized ? one < other : one > other;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A noun with its article. */
function article(noun) {
  return (/^[aeiou]/.test(noun) ? "an " : "a ") + noun;
}

/** Tick label of an axis of fractions. */
function percentTick(fraction) {
  return Number((100 * fraction).toFixed(2)) + " %";
}

/** Tick label of an axis of large numbers: 12k. */
function countTick(number) {
  if (number >= 1e6) {
    return Number((number / 1e6).toPrecision(3)) + "M";
  }
  return number >= 1e3 ? Number((number / 1e3).toPrecision(3)) + "k" : String(number);
}

/** Tick label of a logarithmic axis: 1e-5, and the exact values at its ends. */
function powerTick(number) {
  const exponent = Math.round(Math.log10(number));
  const power = Math.abs(number / Math.pow(10, exponent) - 1) < 1e-6;
  return power && (number < 1e-3 || number >= 1e4) ? "1e" + exponent : brief(number);
}

/** The unit of a time axis of this length: its name and its seconds. */
function timeUnit(seconds) {
  if (seconds < 300) {
    return { name: "seconds", seconds: 1 };
  }
  return seconds < 4 * 3600 ? { name: "minutes", seconds: 60 } : { name: "hours", seconds: 3600 };
}

function duration(seconds) {
  if (seconds < 90) {
    return Math.round(seconds) + " s";
  }
  if (seconds < 90 * 60) {
    return Math.round(seconds / 60) + " min";
  }
  return seconds < 48 * 3600
    ? Number((seconds / 3600).toFixed(1)) + " h"
    : Number((seconds / 86400).toFixed(1)) + " days";
}

// ---- Data ----

function measured(row) {
  return row.value !== undefined && row.value !== null;
}

function trialName(row) {
  return row.stage + "/" + row.number;
}

/** A value of a row's setting, or the value that all trials share. */
function settingOf(data, row, name) {
  const own = row.setting && row.setting[name];
  return own === undefined ? (data.trials.constant || {})[name] : own;
}

function trialRows(data) {
  return (data.trials && data.trials.rows) || [];
}

/** The worst value that the axis of the metric shows, if it is bounded there: a few exploded trainings must not hide all others. */
function valueBounds(data) {
  return data.metric.worst === undefined
    ? { min: undefined, max: undefined }
    : data.metric.minimized
      ? { min: undefined, max: data.metric.worst }
      : { min: data.metric.worst, max: undefined };
}

function outside(data, value) {
  return data.metric.worst !== undefined && better(data, data.metric.worst, value);
}

/** The value, or the end of the axis if it is worse. */
function onAxis(data, value) {
  return outside(data, value) ? data.metric.worst : value;
}

/** Stages with trials that have a value, in order, with colour and mark. */
function stagesOf(data, theme) {
  const names = (data.stages || []).map((stage) => stage.name);
  return names.map((name, i) => ({
    name: name,
    rows: trialRows(data).filter((row) => row.stage === name && measured(row)),
    color: theme.series[i % theme.series.length],
    symbol: SYMBOLS[i % SYMBOLS.length],
  }));
}

// ---- Parts of chart options ----

/** Axis of a searched hyperparameter: its whole range, or all its words. */
function searchedScale(dimension) {
  return dimension.words ? { type: "category", data: dimension.words } : {
    type: dimension.log ? "log" : "value",
    min: dimension.min,
    max: dimension.max,
    minInterval: dimension.integral ? 1 : undefined,
  };
}

/** The first and the last place on the axis of a searched hyperparameter. */
function searchedEnds(dimension) {
  return dimension.words
    ? [dimension.words[0], dimension.words[dimension.words.length - 1]]
    : [dimension.min, dimension.max];
}

/**
 * Invisible points at both ends of an axis, because the library rounds the ends of a logarithmic axis to the digits of
 * its data.
 */
function ends(min, max, y) {
  return {
    type: "scatter",
    name: "ends",
    silent: true,
    symbolSize: 0,
    itemStyle: { color: "transparent" },
    data: [[min, y], [max, y]],
  };
}

function searchedTick(dimension) {
  return dimension.log ? powerTick : brief;
}

/** Options of all charts. */
function chart(theme, parts) {
  const option = {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: FONT, color: theme.text },
    color: theme.series,
    grid: { left: 8, right: 18, top: 34, bottom: 34, containLabel: true },
  };
  Object.keys(parts).forEach((key) => {
    option[key] = parts[key];
  });
  return option;
}

/** An axis. */
function axis(theme, name, parts) {
  const option = {
    type: "value",
    scale: true,
    name: name,
    nameTextStyle: { color: theme.quiet, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.line } },
    axisTick: { lineStyle: { color: theme.line } },
    axisLabel: { color: theme.text, fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: theme.grid } },
    minorTick: { show: false },
  };
  Object.keys(parts || {}).forEach((key) => {
    if (key === "axisLabel") {
      Object.keys(parts.axisLabel).forEach((one) => {
        option.axisLabel[one] = parts.axisLabel[one];
      });
    } else {
      option[key] = parts[key];
    }
  });
  return option;
}

/** Horizontal axis with its name below. */
function across(theme, name, parts) {
  const option = axis(theme, name, parts);
  option.nameLocation = "middle";
  option.nameGap = 28;
  option.splitLine = { show: false };
  return option;
}

/** An axis of categories, without ticks and grid lines. */
function categoryAxis(theme, name, categories, axisLabel) {
  return axis(theme, name, {
    type: "category",
    data: categories,
    axisLabel: axisLabel || {},
    axisTick: { show: false },
    splitLine: { show: false },
  });
}

/** Vertical axis of the metric with its name above. */
function valueAxis(data, theme, name) {
  const bounds = valueBounds(data);
  const option = accuracyAxis(theme, name, { min: bounds.min, max: bounds.max });
  option.axisLabel.formatter = valueTick(data);
  return option;
}

/** Vertical axis of accuracies with its name above. */
function accuracyAxis(theme, name, parts) {
  const option = axis(theme, name, parts);
  option.axisLabel.formatter = percentTick;
  option.nameTextStyle.align = "left";
  option.nameTextStyle.padding = [0, 0, 0, -36];
  option.axisLine.show = false;
  option.axisTick = { show: false };
  return option;
}

function legend(theme, names) {
  return {
    data: names,
    top: 0,
    right: 0,
    icon: null,
    itemWidth: 14,
    itemHeight: 9,
    textStyle: { color: theme.text, fontSize: 12 },
    selectedMode: false,
  };
}

/**
 * Tooltip of a mark.
 *
 * @param lines function from the library's description of the mark to lines of text
 */
function tooltip(theme, lines, parts) {
  const option = {
    trigger: "item",
    confine: true,
    backgroundColor: theme.paper,
    borderColor: theme.line,
    textStyle: { color: theme.text, fontSize: 12, fontFamily: FONT },
    formatter: (mark) => {
      const box = document.createElement("div");
      lines(mark).forEach((line, i) => {
        const row = document.createElement("div");
        row.textContent = line;
        row.style.fontWeight = i === 0 ? "600" : "400";
        box.appendChild(row);
      });
      return box;
    },
  };
  Object.keys(parts || {}).forEach((key) => {
    option[key] = parts[key];
  });
  return option;
}

/** Name, value and setting of a trial, one line each. */
function trialLines(data, row) {
  const varied = (data.trials.varied || []).map((name) => name + " " + brief(settingOf(data, row, name)));
  const lines = [
    trialName(row),
    data.metric.noun + " " + valueText(data, row.value) + (row.cycle ? " at the end of cycle " + row.cycle : ""),
  ];
  return lines.concat(varied.length > 0 ? [varied.join(", ")] : []);
}
