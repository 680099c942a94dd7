import type { Experiment } from 'gradscope';
import { Document, isCollection, isMap, LineCounter, parseDocument, visit } from 'yaml';
import { FormatError, quoted } from './formatError.ts';
import { jsonFault } from './jsonPlaces.ts';
import { MOST_ALIASES, type RefuseAt, TEXT_KEYS, yamlChecks } from './yamlChecks.ts';

/** A larger file is not an experiment, and would take the parser seconds and hundreds of megabytes. */
const LONGEST_TEXT = 2 ** 17;
const LONGEST_LINE = 110;

const JSON_RULE = 'double quotes around names and text, no comments, no trailing commas';

/** Rules that the parser's own messages do not explain to the author of a file. */
const RULES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'one document a file',
  NON_STRING_KEY: TEXT_KEYS,
  RESOURCE_EXHAUSTION: 'collections nested less deeply',
};

interface Position {
  readonly line: number;
  readonly column: number;
}

const START: Position = { line: 1, column: 1 };

/**
 * The document in an experiment file, not yet validated.
 *
 * A name ending in `.json` is read as JSON, any other as YAML 1.2, which includes JSON, with merge keys (`<<:
 * *base`). Keys must be unique.
 *
 * @param text the file's contents, at most 2^17 characters
 * @param fileName its name in errors
 * @throws FormatError for malformed text: `file:line:column: expected <rule>, got <the line>`
 */
export function parseExperimentText(text: string, fileName: string): unknown {
  if (text.length > LONGEST_TEXT) {
    throw refusal(fileName, START, `at most ${LONGEST_TEXT} characters`, text.length);
  }
  const isJson = fileName.endsWith('.json');
  const lines = new LineCounter();
  const refuse: RefuseAt = (rule, offset) => {
    const { line, col } = lines.linePos(offset);
    throw malformed(fileName, isJson ? 'JSON' : 'YAML', rule, text, { line, column: col });
  };

  const document = parsed(text, lines, fileName);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const path = unquotedPath(text, problem.pos[0]);
    const rule = path && `quotes around text with brackets, as in "${path}"`;
    refuse(rule ?? RULES[problem.code] ?? lowerFirst(problem.message), problem.pos[0]);
  }
  if (document.contents === null) throw refusal(fileName, START, 'an experiment', 'an empty file');
  visit(document, yamlChecks(document, refuse));
  return isJson ? strictJson(text, refuse) : unfold(document, fileName);
}

const BRACKETED = /[A-Za-z_$][\w$.]*(?:\[\d+\][\w$.]*)+/g;

/** Text such as `networks[0].hidden` around a place, which must be quoted inside braces. */
function unquotedPath(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset) + 1;
  const line = text.slice(start).split('\n', 1)[0];
  for (const { 0: path, index } of line.matchAll(BRACKETED)) {
    const at = offset - start - index;
    if (at >= 0 && at < path.length) return path;
  }
  return undefined;
}

/** Throws only if the text is nested too deeply for the parser, which it usually reports. */
function parsed(text: string, lineCounter: LineCounter, fileName: string): Document.Parsed {
  // Its own check of keys compares each with each: 9 s for 20,000.
  const options = { prettyErrors: false, lineCounter, stringKeys: true, uniqueKeys: false, merge: true };
  try {
    return parseDocument(text, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refusal(fileName, START, RULES.RESOURCE_EXHAUSTION, 'deeper ones than can be read');
  }
}

/**
 * The experiment as YAML that {@link parseExperimentText} reads back to the same document: one line for each
 * of its parts and each of its networks, if they fit.
 */
export function writeExperimentText(experiment: Experiment): string {
  const document = new Document(experiment);
  if (isMap(document.contents)) {
    for (const { value } of document.contents.items) {
      const parts = isMap(value) ? [value] : isCollection(value) ? value.items : [];
      for (const part of parts) if (isCollection(part)) part.flow = true;
    }
  }
  return document.toString({ lineWidth: LONGEST_LINE });
}

/** YAML allows more than JSON, such as trailing commas, but another program would refuse the file. */
function strictJson(text: string, refuse: RefuseAt): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refuse(JSON_RULE, jsonFault(text.replace(/^\ufeff/, ' ')) ?? 0);
  }
}

function unfold(document: Document, fileName: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw refusal(fileName, START, `aliases that unfold to at most ${MOST_ALIASES}`, 'more');
  }
}

function malformed(
  fileName: string,
  language: string,
  rule: string,
  text: string,
  position: Position,
): FormatError {
  const line = text.split(/\r?\n/)[position.line - 1] ?? '';
  return refusal(fileName, position, `valid ${language} (${rule})`, quoted(line.trim()));
}

function refusal(file: string, position: Position, rule: string, got: string | number): FormatError {
  return new FormatError({ file, position, rule, got });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
