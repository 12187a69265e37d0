// Charts as SVG documents, in light mode on white.

const PICTURE_WIDTH = 800;

// Text widths come from a table, so that every machine draws the same picture.
FONT = families;
echarts.setPlatformAPI({
  measureText: (text, font) => {
    const size = /([\d.]+)px/.exec(font || "");
    const bold = /bold|[6-9]00/.test(font || "");
    return { width: widthOf(String(text), bold, size === null ? 12 : Number(size[1])) };
  },
});

/**
 * Draws all charts. Returns an array in which name, title, sentence and document of each chart follow one another.
 *
 * @param every whether to draw the charts of every trial and test, or only of the first
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
