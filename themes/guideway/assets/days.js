// What the reader does and notes day by day, and what follows from it: when to stop, which stage of a
// programme comes next, what the coming weeks look like. Both the plan and the diary stand on it.
//
// It is kept on this device alone, and only once the reader says so. Where the browser does not keep it,
// it stays in memory for as long as the page is open. `guidewayFacts`, which is loaded before this, holds
// the programmes, the diary's rules and every word.
(() => {
  const { programmes, diary: rules, words } = window.guidewayFacts;
  const { dataset } = document.querySelector("script[data-guide]");
  const root = new URL(dataset.root || ".", location);
  const KEY = `guideway ${dataset.guide} ${root.pathname} days`;

  // ---- Days, as the reader's own calendar has them: "2026-11-25" ----

  const two = (number) => String(number).padStart(2, "0");
  const written = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const today = () => written(new Date());
  /** Noon is on the same day whatever the clocks do. */
  const dateOf = (day) => new Date(`${day}T12:00`);
  const plus = (day, count) => {
    const date = dateOf(day);
    date.setDate(date.getDate() + count);
    return written(date);
  };
  const isDay = (text) =>
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(dateOf(text).getTime()) && written(dateOf(text)) === text;
  const { lang } = document.documentElement;
  const said = (day, form = { weekday: "short", day: "numeric", month: "short" }) =>
    dateOf(day).toLocaleDateString(lang, form);

  // ---- What is kept: { plan, seen, days: { "2026-11-25": { day, morning, signs, did, note } } } ----

  const score = (value) => (Number.isInteger(value) && value >= 0 && value <= 10 ? value : undefined);
  const texts = (value) =>
    Array.isArray(value) ? [...new Set(value.filter((text) => typeof text === "string"))] : [];
  const LONGEST_NOTE = 500;

  /** What can be used of a note; none where nothing can. */
  function soundNote(value) {
    if (typeof value !== "object" || !value) return undefined;
    const note = { day: score(value.day), morning: score(value.morning) };
    note.signs = texts(value.signs);
    note.did = texts(value.did);
    note.note = typeof value.note === "string" ? value.note.slice(0, LONGEST_NOTE) : "";
    const isEmpty = note.day === undefined && note.morning === undefined && !note.note;
    return isEmpty && !note.signs.length && !note.did.length ? undefined : note;
  }

  function soundPlan(value) {
    if (typeof value !== "object" || !value) return undefined;
    if (!isDay(value.on) || typeof value.link !== "string") return undefined;
    const dates = (table) => Object.fromEntries(Object.entries(table ?? {}).filter(([, day]) => isDay(day)));
    const back = Array.isArray(value.back) ? value.back.filter((step) => isDay(step?.on)) : [];
    const { on, link, edition } = value;
    const [programmes, without] = [texts(value.programmes), texts(value.without)];
    return { on, link, edition, programmes, without, ready: dates(value.ready), back };
  }

  /** What can be used of what was kept or brought in, and whether all of it could. */
  function sound(value) {
    const state = { plan: undefined, seen: undefined, days: {} };
    if (typeof value !== "object" || !value || typeof value.days !== "object" || !value.days) {
      return { state, isWhole: false };
    }
    state.plan = soundPlan(value.plan);
    state.seen = isDay(value.seen) ? value.seen : undefined;
    let isWhole = Boolean(state.plan) === Boolean(value.plan);
    for (const [day, note] of Object.entries(value.days)) {
      const kept = isDay(day) && soundNote(note);
      if (kept) state.days[day] = kept;
      else isWhole = false;
    }
    return { state, isWhole };
  }

  const empty = () => sound({ days: {} }).state;

  /** The state in memory, once the browser has failed to keep it. */
  let unkept;
  let isDamaged = false;

  /** Everything that is kept. */
  function read() {
    if (unkept) return unkept;
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {}
    if (!text) return empty();
    let value;
    try {
      value = JSON.parse(text);
    } catch {}
    const { state, isWhole } = sound(value);
    isDamaged ||= !isWhole;
    return state;
  }

  /** Changes what is kept. Tells whether the browser keeps it; where not, it is kept in memory. */
  function change(how) {
    const state = read();
    how(state);
    try {
      if (isDamaged) {
        // What could not be read is put aside, and not written over.
        const old = localStorage.getItem(KEY);
        if (old) localStorage.setItem(`${KEY} damaged`, old);
        isDamaged = false;
      }
      localStorage.setItem(KEY, JSON.stringify(state));
      unkept = undefined;
      return true;
    } catch {
      unkept = state;
      return false;
    }
  }

  /** Notes a day anew. How it was, noted for a day on which somebody has looked, comes after that. */
  function note(day, value) {
    return change((state) => {
      const felt = (note) => JSON.stringify([note?.day, note?.morning, note?.signs ?? []]);
      const kept = soundNote(value);
      if (state.seen >= day && felt(kept) !== felt(state.days[day])) state.seen = plus(day, -1);
      if (kept) state.days[day] = kept;
      else delete state.days[day];
    });
  }

  /** The days that have a note, oldest first, with it. */
  const noted = ({ days }) => Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));

  // ---- When the notes say stop ----

  /** Every stop that holds: of the last days, and since somebody has last looked. The most urgent
   * comes first, each with its day. */
  function stops(state) {
    const begin = plus(today(), 1 - rules.holds);
    const notes = noted(state).filter(([day]) => day >= begin && !(state.seen >= day));
    const found = [];
    for (const stop of rules.stops) {
      const on = dayOfStop(stop, notes);
      if (on) found.push({ ...stop, on });
    }
    return found;
  }

  /** The last day on which a stop holds; none where it does on no day. */
  function dayOfStop({ signs, scale, least, rises }, notes) {
    let last;
    let before;
    let inRow = 0;
    for (const [day, note] of notes) {
      const value = note[scale];
      if (signs) {
        const begin = plus(day, 1 - rules.together);
        const ticked = notes.filter(([other]) => other >= begin && other <= day).flatMap(([, note]) => note.signs);
        if (signs.every((sign) => ticked.includes(sign)) && signs.some((sign) => note.signs.includes(sign))) last = day;
      } else if (least !== undefined) {
        if (value >= least) last = day;
      } else if (value !== undefined) {
        inRow = value > before ? inRow + 1 : 0;
        before = value;
        if (inRow >= rises) last = day;
      }
    }
    return last;
  }

  // ---- Which stage comes next ----

  /** How a session went: "good", "flare", "high", or which note is missing: "day" or "morning". */
  function session({ most, flare }, note, nextMorning) {
    const worst = Math.max(note.day ?? 0, nextMorning ?? 0);
    if (flare !== null && worst >= flare) return "flare";
    if (worst > most || note.signs.length) return "high";
    if (note.day === undefined) return "day";
    return nextMorning === undefined ? "morning" : "good";
  }

  /** How far a programme has come: its stage from 0, good sessions at it, and how the last one went. */
  function progress(programme, state) {
    const { id, stages, sessions, back } = programme;
    let stage = 0;
    let good = 0;
    let last;
    let went;
    const steps = state.plan.back.filter((step) => step.id === id).map(({ on }) => on);
    const stepBack = (before) => {
      while (steps.length && steps[0] < before) {
        steps.shift();
        stage = Math.max(0, stage - 1);
        good = 0;
      }
    };
    for (const [day, note] of noted(state)) {
      if (day < state.plan.on || !note.did.includes(id)) continue;
      stepBack(day);
      last = day;
      went = session(programme, note, state.days[plus(day, 1)]?.morning);
      if (went === "good") good = Math.min(good + 1, sessions);
      if (went === "flare") stage = Math.max(0, stage - back);
      if (went === "flare" || went === "high") good = 0;
      if (good >= sessions && stage < stages.length - 1) {
        stage += 1;
        good = 0;
      }
    }
    stepBack("9999");
    return { stage, good, last, went };
  }

  const programmeOf = (id) => programmes.find((programme) => programme.id === id);

  /** The programmes of a plan, in order. */
  const planned = ({ plan }) => plan.programmes.map(programmeOf).filter(Boolean);

  /**
   * The coming days if all goes well, from today on: `{ day, sessions: [{ programme, stage }] }`. A
   * programme may wait for the stage of another.
   */
  function ahead(state, count) {
    const { plan } = state;
    const first = today();
    const runs = planned(state).map((programme) => {
      const { stage, good, last } = progress(programme, state);
      // What the reader has not begun yet could begin tomorrow.
      const soonest = programme.ready && !plan.ready[programme.id] ? plus(first, 1) : first;
      const earliest = last ? plus(last, programme.every) : plus(plan.on, programme.from);
      return { programme, stage, good, next: earliest > soonest ? earliest : soonest };
    });
    const waits = ({ programme: { after } }) => {
      const other = after && runs.find(({ programme }) => programme.id === after.id);
      return Boolean(other && other.stage < after.stage - 1);
    };
    return Array.from({ length: count }, (_, index) => {
      const day = plus(first, index);
      const due = runs.filter((run) => run.next <= day && !waits(run));
      const sessions = due.map(({ programme, stage }) => ({ programme, stage }));
      for (const run of due) {
        const { every, sessions, stages } = run.programme;
        run.next = plus(day, every);
        run.good += 1;
        if (run.good >= sessions && run.stage < stages.length - 1) {
          run.stage += 1;
          run.good = 0;
        }
      }
      return { day, sessions };
    });
  }

  // ---- For the pages ----

  /** An element with attributes and children; those that are none, or empty, are left out. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.flat(2).filter((child) => child || child === 0));
    return element;
  }

  /** A word, with what stands in its braces. */
  const word = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  const link = (url, text) => make("a", { href: new URL(url, root) }, text);

  /** Gives the reader a file. */
  function give(name, kind, text) {
    const url = URL.createObjectURL(new Blob([text], { type: kind }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  /** What the notes say, where they say stop; else none. */
  function warning(state) {
    const found = stops(state);
    if (!found.length) return undefined;
    const [{ level, title, action, contacts }] = found;
    return make(
      "section",
      { class: "ck-level days-stop", "data-level": level },
      make("h2", { class: "ck-level-title", tabindex: "-1" }, title),
      make("p", {}, action),
      contacts.length > 0 &&
        make(
          "ul",
          { class: "ck-contacts" },
          contacts.map(({ label, number }) =>
            make("li", {}, number ? make("a", { href: `tel:${number.replaceAll(" ", "")}` }, label) : label),
          ),
        ),
      make(
        "div",
        { class: "ck-because" },
        make("h3", {}, word("noted")),
        make("ul", {}, found.map(({ because, on }) => make("li", {}, `${said(on)}: ${because}`))),
      ),
      make("p", {}, word("stop-says")),
    );
  }

  window.guidewayDays = {
    ...{ facts: window.guidewayFacts, guide: dataset.guide, today, plus, said, dateOf },
    ...{ read, change, note, noted, sound, soundNote, stops, progress, planned, programmeOf, ahead },
    ...{ make, word, link, give, warning, isDamaged: () => isDamaged },
  };
})();
