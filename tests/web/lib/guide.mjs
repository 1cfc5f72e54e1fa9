// The guide under test: its built pages, and what its content says about them.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const readToml = (...path) => parse(read(...path));
const config = readToml('guideway.toml');

/** The folder of the built site. */
export const site = join(root, config.output ?? 'site');

const files = Object.keys(JSON.parse(readFileSync(join(site, '.guideway.json'), 'utf8')).files);

/** Every page, by its path from the site's root. */
export const pages = files.filter((path) => path.endsWith('.html'));

/** The page that the checker is on. */
export const checkerPage = pages.find((path) =>
  readFileSync(join(site, path), 'utf8').includes('id="checker"'),
);

/** The checker's own words: buttons, headings, messages. */
export const words = { ...readToml('themes', 'guideway', 'words.toml').checker, ...config.words };

const { question: questions, screen: screens = [] } = readToml(
  'content',
  'checker',
  'questions.toml',
);

/** A question by the text that the reader sees; not the items of screens. */
export const questionOf = (text) =>
  questions.find((question) => !question.screen && question.text === text);

/** The items of the safety screen of a title. None where it is no screen's title. */
export const itemsOf = (title) => {
  const screen = screens.find((screen) => screen.title === title);
  return screen && questions.filter((question) => question.screen === screen.id);
};

const content = join(root, config.content ?? 'content');

/** The scenarios that the content tests itself with, each with its `id`. */
export const scenarios = readdirSync(join(content, 'checker', 'scenarios'))
  .sort()
  .map((name) => ({
    id: basename(name, '.toml'),
    ...parse(readFileSync(join(content, 'checker', 'scenarios', name), 'utf8')),
  }));

/** The first scenario that ends at a level. */
export const scenarioAt = (level) => scenarios.find(({ expect }) => expect.level === level);

const texts = readdirSync(content, { recursive: true });

/** The title of the page about a cause or a treatment. */
export const titleOf = (id) => {
  const path = texts.find((path) => basename(path) === `${id}.md`);
  const [, frontMatter] = readFileSync(join(content, path), 'utf8').split(/^\+\+\+$/m);
  return parse(frontMatter).title;
};
