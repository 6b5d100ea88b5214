// The search page lists everything; a query leaves the lines that hold all its
// words, wherever they stand, with or without accents. Numbers are found with and
// without a separator: 14.796, 14,796 and 14796. The address keeps it.
(() => {
  "use strict";
  const box = document.querySelector(".search");
  if (!box) return;
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const plain = (text) => text.normalize("NFD").replace(/\p{Mark}/gu, "").replace(/(\d)[.,](?=\d|$)/g, "$1").toLowerCase();
  const lines = [...document.querySelectorAll(".found li")].map((line) => ({ line, text: plain(line.textContent) }));

  function find() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    lines.forEach(({ line, text }) => {
      line.hidden = !words.every((word) => text.includes(word));
      count += line.hidden ? 0 : 1;
    });
    document.querySelectorAll(".found").forEach((group) => { group.hidden = !group.querySelector("li:not([hidden])"); });
    const { found, none } = status.dataset;
    status.textContent = words.length === 0 ? "" : count === 0 ? none : found.replace("#", count);
    const query = new URLSearchParams(location.search);
    if (input.value) query.set("q", input.value);
    else query.delete("q");
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", find);
  if (input.value) find();
})();
