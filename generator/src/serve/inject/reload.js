// Reloads the page when the development server has another version of the site than the one shown.
(() => {
  "use strict";
  let shown;
  const events = new EventSource("/__guideway/events");
  events.addEventListener("version", ({ data }) => {
    if (shown !== undefined && shown !== data) {
      location.reload();
    }
    shown = data;
  });
})();
