// Results that the reader wants to keep: as a link, as text, or on this device. Nothing is stored
// before a button says so, and what is stored belongs to this guide at this address alone.

const shelf = document.getElementById("checker-kept");
const root = new URL(mount.dataset.root || ".", location);
const ours = `guideway ${mount.dataset.guide} ${root.pathname} `;
const KEY = `${ours}results`;

/** The results on this device, newest first; what is damaged is left out. */
function results() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept.filter(({ on, link, level }) => on && link && level);
  } catch {
    return [];
  }
}

/** Keeps them, or tells that the browser does not. */
function store(kept) {
  try {
    if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** Says how it went, beside the buttons of the result or above the list. */
function say(words, place = mount.querySelector(".ck-kept") ?? message) {
  place.hidden = false;
  place.textContent = words;
}

function addressOf(checker) {
  const address = new URL(location.href.split("#")[0]);
  address.hash = `answers=${checker.link()}`;
  return address.href;
}

async function copy(text) {
  const { dataset } = shelf;
  try {
    await navigator.clipboard.writeText(text);
    say(dataset.copied);
  } catch {
    // Where a page may not copy, the reader can.
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", dataset.byhand);
    say(dataset.byhand);
    mount.querySelector(".ck-kept").append(field);
    field.select();
  }
}

/** The result as text, as it stands on the page. A browser tells none of what waits to be laid out. */
const written = () => {
  const parts = mount.querySelectorAll(".ck-level, .ck-causes, .ck-plan, .ck-safety-net, .ck-answers, .ck-ask");
  for (const part of parts) part.style.animation = "none";
  return [...parts].map((part) => part.innerText.trim()).join("\n\n");
};

function save(checker, edition) {
  const causes = [...mount.querySelectorAll(".ck-level + .ck-causes h3")];
  const kept = {
    on: new Date().toISOString(),
    link: checker.link(),
    level: mount.querySelector(".ck-level-title").textContent,
    causes: causes.slice(0, 3).map((part) => part.textContent),
    answers: [...mount.querySelectorAll(".ck-answer")].map((answer) =>
      [...answer.children].slice(0, 2).map((part) => part.textContent),
    ),
    edition,
  };
  say(store([kept, ...results()]) ? shelf.dataset.saved : shelf.dataset.full);
  list();
}

/** Draws the results on this device side by side, with the answers in which they differ. */
function list() {
  const kept = results();
  const { dataset } = shelf;
  const dates = kept.map(({ on }) =>
    new Date(on).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }),
  );
  const rows = [
    [dataset.when, ...dates],
    [dataset.level, ...kept.map(({ level }) => level)],
    [dataset.causes, ...kept.map(({ causes }) => (causes ?? []).join(", ") || "–")],
    ...differences(kept),
    [dataset.actions, ...kept.map((_, index) => ["open", "delete"].map((what) => button(what, index, dates[index])))],
  ];
  const drawn = rows.map((cells, above) => {
    const row = document.createElement("tr");
    cells.forEach((content, before) => {
      const cell = document.createElement(above && before ? "td" : "th");
      if (cell.tagName === "TH") cell.scope = above ? "row" : "col";
      cell.append(...[content].flat());
      row.append(cell);
    });
    return row;
  });
  shelf.querySelector("table").replaceChildren(...drawn);
  const hasPlan = showKeptPlan();
  for (const part of shelf.querySelectorAll(".table, .kept-says")) part.hidden = !kept.length;
  shelf.hidden = !kept.length && !hasPlan;
}

function button(what, index, date) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ck-link-button";
  button.dataset[what] = index;
  button.textContent = shelf.dataset[what];
  button.setAttribute("aria-label", `${shelf.dataset[what]}: ${date}`);
  return button;
}

/** A row for every question that was answered in different ways. */
function differences(kept) {
  const answers = kept.map(({ answers }) => new Map(answers ?? []));
  const questions = new Set(answers.flatMap((map) => [...map.keys()]));
  const rows = [...questions].map((question) => [question, ...answers.map((map) => map.get(question) ?? "–")]);
  return rows.filter(([, first, ...others]) => others.some((other) => other !== first));
}

/** Opens answers from elsewhere: the safety questions are asked again. Tells whether there are any. */
function open(checker, link, isSame = true) {
  const isOpen = checker.open(link);
  say(!isOpen ? shelf.dataset.damaged : isSame ? shelf.dataset.opened : shelf.dataset.older);
  return isOpen;
}

/** Puts the questions to ask before the buttons that keep the result, but where help is called at once. */
function showAsk() {
  const ask = document.getElementById("checker-ask");
  const isThere = !ask || mount.querySelector(".ck-ask, [data-level=emergency]");
  if (!isThere) mount.querySelector(".ck-keep")?.before(ask.content.cloneNode(true));
}

function beginKeeping(checker, edition) {
  const shared = new URLSearchParams(location.hash.slice(1)).get("answers");
  if (shared) {
    // Answers stand in an address only as long as it takes to share them.
    history.replaceState(history.state, "", location.href.split("#")[0]);
    open(checker, shared);
  }
  mount.addEventListener("click", ({ target }) => {
    const what = target.closest("[data-keep]")?.dataset.keep;
    if (what === "link") copy(addressOf(checker));
    if (what === "text") copy(written());
    if (what === "save") save(checker, edition);
  });
  shelf.addEventListener("click", ({ target }) => {
    const { dataset } = target;
    const kept = results();
    if (dataset.open) {
      const { link, edition: then } = kept[dataset.open];
      open(checker, link, then === edition);
    }
    if (dataset.delete) {
      kept.splice(dataset.delete, 1);
      store(kept);
      list();
    }
    if (target.id === "checker-forget") {
      forget();
      checker.forget();
      list();
      say(shelf.dataset.forgotten);
    }
  });
  list();
}

/** Takes everything of this guide off this device. */
function forget() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(ours)) localStorage.removeItem(key);
    }
  } catch {}
}
