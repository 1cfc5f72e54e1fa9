// The guide under test: its built pages, and what its content says about them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { scripted } from './replies.mjs';

/** The folder of the whole project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const readToml = (...path) => parse(read(...path));
const config = readToml('guideway.toml');

/** The folder of the built site: what SITE names, else where the guide is built. */
export const site = process.env.SITE ?? join(root, config.output ?? 'site');

const files = Object.keys(JSON.parse(readFileSync(join(site, '.guideway.json'), 'utf8')).files);

/** Every page, by its path from the site's root. */
export const pages = files.filter((path) => path.endsWith('.html'));

/** The page that the checker is on. */
export const checkerPage = pages.find((path) =>
  readFileSync(join(site, path), 'utf8').includes('id="checker"'),
);

const { theme, days, checker } = readToml('themes', 'guideway', 'words.toml');

/** The words of pages. */
export const pageWords = { ...theme, ...config.words };

/** The words of the plan and the diary. */
export const dayWords = { ...days, ...config.words };

/** The checker's own words: buttons, headings, messages. */
export const words = { ...checker, ...config.words };

const content = join(root, config.content ?? 'content');
const readContent = (...path) => parse(readFileSync(join(content, ...path), 'utf8'));

const { question, screen: screens = [] } = readContent('checker', 'questions.toml');

/** Everything that the checker asks. */
export const questions = question;

/** Levels of urgency, lowest first. */
export const LEVELS = ['self-care', 'routine', 'within-days', 'same-day', 'emergency'];

/** How results are worded, and the guide's short name. */
export const reasoning = readContent('checker', 'reasoning.toml');

/** Rules that set how urgent it is. */
export const flags = readContent('checker', 'red-flags.toml').flag;

/** A question by the text that the reader sees; not the items of screens. */
export const questionOf = (text) =>
  questions.find((question) => !question.screen && question.text === text);

/** What is asked beside a question. None where nothing is. */
export const questionBeside = (question) => {
  const next = questions[questions.indexOf(question) + 1];
  return next?.beside ? next : undefined;
};

/** The items of the safety screen of a title. None where it is no screen's title. */
export const itemsOf = (title) => {
  const screen = screens.find((screen) => screen.title === title);
  return screen && questions.filter((question) => question.screen === screen.id);
};

/** The scenarios that the content tests itself with, each with its `id` and its `reply`. */
export const scenarios = readdirSync(join(content, 'checker', 'scenarios'))
  .sort()
  .map((name) => {
    const scenario = readContent('checker', 'scenarios', name);
    return { id: basename(name, '.toml'), reply: scripted(scenario.answers), ...scenario };
  });

/** The first scenario that ends at a level. */
export const scenarioAt = (level) => scenarios.find(({ expect }) => expect.level === level);

/** The front matter of every page about a cause or a treatment, by id. */
const frontMatters = Object.fromEntries(
  readdirSync(content, { recursive: true })
    .filter((path) => path.endsWith('.md'))
    .map((path) => [basename(path, '.md'), frontMatterOf(path)])
    .filter(([, { cause, treatment }]) => cause ?? treatment),
);

function frontMatterOf(path) {
  const [, frontMatter] = readFileSync(join(content, path), 'utf8').split(/^\+\+\+$/m);
  return parse(frontMatter);
}

/** The title of the page about a cause or a treatment. */
export const titleOf = (id) => frontMatters[id].title;

/** The ids of the treatments that help with a cause. */
export const treatmentsOf = (id) => frontMatters[id].cause.treatments ?? [];

/** What goes on in stages, by the treatment's id. */
export const programmes = Object.fromEntries(
  Object.entries(frontMatters)
    .filter(([, { treatment }]) => treatment?.programme)
    .map(([id, { treatment }]) => [id, { activity: Boolean(treatment.activity), ...treatment.programme }]),
);

/** What the diary asks, and when it says stop. */
export const diary = readContent('checker', 'diary.toml');

/** The page with the diary. */
export const diaryPage = pages.find((path) => readFileSync(join(site, path), 'utf8').includes('id="diary"'));

/** The ids of what may have contributed, as against what hurts. */
export const contributors = Object.keys(frontMatters).filter(
  (id) => frontMatters[id].cause?.kind === 'contributor',
);
