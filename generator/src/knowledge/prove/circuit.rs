//! Yes-or-no functions of the answers, each kept once.
//!
//! A function that is built twice is the same [`Fact`], and one that comes out the same whatever is
//! answered is [`ALWAYS`] or [`NEVER`] as soon as it is built, as far as simple rewriting shows it.
//! So the parts of two situations that do not differ are shared, and cost nothing to compare.

use std::collections::HashMap;
use std::ops::Not;

/// A function of the answers, or its opposite: an index into a [`Circuit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Fact(u32);

/// Holds whatever is answered.
pub(super) const ALWAYS: Fact = Fact(0);
/// Holds for no answers.
pub(super) const NEVER: Fact = Fact(1);

impl Fact {
    /// The part of the circuit that it is, or is the opposite of.
    pub(super) fn part(self) -> usize {
        self.0 as usize / 2
    }

    /// Whether it is the opposite of its part.
    pub(super) fn is_opposite(self) -> bool {
        self.0 % 2 == 1
    }
}

impl Not for Fact {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// How one part is made from others, all of which come before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// Holds.
    Always,
    /// One bit of the answers: see [`super::answers::Bits`].
    Bit(u32),
    /// Both hold.
    Both(Fact, Fact),
    /// The second where the first holds, else the third.
    Choice(Fact, Fact, Fact),
}

/// The functions built so far.
#[derive(Debug)]
pub(super) struct Circuit {
    parts: Vec<Part>,
    /// Looked up and never gone through, so that its order does not matter.
    known: HashMap<Part, Fact>,
}

impl Circuit {
    /// Without any function but the two that do not depend on answers.
    pub(super) fn new() -> Self {
        Self {
            parts: vec![Part::Always],
            known: HashMap::new(),
        }
    }

    /// How a fact's part is made.
    pub(super) fn made_of(&self, fact: Fact) -> Part {
        self.parts[fact.part()]
    }

    /// One bit of the answers.
    pub(super) fn bit(&mut self, bit: u32) -> Fact {
        self.add(Part::Bit(bit))
    }

    /// A bit of the answers, if any fact so far is made of it.
    pub(super) fn find_bit(&self, bit: u32) -> Option<Fact> {
        self.known.get(&Part::Bit(bit)).copied()
    }

    /// Both hold.
    pub(super) fn both(&mut self, a: Fact, b: Fact) -> Fact {
        let (a, b) = (a.min(b), a.max(b));
        match (a, b) {
            (ALWAYS, other) => other,
            (NEVER, _) => NEVER,
            _ if a == b => a,
            _ if a == !b => NEVER,
            _ => self.add(Part::Both(a, b)),
        }
    }

    /// At least one holds.
    pub(super) fn either(&mut self, a: Fact, b: Fact) -> Fact {
        !self.both(!a, !b)
    }

    /// The first holds and the second does not.
    pub(super) fn but_not(&mut self, a: Fact, b: Fact) -> Fact {
        self.both(a, !b)
    }

    /// The second where the first holds, else the third.
    pub(super) fn choice(&mut self, which: Fact, a: Fact, b: Fact) -> Fact {
        match (which, a, b) {
            (ALWAYS, a, _) => a,
            (NEVER, _, b) => b,
            _ if a == b => a,
            (_, ALWAYS, b) => self.either(which, b),
            (_, NEVER, b) => self.both(!which, b),
            (_, a, ALWAYS) => self.either(!which, a),
            (_, a, NEVER) => self.both(which, a),
            _ if which.is_opposite() => self.add(Part::Choice(!which, b, a)),
            _ => self.add(Part::Choice(which, a, b)),
        }
    }

    /// Every one holds; always so of none.
    pub(super) fn all(&mut self, facts: impl IntoIterator<Item = Fact>) -> Fact {
        let facts = facts.into_iter();
        facts.fold(ALWAYS, |all, fact| self.both(all, fact))
    }

    /// At least one holds; never so of none.
    pub(super) fn any(&mut self, facts: impl IntoIterator<Item = Fact>) -> Fact {
        let facts = facts.into_iter();
        facts.fold(NEVER, |any, fact| self.either(any, fact))
    }

    /// At least so many hold.
    pub(super) fn at_least(&mut self, least: usize, facts: &[Fact]) -> Fact {
        // enough[n]: at least n of those gone through hold.
        let mut enough = vec![NEVER; least + 1];
        enough[0] = ALWAYS;
        for fact in facts {
            for count in (1..=least).rev() {
                enough[count] = self.choice(*fact, enough[count - 1], enough[count]);
            }
        }
        enough[least]
    }

    /// Whether a fact holds where these bits of the answers are set.
    #[cfg(test)]
    pub(super) fn holds(&self, fact: Fact, is_set: &impl Fn(u32) -> bool) -> bool {
        let mut values: Vec<bool> = Vec::with_capacity(self.parts.len());
        let value = |values: &[bool], fact: Fact| values[fact.part()] != fact.is_opposite();
        for part in &self.parts[..=fact.part()] {
            let holds = match *part {
                Part::Always => true,
                Part::Bit(bit) => is_set(bit),
                Part::Both(a, b) => value(&values, a) && value(&values, b),
                Part::Choice(which, a, b) => {
                    let chosen = if value(&values, which) { a } else { b };
                    value(&values, chosen)
                }
            };
            values.push(holds);
        }
        value(&values, fact)
    }

    fn add(&mut self, part: Part) -> Fact {
        if let Some(fact) = self.known.get(&part) {
            return *fact;
        }
        let index =
            u32::try_from(self.parts.len()).expect("parts run out of memory before numbers");
        let fact = Fact(index * 2);
        self.parts.push(part);
        self.known.insert(part, fact);
        fact
    }
}
