// The pages are whole without this script. It adds two things: a button that
// turns a drawing into a live chart, and open source lists on paper.
(() => {
  "use strict";

  const options = new Map(); // chart id -> what its options script gave
  const dark = new Map(); // colour on light paper -> the same role on a dark screen
  const loading = new Map(); // address -> promise

  // Every options script calls this. A script tag works from a file on disk.
  window.jaarcijfersChart = (id, given, colours) => {
    options.set(id, given);
    Object.entries(colours ?? {}).forEach(([light, other]) => dark.set(light, other));
  };

  function load(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = () => {
          loading.delete(address);
          script.remove();
          fail(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  const needs = (figure) => Promise.all([load(figure.dataset.library), load(figure.dataset.options)]);

  // Canvas and words drawn on it: no HTML is made from what data holds.
  function prepared(given) {
    const tooltip = { trigger: "item", ...given.tooltip, renderMode: "richText", confine: true };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return coloured({ ...given, tooltip, animation: !still });
  }

  // A canvas knows no stylesheet, so its colours are chosen when it starts.
  function coloured(given) {
    if (!matchMedia("(prefers-color-scheme: dark)").matches) return given;
    const text = JSON.stringify(given).replace(/#[0-9a-f]{6}/g, (colour) => dark.get(colour) ?? colour);
    return JSON.parse(text);
  }

  // The arrow keys walk the points; each is shown and spoken.
  function addKeys(box, chart, given, state) {
    const points = given.series.flatMap((series, seriesIndex) => series.data.flatMap((d, dataIndex) =>
      d?.tooltip ? [{ seriesIndex, dataIndex, text: d.tooltip.formatter }] : []));
    let at = -1;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") chart.dispatchAction({ type: "hideTip" });
      const step = steps[event.key];
      if (!step && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      at = event.key === "Home" ? 0 : event.key === "End" ? points.length - 1 : Math.min(points.length - 1, Math.max(0, at + step));
      const { seriesIndex, dataIndex, text } = points[at];
      chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
      state.textContent = text;
    });
  }

  function addButton(figure) {
    const words = figure.dataset;
    const drawing = figure.querySelector(".drawing");
    const item = document.createElement("li");
    const button = document.createElement("button");
    const state = document.createElement("span");
    button.type = "button";
    button.textContent = words.start;
    state.setAttribute("role", "status");
    item.className = "live-control";
    item.append(button, state);
    figure.querySelector(".actions").prepend(item);

    let box, chart;
    const show = (live) => {
      figure.classList.toggle("is-live", live);
      button.textContent = live ? words.stop : words.start;
    };
    const start = () => {
      box = document.createElement("div");
      box.className = "live";
      box.tabIndex = 0;
      box.setAttribute("role", "application");
      box.setAttribute("aria-label", `${words.keys} ${drawing.getAttribute("aria-label")}`);
      box.style.height = `${Number(words.height) || 400}px`;
      drawing.after(box);
      show(true);
      chart = echarts.init(box, null, { renderer: "canvas" });
      chart.setOption(prepared(options.get(words.id)));
      addKeys(box, chart, options.get(words.id), state);
      new ResizeObserver(() => chart && chart.resize()).observe(box);
    };
    const stop = () => {
      if (chart) chart.dispose();
      if (box) box.remove();
      chart = box = undefined;
      state.textContent = "";
      show(false);
    };

    const early = () => needs(figure).catch(() => {});
    button.addEventListener("pointerenter", early, { once: true });
    button.addEventListener("focus", early, { once: true });
    button.addEventListener("click", async () => {
      if (chart) {
        stop();
        return;
      }
      state.textContent = words.busy;
      button.setAttribute("aria-disabled", "true");
      try {
        await needs(figure);
        if (!chart) start();
        state.textContent = words.keys;
      } catch {
        stop();
        state.textContent = words.broken;
      }
      button.removeAttribute("aria-disabled");
    });
  }

  document.querySelectorAll("figure[data-live]").forEach(addButton);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => {
    closed.forEach((d) => { d.open = false; });
  });
})();
