// Runs before the page is shown, so that what needs script has its place at once
// and nothing moves later.
document.documentElement.classList.add("js");
