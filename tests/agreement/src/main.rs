//! The native home, for the browser's tests to ask:
//!
//! ```text
//! agreement KNOWLEDGE sets FROM COUNT     as Home::sets
//! agreement KNOWLEDGE answers FROM COUNT  as Home::answers
//! agreement KNOWLEDGE show NUMBER         as Home::show
//! agreement KNOWLEDGE given               as Home::given, of the sets on standard input
//! agreement KNOWLEDGE cost READERS        what the readers cost who would give the sets on standard
//!                                         input, and so many random ones
//! ```
//!
//! Costs are times in microseconds, as JSON: of deciding what follows from the answers at every step
//! (`assess`) and what to ask next (`next`), of decoding the knowledge (`decode`), and `first`, before
//! anything has run, of decoding and of the first reader's mean answer with its next question.
//!
//! KNOWLEDGE is a file with the bytes that a browser would be given.

use std::io::{Read, Write, stderr, stdin, stdout};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs};

use checker_agreement::{Home, Readers, decode};

/// Something is run again and again for as long as this, and its time is the mean.
const LONG_ENOUGH: Duration = Duration::from_micros(500);

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (said, code) = match reply(&words) {
        Ok(text) => (writeln!(stdout(), "{text}"), ExitCode::SUCCESS),
        Err(text) => (writeln!(stderr(), "{text}"), ExitCode::FAILURE),
    };
    if said.is_ok() {
        code
    } else {
        ExitCode::FAILURE
    }
}

fn reply(words: &[&str]) -> Result<String, String> {
    let [knowledge, words @ ..] = words else {
        return Err("usage: agreement KNOWLEDGE sets|answers|show|given|cost ...".into());
    };
    let bytes = fs::read(knowledge).map_err(|error| format!("{knowledge}: {error}"))?;
    let home = Home::open(&bytes).ok_or(format!("{knowledge} holds no knowledge"))?;
    match words {
        ["sets", from, count] => Ok(home.sets(number(from)?, number(count)?)),
        ["answers", from, count] => Ok(home.answers(number(from)?, number(count)?)),
        ["show", set] => Ok(home.show(number(set)?)),
        ["given"] => home.given(&input()?),
        ["cost", readers] => cost(&home, &bytes, number(readers)?),
        _ => Err(format!("not understood: {words:?}")),
    }
}

fn number(word: &str) -> Result<u32, String> {
    word.parse().map_err(|error| format!("{word}: {error}"))
}

fn input() -> Result<String, String> {
    let mut text = String::new();
    let read = stdin().read_to_string(&mut text);
    read.map_err(|error| error.to_string()).map(|_| text)
}

fn cost(home: &Home, bytes: &[u8], by_chance: u32) -> Result<String, String> {
    let sets = input()?;
    let begin = Instant::now();
    decode(bytes, 1);
    let first_decode = microseconds(begin.elapsed());

    let begin = Instant::now();
    let reader = home.readers(sets.lines().next().unwrap_or_default(), 0)?;
    (0..reader.count()).for_each(|at| reader.assess(at, 1));
    let first_answer = microseconds(begin.elapsed() / count_of(&reader));

    let readers = home.readers(&sets, by_chance)?;
    let all = |run: fn(&Readers, usize, u32)| -> Vec<f64> {
        let times = (0..readers.count()).map(|at| often(|times| run(&readers, at, times)));
        times.collect()
    };
    let (assess, next) = (all(Readers::assess), all(Readers::next));
    let decode = [(); 20].map(|()| often(|times| decode(bytes, times)));
    // Lists of numbers are written alike in Rust and in JSON.
    Ok(format!(
        r#"{{ "first": {{ "decode": {first_decode}, "answer": {first_answer} }},
"assess": {assess:?}, "next": {next:?}, "decode": {decode:?} }}"#
    ))
}

fn count_of(readers: &Readers) -> u32 {
    u32::try_from(readers.count()).unwrap_or(u32::MAX).max(1)
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// How many microseconds something takes: of three means the least, which other programs have disturbed
/// least.
fn often(run: impl Fn(u32)) -> f64 {
    let means = [(); 3].map(|()| mean(&run));
    means.into_iter().fold(f64::INFINITY, f64::min)
}

/// The mean of many times in a row.
fn mean(run: impl Fn(u32)) -> f64 {
    let mut runs = 0_u32;
    let mut at_once = 1;
    let begin = Instant::now();
    loop {
        run(at_once);
        runs += at_once;
        let gone_by = begin.elapsed();
        if gone_by >= LONG_ENOUGH {
            return microseconds(gone_by) / f64::from(runs);
        }
        // The clock is not to be a part of what is measured.
        at_once = runs;
    }
}
