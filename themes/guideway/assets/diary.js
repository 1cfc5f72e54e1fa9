// The diary's page: a note a day, what it says, where it is heading, and all of it for others.
(() => {
  const days = window.guidewayDays;
  const { facts, make, word, said } = days;
  const { diary: rules } = facts;
  const mount = document.getElementById("diary");

  /** The day that is being noted. */
  let day = days.today();
  /** Whether the form holds what has not been kept yet. */
  let isTouched = false;

  const message = make("p", { class: "ck-message", role: "status", hidden: true });
  const say = (text) => {
    message.textContent = text;
    message.hidden = !text;
  };
  const parts = ["warning", "form", "chart", "share"];
  const place = Object.fromEntries(parts.map((name) => [name, make("div", { class: `days-${name}` })]));

  function draw() {
    const state = days.read();
    isTouched = false;
    place.form.replaceChildren(form(state));
    drawCourse(state);
  }

  function drawCourse(state = days.read()) {
    place.warning.replaceChildren(...[warning(state)].filter(Boolean));
    place.chart.replaceChildren(course(state));
    place.share.replaceChildren(share(state));
  }

  // ---- When the notes say stop ----

  function warning(state) {
    const panel = days.warning(state);
    const looked = () => {
      days.change((state) => (state.seen = days.today()));
      draw();
      say(word("seen-noted"));
    };
    panel?.append(
      make("p", {}, make("button", { class: "ck-button-secondary", type: "button", click: looked }, word("seen"))),
    );
    return panel;
  }

  // ---- The note of a day ----

  function scale(name, text, value) {
    const radio = (number) =>
      make(
        "label",
        { class: "days-number" },
        make("input", { type: "radio", name, value: number, checked: value === number }),
        make("span", {}, String(number)),
      );
    return make(
      "fieldset",
      {},
      make("legend", {}, text),
      make("div", { class: "days-scale" }, Array.from({ length: 11 }, (_, number) => radio(number))),
      make("p", { class: "days-ends" }, make("span", {}, `0: ${rules.none}`), make("span", {}, `10: ${rules.worst}`)),
    );
  }

  const tick = (name, value, text, checked) =>
    make(
      "label",
      { class: "ck-option" },
      make("input", { type: "checkbox", name, value, checked }),
      make("span", {}, text),
    );

  function form(state) {
    const note = state.days[day] ?? { signs: [], did: [], note: "" };
    const programmes = state.plan ? days.planned(state) : [];
    const date = make("input", {
      ...{ type: "date", id: "days-date", max: days.today(), value: day, required: true },
      change: ({ target }) => {
        if (!target.value || target.value > days.today()) return;
        day = target.value;
        say("");
        draw();
        document.getElementById("days-date").focus();
      },
    });
    return make(
      "form",
      { submit: take, input: () => (isTouched = true) },
      make("p", { class: "days-day" }, make("label", { for: "days-date" }, word("which-day")), date),
      scale("day", rules.day, note.day),
      scale("morning", rules.morning, note.morning),
      make(
        "fieldset",
        {},
        make("legend", {}, word("ticked")),
        make(
          "div",
          { class: "ck-options" },
          rules.signs.map(({ id, text }) => tick("signs", id, text, note.signs.includes(id))),
        ),
      ),
      programmes.length > 0 &&
        make(
          "fieldset",
          {},
          make("legend", {}, word("did")),
          make(
            "div",
            { class: "ck-options" },
            programmes.map(({ id, title }) => tick("did", id, title, note.did.includes(id))),
          ),
        ),
      make(
        "p",
        { class: "days-note" },
        make("label", { for: "days-note" }, word("note")),
        make("textarea", { id: "days-note", name: "note", rows: 2, maxlength: 500 }, note.note),
      ),
      make("p", { class: "ck-help" }, word("kept-where")),
      make("p", { class: "ck-actions" }, make("button", { class: "ck-button", type: "submit" }, word("keep-day"))),
    );
  }

  function take(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const number = (name) => (data.has(name) ? Number(data.get(name)) : undefined);
    const note = {
      ...{ day: number("day"), morning: number("morning"), note: data.get("note").trim() },
      ...{ signs: data.getAll("signs"), did: data.getAll("did") },
    };
    // What was noted and is not asked any more stays.
    const before = days.read().days[day];
    for (const name of ["signs", "did"]) {
      const asked = [...event.target.querySelectorAll(`[name=${name}]`)].map(({ value }) => value);
      note[name].push(...(before?.[name] ?? []).filter((id) => !asked.includes(id)));
    }
    if (!before && !days.soundNote(note)) {
      say(word("nothing-noted"));
      message.scrollIntoView({ block: "center" });
      return;
    }
    const isKept = days.note(day, note);
    isTouched = false;
    const [stop] = days.stops(days.read());
    drawCourse();
    say(isKept ? word("day-kept", { day: said(day) }) : word("unkept"));
    const title = stop && place.warning.querySelector("h2");
    // What may be urgent comes first, and is heard.
    if (title) title.focus();
    else message.scrollIntoView({ block: "center" });
  }

  // ---- Where it is heading ----

  const SHOWN = 28;
  const WIDE = 640;
  const HIGH = 260;
  const TOP = 22;
  const LEFT = 46;
  const BOTTOM = 40;

  function drawing(name, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.flat(2));
    return element;
  }

  /** The last weeks as a drawing, and every day of the diary as a table. */
  function course(state) {
    const notes = days.noted(state);
    if (!notes.length) {
      return make("section", {}, make("h2", {}, word("course")), make("p", {}, word("course-empty")));
    }
    return make(
      "section",
      {},
      make("h2", {}, word("course")),
      make("figure", { class: "days-figure" }, chart(state), make("figcaption", {}, key())),
      make("p", {}, summary(state)),
      make("details", { class: "days-table" }, make("summary", {}, word("every-day")), table(notes)),
    );
  }

  const key = () => [
    make("span", { class: "days-key-day" }, word("chart-day")),
    make("span", { class: "days-key-morning" }, word("chart-morning")),
    make("span", { class: "days-key-did" }, word("chart-did")),
  ];

  function chart(state) {
    const last = days.today();
    const begin = days.plus(last, 1 - SHOWN);
    const x = (index) => LEFT + 10 + (index * (WIDE - LEFT - 20)) / (SHOWN - 1);
    const y = (value) => TOP + ((10 - value) * (HIGH - BOTTOM - TOP)) / 10;
    const all = Array.from({ length: SHOWN }, (_, index) => {
      const day = days.plus(begin, index);
      return { day, index, note: state.days[day] };
    });
    const points = (name) => all.filter(({ note }) => note?.[name] !== undefined);
    const line = (name) => {
      const at = points(name).map(({ index, note }) => `${x(index)},${y(note[name])}`);
      return drawing("polyline", { class: `days-line-${name}`, points: at.join(" ") });
    };
    const picture = drawing(
      "svg",
      { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": word("chart", { begin: said(begin), end: said(last) }) },
      [0, 5, 10].map((value) => [
        drawing("line", { class: "days-grid", x1: LEFT, x2: WIDE, y1: y(value), y2: y(value) }),
        drawing("text", { x: LEFT - 8, y: y(value) + 7, "text-anchor": "end" }, String(value)),
      ]),
      all
        .filter(({ index }) => index % 7 === 6)
        .map(({ day, index }) =>
          drawing(
            "text",
            { x: x(index), y: HIGH - 6, "text-anchor": index > SHOWN - 3 ? "end" : "middle" },
            said(day, { day: "numeric", month: "short" }),
          ),
        ),
      line("morning"),
      line("day"),
      points("morning").map(({ index, note }) =>
        drawing("rect", { class: "days-dot-morning", x: x(index) - 4, y: y(note.morning) - 4, width: 8, height: 8 }),
      ),
      points("day").map(({ index, note }) =>
        drawing("circle", { class: "days-dot-day", cx: x(index), cy: y(note.day), r: 4.5 }),
      ),
      all
        .filter(({ note }) => note?.did.length)
        .map(({ index }) =>
          drawing("path", { class: "days-did", d: `M${x(index)} ${HIGH - BOTTOM + 1}l5 8h-10z` }),
        ),
    );
    return picture;
  }

  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const average = (notes, name) => {
    const values = notes.map(([, note]) => note[name]).filter((value) => value !== undefined);
    return values.length ? mean(values) : undefined;
  };

  /** This week against the one before, in a sentence. */
  function summary(state) {
    const last = days.today();
    const week = (from, to) =>
      days.noted(state).filter(([day]) => day > days.plus(last, -from) && day <= days.plus(last, -to));
    const [now, before] = [average(week(7, 0), "day"), average(week(14, 7), "day")];
    if (now === undefined) return word("week-empty");
    const round = (number) => number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    if (before === undefined) return word("week", { now: round(now) });
    return word("weeks", { now: round(now), before: round(before) });
  }

  function table(notes) {
    const signs = new Map(rules.signs.map(({ id, text }) => [id, text]));
    const row = ([day, note]) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, said(day)),
        make("td", {}, String(note.day ?? "–")),
        make("td", {}, String(note.morning ?? "–")),
        make(
          "td",
          {},
          [
            ...note.signs.map((id) => signs.get(id)),
            ...note.did.map((id) => days.programmeOf(id)?.title),
            note.note,
          ]
            .filter(Boolean)
            .join("; "),
        ),
      );
    const heads = ["head-date", "head-day", "head-morning", "head-notes"];
    return make(
      "div",
      { class: "table", role: "region", tabindex: 0, "aria-label": word("every-day") },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, heads.map((head) => make("th", { scope: "col" }, word(head))))),
        make("tbody", {}, notes.toReversed().map(row)),
      ),
    );
  }

  // ---- For others, and to keep elsewhere ----

  /** All of it as text, newest first. */
  function text(state) {
    const rows = days.noted(state).toReversed();
    const lines = rows.map(([day, note]) => {
      const signs = rules.signs.filter(({ id }) => note.signs.includes(id)).map(({ text }) => text);
      const did = note.did.map((id) => days.programmeOf(id)?.title);
      const scores = `${word("head-day")} ${note.day ?? "–"}, ${word("head-morning")} ${note.morning ?? "–"}`;
      return [`${day}: ${scores}`, ...signs, ...did, note.note].filter(Boolean).join("; ");
    });
    const stops = days.stops(state).map(({ on, because }) => `${on}: ${because}`);
    return [document.querySelector("h1").innerText, summary(state), ...stops, "", ...lines].join("\n");
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(text(days.read()));
      say(word("copied-days"));
    } catch {
      say(word("copy-failed"));
    }
    message.scrollIntoView({ block: "center" });
  }

  function save() {
    const value = { guide: days.guide, ...days.read() };
    days.give(`${days.guide}-diary-${days.today()}.json`, "application/json", JSON.stringify(value, null, 1));
  }

  async function bring({ target }) {
    const [file] = target.files;
    if (!file) return;
    let value;
    try {
      value = JSON.parse(await file.text());
    } catch {}
    const { state, isWhole } = days.sound(value);
    const count = Object.keys(state.days).length;
    const isOurs = value?.guide === days.guide && (count > 0 || state.plan);
    if (!isOurs) {
      say(word("not-a-diary"));
    } else {
      const isKept = days.change((own) => {
        Object.assign(own.days, state.days);
        own.plan ??= state.plan;
        own.seen = undefined;
      });
      draw();
      const came = word("brought", { count });
      say([came, !isWhole && word("brought-part"), !isKept && word("unkept")].filter(Boolean).join(" "));
    }
    target.value = "";
    message.scrollIntoView({ block: "center" });
  }

  function forget() {
    if (!confirm(word("forget-sure"))) return;
    days.change((state) => {
      state.days = {};
      state.seen = undefined;
    });
    draw();
    say(word("forgotten-days"));
  }

  function share(state) {
    const button = (text, click) => make("button", { class: "ck-button-secondary", type: "button", click }, text);
    const hasNotes = days.noted(state).length > 0;
    return make(
      "section",
      {},
      make("h2", {}, word("share")),
      make("p", {}, word("share-says")),
      make(
        "div",
        { class: "ck-actions" },
        hasNotes && button(word("print-days"), () => print()),
        hasNotes && button(word("copy"), copy),
        hasNotes && button(word("export"), save),
        make(
          "label",
          { class: "ck-button-secondary days-file" },
          make("input", { type: "file", accept: ".json,application/json", change: bring }),
          word("import"),
        ),
        hasNotes && button(word("forget-days"), forget),
      ),
    );
  }

  // ---- The page ----

  mount.append(message, ...parts.map((name) => place[name]));
  draw();
  if (days.isDamaged()) say(word("damaged-days"));
  mount.hidden = false;
  document.getElementById("diary-fallback").hidden = true;

  // Another day has come, or the plan's page has noted something.
  let drawnOn = days.today();
  addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    if (isTouched || drawnOn === days.today()) return drawCourse();
    day = drawnOn = days.today();
    draw();
  });
})();
