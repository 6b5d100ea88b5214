// The parts of a chart's page are all there without script, one below the other, with
// links to each. With it they are tabs: one is seen at a time. What is put away can
// still be found with the browser's own search, and is printed.
(() => {
  "use strict";
  document.querySelectorAll(".tabs").forEach((nav) => {
    const links = [...nav.querySelectorAll("a")];
    const parts = links.map((link) => document.getElementById(link.hash.slice(1)));
    nav.querySelector("ul").setAttribute("role", "tablist");
    links.forEach((link, i) => {
      link.parentElement.setAttribute("role", "presentation");
      link.setAttribute("role", "tab");
      link.id = `tab-${parts[i].id}`;
      link.setAttribute("aria-controls", parts[i].id);
      parts[i].setAttribute("role", "tabpanel");
      parts[i].setAttribute("aria-labelledby", link.id);
      parts[i].removeAttribute("aria-label");
    });
    const show = (at) => links.forEach((link, i) => {
      link.setAttribute("aria-selected", String(i === at));
      link.tabIndex = i === at ? 0 : -1;
      if (i === at) parts[i].removeAttribute("hidden");
      else parts[i].setAttribute("hidden", "until-found");
    });
    links.forEach((link, i) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(i);
        history.replaceState(null, "", location.search + link.hash);
      });
      link.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (i + step + links.length) % links.length;
        links[next].focus();
        links[next].click();
      });
      parts[i].addEventListener("beforematch", () => show(i));
    });
    const wanted = () => Math.max(0, parts.findIndex((part) => location.hash.slice(1) && (part.id === location.hash.slice(1) || part.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`))));
    show(wanted());
    parts[0].parentElement.classList.add("tabbed");
    addEventListener("hashchange", () => show(wanted()));
  });
})();
