// The controls of each chart.
(() => {
  "use strict";

  function addControls(figure) {
    const words = figure.dataset;
    const find = (selector) => figure.querySelector(selector);
    const [button, png, copy, margins, state, table, panel] = ["[data-live]", "[data-png]", "[data-copy]", ".margins", ".state", "table", ".view"].map(find);
    const [from, to, reset] = ["[data-from]", "[data-to]", "[data-reset]"].map(find);
    const parts = [...figure.querySelectorAll(".view [type=checkbox]")].map((input) => input.value);
    const years = from ? Array.from({ length: from.max - from.min + 1 }, (_, i) => String(Number(from.min) + i)) : [];
    const pointed = jaarcijfers.pointed.get(figure);
    const opened = margins?.defaultChecked ?? true;
    let view = jaarcijfers.readView(words.id, years, opened);
    view.hidden = parts.filter((part) => view.hidden.includes(part));
    if (view.hidden.length === parts.length) view.hidden = [];
    let wanted = false; // the reader asked for the live chart
    let stop;
    let turn = 0; // of the last time that something was asked

    const viewed = () => {
      const options = jaarcijfers.options.get(words.id);
      const height = Number(words.height);
      return years.length ? jaarcijfers.viewOptions(options, view, parts, height) : { options, height };
    };

    // The full chart stands there when it is asked for, and when parts are left out:
    // the drawing shows a choice of years only.
    async function show() {
      const mine = ++turn;
      const whole = jaarcijfers.whole(view, years);
      if (stop) stop();
      stop = undefined;
      button.textContent = wanted ? words.stop : words.start;
      const full = wanted || view.hidden.length > 0;
      button.parentElement.hidden = full && !wanted; // such a view has no drawing to go back to
      figure.classList.remove("is-live");
      if (!full) {
        button.removeAttribute("aria-disabled");
        state.textContent = "";
        return;
      }
      state.textContent = words.busy;
      button.setAttribute("aria-disabled", "true");
      try {
        await jaarcijfers.needs(figure);
        if (mine !== turn) return; // something else was asked in the meantime
        const { options, height, absent = [] } = viewed();
        if (options.grid.length === 0) {
          figure.classList.add("is-live"); // the drawing shows what was not asked for
          state.textContent = words.none;
          return;
        }
        stop = jaarcijfers.start(figure, { options, height }, view.margins, state, whole);
        const names = absent.map((part) => figure.querySelector(`.view input[value="${part}"]`).parentElement.textContent.trim());
        state.textContent = names.length ? `${words.keys} ${words.absent} ${names.join(", ")}.` : words.keys;
      } catch {
        if (mine !== turn) return;
        wanted = false;
        button.textContent = words.start;
        state.textContent = words.broken;
      } finally {
        if (mine === turn) button.removeAttribute("aria-disabled");
      }
    }

    function faded() {
      pointed?.dim(view.from, view.to);
      [from, to].forEach((one) => { one.parentElement.querySelector(".chosen").textContent = one.value; });
    }

    function seen() {
      if (from) faded();
      if (table.dataset.years) jaarcijfers.viewTable(table, view, parts);
      if (reset) reset.hidden = jaarcijfers.whole(view, years);
    }

    function changed() {
      seen();
      jaarcijfers.writeView(words.id, view, years, opened);
      show();
    }

    function fill() {
      if (margins) margins.checked = view.margins;
      if (!from) return;
      [from.value, to.value] = [view.from, view.to];
      faded();
      figure.querySelectorAll(".view [type=checkbox]").forEach((input) => { input.checked = !view.hidden.includes(input.value); });
    }

    const early = () => jaarcijfers.needs(figure).catch(() => {});
    button.addEventListener("pointerenter", early, { once: true });
    button.addEventListener("focus", early, { once: true });
    button.addEventListener("click", () => {
      wanted = !wanted;
      show();
    });
    png.addEventListener("click", async () => {
      state.textContent = words.busy;
      try {
        await jaarcijfers.needs(figure);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(await jaarcijfers.picture(figure, viewed(), view.margins));
        link.download = png.dataset.png;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
        state.textContent = "";
      } catch {
        state.textContent = words.broken;
      }
    });
    copy.addEventListener("click", async () => {
      const address = new URL(copy.dataset.copy, location.href);
      address.search = location.search;
      try {
        await navigator.clipboard.writeText(address.href);
        state.textContent = copy.dataset.copied;
      } catch { // a page that is not from https or a file has no clipboard
        state.textContent = `${copy.dataset.byHand} ${address.href}`;
      }
    });
    margins?.addEventListener("change", () => {
      view.margins = margins.checked;
      changed();
    });
    if (from) {
      panel.addEventListener("input", (event) => {
        if (from.value > to.value) (event.target === from ? to : from).value = event.target.value;
        const hidden = [...figure.querySelectorAll(".view [type=checkbox]:not(:checked)")].map((input) => input.value);
        if (parts.length && hidden.length === parts.length) { // a chart of nothing
          event.target.checked = true;
          hidden.splice(hidden.indexOf(event.target.value), 1);
        }
        view = { ...view, from: from.value, to: to.value, hidden };
        seen();
      });
      panel.addEventListener("change", changed); // once a handle is let go
      reset.addEventListener("click", () => {
        view = { ...view, from: years[0], to: years.at(-1), hidden: [] };
        fill();
        changed();
        from.focus();
      });
    }
    fill();
    if (!jaarcijfers.whole(view, years)) changed();
  }

  document.querySelectorAll("figure[data-options]").forEach((figure) => {
    if (figure.querySelector("[data-live]")) addControls(figure);
  });

  // What others paste on their page needs the whole address.
  document.querySelectorAll("[data-embed]").forEach((code) => {
    if (location.protocol !== "file:") code.textContent = code.textContent.replace(/src="([^"]*)"/, (_, src) => `src="${new URL(src, location.href)}"`);
  });
})();
