// The pages are whole without this script. It adds to each chart: a live form
// with spoken points, a choice of years and bodies that the address keeps, and
// the drawing as PNG; and it opens what is folded before printing.
const jaarcijfers = {
  options: new Map(), // chart id -> its ECharts options
  dark: new Map(), // colour on light paper -> the same role on a dark screen
};

// Every options script calls this. A script tag works from a file on disk, where
// fetch does not.
window.jaarcijfersChart = (id, options, colours) => {
  jaarcijfers.options.set(id, options);
  Object.entries(colours ?? {}).forEach(([light, dark]) => jaarcijfers.dark.set(light, dark));
};

(() => {
  "use strict";
  const loading = new Map(); // address -> promise

  jaarcijfers.load = (address) => {
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
  };

  // What a chart needs to come alive: the library and its own options.
  jaarcijfers.needs = (figure) => Promise.all([jaarcijfers.load(figure.dataset.library), jaarcijfers.load(figure.dataset.options)]);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => {
    closed.forEach((d) => { d.open = false; });
  });
})();
