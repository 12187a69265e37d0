// What ran when: one line per slot, one bar per task.

charts.push({
  section: "progress",
  of: (data) =>
    data.timeline === undefined
      ? []
      : [
          {
            id: "timeline",
            title: "What ran when",
            sentence: timelineSentence(data.timeline),
            height: 90 + Math.max(24, Math.min(60, 600 / data.timeline.slots.length)) * data.timeline.slots.length,
            wide: true,
            marks: data.timeline.bars.length,
            option: (theme) => timelineOption(data, theme),
          },
        ],
});

function timelineSentence(timeline) {
  const tasks = timeline.tasks === 1 ? "1 task" : thousands(timeline.tasks) + " tasks";
  return tasks + " on " + thousands(timeline.allSlots) + (timeline.allSlots === 1 ? " slot" : " slots") +
    ". From the first start to the last end, the slots were busy " + percent(timeline.busy, 0) + " of the time" +
    (timeline.continued ? ", not counting the earlier parts of trials that were continued" : "") + "." +
    (timeline.allSlots > timeline.slots.length ? " The chart has the first " + timeline.slots.length + " slots." : "");
}

function timelineOption(data, theme) {
  const timeline = data.timeline;
  const unit = timeUnit(timeline.seconds);
  const stages = (data.stages || []).map((stage) => stage.name);
  return chart(theme, {
    grid: { left: 8, right: 18, top: 34, bottom: 40, containLabel: true },
    xAxis: across(theme, unit.name + " since the first trial started", { min: 0, scale: false, axisLabel: { formatter: brief } }),
    yAxis: Object.assign(categoryAxis(theme, "", timeline.slots), { inverse: true }),
    legend: legend(theme, stages.filter((stage) => timeline.bars.some((bar) => bar.stage === stage))),
    tooltip: tooltip(theme, (mark) => [
      mark.data.bar.trials,
      duration(mark.data.bar.to - mark.data.bar.from) + ", from " + duration(mark.data.bar.from) + " on",
    ]),
    series: stages.map((stage, i) => ({
      type: "custom",
      name: stage,
      itemStyle: { color: theme.series[i % theme.series.length], opacity: 0.8 },
      clip: true,
      renderItem: timelineBar,
      encode: { x: [0, 1], y: 2 },
      data: timeline.bars
        .filter((bar) => bar.stage === stage)
        .map((bar) => ({ value: [bar.from / unit.seconds, bar.to / unit.seconds, bar.slot], bar: bar })),
    })),
  });
}

/** A rectangle from the start to the end of a task. */
function timelineBar(parameters, api) {
  const from = api.coord([api.value(0), api.value(2)]);
  const to = api.coord([api.value(1), api.value(2)]);
  const height = 0.72 * api.size([0, 1])[1];
  return {
    type: "rect",
    shape: { x: from[0], y: from[1] - height / 2, width: Math.max(1, to[0] - from[0] - 0.5), height: height },
    style: { fill: api.visual("color"), opacity: 0.8 },
  };
}
