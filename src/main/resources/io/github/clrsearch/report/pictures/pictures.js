// Charts as SVG documents, light and on white, for paper.

const PICTURE_WIDTH = 800;

// Every machine draws the same: texts are as wide as they are in the font that is asked for.
FONT = families;
echarts.setPlatformAPI({
  measureText: (text, font) => {
    const size = /([\d.]+)px/.exec(font || "");
    const bold = /bold|[6-9]00/.test(font || "");
    return { width: widthOf(String(text), bold, size === null ? 12 : Number(size[1])) };
  },
});

/**
 * Name, title, sentence and document of every chart, one after the other.
 *
 * @param every whether each is drawn of those that a reader of the page chooses among
 */
function drawPictures(data, every) {
  const drawn = [];
  charts.forEach((one) => {
    const choices = every && one.choices ? one.choices(data) : [undefined];
    choices.forEach((choice) => draw(one.of(data, choice), choice, drawn));
  });
  return drawn;
}

function draw(descriptions, choice, drawn) {
  const suffix = choice === undefined ? "" : "-" + choice.replace(/[^A-Za-z0-9.]+/g, "-");
  descriptions.forEach((description) => {
    const chart = echarts.init(null, null, {
      renderer: "svg",
      ssr: true,
      width: PICTURE_WIDTH,
      height: description.height,
    });
    const option = description.option(THEMES.light, PICTURE_WIDTH);
    option.backgroundColor = "#FFFFFF";
    chart.setOption(option);
    drawn.push(description.id + suffix, description.title, description.sentence, chart.renderToSVGString());
    chart.dispose();
  });
}
