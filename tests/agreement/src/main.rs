//! The native home, for the browser's tests to ask:
//!
//! ```text
//! agreement KNOWLEDGE sets FROM COUNT     as Home::sets
//! agreement KNOWLEDGE answers FROM COUNT  as Home::answers
//! agreement KNOWLEDGE show NUMBER         as Home::show
//! agreement KNOWLEDGE given               as Home::given, of the sets on standard input
//! agreement KNOWLEDGE cost READERS        times in microseconds, as JSON: { count, decode, assess,
//!                                         next }; of the sets on standard input and READERS random
//! ```
//!
//! KNOWLEDGE is a file with the bytes that a browser would be given.

use std::io::{Read, Write, stderr, stdin, stdout};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs};

use checker_agreement::{Home, decode};

/// Something is run again and again for as long as this, and its time is the mean.
const LONG_ENOUGH: Duration = Duration::from_millis(1);

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
    let readers = home.readers(&input()?, by_chance)?;
    let all = || 0..readers.count();
    let decode = microseconds(|times| decode(bytes, times));
    let assess: Vec<_> = all()
        .map(|at| microseconds(|times| readers.assess(at, times)))
        .collect();
    let next: Vec<_> = all()
        .map(|at| microseconds(|times| readers.next(at, times)))
        .collect();
    let count = readers.count();
    // Lists of numbers are written alike in Rust and in JSON.
    Ok(format!(
        r#"{{ "count": {count}, "decode": {decode:?}, "assess": {assess:?}, "next": {next:?} }}"#
    ))
}

/// How long something takes once, from many times in a row.
fn microseconds(run: impl Fn(u32)) -> f64 {
    let mut runs = 0_u32;
    let mut at_once = 1;
    let begin = Instant::now();
    loop {
        run(at_once);
        runs += at_once;
        let gone_by = begin.elapsed();
        if gone_by >= LONG_ENOUGH {
            return gone_by.as_secs_f64() * 1e6 / f64::from(runs);
        }
        // The clock is not to be a part of what is measured.
        at_once = runs;
    }
}
