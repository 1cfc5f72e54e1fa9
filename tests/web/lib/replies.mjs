// What somebody says to the checker: from a question, the answer. None where they leave it out.
import { createHash } from 'node:crypto';

/** Answers as a scenario has them: `*` gives every other safety question its reassuring answer. */
export const scripted = (answers) => (question) =>
  answers[question.id] ?? (answers['*'] && question.safety ? question.reassuring : undefined);

/** Some answers as given, and every other by chance: the same for the same seed. */
export function byChance(seed, answers = {}) {
  const chance = (question, what) => {
    const digest = createHash('sha256').update(`${seed}/${question.id}/${what}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
  return (question) => answers[question.id] ?? chosen(question, (what) => chance(question, what));
}

/** `chance` gives a number below one, always the same for the same question and purpose. */
function chosen(question, chance) {
  const isRare = chance('rare') < 0.1;
  if (question.screen) return isRare ? pick(['yes', 'unsure'], chance('item')) : 'no';
  if (isRare) return question.safety ? 'unsure' : pick(['unsure', undefined], chance('none'));
  if (question.kind === 'number') {
    const { min, max, cuts } = question;
    return pick([min, max, ...cuts, ...cuts.map((cut) => cut - 1)], chance('number'));
  }
  const ids = question.answers.map(({ id }) => id);
  if (question.kind === 'one') return pick(ids, chance('one'));
  const several = ids.filter((id) => id !== question.reassuring && chance(id) < 0.3);
  return several.length > 0 ? several : [pick(ids, chance('one'))];
}

const pick = (list, chance) => list[Math.floor(chance * list.length)];
