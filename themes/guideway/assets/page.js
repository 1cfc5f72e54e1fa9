// What every page does beyond being read: the colour switch, search on demand, the guide kept for
// when there is no network. Nothing is loaded, and nothing stored, before it is asked for, but the copy
// of the guide that the browser keeps over http(s).
(() => {
  const { dataset } = document.currentScript;
  const root = new URL(dataset.root || ".", location);
  const { documentElement } = document;

  // ---- Colours: as the system has them, until the reader says otherwise ----

  const key = `guideway ${dataset.guide} ${root.pathname} colours`;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const colours = document.getElementById("colours");

  const show = () => colours.setAttribute("aria-pressed", isDark());
  colours.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    // What the system says anyway need not be kept.
    const kept = chosen === (system.matches ? "dark" : "light") ? "" : chosen;
    documentElement.dataset.theme = kept;
    try {
      if (kept) localStorage.setItem(key, kept);
      else localStorage.removeItem(key);
    } catch {}
    show();
  });
  system.addEventListener("change", show);
  show();

  /** The style of what is not there from the beginning. */
  const dress = () => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("assets/later.css", root);
    document.head.append(style);
  };

  // ---- The contents of the page: the place where the reader is ----

  const entries = [...document.querySelectorAll(".contents a")].map((link) => ({
    link,
    heading: document.getElementById(decodeURIComponent(link.hash.slice(1))),
  }));
  /** A heading that is higher than this, in pixels, is that of what is being read. */
  const READING = 130;
  const mark = () => {
    const isPast = ({ heading }) => heading.getBoundingClientRect().top < READING;
    const here = entries.findLast(isPast);
    for (const entry of entries) {
      if (entry === here) entry.link.setAttribute("aria-current", "true");
      else entry.link.removeAttribute("aria-current");
    }
  };
  if (entries.length) addEventListener("scroll", mark, { passive: true });

  // ---- Search: loaded when it is first opened ----

  const opener = document.getElementById("search");
  let search;
  const open = () => {
    search ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("assets/search.js", root);
      script.onload = () => resolve(window.guidewaySearch.open);
      script.onerror = reject;
      dress();
      document.head.append(script);
    });
    search.then(
      (open) => open(opener, root),
      () => (search = undefined),
    );
  };
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, dialog, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });

  // ---- Without a network: over http(s) only, where the browser can ----

  if (!location.protocol.startsWith("http")) return;

  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = `${dataset.root}manifest.webmanifest`;
  document.head.append(manifest);

  const { serviceWorker } = navigator;
  if (!serviceWorker) return;

  /** Says that a new version is there, and changes to it when the reader wants. */
  const offer = (worker) => {
    const notice = document.getElementById("new-version");
    dress();
    notice.hidden = false;
    notice.querySelector("button").onclick = () => worker.postMessage("change");
    serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  };
  const keep = async () => {
    const registration = await serviceWorker.register(new URL("worker.js", root), {
      scope: root,
      updateViaCache: "none",
    });
    const watch = (worker) => {
      const tell = () => worker.state === "installed" && serviceWorker.controller && offer(worker);
      worker.addEventListener("statechange", tell);
      tell();
    };
    if (registration.waiting) watch(registration.waiting);
    registration.addEventListener("updatefound", () => watch(registration.installing));
  };
  addEventListener("load", () => keep().catch(() => {}));
})();
