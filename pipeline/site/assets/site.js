// The pages are whole without this script. It adds two things: a button that
// turns a drawing into a live chart, and open source lists on paper.
(() => {
  "use strict";

  const options = new Map(); // chart id -> what its options script gave
  const loading = new Map(); // address -> promise

  // Every options script calls this. A script tag works from a file on disk.
  window.jaarcijfersChart = (id, given) => options.set(id, given);

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
    return { ...given, tooltip, animation: !still };
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
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", drawing.getAttribute("aria-label"));
      box.style.height = `${Number(words.height) || 400}px`;
      drawing.after(box);
      show(true);
      chart = echarts.init(box, null, { renderer: "canvas" });
      chart.setOption(prepared(options.get(words.id)));
      new ResizeObserver(() => chart && chart.resize()).observe(box);
    };
    const stop = () => {
      if (chart) chart.dispose();
      if (box) box.remove();
      chart = box = undefined;
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
        state.textContent = "";
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
