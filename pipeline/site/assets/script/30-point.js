// The drawing that stands in the page, alive: a reader points, taps or walks with the
// keys, and is told all figures of the nearest year or category. Words and places
// come from the page; nothing is loaded.
(() => {
  "use strict";
  const most = 8; // rows told at once; of more, only those of the panel pointed at
  const gap = 10; // between the marks and what is told of them, in CSS pixels
  const room = 9; // round a mark
  const least = 96; // width of what is told
  const widest = 352;

  const make = (tag, className, ...inside) => {
    const one = document.createElement(tag);
    if (className) one.className = className;
    one.append(...inside);
    return one;
  };
  const shape = (tag, attributes) => {
    const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([key, value]) => one.setAttribute(key, value));
    return one;
  };
  const between = (low, x, high) => Math.max(low, Math.min(x, high));

  // The drawing that is seen, with its scale on the screen.
  function drawn(plot) {
    const svg = [...plot.querySelectorAll("svg.jc-chart")].find((one) => one.checkVisibility());
    if (!svg?.dataset.plane) return undefined;
    const box = svg.getBoundingClientRect();
    const { width, height } = svg.viewBox.baseVal;
    const [left, right] = svg.dataset.plane.split(" ").map(Number);
    return { box, width, height, left, right, scale: box.width / width };
  }

  // Where a place of a panel lies in the drawing, and its marks.
  function placeOf(panel, at, view) {
    const [from, to] = panel.lying ? [panel.top, panel.top + panel.height] : [view.left, view.right];
    const step = (to - from) / panel.count;
    const middle = from + (at + 0.5) * step;
    const far = (share) => (panel.lying ? view.left + share * (view.right - view.left) : panel.top + panel.height * (1 - share));
    const marks = (panel.marks[at] ?? []).map((share) => (panel.lying ? [far(share), middle] : [middle, far(share)]));
    return panel.lying
      ? { x: 0, y: middle - step / 2, width: view.width, height: step, marks }
      : { x: middle - step / 2, y: panel.top, width: step, height: panel.height, marks };
  }

  class Pointed {
    constructor(figure, plot) {
      Object.assign(this, JSON.parse(figure.querySelector(".told").textContent));
      this.plot = plot;
      this.marks ??= {};
      const labels = this.panels.flatMap((panel) => panel.told.map((place) => place.label));
      this.labels = [...new Set(labels)];
      this.years = this.labels.every((label) => /^\d{4}$/.test(label));
      if (this.years) this.labels.sort();
      this.together = this.years && this.panels.reduce((sum, panel) => sum + panel.names.length, 0) <= most;
      this.at = this.years ? this.labels.length - 1 : 0;
      this.on = 0;
      this.overlay = shape("svg", { class: "pointed", "aria-hidden": "true", focusable: "false" });
      this.tip = make("div", "tip");
      this.tip.hidden = true;
      this.tip.setAttribute("aria-hidden", "true"); // the slider says it
      this.slider = make("div", "walk");
      const { slider } = this;
      slider.tabIndex = 0;
      Object.entries({
        role: "slider", "aria-label": `${figure.dataset.title} ${figure.dataset.keys}`, "aria-valuemin": 0, "aria-valuemax": this.labels.length - 1,
      }).forEach(([key, value]) => slider.setAttribute(key, value));
      this.say();
      plot.append(this.overlay, slider, this.tip);
      this.listen();
    }

    listen() {
      const { slider } = this;
      const point = (event) => this.pointAt(event.clientX, event.clientY);
      slider.addEventListener("pointermove", point);
      slider.addEventListener("pointerdown", point);
      slider.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") this.hide(); });
      slider.addEventListener("keydown", (event) => this.key(event));
      slider.addEventListener("focus", () => { if (slider.matches(":focus-visible")) this.show(); });
      slider.addEventListener("blur", () => this.hide());
      addEventListener("keydown", (event) => { if (event.key === "Escape") this.hide(); });
      addEventListener("pointerdown", (event) => { if (!slider.contains(event.target)) this.hide(); });
      let size = 0;
      new ResizeObserver(() => {
        const view = drawn(this.plot);
        if (view) this.lay(view);
        if (size && size !== this.plot.offsetWidth) this.hide();
        size = this.plot.offsetWidth;
        this.dim();
      }).observe(this.plot);
    }

    // The panels of which something is told of a place.
    shown() { return this.together ? this.panels : [this.panels[this.on]]; }

    place(panel) { return panel.told.findIndex((one) => one.label === this.labels[this.at]); }

    pointAt(clientX, clientY) {
      const view = drawn(this.plot);
      if (!view) return;
      const [x, y] = [(clientX - view.box.left) / view.scale, (clientY - view.box.top) / view.scale];
      const away = (panel) => Math.max(panel.top - y, y - panel.top - panel.height, 0);
      const near = this.panels.reduce((best, panel) => (away(panel) < away(best) ? panel : best));
      const [from, to] = near.lying ? [near.top, near.top + near.height] : [view.left, view.right];
      const at = between(0, Math.floor(((near.lying ? y : x) - from) / (to - from) * near.count), near.count - 1);
      this.on = this.panels.indexOf(near);
      this.at = this.labels.indexOf(near.told[at].label);
      this.show();
    }

    // Left and right walk along the years or categories; up and down go to another
    // panel, where one is told at a time.
    key(event) {
      const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 };
      const ends = { Home: 0, End: this.labels.length - 1 };
      const step = steps[event.key];
      if ((!step && !(event.key in ends)) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const panels = !this.together && this.panels.length > 1;
      const lying = this.panels[0].lying;
      if (!step) this.at = ends[event.key];
      else if (panels && this.years && !/Left|Right/.test(event.key)) this.on = between(0, this.on + step, this.panels.length - 1);
      else this.at = between(0, this.at + (!lying && /Up|Down/.test(event.key) ? -step : step), this.labels.length - 1);
      if (!this.years) this.on = this.panels.findIndex((panel) => this.place(panel) >= 0); // a category is of one panel
      else if (panels && this.place(this.panels[this.on]) < 0) this.inside(event.key);
      this.show();
    }

    // A panel that does not have the year is told of its nearest.
    inside(key) {
      const own = this.panels[this.on].told.map((place) => this.labels.indexOf(place.label));
      const near = key === "Home" ? own[0] : key === "End" ? own.at(-1) : own.reduce((best, one) => (Math.abs(one - this.at) < Math.abs(best - this.at) ? one : best));
      this.at = near;
    }

    // What is told of the place: per panel its figures, and the letters in them once.
    told() {
      const letters = new Set();
      const rows = this.shown().flatMap((panel) => {
        const place = panel.told[this.place(panel)];
        return panel.names.map((name, i) => {
          const figure = place?.figures[i] ?? { value: this.none, gap: true };
          figure.marks?.forEach((letter) => letters.add(letter));
          return { panel: panel.title, name: panel.names.length > 1 || !panel.title ? name : panel.title, ...figure };
        });
      });
      return { rows, letters: [...letters].map((letter) => `${letter}: ${this.marks[letter]}`) };
    }

    say() {
      const { rows, letters } = this.told();
      const one = ({ name, value, marks = [], change, more = [] }) =>
        `${name}: ${[value, ...marks.map((letter) => this.marks[letter]), change, ...more].filter(Boolean).join(", ")}`;
      const title = !this.together && this.panels.length > 1 ? `${this.panels[this.on].title}, ` : "";
      const none = rows.every(({ gap: missing, value }) => missing && value === rows[0].value); // said once
      const words = none ? rows[0].value : rows.map(one).join(". ");
      this.slider.setAttribute("aria-valuenow", this.at);
      this.slider.setAttribute("aria-valuetext", `${title}${this.labels[this.at]}. ${words}.`.replace(/\.\./g, "."));
      return { rows, letters };
    }

    show() {
      const view = drawn(this.plot);
      if (!view) return;
      const { rows, letters } = this.say();
      const title = !this.together && this.panels.length > 1 ? `${this.panels[this.on].title}, ` : "";
      const list = make("dl", "");
      rows.forEach(({ name, value, gap: missing, marks = [], change, more = [] }) => {
        const figure = make("dd", "", make(missing ? "span" : "b", "", value), marks.length ? make("i", "", ` ${marks.join(", ")}`) : "");
        [change, ...more].forEach((line, i) => { if (line) figure.append(make("span", i ? "more" : "", line)); });
        list.append(make("dt", "", name), figure);
      });
      this.tip.replaceChildren(make("p", "at", `${title}${this.labels[this.at]}`), list, ...letters.map((line) => make("p", "letter", line)));
      const places = this.shown().flatMap((panel) => (this.place(panel) < 0 ? [] : [placeOf(panel, this.place(panel), view)]));
      this.mark(places);
      if (places.length) this.put(view, places);
    }

    // A band at the place and a ring round each mark.
    mark(places) {
      this.overlay.querySelectorAll(".band, .ring").forEach((one) => one.remove());
      places.forEach(({ x, y, width, height, marks }) => {
        this.overlay.append(shape("rect", { class: "band", x, y, width, height }));
        marks.forEach(([cx, cy]) => ["halo", "core"].forEach((kind) => this.overlay.append(shape("circle", { class: `ring ${kind}`, cx, cy, r: 7 }))));
      });
    }

    // The overlay lies on the drawing that is seen.
    lay(view) {
      const plot = this.plot.getBoundingClientRect();
      this.overlay.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
      Object.assign(this.overlay.style, {
        left: `${view.box.left - plot.left}px`, top: `${view.box.top - plot.top}px`, width: `${view.box.width}px`, height: `${view.box.height}px`,
      });
    }

    // What is told stands beside the marks, on the side with room; beside a lying bar,
    // under or above it. It stays in what is seen of the page and off every mark that it
    // tells of, also where panels have the year at different places.
    put(view, places) {
      const { tip } = this;
      const { scale, box } = view;
      const [across, down] = [document.documentElement.clientWidth, document.documentElement.clientHeight];
      const near = places[this.together ? Math.min(this.on, places.length - 1) : 0];
      const x = (at) => box.left + at * scale;
      const y = (at) => box.top + at * scale;
      const marks = places.flatMap((one) => one.marks.map(([cx, cy]) => [x(cx), y(cy)]));
      const clear = ([left, top, width, height]) => !marks.some(([cx, cy]) =>
        cx > left - room && cx < left + width + room && cy > top - room && cy < top + height + room);
      const sized = (limit) => {
        tip.style.maxWidth = `${Math.min(widest, limit)}px`;
        return [tip.offsetWidth, tip.offsetHeight];
      };
      const under = () => {
        const [width, height] = sized(across - 2 * gap);
        const left = between(gap, x(view.left), across - width - gap);
        const [below, above] = [y(near.y + near.height) + gap, y(near.y) - gap - height];
        return [left, below + height <= down || above < 0 ? below : above];
      };
      const beside = () => {
        const half = Math.max(0, room - near.width * scale / 2);
        const edges = [[near], places].map((list) => [
          Math.min(...list.map((one) => x(one.x))) - half - gap, Math.max(...list.map((one) => x(one.x + one.width))) + half + gap,
        ]);
        const sides = edges.flatMap(([left, right]) => [[right, across - right - gap, 0], [left, left - gap, 1]]).filter(([, limit]) => limit > least);
        const tries = sides.map(([edge, limit, before]) => {
          const [width, height] = sized(limit);
          return { limit, at: [edge - before * width, between(gap, y(near.y), Math.max(gap, down - height - gap)), width, height] };
        });
        const best = tries.filter(({ at }) => clear(at)).sort((a, b) => a.at[3] - b.at[3])[0] ?? tries[0];
        sized(best.limit);
        return best.at;
      };
      tip.hidden = false;
      tip.classList.remove("brief");
      const found = () => (this.panels[this.on].lying ? under() : beside());
      let [left, top] = found();
      if (tip.offsetHeight > down - 2 * gap) { // the table has the rest
        tip.classList.add("brief");
        [left, top] = found();
      }
      const plot = this.plot.getBoundingClientRect();
      tip.style.transform = `translate(${left - plot.left}px, ${top - plot.top}px)`; // which moves nothing else
    }

    hide() {
      this.tip.hidden = true;
      this.overlay.querySelectorAll(".band, .ring").forEach((one) => one.remove());
    }

    // Years out of a reader's choice fade; the table leaves them out.
    dim(from = this.from, to = this.to) {
      [this.from, this.to] = [from, to];
      this.overlay.querySelectorAll(".outside").forEach((one) => one.remove());
      const view = drawn(this.plot);
      if (!view || !from || !this.years) return;
      this.panels.forEach((panel) => panel.told.forEach(({ label }, at) => {
        if (label >= from && label <= to) return;
        const { x, width } = placeOf(panel, at, view);
        this.overlay.append(shape("rect", { class: "outside", x, width, y: panel.top - 20, height: panel.height + 44 }));
      }));
    }
  }

  // Each chart gets one; a reader's choice of years is handed to it.
  jaarcijfers.pointed = new Map();
  document.querySelectorAll("figure.chart").forEach((figure) => {
    const plot = figure.querySelector(".plot");
    if (plot && figure.querySelector(".told")) jaarcijfers.pointed.set(figure, new Pointed(figure, plot));
  });
})();
