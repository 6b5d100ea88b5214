// A view is what a reader wants to see of a chart: a range of years, and which of
// its parts. No view at all is the whole chart.
(() => {
  "use strict";

  // The address has a view under the id of its chart: chain=2019-2024,
  // chain.hide=police.om and chain.margins=1, where that is not how the page opens.
  jaarcijfers.readView = (id, years, margins) => {
    const query = new URLSearchParams(location.search);
    const [from, to] = (query.get(id) ?? "").split("-");
    const known = years.includes(from) && years.includes(to) && from <= to;
    return {
      from: known ? from : years[0], to: known ? to : years.at(-1),
      hidden: (query.get(`${id}.hide`) ?? "").split(".").filter(Boolean),
      margins: query.has(`${id}.margins`) ? query.get(`${id}.margins`) !== "0" : margins,
    };
  };

  jaarcijfers.writeView = (id, view, years, margins) => {
    const query = new URLSearchParams(location.search);
    const set = (key, value) => {
      query.delete(key); // so that the order is always the same
      if (value) query.append(key, value);
    };
    set(id, view.from === years[0] && view.to === years.at(-1) ? "" : `${view.from}-${view.to}`);
    set(`${id}.hide`, view.hidden.join("."));
    set(`${id}.margins`, view.margins === margins ? "" : String(Number(view.margins)));
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    otherLanguages();
  };

  // The other language shows the same view: its addresses name the same parts.
  function otherLanguages() {
    document.querySelectorAll(".languages a").forEach((link) => { link.search = location.search; });
  }
  otherLanguages();

  jaarcijfers.whole = (view, years) => view.from === years[0] && view.to === years.at(-1) && view.hidden.length === 0;

  // The table keeps what the view shows; a table with years as columns loses
  // columns, another rows.
  jaarcijfers.viewTable = (table, view, parts) => {
    const outside = (year) => year < view.from || year > view.to;
    const heads = [...table.tHead.rows[0].cells];
    const across = table.dataset.years === "columns";
    const gone = heads.map((head, i) => i > 0 && (across ? outside(head.textContent) : view.hidden.includes(parts[i - 1])));
    [...table.rows].forEach((row) => [...row.cells].forEach((cell, i) => { cell.hidden = gone[i]; }));
    [...table.tBodies[0].rows].forEach((row) => { row.hidden = !across && outside(row.cells[0].textContent); });
  };

  // What stands beside the figures of a panel: a panel that has nothing else in the years
  // of a view has no figure in them, though its axis has the years of the whole page.
  const beside = /^(gap|break|legend|rest|margin)-/;
  const hasFigure = (series, kept) => !beside.test(series.id) && series.data.some((d, at) => {
    const [place, value] = Array.isArray(d.value) ? d.value : [at, d.value];
    return kept.includes(place) && value !== "-" && value != null;
  });

  // The options of the live chart, for a view. Each panel has a grid and axes of
  // its own; those that are left move up.
  jaarcijfers.viewOptions = (given, view, parts, height) => {
    const options = structuredClone(given);
    const tops = options.grid.map((grid) => Number(grid.top));
    const room = tops.map((top, i) => (tops[i + 1] ?? height) - top);
    const first = new Map(); // panel -> place of its first year that is left
    let gone = 0;
    options.grid.forEach((grid, panel) => {
      const axis = options.xAxis[panel];
      const kept = (axis.data ?? []).flatMap((year, at) => (year >= view.from && year <= view.to ? [at] : []));
      const empty = axis.data && !options.series.some((s) => (s.xAxisIndex ?? 0) === panel && hasFigure(s, kept));
      if (view.hidden.includes(parts[panel]) || empty) {
        gone += room[panel];
        return;
      }
      grid.top = String(tops[panel] - gone);
      if (axis.data) {
        first.set(panel, kept[0]);
        axis.data = axis.data.slice(kept[0], kept.at(-1) + 1);
      }
    });
    const left = options.grid.flatMap((_, panel) => (first.has(panel) ? [panel] : []));
    const series = options.series.filter((s) => left.includes(s.xAxisIndex ?? 0) || s.id.startsWith("legend-"));
    series.forEach((s) => {
      const panel = s.xAxisIndex ?? 0;
      shorten(s, first.get(panel) ?? 0, options.xAxis[panel].data?.length ?? 0);
      s.xAxisIndex = s.yAxisIndex = Math.max(0, left.indexOf(panel));
    });
    const pick = (list) => left.map((panel, i) => ({ ...list[panel], gridIndex: i }));
    return {
      height: height - gone,
      absent: parts.filter((part, panel) => !view.hidden.includes(part) && !left.includes(panel)),
      options: { ...options, grid: left.map((panel) => options.grid[panel]), xAxis: pick(options.xAxis), yAxis: pick(options.yAxis), series },
    };
  };

  // A series keeps count places from first on. Its points stand by place, or
  // name their place themselves.
  function shorten(series, first, count) {
    const inside = (at) => at >= first && at < first + count;
    const placed = series.data.some((d) => Array.isArray(d.value));
    series.data = placed
      ? series.data.filter((d) => inside(d.value[0])).map((d) => ({ ...d, value: [d.value[0] - first, ...d.value.slice(1)] }))
      : series.data.slice(first, first + count);
    if (series.markLine) {
      series.markLine.data = series.markLine.data.filter((d) => inside(d.xAxis)).map((d) => ({ ...d, xAxis: d.xAxis - first }));
    }
  }
})();
