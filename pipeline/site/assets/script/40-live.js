// The live form of a chart: ECharts on a canvas, in place of the drawing.
(() => {
  "use strict";
  const narrow = 480; // CSS pixels; below it figures would stand on each other

  // Canvas and words drawn on it: no HTML is made from what data holds.
  function prepared(options, margins, width, dark) {
    const series = options.series.filter((s) => margins || !s.id.startsWith("margin-"));
    const tooltip = { trigger: "item", ...options.tooltip, renderMode: "richText", confine: true };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const given = { ...options, series: width < narrow ? series.map(fewer) : series, tooltip, animation: !still };
    return dark ? coloured(given) : given;
  }

  // In a narrow chart only the last figure stands beside its mark; the others are
  // told by pointer and keys, and the table has them.
  function fewer(series) {
    const last = series.data.findLastIndex((d) => d.tooltip);
    const data = series.data.map((d, i) => (d.label && i !== last ? { ...d, label: { ...d.label, show: false } } : d));
    return { ...series, data };
  }

  // A canvas knows no stylesheet, so its colours are chosen when it starts.
  function coloured(options) {
    const text = JSON.stringify(options).replace(/#[0-9a-f]{6}/g, (colour) => jaarcijfers.dark.get(colour) ?? colour);
    return JSON.parse(text);
  }

  const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

  // The arrow keys walk the points; each is shown and spoken.
  function addKeys(box, chart, options, state) {
    const points = options.series.flatMap((series, seriesIndex) => series.data.flatMap((d, dataIndex) =>
      d?.tooltip?.formatter ? [{ seriesIndex, dataIndex, text: d.tooltip.formatter }] : []));
    let at = -1;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" });
      const step = steps[event.key];
      if ((!step && event.key !== "Home" && event.key !== "End") || points.length === 0) return;
      event.preventDefault();
      at = event.key === "Home" ? 0 : event.key === "End" ? points.length - 1 : Math.min(points.length - 1, Math.max(0, at + step));
      const { seriesIndex, dataIndex, text } = points[at];
      chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
      state.textContent = text.replaceAll("\n", ". ");
    });
  }

  // start puts a live chart in place of the drawing and gives a function that
  // takes it away. The box is as high as the drawing, so nothing moves.
  // A view is announced by its title: the words of the whole would tell of what it
  // leaves out.
  jaarcijfers.start = (figure, viewed, margins, state, whole) => {
    const drawing = figure.querySelector(".plot");
    const box = document.createElement("div");
    box.className = "live";
    box.tabIndex = 0;
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", `${figure.dataset.keys} ${whole ? figure.querySelector(".drawing").getAttribute("aria-label") : figure.dataset.title}`);
    const shown = drawing.getBoundingClientRect().height;
    const parts = viewed.height < Number(figure.dataset.height);
    const tall = parts || shown === 0 ? viewed.height : shown;
    const scale = Math.min(1, tall / viewed.height); // a drawing may be smaller than its own size
    const inside = document.createElement("div");
    box.style.height = `${tall}px`;
    inside.style.cssText = `width: ${100 / scale}%; height: ${tall / scale}px; transform: scale(${scale}); transform-origin: 0 0`;
    box.append(inside);
    drawing.after(box);
    figure.classList.add("is-live");
    let chart;
    const watch = new ResizeObserver(() => chart.resize());
    const stop = () => {
      watch.disconnect();
      chart?.dispose();
      box.remove();
      figure.classList.remove("is-live");
    };
    try {
      chart = echarts.init(inside, null, { renderer: "canvas" });
      const options = prepared(viewed.options, margins, box.clientWidth, isDark());
      chart.setOption(options);
      addKeys(box, chart, options, state);
      watch.observe(inside);
    } catch (error) {
      stop(); // the drawing stays
      throw error;
    }
    return stop;
  };

  // picture draws a view on paper: its title above, how to cite it below.
  jaarcijfers.picture = (figure, viewed, margins) => new Promise((done) => {
    const { title, unit, imprint } = figure.dataset;
    const page = figure.querySelector("[data-copy]").dataset.copy;
    const under = [...imprint.split("\n"), ...(location.protocol === "file:" ? [] : [new URL(page, location.href).href])];
    const [width, edge, scale] = [720, 20, 2];
    const font = "system-ui, sans-serif";
    const chart = echarts.init(document.createElement("div"), null, { renderer: "canvas", width, height: viewed.height, devicePixelRatio: scale });
    chart.setOption({ ...prepared(viewed.options, margins, width, false), animation: false });
    const drawn = chart.getRenderedCanvas({ pixelRatio: scale, backgroundColor: "#ffffff" });
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const text = [[title, `bold 18px ${font}`, 24], [unit, `14px ${font}`, 26]];
    const lines = (words, style) => {
      pen.font = style;
      return words.split(" ").reduce((all, word) => {
        const longer = `${all.at(-1)} ${word}`.trim();
        return pen.measureText(longer).width > width ? [...all, word] : [...all.slice(0, -1), longer];
      }, [""]);
    };
    const head = text.flatMap(([words, style, step]) => lines(words, style).map((line) => [line, style, step]));
    const foot = under.flatMap((words) => lines(words, `12px ${font}`)).map((line) => [line, `12px ${font}`, 16]);
    const tall = (rows) => rows.reduce((sum, [, , step]) => sum + step, 0);
    canvas.width = (width + 2 * edge) * scale;
    canvas.height = (tall(head) + viewed.height + tall(foot) + 3 * edge) * scale;
    pen.scale(scale, scale);
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    let y = edge;
    const write = ([line, style, step]) => {
      pen.fillStyle = "#1b1f24";
      pen.font = style;
      y += step;
      pen.fillText(line, edge, y - 8);
    };
    head.forEach(write);
    pen.drawImage(drawn, edge, y, width, viewed.height);
    y += viewed.height + edge;
    foot.forEach(write);
    chart.dispose();
    canvas.toBlob(done, "image/png");
  });
})();
