//! Where every condition stands: for programs and for counting. A reader sees the short list.

use checker_engine::knowledge::{CauseIx, Evidence, Knowledge, Layer, Millibans};
use checker_engine::weigh::weigh;
use checker_engine::{Answers, Findings};

/// Every condition considered with its odds, highest first, ties by index; those that research
/// contradicts left out.
pub(crate) fn ranking(knowledge: &Knowledge, answers: &Answers) -> Vec<(CauseIx, Millibans)> {
    let findings = Findings::new(knowledge, answers);
    let mut ranking: Vec<_> = knowledge
        .indexed_causes()
        .filter(|(_, cause)| {
            cause.layer == Layer::Condition && cause.evidence != Evidence::Contradicted
        })
        .filter_map(|(index, cause)| Some((index, weigh(cause, &findings)?.odds)))
        .collect();
    ranking.sort_by_key(|(index, odds)| (-odds, *index));
    ranking
}
