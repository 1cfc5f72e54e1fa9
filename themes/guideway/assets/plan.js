// The plan: what the result offers that goes on in stages, with dates, ticks and a file for a calendar.
// It is loaded when it is asked for, and shown by the checker, which has asked about urgent signs.
(() => {
  const days = window.guidewayDays;
  const { make, word, said, facts } = days;
  const WEEKS = 4;
  const section = document.getElementById("plan");

  /** What the checker has said: `offered`, `link`, `edition`, and the ways back to it. */
  let checker;
  /** The day on which it was shown: on another one urgent signs are asked for again. */
  let shownOn;
  /** The plan that is shown while nothing is kept. */
  let draft;
  /** What was kept as it was drawn: a note made elsewhere since may say stop. */
  let drawn;

  const message = make("p", { class: "ck-message", role: "status", hidden: true });
  const say = (text) => {
    message.textContent = text;
    message.hidden = !text;
  };

  /** What is kept, with the plan that is being made where none is. */
  function state() {
    const kept = days.read();
    return { ...kept, plan: kept.plan ?? draft };
  }

  /** What the checker offers now, but what the reader has left out. */
  const chosen = ({ without }) =>
    facts.programmes.map(({ id }) => id).filter((id) => checker.offered.includes(id) && !without.includes(id));

  function show(from) {
    checker = from;
    shownOn = days.today();
    const { link, edition } = checker;
    draft = { on: shownOn, link, edition, without: [], ready: {}, back: [] };
    draft.programmes = chosen(draft);
    // One that was kept goes on with what was answered just now.
    const renew = ({ plan }) => Object.assign(plan, { link, edition, programmes: chosen(plan) });
    if (days.read().plan) days.change(renew);
    say(days.isDamaged() ? word("damaged-days") : "");
    section.hidden = false;
    draw();
    section.querySelector("h2").focus();
  }

  function draw() {
    const now = state();
    drawn = JSON.stringify(now);
    const isKept = Boolean(days.read().plan);
    const warning = days.warning(now);
    section.replaceChildren(
      ...[
        make("h2", { tabindex: "-1" }, word("your-plan")),
        message,
        warning ?? body(now, isKept),
        warning && make("p", {}, days.link(facts.diary_page, word("to-diary"))),
        make(
          "div",
          { class: "ck-actions" },
          make("button", { class: "ck-button-secondary", type: "button", click: () => checker.close() }, word("to-result")),
        ),
      ].filter(Boolean),
    );
  }

  /** How far into its week a day is; weeks begin on a Monday. */
  const weekday = (day) => (days.dateOf(day).getDay() + 6) % 7;

  function body(now, isKept) {
    const ahead = days.ahead(now, 7 * WEEKS - weekday(days.today()));
    return make(
      "div",
      {},
      make("p", {}, word("plan-says")),
      isKept ? keptToday(now, ahead[0]) : choose(),
      make("h3", {}, word("stages")),
      days.planned(now).map((programme) => card(programme, now, isKept)),
      make("h3", {}, word("calendar")),
      make("p", {}, word("calendar-says")),
      calendar(now, ahead, isKept),
      make(
        "div",
        { class: "ck-actions" },
        make("button", { class: "ck-button-secondary", type: "button", click: () => exportCalendar(now, ahead) }, word("to-calendar")),
        make("button", { class: "ck-button-secondary", type: "button", click: () => print() }, word("print-days")),
        isKept && make("button", { class: "ck-link-button", type: "button", click: drop }, word("drop-plan")),
      ),
    );
  }

  // ---- Before it is kept: what is in it ----

  function choose() {
    const box = (programme) =>
      make(
        "label",
        { class: "ck-option" },
        make("input", {
          ...{ type: "checkbox", checked: draft.programmes.includes(programme.id), value: programme.id },
          change: ({ target }) => {
            const others = draft.without.filter((id) => id !== programme.id);
            draft.without = target.checked ? others : [...others, programme.id];
            draft.programmes = chosen(draft);
            draw();
            section.querySelector(`[value="${programme.id}"]`).focus();
          },
        }),
        make("span", {}, programme.title),
      );
    const offered = facts.programmes.filter(({ id }) => checker.offered.includes(id));
    return make(
      "div",
      {},
      make(
        "fieldset",
        {},
        make("legend", {}, word("choose")),
        make("div", { class: "ck-options" }, offered.map(box)),
      ),
      make("p", { class: "ck-help" }, word("kept-where")),
      make(
        "div",
        { class: "ck-actions" },
        make("button", { class: "ck-button", type: "button", click: keep, disabled: !draft.programmes.length }, word("keep-plan")),
      ),
    );
  }

  function keep() {
    const isKept = days.change((state) => (state.plan = draft));
    draw();
    say(word(isKept ? "plan-kept" : "unkept"));
    section.querySelector("h2").focus();
  }

  function drop() {
    days.change((state) => (state.plan = undefined));
    draw();
    say(word("plan-dropped"));
    section.querySelector("h2").focus();
  }

  // ---- Today ----

  function keptToday(now, { day, sessions }) {
    const did = now.days[day]?.did ?? [];
    const planned = days.planned(now);
    const due = planned.filter(({ id }) => did.includes(id) || sessions.some(({ programme }) => programme.id === id));
    return make(
      "div",
      { class: "days-today" },
      make("h3", {}, word("today", { day: said(day, { weekday: "long", day: "numeric", month: "long" }) })),
      due.length
        ? make(
            "div",
            { class: "ck-options" },
            due.map((programme) => tick(day, programme, now)),
          )
        : make("p", {}, word("nothing-today")),
      make("p", {}, days.link(facts.diary_page, word("to-diary"))),
    );
  }

  function tick(day, programme, now) {
    const { stage } = days.progress(programme, now);
    return make(
      "label",
      { class: "ck-option" },
      make("input", {
        ...{ type: "checkbox", "data-tick": `${day} ${programme.id}`, checked: Boolean(now.days[day]?.did.includes(programme.id)) },
        change: ({ target }) => done(day, programme.id, target.checked, target.dataset.tick),
      }),
      make("span", {}, make("strong", {}, programme.title), make("br"), stageName(programme, stage)),
    );
  }

  const stageName = ({ stages }, stage) =>
    stages.length > 1
      ? word("stage-name", { number: stage + 1, count: stages.length, title: stages[stage].title })
      : stages[stage].title;

  function done(day, id, isDone, place) {
    const note = days.read().days[day] ?? { signs: [], did: [] };
    const others = note.did.filter((other) => other !== id);
    const isKept = days.note(day, { ...note, did: isDone ? [...others, id] : others });
    draw();
    say(isKept ? word(isDone ? "done" : "undone") : word("unkept"));
    section.querySelector(`[data-tick="${place}"]`)?.focus();
  }

  // ---- Each programme: where it stands, and what is done ----

  function card(programme, now, isKept) {
    const { id, url, title, stages, sessions, ready, after, most } = programme;
    const { stage, good, went } = days.progress(programme, now);
    const { how, exercises } = stages[stage];
    const other = after && now.plan.programmes.includes(after.id) && days.programmeOf(after.id);
    const isWaiting = other && days.progress(other, now).stage < after.stage - 1;
    const isReady = !ready || now.plan.ready[id];
    const button = (text, click) => make("button", { class: "ck-button-secondary", type: "button", click }, text);
    const is = {
      good: word("went-good", { good, sessions }),
      ...{ flare: word("went-flare"), high: word("went-high", { most }), day: word("went-day"), morning: word("went-morning") },
    }[went];
    return make(
      "section",
      { class: "ck-cause days-programme" },
      make("h4", {}, days.link(url, title)),
      make("p", { class: "days-stage" }, stageName(programme, stage)),
      isWaiting && make("p", {}, word("waits", { other: other.title, stage: other.stages[after.stage - 1].title })),
      !isReady && [
        make("p", {}, `${word("ready")} ${ready}`),
        isKept && !isWaiting && button(word("is-ready"), () => begin(id)),
      ],
      isReady &&
        !isWaiting && [
          how && make("p", {}, how),
          exercises.length > 0 &&
            make(
              "ul",
              {},
              exercises.map(({ title, url, how }) => make("li", {}, days.link(url, title), how && `: ${how}`)),
            ),
          is && make("p", { class: "days-went" }, is),
          make("p", { class: "ck-help" }, word("moves-on", { sessions, most })),
          isKept && stage > 0 && button(word("step-back"), () => stepBack(id)),
        ],
      stages.length > 1 &&
        make(
          "details",
          { class: "ck-why" },
          make("summary", {}, word("all-stages")),
          make("ol", {}, stages.map(({ title }) => make("li", {}, title))),
        ),
    );
  }

  function begin(id) {
    days.change(({ plan }) => (plan.ready[id] = days.today()));
    draw();
    say(word("begun"));
    section.querySelector("h2").focus();
  }

  function stepBack(id) {
    days.change(({ plan }) => plan.back.push({ id, on: days.today() }));
    draw();
    say(word("stepped-back"));
    section.querySelector("h2").focus();
  }

  // ---- The calendar ----

  function calendar(now, ahead, isKept) {
    const today = days.today();
    // What is behind us can still be ticked.
    const begin = days.plus(today, -weekday(today));
    const before = now.plan.on < begin ? days.plus(begin, -7) : begin;
    const weeks = [];
    for (let week = before; week <= ahead.at(-1).day; week = days.plus(week, 7)) {
      const list = Array.from({ length: 7 }, (_, index) => {
        const day = days.plus(week, index);
        return dayOf(day, day < now.plan.on ? undefined : ahead.find((other) => other.day === day), now, isKept);
      });
      weeks.push(
        make("h4", {}, word("week-of", { day: said(week, { day: "numeric", month: "long" }) })),
        make("ol", { class: "days-week" }, list),
      );
    }
    return make("div", { class: "days-calendar" }, weeks);
  }

  function dayOf(day, coming, now, isKept) {
    const today = days.today();
    const isPast = day <= today && day >= now.plan.on;
    const did = now.days[day]?.did ?? [];
    const box = (programme) =>
      make(
        "label",
        { class: "days-tick" },
        make("input", {
          ...{ type: "checkbox", checked: did.includes(programme.id), "data-tick": `${day} ${programme.id} week` },
          ...{ "aria-label": `${said(day)}: ${programme.title}` },
          change: ({ target }) => done(day, programme.id, target.checked, target.dataset.tick),
        }),
        make("span", {}, programme.title),
      );
    const begun = days.planned(now).filter(({ id, ready }) => !ready || now.plan.ready[id] <= day);
    const sessions = coming?.sessions ?? [];
    return make(
      "li",
      { class: day === today ? "days-cell days-now" : "days-cell", "aria-current": day === today && "date" },
      make("span", { class: "days-date" }, said(day)),
      isKept && isPast
        ? begun.map(box)
        : sessions.map(({ programme, stage }) =>
            make(
              "span",
              { class: programme.activity ? "days-due days-active" : "days-due" },
              make("strong", {}, programme.title),
              programme.stages.length > 1 && ` ${word("stage-number", { number: stage + 1 })}`,
            ),
          ),
    );
  }

  // ---- A file for a calendar: RFC 5545 ----

  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /** Lines have at most 75 bytes; what follows begins with a blank. */
  function folded(line) {
    const parts = [];
    let part = "";
    let size = 0;
    for (const letter of line) {
      const bytes = new TextEncoder().encode(letter).length;
      if (size + bytes > 74) {
        parts.push(part);
        [part, size] = [" ", 1];
      }
      part += letter;
      size += bytes;
    }
    return [...parts, part].join("\r\n");
  }

  function exportCalendar({ plan }, ahead) {
    const stamp = `${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`;
    const compact = (day) => day.replaceAll("-", "");
    const events = ahead.flatMap(({ day, sessions }) =>
      sessions.map(({ programme, stage }) => {
        const { how, exercises } = programme.stages[stage];
        const { ready } = programme;
        const lines = [
          stageName(programme, stage),
          ready && `${word("ready")} ${ready}`,
          how,
          ...exercises.map(({ title, how }) => `- ${title}: ${how}`),
          facts.diary.reminder,
        ];
        return [
          "BEGIN:VEVENT",
          `UID:${compact(day)}-${programme.id}-${compact(plan.on)}@${days.guide}.guideway`,
          `DTSTAMP:${stamp}`,
          `DTSTART;VALUE=DATE:${compact(day)}`,
          `DTEND;VALUE=DATE:${compact(days.plus(day, 1))}`,
          `SUMMARY:${escaped(`${programme.title}: ${stageName(programme, stage)}`)}`,
          `DESCRIPTION:${escaped(lines.filter(Boolean).join("\n"))}`,
          "TRANSP:TRANSPARENT",
          "END:VEVENT",
        ];
      }),
    );
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//Guideway//${days.guide}//EN`, ...events.flat(), "END:VCALENDAR", ""];
    days.give(`${days.guide}-plan.ics`, "text/calendar", lines.map(folded).join("\r\n"));
    say(word("calendar-given"));
  }

  /** On another day urgent signs are asked for again; what was noted elsewhere counts at once. */
  function refresh() {
    if (section.hidden || document.visibilityState !== "visible") return;
    if (shownOn !== days.today()) checker.again();
    else if (drawn !== JSON.stringify(state())) draw();
  }
  for (const kind of ["visibilitychange", "pageshow", "storage"]) addEventListener(kind, refresh);

  window.guidewayPlan = { show };
})();
