use checker_engine::words::Words;

use super::*;
use crate::toml_source;

const QUESTIONS: &str = r#"
question = [
  { id = "rain", kind = "one", text = "", answers = [{ id = "no", label = "" }, { id = "some", label = "" }, { id = "much", label = "" }] },
  { id = "wind", kind = "many", text = "", answers = [{ id = "north", label = "" }, { id = "south", label = "" }] },
  { id = "degrees", kind = "number", text = "", min = -40, max = 50, cuts = [0, 10, 20] },
]
"#;

const RAIN: QuestionIx = 0;
const WIND: QuestionIx = 1;
const DEGREES: QuestionIx = 2;

fn file(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: "weather.toml".into(),
        text: text.to_owned(),
    })
}

/// Reads a TOML string as a rule.
fn read(toml: &str) -> (Option<Rule>, Vec<String>) {
    #[derive(serde::Deserialize)]
    struct Line {
        rule: Spanned<String>,
    }
    let mut out = Vec::new();
    let (questions, _) = Questions::read(&file(QUESTIONS), &Words::default(), &mut out).unwrap();
    let mut rules = Names::new("rule");
    let wet = Rule {
        expr: Expr::Is(RAIN, 0b110),
        tests: vec![Test {
            question: RAIN,
            answers: 0b110,
            negated: false,
            span: toml_source::span_of(&file(""), &Spanned::new(0..0, ())),
        }],
    };
    let name = Spanned::new(0..0, String::from("wet"));
    rules.define(&file(""), &name, wet, &mut out);

    let text = format!("rule = {toml}");
    let source = file(&text);
    let line = toml_source::parse_file::<Line>(&source).0.unwrap();
    let scope = Scope {
        questions: &questions,
        rules: &rules,
    };
    let rule = scope.parse(&source, &line.rule, &mut out);
    let complaints = out.iter().map(|diagnostic| {
        let span = diagnostic.span.as_ref().unwrap();
        let marked = &span.file.text[span.range.clone()];
        format!("{marked:?}: {} | {}", diagnostic.message, diagnostic.label)
    });
    (rule, complaints.collect())
}

fn expr(rule: &str) -> Expr {
    let (read, complaints) = read(&format!("'{rule}'"));
    assert!(complaints.is_empty(), "{rule}: {complaints:#?}");
    read.unwrap().expr
}

#[test]
fn a_test_is_a_set_of_answers() {
    assert_eq!(expr("rain is much"), Expr::Is(RAIN, 0b100));
    assert_eq!(expr("rain is some/much"), Expr::Is(RAIN, 0b110));
    assert_eq!(expr("wind is north/unsure"), Expr::Is(WIND, 0b1 | UNSURE));
}

#[test]
fn is_not_is_the_negation_of_is() {
    assert_eq!(
        expr("rain is not some/much"),
        Expr::Not(Box::new(Expr::Is(RAIN, 0b110)))
    );
}

#[test]
fn a_number_is_tested_at_its_cuts() {
    assert_eq!(expr("degrees < 0"), Expr::Is(DEGREES, 0b0001));
    assert_eq!(expr("degrees < 20"), Expr::Is(DEGREES, 0b0111));
    assert_eq!(expr("degrees >= 10"), Expr::Is(DEGREES, 0b1100));
    assert_eq!(expr("degrees is 0-to-9"), Expr::Is(DEGREES, 0b0010));
}

#[test]
fn and_binds_more_than_or_and_not_more_than_both() {
    let (much, north, frost) = (
        Expr::Is(RAIN, 0b100),
        Expr::Is(WIND, 0b1),
        Expr::Is(DEGREES, 0b1),
    );
    assert_eq!(
        expr("not rain is much and wind is north or degrees < 0"),
        Expr::Any(vec![
            Expr::All(vec![Expr::Not(Box::new(much.clone())), north.clone()]),
            frost.clone()
        ])
    );
    assert_eq!(
        expr("rain is much and (wind is north or degrees < 0)"),
        Expr::All(vec![much, Expr::Any(vec![north, frost])])
    );
}

#[test]
fn some_of_several_can_be_asked_for() {
    assert_eq!(
        expr("at least 2 of (rain is much, wind is north, degrees < 0)"),
        Expr::AtLeast(
            2,
            vec![
                Expr::Is(RAIN, 0b100),
                Expr::Is(WIND, 0b1),
                Expr::Is(DEGREES, 0b1)
            ]
        )
    );
}

#[test]
fn a_rule_with_a_name_stands_for_itself() {
    assert_eq!(
        expr("wet and degrees < 0"),
        Expr::All(vec![Expr::Is(RAIN, 0b110), Expr::Is(DEGREES, 0b1)])
    );
}

#[test]
fn every_test_is_known_with_its_place_and_whether_it_is_negated() {
    let (rule, _) = read("'not (rain is much and wind is not north) or not wet'");
    let tests = rule.unwrap().tests;
    let told: Vec<_> = tests
        .iter()
        .map(|test| (&test.span.file.text[test.span.range.clone()], test.negated))
        .collect();
    assert_eq!(
        told,
        [
            ("rain is much", true),
            ("wind is not north", false),
            ("wet", true)
        ]
    );
}

#[test]
fn a_mistake_is_told_at_the_very_word() {
    let cases = [
        (
            "'rein is much'",
            "\"rein\": unknown question `rein` | no question has this id",
        ),
        (
            "'rain is mch'",
            "\"mch\": `rain` has no answer `mch` | not one of its answers",
        ),
        (
            "'drizzle'",
            "\"drizzle\": unknown question or rule `drizzle` | no question or rule has this id",
        ),
        (
            "'rain'",
            "\"\": the rule ends too early | expected `is`, `<` or `>=` after a question",
        ),
        (
            "'rain = much'",
            "\"=\": found `=` | expected `is`, `<` or `>=` after a question",
        ),
        (
            "'degrees <= 10'",
            "\"<=\": found `<=` | expected `is`, `<` or `>=` after a question",
        ),
        (
            "'degrees < 5'",
            "\"5\": 5 is not a cut of `degrees` | expected one of 0, 10, 20",
        ),
        (
            "'rain < 5'",
            "\"5\": `rain` is not a number | expected a question of kind `number` before it",
        ),
        (
            "'degrees < warm'",
            "\"warm\": found `warm` | expected a whole number",
        ),
        (
            "'rain is much an wet'",
            "\"an\": found `an` | expected `and`, `or` or the end of the rule",
        ),
        (
            "'(rain is much'",
            "\"\": the rule ends too early | expected `)`",
        ),
        (
            "'rain is'",
            "\"\": the rule ends too early | expected an answer",
        ),
        (
            "''",
            "\"\": the rule ends too early | expected a question, `not`, `(` or `at least`",
        ),
        (
            "'at least two of (wet, wet)'",
            "\"two\": found `two` | expected how many, as a number",
        ),
        (
            "'at least 3 of (wet, wet)'",
            "\"3\": at least 3 of 2 can never hold | more than there are",
        ),
    ];
    for (rule, expected) in cases {
        let (read, complaints) = read(rule);
        assert_eq!(complaints, [expected], "in {rule}");
        assert!(read.is_none());
    }
}

#[test]
fn unknown_names_are_told_all_at_once() {
    let (_, complaints) = read("'rein is much or wind is noth and hail is much'");
    assert_eq!(complaints.len(), 3);
}

#[test]
fn escapes_make_the_whole_string_the_place() {
    let (_, complaints) = read(r#""r\u0065in is much""#);
    assert!(
        complaints[0].starts_with(r#""\"r\\u0065in is much\"""#),
        "{complaints:#?}"
    );
}

#[test]
fn no_rule_is_too_deep_for_the_stack() {
    let deep = format!("'{}wet{}'", "(".repeat(100_000), ")".repeat(100_000));
    let (_, complaints) = read(&deep);
    assert_eq!(
        complaints,
        ["\"(\": the rule is nested too deeply | one level too many"]
    );
}
