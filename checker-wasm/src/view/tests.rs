use checker_engine::UNSURE;
use checker_engine::knowledge::{Kind, QuestionIx, YES};

use super::*;
use crate::fixture::{AGE, BRAKE_FAILS, CHAIN, CHILD_SEAT, FRAME_CREAKS, WHEN, bicycle};
use crate::session::Tick;

/// A session in which these were answered: a number, or masks by question, screen by screen.
fn session(answers: &[&[(QuestionIx, u32)]]) -> Session {
    let mut session = Session::new(bicycle(), 1);
    for screen in answers {
        session.submit(&form(screen)).unwrap();
    }
    session
}

fn form(answers: &[(QuestionIx, u32)]) -> Form {
    let knowledge = bicycle();
    let mut form = Form::default();
    for (index, answer) in answers {
        if *index == AGE {
            form.number = answer.to_string();
        } else {
            let question = knowledge.question(*index).unwrap();
            form.ticks.push(Tick::answer(*index, question, *answer));
        }
    }
    if answers.is_empty() {
        form.ticks.push(Tick::None);
    }
    form
}

const TO_SCREEN: [&[(QuestionIx, u32)]; 2] = [&[(AGE, 40)], &[(CHILD_SEAT, 2)]];

fn result(screen: &[(QuestionIx, u32)], when: u32, chain: u32) -> String {
    let mut session = session(&TO_SCREEN);
    session.submit(&form(screen)).unwrap();
    while session.place() != Place::Result {
        let answers: &[_] = match session.place() {
            Place::Step(Step::Question(WHEN)) => &[(WHEN, when)],
            _ => &[(CHAIN, chain)],
        };
        session.submit(&form(answers)).unwrap();
    }
    markup(&session)
}

fn markup(session: &Session) -> String {
    draw(session, "../", None).markup
}

#[test]
fn what_is_asked_beside_a_place_is_a_group_of_its_own_on_its_screen() {
    let mut knowledge = bicycle();
    knowledge.questions[usize::from(WHEN)].kind = Kind::Place;
    knowledge.questions[usize::from(CHAIN)].beside = true;
    let mut session = Session::new(knowledge, 1);
    for screen in [&TO_SCREEN[..], &[&[]]].concat() {
        session.submit(&form(screen)).unwrap();
    }
    let question = markup(&session);
    let group = part(
        &question,
        "</fieldset><fieldset class=\"ck-beside\"",
        "</fieldset>",
    );
    assert!(group.contains("<legend>How is the chain?</legend>"));
    assert!(
        group.contains("type=\"radio\"") && group.contains("Rusty") && group.contains("Not sure")
    );
    assert_eq!(question.matches("class=\"ck-error\"").count(), 0);

    session.submit(&form(&[(WHEN, 1)])).unwrap();
    let answers = |session: &Session| {
        let result = markup(session);
        part(&result, "class=\"ck-answers\"", "</section>").to_string()
    };
    assert!(answers(&session).contains("<dd>Uphill</dd>"), "left alone");
    session.back();
    session.submit(&form(&[(WHEN, 1), (CHAIN, 2)])).unwrap();
    let answers = answers(&session);
    let expected = format!(
        "<dd>Uphill<br>{}: Rusty</dd>",
        bicycle().question(CHAIN).unwrap().short
    );
    assert!(answers.contains(&expected), "{answers}");
}

/// The markup from one text up to the next of another.
fn part<'a>(markup: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = markup
        .split_once(from)
        .unwrap_or_else(|| panic!("no {from} in {markup}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

/// Every element that is opened is closed, in the right order, and ids are there once.
fn assert_well_formed(markup: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in markup.split('<').skip(1) {
        let name = piece.split([' ', '>']).next().unwrap();
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "in {markup}");
        } else if !["input", "br"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {markup}");
    let mut ids: Vec<_> = markup
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next())
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice in {markup}");
}

#[test]
fn every_screen_is_well_formed() {
    let to_when: [&[_]; 3] = [TO_SCREEN[0], TO_SCREEN[1], &[]];
    for steps in [&TO_SCREEN[..0], &TO_SCREEN[..1], &TO_SCREEN, &to_when] {
        let session = session(steps);
        assert_well_formed(&markup(&session));
        let mistake = Mistake::NotInRange { min: 0, max: 9 };
        let form = &Form::default();
        assert_well_formed(&draw(&session, "", Some(Attempt { form, mistake })).markup);
    }
    for screen in [
        &[][..],
        &[(BRAKE_FAILS, YES)],
        &[(BRAKE_FAILS, UNSURE)],
        &[(FRAME_CREAKS, YES)],
    ] {
        assert_well_formed(&result(screen, 1, 2));
        assert_well_formed(&result(screen, 2, 1));
    }
}

#[test]
fn texts_from_the_knowledge_are_escaped() {
    let markup = markup(&session(&TO_SCREEN));
    assert!(markup.contains("The frame creaks &amp; &quot;sings&quot;"));
}

#[test]
fn a_question_has_its_answers_and_not_sure() {
    let markup = markup(&session(&TO_SCREEN[..1]));
    assert!(markup.contains("Is there a seat for a child?</h2>"));
    assert_eq!(markup.matches("type=\"radio\"").count(), 3);
    assert!(markup.contains("<span>Not sure</span>"));
    assert!(!markup.contains("data-ck=\"skip\""), "it is about safety");
}

#[test]
fn what_is_not_about_safety_can_be_skipped_and_says_why_it_is_asked() {
    let markup = markup(&session(&[TO_SCREEN[0], TO_SCREEN[1], &[]]));
    assert!(markup.contains("data-ck=\"skip\""));
    assert!(markup.contains("<summary>Why we ask</summary><p>It tells front from rear.</p>"));
    assert_eq!(markup.matches("type=\"checkbox\"").count(), 4);
}

#[test]
fn a_number_has_a_field_with_its_unit() {
    let markup = markup(&session(&[]));
    assert!(markup.contains("inputmode=\"numeric\""));
    assert!(markup.contains(">years</span>"));
    assert!(
        !markup.contains("data-ck=\"back\""),
        "there is nothing before it"
    );
}

#[test]
fn a_screen_has_two_boxes_for_each_item_that_applies_and_one_for_none() {
    let markup = markup(&session(&TO_SCREEN));
    assert_eq!(markup.matches("class=\"ck-item\"").count(), 2);
    assert_eq!(markup.matches("type=\"checkbox\"").count(), 5);
    assert!(!markup.contains("The seat is loose"));
    assert!(markup.contains("aria-labelledby=\"ck-unsure-2 ck-item-2\""));
}

#[test]
fn progress_is_told_in_words() {
    assert!(markup(&session(&TO_SCREEN[..1])).contains("ck-progress\">Step 2 of about 5<"));
}

#[test]
fn a_mistake_is_told_beside_what_was_entered() {
    let session = session(&[]);
    let form = Form {
        number: "120".into(),
        ..Form::default()
    };
    let mistake = Mistake::NotInRange { min: 0, max: 90 };
    let markup = draw(
        &session,
        "",
        Some(Attempt {
            form: &form,
            mistake,
        }),
    )
    .markup;
    assert!(markup.contains("from 0 to 90, or"), "{markup}");
    assert!(markup.contains("<fieldset aria-describedby=\"ck-error\">"));
    assert!(markup.contains("aria-invalid=\"true\""));
    assert!(markup.contains("value=\"120\""));
}

#[test]
fn going_back_shows_what_was_answered() {
    let mut session = session(&[TO_SCREEN[0], TO_SCREEN[1], &[(FRAME_CREAKS, UNSURE)]]);
    session.back();
    assert!(markup(&session).contains("value=\"3 31 1 \" checked"));
    session.back();
    assert!(markup(&session).contains("value=\"1 1 0 \" checked"));
    session.back();
    assert!(markup(&session).contains("value=\"40\""));
}

#[test]
fn the_title_is_what_the_screen_is_about() {
    assert_eq!(draw(&session(&[]), "", None).title, "How old is the rider?");
    assert_eq!(
        draw(&session(&TO_SCREEN), "", None).title,
        "Is any of this true?"
    );
}

#[test]
fn an_emergency_shows_the_action_and_no_causes() {
    let markup = result(&[(BRAKE_FAILS, YES)], 2, 2);
    let level = part(
        &markup,
        "<section class=\"ck-level\" data-level=\"emergency\">",
        "</section>",
    );
    assert!(level.contains("Do not touch it</h2><p>What to do: Do not touch it.</p>"));
    assert!(level.contains("<a href=\"tel:123\">Call the workshop</a>"));
    assert!(level.contains("<li>A brake does not hold.</li>"));
    assert!(level.contains("<a href=\"../flags.html#no-brakes\">May mean no-brakes.</a>"));
    assert!(level.contains("No mechanic has checked this."));
    for hidden in ["ck-causes", "ck-apart", "ck-plan", "ck-withheld"] {
        assert!(!markup.contains(hidden), "{hidden}");
    }
    assert!(markup.contains("Stop when it wobbles."));
}

#[test]
fn not_being_sure_is_a_reason_that_is_told() {
    let markup = result(&[(BRAKE_FAILS, UNSURE)], 2, 2);
    assert!(markup.contains("data-level=\"same-day\""));
    assert!(markup.contains("<li>brake: Not sure</li>"));
}

#[test]
fn a_cause_is_listed_with_band_evidence_reasons_and_what_helps() {
    let markup = result(&[], 2, 2);
    let cause = part(
        &markup,
        "<li class=\"ck-cause\"><h3><a href=\"../causes/dry-chain.html\">",
        "</details>",
    );
    assert!(cause.contains("data-band=\"likely\">Likely</span>"));
    assert!(cause.contains("data-evidence=\"supported\">Tested</span>"));
    assert!(cause.contains("<h4>Speaks for it</h4>"));
    assert!(cause.contains("data-for=\"true\" data-strength=\"strong\">chain: Rusty (strongly)"));
    assert!(!cause.contains("Speaks against it"));
    let (_, after) = markup.split_once("causes/dry-chain.html").unwrap();
    let helps = part(after, "What helps</h4>", "</li></ul></li>");
    assert!(helps.contains("<a href=\"../treatments/oil.html\">To oil</a>"));
}

#[test]
fn what_is_only_often_blamed_stands_apart_after_the_causes() {
    let markup = result(&[], 2, 2);
    let (causes, apart) = markup.split_once("<section class=\"ck-apart\">").unwrap();
    assert!(causes.contains("The mudguard") && !causes.contains("The colour"));
    assert!(apart.contains("The colour"));
}

#[test]
fn the_plan_goes_by_stages_and_ends_with_what_to_discuss() {
    let markup = result(&[], 2, 2);
    let plan = part(&markup, "<section class=\"ck-plan\">", "</section>");
    let headings: Vec<_> = plan
        .split("<h3>")
        .skip(1)
        .map(|rest| part(rest, "", "<"))
        .collect();
    assert_eq!(
        headings,
        [
            "Today",
            "In the next weeks",
            "To talk over with a professional"
        ]
    );
}

#[test]
fn advice_that_is_held_back_says_why_and_is_no_link() {
    let forbidden = result(&[], 1, 2);
    let withheld = part(&forbidden, "<section class=\"ck-withheld\">", "</section>");
    assert!(
        withheld.contains("<li>To oil<p>when: Uphill</p></li>"),
        "{withheld}"
    );
    assert!(!forbidden.contains("treatments/oil.html"));

    let unknown = result(&[], UNSURE, 2);
    assert!(unknown.contains("<li>To oil<p>when: Not sure</p></li>"));
}

#[test]
fn the_answers_are_summed_up_each_with_a_way_to_change_it() {
    let markup = result(&[(FRAME_CREAKS, UNSURE)], 2, 2);
    let answers = part(&markup, "<section class=\"ck-answers\">", "</section>");
    assert!(answers.contains("<dt>age</dt><dd>40 years</dd>"));
    assert!(answers.contains("<dd>creak: Not sure</dd>"));
    assert!(answers.contains("<dt>when</dt><dd>Downhill</dd>"));
    assert!(answers.contains("data-ck=\"change 0 \""), "the screen");
    assert_eq!(answers.matches("Change").count(), 5);

    let reassured = result(&[], 2, 2);
    assert!(reassured.contains("<dt>Is any of this true?</dt><dd>None of these</dd>"));
}

#[test]
fn the_result_says_which_single_answer_would_change_it() {
    let changes = result(&[], 2, 2);
    let changes = part(&changes, "class=\"ck-changes\"", "</section>");
    assert!(changes.contains("What would change this"));
    assert!(changes.contains("If your answer to “brake” were “Yes”, we would say: "));
}

#[test]
fn in_an_emergency_nothing_is_said_but_what_to_do() {
    let urgent = result(&[(BRAKE_FAILS, YES)], 2, 2);
    assert!(!urgent.contains("ck-changes"));
    assert!(!urgent.contains("data-ck=\"more\""));
}

#[test]
fn a_danger_that_is_not_meant_is_named_with_why() {
    let mut knowledge = bicycle();
    knowledge.causes[2].danger = Some(checker_engine::knowledge::Danger {
        level: checker_engine::knowledge::Level::SameDay,
        from: 700,
    });
    let mut session = Session::new(knowledge, 1);
    for screen in [
        TO_SCREEN[0],
        TO_SCREEN[1],
        &[][..],
        &[(WHEN, 2)],
        &[(CHAIN, 1)],
    ] {
        session.submit(&form(screen)).unwrap();
    }
    let markup = markup(&session);
    let apart = part(&markup, "Why not something more serious", "</section>");
    assert!(apart.contains("The mudguard"));
    assert!(apart.contains("when: Downhill"));
}

#[test]
fn more_can_be_told_from_the_result() {
    let mut knowledge = bicycle();
    knowledge.asking.stop = i32::MAX;
    let mut session = Session::new(knowledge, 1);
    for screen in [TO_SCREEN[0], TO_SCREEN[1], &[][..]] {
        session.submit(&form(screen)).unwrap();
    }
    assert!(markup(&session).contains("data-ck=\"more\""));
    session.more();
    assert_eq!(session.place(), Place::Step(Step::Question(WHEN)));
}
