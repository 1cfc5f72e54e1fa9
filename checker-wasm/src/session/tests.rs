use checker_engine::UNSURE;
use checker_engine::knowledge::{Kind, NO, QuestionIx, YES};

use super::*;
use crate::fixture::{
    AGE, BRAKE_FAILS, CHAIN, CHILD_SEAT, FRAME_CREAKS, SEAT_LOOSE, WHEN, bicycle,
};

const SCREEN: Place = Place::Step(Step::Screen(0));

fn at(question: QuestionIx) -> Place {
    Place::Step(Step::Question(question))
}

fn session() -> Session {
    Session::new(bicycle(), 7)
}

/// A form with these ticked, as masks by question.
fn ticked(answers: &[(QuestionIx, u32)]) -> Form {
    let knowledge = bicycle();
    let ticks = answers
        .iter()
        .map(|(index, mask)| Tick::answer(*index, knowledge.question(*index).unwrap(), *mask))
        .collect();
    Form {
        ticks,
        number: String::new(),
    }
}

fn typed(number: &str) -> Form {
    Form {
        ticks: Vec::new(),
        number: number.into(),
    }
}

fn none_of_these() -> Form {
    Form {
        ticks: vec![Tick::None],
        number: String::new(),
    }
}

/// A session of a grown-up without a seat for a child, all well, up to the first question after
/// the safety questions.
fn reassured() -> Session {
    let mut session = session();
    session.submit(&typed("40")).unwrap();
    session.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    session.submit(&none_of_these()).unwrap();
    session
}

/// The same, up to the result.
fn finished() -> Session {
    let mut session = reassured();
    session.submit(&ticked(&[(WHEN, 2)])).unwrap();
    session.submit(&ticked(&[(CHAIN, 2)])).unwrap();
    session
}

/// What a browser brings back of a session.
fn reopened(session: &Session) -> Session {
    Session::reopen(bicycle(), 7, &session.state())
}

#[test]
fn a_session_begins_with_the_first_question_and_nothing_before_it() {
    let session = session();
    assert_eq!(session.place(), at(AGE));
    assert!(!session.can_go_back());
}

#[test]
fn a_whole_session_asks_safety_first_and_ends_with_the_result() {
    let mut session = session();
    let mut places = vec![session.place()];
    for form in [
        typed("40"),
        ticked(&[(CHILD_SEAT, 2)]),
        none_of_these(),
        ticked(&[(WHEN, 2)]),
        ticked(&[(CHAIN, 2)]),
    ] {
        session.submit(&form).unwrap();
        places.push(session.place());
    }
    let expected = [
        at(AGE),
        at(CHILD_SEAT),
        SCREEN,
        at(WHEN),
        at(CHAIN),
        Place::Result,
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_question_that_does_not_apply_is_not_asked() {
    let mut session = session();
    session.submit(&typed("8")).unwrap();
    assert_eq!(session.place(), SCREEN);
}

#[test]
fn an_emergency_goes_straight_to_the_result() {
    let mut session = session();
    session.submit(&typed("40")).unwrap();
    session.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    session.submit(&ticked(&[(BRAKE_FAILS, YES)])).unwrap();
    assert_eq!(session.place(), Place::Result);
}

#[test]
fn on_a_screen_what_is_left_alone_is_denied() {
    let mut session = session();
    session.submit(&typed("40")).unwrap();
    session.submit(&ticked(&[(CHILD_SEAT, 1)])).unwrap();
    session.submit(&ticked(&[(FRAME_CREAKS, UNSURE)])).unwrap();
    let answers = [BRAKE_FAILS, FRAME_CREAKS, SEAT_LOOSE].map(|item| session.answers().get(item));
    assert_eq!(answers, [NO, UNSURE, NO]);
}

#[test]
fn an_item_that_does_not_apply_is_not_answered() {
    let session = reassured();
    assert_eq!(session.answers().get(SEAT_LOOSE), 0);
}

#[test]
fn a_screen_wants_a_tick_or_none_of_these() {
    let mut session = session();
    session.submit(&typed("8")).unwrap();
    assert_eq!(
        session.submit(&Form::default()),
        Err(Mistake::NothingTicked)
    );
    assert_eq!(session.place(), SCREEN);
    assert_eq!(session.answers().get(BRAKE_FAILS), 0);
}

#[test]
fn a_question_wants_an_answer() {
    let mut session = reassured();
    assert_eq!(
        session.submit(&Form::default()),
        Err(Mistake::NothingChosen)
    );
}

#[test]
fn a_number_is_whole_and_in_range_or_not_sure() {
    let mut session = session();
    let wrong = Err(Mistake::NotInRange { min: 0, max: 90 });
    for number in ["", "91", "-1", "old", "1.5"] {
        assert_eq!(session.submit(&typed(number)), wrong, "{number:?}");
    }
    session.submit(&ticked(&[(AGE, UNSURE)])).unwrap();
    assert_eq!(session.answers().get(AGE), UNSURE);
}

#[test]
fn a_number_is_kept_as_typed_and_answers_with_its_band() {
    let mut session = session();
    session.submit(&typed(" 11 ")).unwrap();
    assert_eq!(session.number(AGE), Some(11));
    assert_eq!(session.answers().get(AGE), 1);
}

#[test]
fn not_sure_wins_over_answers_and_answers_over_none() {
    let mut session = reassured();
    session.submit(&ticked(&[(WHEN, 1), (WHEN, 4)])).unwrap();
    assert_eq!(session.answers().get(WHEN), 1);
    session.back();
    session
        .submit(&ticked(&[(WHEN, 1), (WHEN, UNSURE)]))
        .unwrap();
    assert_eq!(session.answers().get(WHEN), UNSURE);
}

#[test]
fn only_what_is_not_about_safety_can_be_skipped() {
    let mut session = session();
    session.skip();
    assert_eq!(session.place(), at(AGE));

    let mut session = reassured();
    session.skip();
    assert_eq!(session.place(), at(CHAIN));
    assert_eq!(session.answers().get(WHEN), 0);
}

#[test]
fn back_goes_step_by_step_and_keeps_the_answers() {
    let mut session = finished();
    let mut places = Vec::new();
    while session.can_go_back() {
        session.back();
        places.push(session.place());
    }
    assert_eq!(
        places,
        [at(CHAIN), at(WHEN), SCREEN, at(CHILD_SEAT), at(AGE)]
    );
    assert_eq!(session.answers().get(CHAIN), 2);
    assert_eq!(session.number(AGE), Some(40));
}

#[test]
fn after_going_back_the_way_on_is_the_same() {
    let mut session = reassured();
    session.back();
    session.back();
    session.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    assert_eq!(session.place(), SCREEN);
}

#[test]
fn a_changed_answer_on_the_way_back_asks_what_now_applies() {
    let mut session = session();
    session.submit(&typed("8")).unwrap();
    session.submit(&none_of_these()).unwrap();
    session.back();
    session.back();
    session.submit(&typed("40")).unwrap();
    assert_eq!(
        session.place(),
        at(CHILD_SEAT),
        "it was not asked of a child"
    );
    session.submit(&ticked(&[(CHILD_SEAT, 1)])).unwrap();
    assert_eq!(session.place(), SCREEN, "where there is a new item");
}

#[test]
fn changing_an_answer_comes_back_to_the_result() {
    let mut session = finished();
    session.change(Step::Question(WHEN));
    assert_eq!(session.place(), at(WHEN));
    session.submit(&ticked(&[(WHEN, 4)])).unwrap();
    assert_eq!(session.place(), Place::Result);
    assert_eq!(session.answers().get(WHEN), 4);
}

#[test]
fn changing_an_answer_asks_first_what_now_applies() {
    let mut session = session();
    session.submit(&typed("8")).unwrap();
    session.submit(&none_of_these()).unwrap();
    session.skip();
    session.skip();
    assert_eq!(session.place(), Place::Result);
    session.change(Step::Question(AGE));
    session.submit(&typed("40")).unwrap();
    assert_eq!(session.place(), at(CHILD_SEAT));
    session.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    assert_eq!(session.place(), Place::Result);
    let asked = session.asked();
    assert_eq!(
        asked[..2],
        [Step::Question(AGE), Step::Question(CHILD_SEAT)]
    );
}

#[test]
fn changing_an_answer_asks_a_screen_again_where_a_new_item_applies() {
    let mut session = finished();
    session.change(Step::Question(CHILD_SEAT));
    session.submit(&ticked(&[(CHILD_SEAT, 1)])).unwrap();
    assert_eq!(session.place(), SCREEN, "is the seat loose?");
    assert!(
        Form::filled(
            session.knowledge(),
            &session.findings(),
            Step::Screen(0),
            None
        )
        .ticks
        .is_empty(),
        "nobody has said \"none of these\" of it"
    );
    session.submit(&none_of_these()).unwrap();
    assert_eq!(session.place(), Place::Result);
}

#[test]
fn back_from_a_change_is_the_result() {
    let mut session = finished();
    session.change(Step::Screen(0));
    session.back();
    assert_eq!(session.place(), Place::Result);
}

#[test]
fn what_was_not_asked_cannot_be_changed() {
    let mut session = reassured();
    session.change(Step::Question(CHAIN));
    assert_eq!(session.place(), at(WHEN));
}

#[test]
fn starting_again_forgets() {
    let mut session = finished();
    session.start_again();
    assert_eq!(session.place(), at(AGE));
    assert!(!session.can_go_back());
    assert!(session.answers().iter().all(|answer| answer == 0));
    assert_eq!(session.number(AGE), None);
}

#[test]
fn progress_counts_what_was_asked_and_what_is_left() {
    let mut session = session();
    assert_eq!(
        session.progress(),
        (1, 4),
        "a seat is not asked about until there is an age"
    );
    session.submit(&typed("40")).unwrap();
    assert_eq!(session.progress(), (2, 5));
    session.back();
    assert_eq!(session.progress(), (1, 5));
}

#[test]
fn a_session_is_opened_again_where_it_was() {
    for session in [session(), reassured(), finished()] {
        let again = reopened(&session);
        assert_eq!(again.place(), session.place());
        assert_eq!(again.answers(), session.answers());
        assert_eq!(again.asked(), session.asked());
        assert_eq!(again.number(AGE), session.number(AGE));
        assert_eq!(again.state(), session.state());
    }
}

#[test]
fn a_change_that_was_begun_is_still_one_after_reopening() {
    let mut session = finished();
    session.change(Step::Question(WHEN));
    let mut again = reopened(&session);
    again.submit(&ticked(&[(WHEN, 4)])).unwrap();
    assert_eq!(again.place(), Place::Result);
}

#[test]
fn a_state_of_another_knowledge_or_none_begins_anew() {
    let other = Session::reopen(bicycle(), 8, &finished().state());
    assert_eq!(other.place(), at(AGE));
    for state in ["", "nonsense", "7 ", "7 0 0 0 4294967295 99 "] {
        assert_eq!(
            Session::reopen(bicycle(), 7, state).place(),
            at(AGE),
            "{state:?}"
        );
    }
}

#[test]
fn a_result_that_was_never_reached_is_not_shown() {
    let mut kept = reassured();
    let state = kept.state();
    kept.submit(&ticked(&[(WHEN, 2)])).unwrap();
    kept.submit(&ticked(&[(CHAIN, 2)])).unwrap();
    let result = kept.state();

    let mut earlier = Session::reopen(bicycle(), 7, &state);
    earlier.visit(&result);
    assert_eq!(
        earlier.place(),
        at(WHEN),
        "the answers that led there are not there"
    );
}

#[test]
fn a_visit_in_the_history_keeps_newer_answers() {
    let mut session = reassured();
    let before = session.state();
    session.submit(&ticked(&[(WHEN, 2)])).unwrap();
    session.visit(&before);
    assert_eq!(session.place(), at(WHEN));
    assert_eq!(session.answers().get(WHEN), 2);
}

#[test]
fn a_visit_to_a_question_that_no_longer_applies_leads_to_the_next() {
    let mut session = session();
    session.submit(&typed("40")).unwrap();
    let seat = session.state();
    session.back();
    session.submit(&typed("8")).unwrap();
    session.visit(&seat);
    assert_eq!(session.place(), SCREEN);
}

#[test]
fn a_visit_to_before_starting_again_brings_nothing_back() {
    let mut session = finished();
    let result = session.state();
    session.start_again();
    session.visit(&result);
    assert_eq!(session.place(), at(AGE));
    assert!(session.answers().iter().all(|answer| answer == 0));
}

#[test]
fn each_entry_knows_how_deep_it_is() {
    let mut session = session();
    let first = session.state();
    session.deepen();
    let second = session.state();
    assert_eq!(session.depth_of(&first), Some(0));
    assert_eq!(session.depth_of(&second), Some(1));
    session.visit(&first);
    assert_eq!(session.depth(), 0);
}

#[test]
fn ticks_are_read_as_they_are_written() {
    let knowledge = bicycle();
    let when = knowledge.question(WHEN).unwrap();
    for tick in [
        Tick::None,
        Tick::answer(WHEN, when, 2),
        Tick::answer(WHEN, when, UNSURE),
    ] {
        assert_eq!(Tick::parse(&tick.value()), Some(tick));
    }
    for value in ["", "1 2 ", "1 99 0 ", "70000 1 0 ", "x"] {
        assert_eq!(Tick::parse(value), None, "{value:?}");
    }
}

#[test]
fn what_stands_alone_takes_the_others_off() {
    let knowledge = bicycle();
    let when = knowledge.question(WHEN).unwrap();
    let tick = |mask| Tick::answer(WHEN, when, mask);
    let [uphill, downhill, never, unsure] = [1, 2, 4, UNSURE].map(tick);
    assert!(!uphill.excludes(downhill) && !uphill.excludes(uphill));
    assert!(never.excludes(uphill) && uphill.excludes(never));
    assert!(unsure.excludes(downhill) && unsure.excludes(never));

    let brake = knowledge.question(BRAKE_FAILS).unwrap();
    let yes = Tick::answer(BRAKE_FAILS, brake, YES);
    assert!(Tick::None.excludes(yes) && yes.excludes(Tick::None));
    assert!(Tick::answer(BRAKE_FAILS, brake, UNSURE).excludes(yes));
    assert!(!unsure.excludes(yes), "that is another question");
}

#[test]
fn a_form_is_filled_with_what_was_answered() {
    let session = finished();
    let filled =
        |step, number| Form::filled(session.knowledge(), &session.findings(), step, number);
    assert_eq!(filled(Step::Screen(0), None), none_of_these());
    assert_eq!(filled(Step::Question(WHEN), None), ticked(&[(WHEN, 2)]));
    assert_eq!(
        filled(Step::Question(AGE), session.number(AGE)),
        typed("40")
    );
}

/// A session at a place, with the chain asked beside it.
fn at_place() -> Session {
    let mut knowledge = bicycle();
    knowledge.questions[usize::from(WHEN)].kind = Kind::Place;
    knowledge.questions[usize::from(CHAIN)].beside = true;
    let mut session = Session::new(knowledge, 7);
    session.submit(&typed("40")).unwrap();
    session.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    session.submit(&none_of_these()).unwrap();
    assert_eq!(session.place(), Place::Step(Step::Question(WHEN)));
    session
}

#[test]
fn what_is_asked_beside_a_place_is_answered_with_it_or_left_alone() {
    let given = |session: &Session| [WHEN, CHAIN].map(|index| session.answers().get(index));

    let mut both = at_place();
    both.submit(&ticked(&[(WHEN, 1), (CHAIN, 2)])).unwrap();
    assert_eq!(given(&both), [1, 2]);
    assert_eq!(both.place(), Place::Result);
    let filled = Form::filled(
        both.knowledge(),
        &both.findings(),
        Step::Question(WHEN),
        None,
    );
    assert_eq!(filled, ticked(&[(WHEN, 1), (CHAIN, 2)]));

    let mut place_alone = at_place();
    place_alone.submit(&ticked(&[(WHEN, 1)])).unwrap();
    assert_eq!(given(&place_alone), [1, 0]);

    let mut side_alone = at_place();
    let mistake = side_alone.submit(&ticked(&[(CHAIN, 2)]));
    assert_eq!(mistake, Err(Mistake::NothingChosen), "the place is missing");
    assert_eq!(given(&side_alone), [0, 0]);
}

#[test]
fn leaving_a_place_out_leaves_out_what_is_asked_beside_it() {
    let mut session = at_place();
    session.submit(&ticked(&[(WHEN, 1), (CHAIN, 2)])).unwrap();
    session.back();
    session.skip();
    assert_eq!(
        [WHEN, CHAIN].map(|index| session.answers().get(index)),
        [0, 0]
    );
}

/// A knowledge whose questions are worth asking only for who wants to tell more.
fn brief() -> Knowledge {
    let mut knowledge = bicycle();
    knowledge.asking.stop = i32::MAX;
    knowledge
}

/// A session with it, at the first result.
fn brief_result() -> Session {
    let mut session = Session::new(brief(), 7);
    session.submit(&typed("40")).unwrap();
    session.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    session.submit(&none_of_these()).unwrap();
    session
}

#[test]
fn a_reader_who_wants_to_tell_more_is_asked_the_rest_and_comes_back_to_the_result() {
    let mut session = brief_result();
    assert_eq!(session.place(), Place::Result);
    assert!(session.has_more());
    session.more();
    assert_eq!(session.place(), at(WHEN));
    assert_eq!(session.progress(), (4, 5), "all that is left is told");
    session.submit(&ticked(&[(WHEN, 2)])).unwrap();
    session.submit(&ticked(&[(CHAIN, 2)])).unwrap();
    assert_eq!(session.place(), Place::Result);
    assert!(!session.has_more());
}

#[test]
fn that_a_reader_tells_more_is_kept_when_the_page_is_opened_again_and_forgotten_with_the_rest() {
    let mut session = brief_result();
    session.more();
    let mut again = Session::reopen(brief(), 7, &session.state());
    assert_eq!(again.place(), at(WHEN));
    again.submit(&ticked(&[(WHEN, 2)])).unwrap();
    assert_eq!(again.place(), at(CHAIN));
    again.start_again();
    again.submit(&typed("40")).unwrap();
    again.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    again.submit(&none_of_these()).unwrap();
    assert_eq!(again.place(), Place::Result);
}

#[test]
fn answers_that_were_kept_come_back_and_safety_is_asked_anew() {
    let kept = finished();
    let link = link::write(kept.knowledge(), kept.answers());
    let mut opened = session();
    assert!(opened.open(&link));
    assert_eq!(opened.place(), at(AGE), "what is about safety comes first");
    opened.submit(&typed("40")).unwrap();
    opened.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    opened.submit(&none_of_these()).unwrap();
    assert_eq!(opened.place(), Place::Result, "the rest was answered");
    assert_eq!(opened.answers(), kept.answers());
}

#[test]
fn what_was_well_when_it_was_kept_may_not_be_now() {
    let kept = finished();
    let mut opened = session();
    opened.open(&link::write(kept.knowledge(), kept.answers()));
    opened.submit(&typed("40")).unwrap();
    opened.submit(&ticked(&[(CHILD_SEAT, 2)])).unwrap();
    opened
        .submit(&ticked(&[(BRAKE_FAILS, YES), (FRAME_CREAKS, NO)]))
        .unwrap();
    assert_eq!(opened.answers().get(BRAKE_FAILS), YES);
    assert_eq!(
        opened.place(),
        Place::Result,
        "at the highest level at once"
    );
}

#[test]
fn a_text_without_answers_changes_nothing() {
    let mut session = reassured();
    let before = session.state();
    assert!(!session.open("not a link"));
    assert_eq!(session.state(), before);
}

#[test]
fn treatments_are_offered_by_the_result_alone_and_not_where_the_reader_is_to_be_seen_first() {
    let mut session = reassured();
    assert_eq!(session.offered(), [""; 0], "before the result");
    session.submit(&ticked(&[(WHEN, 1)])).unwrap();
    session.submit(&ticked(&[(CHAIN, 1)])).unwrap();
    assert_eq!(session.place(), Place::Result);
    assert_ne!(session.offered(), [""; 0]);

    session.change(Step::Screen(0));
    session.submit(&ticked(&[(BRAKE_FAILS, YES)])).unwrap();
    assert_eq!(session.place(), Place::Result);
    assert_eq!(session.offered(), [""; 0], "at a level above");
}
