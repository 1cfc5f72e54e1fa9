//! What the proofs rest on: that the functions of the answers say what the engine does, and that the
//! search finds whatever there is to find. On knowledges and answers put together at random.

use checker_engine::answers::Findings;
use checker_engine::knowledge::{
    Asking, Bands, Cause, Choice, Danger, Evidence, EvidenceText, Expr, Flag, Kind, Layer, Level,
    LevelText, NO, Question, QuestionIx, Screen, Stage, Treatment, Weight,
};
use checker_engine::safety;
use checker_engine::weigh::weigh;
use checker_engine::words::Words;
use checker_engine::{Answers, Knowledge, Mask, UNSURE, assess};

use super::answers::{Bits, Told, open_answers};
use super::circuit::{ALWAYS, Circuit, Fact};
use super::search::{Found, Search};
use super::situation::{Levels, Situation, possible_grounds};

/// Numbers that look random and are the same every time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// From zero to one less than this.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.throw() % limit as u64).unwrap()
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A knowledge with so many questions, two of them on a screen.
fn any_knowledge(dice: &mut Dice, questions: usize) -> Knowledge {
    let mut list: Vec<Question> = Vec::new();
    for index in 0..questions {
        let question = any_question(dice, index, &list);
        list.push(question);
    }
    let mut flags: Vec<Flag> = (0..3).map(|_| any_flag(dice, &list)).collect();
    flags.sort_by_key(|flag| std::cmp::Reverse(flag.level));
    let causes = (0..4).map(|index| any_cause(dice, index, &list)).collect();
    let treatments = (0..3).map(|_| any_treatment(dice, &list)).collect();
    let text = String::new;
    let knowledge = Knowledge {
        guide: text(),
        levels: vec![
            LevelText {
                id: text(),
                title: text(),
                action: text(),
                contacts: Vec::new()
            };
            5
        ],
        stages: vec![Stage {
            id: text(),
            title: text(),
        }],
        evidence: vec![
            EvidenceText {
                label: text(),
                says: text()
            };
            4
        ],
        questions: list,
        screens: vec![Screen {
            title: text(),
            help: text(),
            questions: vec![0, 1],
        }],
        flags,
        causes,
        treatments,
        bands: Bands {
            likely: 0,
            possible: -300,
            strong: 600,
            moderate: 300,
            most: 9,
        },
        asking: Asking { stop: 0, most: 9 },
        safety_net: text(),
        unreviewed: text(),
        words: Words::default(),
    };
    assert_eq!(knowledge.validate(), Ok(()));
    knowledge
}

fn any_question(dice: &mut Dice, index: usize, before: &[Question]) -> Question {
    let is_item = index < 2;
    let kinds = [
        Kind::One,
        Kind::Many,
        Kind::Place,
        Kind::Number {
            unit: String::new(),
            min: 0,
            max: 9,
            cuts: vec![3, 6],
        },
    ];
    let kind = kinds[if is_item { 0 } else { dice.below(4) }].clone();
    let options = match kind {
        Kind::Number { .. } => 3,
        _ if is_item => 2,
        _ => 2 + dice.below(2),
    };
    let option = |index: usize| Choice {
        id: format!("o{index}"),
        label: String::new(),
    };
    let applies = (!is_item && dice.one_in(2)).then(|| any_rule(dice, before, 2));
    let is_place = |question: &Question| question.kind == Kind::Place && question.applies.is_none();
    let beside = index > 3
        && (kind == Kind::One && applies.is_none())
        && before.last().is_some_and(is_place);
    Question {
        id: format!("q{index}"),
        kind,
        text: String::new(),
        short: String::new(),
        help: String::new(),
        why: String::new(),
        options: (0..options).map(option).collect(),
        applies,
        safety: index < 3,
        beside,
        reassuring: if is_item || dice.one_in(2) { NO } else { 0 },
        unsure: dice.one_in(4).then(|| dice.pick(&Level::ALL)),
    }
}

fn any_rule(dice: &mut Dice, questions: &[Question], depth: usize) -> Expr {
    let kind = if depth == 0 { 0 } else { dice.below(6) };
    let mut parts = |least: usize| -> Vec<Expr> {
        let count = least + dice.below(3);
        (0..count)
            .map(|_| any_rule(dice, questions, depth - 1))
            .collect()
    };
    match kind {
        2 => Expr::All(parts(0)),
        3 => Expr::Any(parts(0)),
        4 => Expr::AtLeast(2, parts(2)),
        5 => Expr::Not(Box::new(parts(1).remove(0))),
        _ => {
            let index = dice.below(questions.len());
            let options = questions[index].all_options();
            let mask = u32::try_from(dice.throw() & 7).unwrap() & options;
            let unsure = if dice.one_in(4) { UNSURE } else { 0 };
            Expr::Is(QuestionIx::try_from(index).unwrap(), mask | unsure)
        }
    }
}

fn any_flag(dice: &mut Dice, questions: &[Question]) -> Flag {
    Flag {
        id: String::new(),
        level: dice.pick(&Level::ALL),
        when: any_rule(dice, questions, 2),
        because: String::new(),
        may_mean: String::new(),
        url: String::new(),
    }
}

fn any_cause(dice: &mut Dice, index: usize, questions: &[Question]) -> Cause {
    let mut findings: Vec<Weight> = (0..dice.below(8))
        .map(|_| {
            let question = dice.below(questions.len());
            let options = questions[question].all_options();
            Weight {
                question: QuestionIx::try_from(question).unwrap(),
                answers: u32::try_from(dice.throw() & 7).unwrap() & options,
                weight: dice.pick(&[-700, -400, -170, 0, 170, 170, 400, 700]),
                group: dice.pick(&[0, 0, 1, 2]),
            }
        })
        .collect();
    findings.sort_by_key(|finding| finding.question);
    Cause {
        id: format!("c{index}"),
        layer: dice.pick(&[Layer::Condition, Layer::Contributor]),
        title: String::new(),
        summary: String::new(),
        url: String::new(),
        evidence: dice.pick(&[Evidence::Supported, Evidence::Contradicted]),
        prior: dice.pick(&[-900, -600, -300]),
        applies: dice.one_in(3).then(|| any_rule(dice, questions, 1)),
        findings,
        danger: dice.one_in(2).then(|| Danger {
            level: dice.pick(&Level::ALL),
            from: dice.pick(&[-700, -400, 0]),
        }),
        treatments: vec![dice.pick(&[0, 1, 2])],
    }
}

fn any_treatment(dice: &mut Dice, questions: &[Question]) -> Treatment {
    Treatment {
        id: String::new(),
        title: String::new(),
        summary: String::new(),
        url: String::new(),
        stage: 0,
        evidence: Evidence::Weak,
        offer: dice.one_in(2).then(|| any_rule(dice, questions, 1)),
        forbid: dice.one_in(2).then(|| any_rule(dice, questions, 1)),
        activity: dice.one_in(2),
        discuss: dice.one_in(3),
    }
}

/// Every answer that a question can have.
fn possible_answers(question: &Question) -> Vec<Mask> {
    let options = question.options.len();
    let several = matches!(question.kind, Kind::Many | Kind::Place);
    let known: Vec<Mask> = if several {
        (1..1 << options).collect()
    } else {
        (0..options).map(|option| 1 << option).collect()
    };
    [vec![0, UNSURE], known].concat()
}

fn any_answers(dice: &mut Dice, knowledge: &Knowledge) -> Answers {
    let mut answers = Answers::none(knowledge.questions.len());
    for (index, question) in knowledge.indexed_questions() {
        answers.set(index, dice.pick(&possible_answers(question)));
    }
    answers
}

/// A function of the answers, with what the engine says with given ones.
type Conclusion = (Fact, Box<dyn Fn(&Knowledge, &Answers) -> bool>);

/// Every conclusion as a function, with what the engine says with given answers.
fn conclusions(
    knowledge: &Knowledge,
    situation: &Situation,
    circuit: &mut Circuit,
) -> Vec<Conclusion> {
    let mut all: Vec<Conclusion> = Vec::new();
    for (index, _) in knowledge.indexed_questions() {
        let applies = situation.applies(index);
        all.push((
            applies,
            Box::new(move |knowledge, answers| Findings::new(knowledge, answers).applies(index)),
        ));
        let open = situation.is_open(index, circuit);
        all.push((
            open,
            Box::new(move |knowledge, answers| Findings::new(knowledge, answers).open(index)),
        ));
    }
    let mut there = Vec::new();
    for ground in possible_grounds(knowledge) {
        let fact = situation.ground(knowledge, ground.what, circuit);
        there.push((ground.level, fact));
        all.push((
            fact,
            Box::new(move |knowledge, answers| {
                safety::grounds(knowledge, &Findings::new(knowledge, answers)).contains(&ground)
            }),
        ));
    }
    let levels = Levels::new(there, circuit);
    for level in Level::ALL {
        let exactly = levels.exactly(level, circuit);
        all.push((
            exactly,
            Box::new(move |knowledge, answers| assess(knowledge, answers).level == level),
        ));
    }
    let mut possible = Vec::new();
    for (index, cause) in knowledge.indexed_causes() {
        let fact = situation.is_possible(knowledge, cause, circuit);
        possible.push(fact);
        all.push((
            fact,
            Box::new(move |knowledge, answers| {
                let findings = Findings::new(knowledge, answers);
                let score = weigh(&knowledge.causes[usize::from(index)], &findings);
                score.is_some_and(|score| score.odds >= knowledge.bands.possible)
            }),
        ));
    }
    for (index, _) in (0..).zip(&knowledge.treatments) {
        // Here as many causes are listed as there are, so that it is exact.
        let offered = situation.may_be_offered(knowledge, index, (&levels, &possible), circuit);
        all.push((
            offered,
            Box::new(move |knowledge, answers| {
                let advice = assess(knowledge, answers).advice;
                advice.offers(index) || advice.discuss.contains(&index)
            }),
        ));
    }
    all
}

/// Whether a bit is set in some answers.
fn is_set<'a>(
    knowledge: &Knowledge,
    bits: &'a Bits,
    answers: &'a Answers,
) -> impl Fn(u32) -> bool + 'a {
    let options: Vec<usize> = knowledge
        .questions
        .iter()
        .map(|question| question.options.len())
        .collect();
    move |bit| {
        let question = bits.question(bit);
        let (range, _) = bits.of_question(bit);
        let option = usize::try_from(bit - range.start).unwrap();
        let is_unsure = option == options[usize::from(question)];
        let mask = if is_unsure { UNSURE } else { 1 << option };
        answers.get(question) & mask != 0
    }
}

#[test]
fn every_function_says_what_the_engine_does() {
    let mut dice = Dice(1);
    for _ in 0..150 {
        let knowledge = any_knowledge(&mut dice, 6);
        let bits = Bits::new(&knowledge);
        let mut circuit = Circuit::new();
        let told = open_answers(&knowledge, &bits, &mut circuit);
        let situation = Situation::new(&knowledge, &told, &mut circuit);
        let conclusions = conclusions(&knowledge, &situation, &mut circuit);
        for _ in 0..20 {
            let answers = any_answers(&mut dice, &knowledge);
            let is_set = is_set(&knowledge, &bits, &answers);
            for (index, (fact, engine)) in conclusions.iter().enumerate() {
                assert_eq!(
                    circuit.holds(*fact, &is_set),
                    engine(&knowledge, &answers),
                    "conclusion {index} of {knowledge:#?} with {answers:?}"
                );
            }
        }
    }
}

#[test]
fn what_a_ground_loses_from_one_situation_to_another_is_what_the_engine_loses() {
    let mut dice = Dice(2);
    let mut lost = 0;
    for _ in 0..300 {
        let knowledge = any_knowledge(&mut dice, 6);
        let bits = Bits::new(&knowledge);
        let mut circuit = Circuit::new();
        let told = open_answers(&knowledge, &bits, &mut circuit);
        let changed = dice.below(6);
        let question = QuestionIx::try_from(changed).unwrap();
        let answers = possible_answers(&knowledge.questions[changed]);
        let pair = [dice.pick(&answers), dice.pick(&answers)];
        let situations = pair.map(|answer| {
            let mut told = told.clone();
            told[changed] = Told::exactly(knowledge.questions[changed].options.len(), answer);
            Situation::new(&knowledge, &told, &mut circuit)
        });
        let [before, after] = &situations;
        for ground in possible_grounds(&knowledge) {
            let falls = before.ground_falls(after, &knowledge, ground.what, &mut circuit);
            for _ in 0..20 {
                let mut answers = any_answers(&mut dice, &knowledge);
                let [is_before, is_after] = pair.map(|answer| {
                    answers.set(question, answer);
                    safety::grounds(&knowledge, &Findings::new(&knowledge, &answers))
                        .contains(&ground)
                });
                let falls = circuit.holds(falls, &is_set(&knowledge, &bits, &answers));
                assert_eq!(
                    falls,
                    is_before && !is_after,
                    "{ground:?} of {knowledge:#?} with {answers:?}"
                );
                lost += usize::from(falls);
            }
        }
    }
    assert!(lost > 100, "only {lost} times is there anything to see");
}

#[test]
fn the_search_finds_answers_where_there_are_any_and_only_there() {
    let mut dice = Dice(3);
    let (mut some, mut none) = (0, 0);
    for _ in 0..60 {
        let knowledge = any_knowledge(&mut dice, 4);
        let bits = Bits::new(&knowledge);
        let mut circuit = Circuit::new();
        let told = open_answers(&knowledge, &bits, &mut circuit);
        let situation = Situation::new(&knowledge, &told, &mut circuit);
        let conclusions = conclusions(&knowledge, &situation, &mut circuit);
        let all = every_answers(&knowledge);
        for _ in 0..10 {
            let wanted = [dice.below(conclusions.len()), dice.below(conclusions.len())];
            let does = |answers: &Answers| {
                wanted
                    .iter()
                    .all(|index| conclusions[*index].1(&knowledge, answers))
            };
            let facts = wanted.map(|index| conclusions[index].0);
            match Search::new(&bits, 10_000).find(&circuit, &facts) {
                Found::Answers(answers, _) => {
                    assert!(does(&answers), "{answers:?}");
                    some += 1;
                }
                Found::None => {
                    assert!(!all.iter().any(does), "{knowledge:#?}");
                    none += 1;
                }
                Found::GivenUp => panic!("so little is soon searched"),
            }
        }
    }
    assert!(some > 100 && none > 100, "{some} {none}");
}

fn every_answers(knowledge: &Knowledge) -> Vec<Answers> {
    let mut all = vec![Answers::none(knowledge.questions.len())];
    for (index, question) in knowledge.indexed_questions() {
        let options = possible_answers(question);
        let with = all.iter().flat_map(|answers| {
            options.iter().map(move |option| {
                let mut answers = answers.clone();
                answers.set(index, *option);
                answers
            })
        });
        all = with.collect();
    }
    all
}

#[test]
fn a_search_is_given_up_after_so_many_dead_ends() {
    // Six things in five places, at most one in each: easy to see, hard to search.
    let mut dice = Dice(4);
    let mut knowledge = any_knowledge(&mut dice, 3);
    let mut place = any_question(&mut dice, 2, &[]);
    place.kind = Kind::Many;
    place.applies = None;
    place.options = vec![place.options[0].clone(); 30];
    knowledge.questions = vec![place];
    let bits = Bits::new(&knowledge);
    let mut circuit = Circuit::new();
    let told = open_answers(&knowledge, &bits, &mut circuit);
    let at = |thing: usize, place: usize| told[0].options[thing * 5 + place];
    let mut facts = Vec::new();
    for thing in 0..6 {
        facts.push(circuit.any((0..5).map(|place| at(thing, place))));
    }
    for place in 0..5 {
        for (one, other) in (0..6).flat_map(|one| (0..one).map(move |other| (one, other))) {
            facts.push(!circuit.both(at(one, place), at(other, place)));
        }
    }
    assert_eq!(Search::new(&bits, 5).find(&circuit, &facts), Found::GivenUp);
    assert_eq!(
        Search::new(&bits, 100_000).find(&circuit, &facts),
        Found::None
    );
}

#[test]
fn what_does_not_depend_on_answers_is_seen_without_a_search() {
    let mut circuit = Circuit::new();
    let (a, b) = (circuit.bit(0), circuit.bit(1));
    assert_eq!(circuit.either(a, !a), ALWAYS);
    assert_eq!(circuit.both(a, b), circuit.both(b, a));
    assert_eq!(circuit.choice(a, b, b), b);
    assert_eq!(circuit.choice(!a, a, b), circuit.choice(a, b, a));
    assert_eq!(circuit.at_least(0, &[a, b]), ALWAYS);
    assert_eq!(circuit.at_least(3, &[a, b]), !ALWAYS);
}
