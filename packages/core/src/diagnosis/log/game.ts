import type { ImportedRun } from '../../log/importedRun.ts';
import { findInGame, rulesOf } from '../symptoms/index.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import type { LogEvidence } from './logEvidence.ts';

/**
 * A network that trains against another, so that its loss need not fall: the discriminator and the generator
 * of a GAN.
 */
export type Player = 'judge' | 'maker';

const WORDS: Readonly<Record<Player, RegExp>> = {
  judge: /(?<![a-z])(?:d|dis|disc|discriminator|critic|netd)(?![a-z])/i,
  maker: /(?<![a-z])(?:g|gen|generator|actor|netg)(?![a-z])/i,
};

/** The part that a run has in a game, by its name, or by a loss that another network's parameters are in. */
export function playerOf(run: ImportedRun): Player | undefined {
  const word = (Object.keys(WORDS) as Player[]).find(player => WORDS[player].test(lastPart(run.name)));
  if (word) return word;
  return run.detail?.loss?.operations.some(name => name.endsWith('accumulate_grad')) ? 'maker' : undefined;
}

const lastPart = (name: string): string => name.split(/[/\\]/).at(-1)!;

/** The opponent of a run: a judge and a maker with otherwise equal names, or the only two runs of a list. */
export function opponentOf(run: ImportedRun, runs: readonly ImportedRun[]): ImportedRun | undefined {
  const own = playerOf(run);
  if (!own) return undefined;
  const others = runs.filter(other => other !== run && playerOf(other) && playerOf(other) !== own);
  return (
    others.find(other => stemOf(other.name) === stemOf(run.name)) ??
    (runs.length === 2 ? others[0] : undefined)
  );
}

function stemOf(name: string): string {
  const last = lastPart(name);
  const folder = name.slice(0, name.length - last.length);
  return folder + last.replace(WORDS.judge, '').replace(WORDS.maker, '');
}

/** Those of a player's symptoms that count in a game, and those that only a game has. */
export function symptomsInGame(
  symptoms: readonly Symptom[],
  own: LogEvidence,
  opponent: LogEvidence | undefined,
): Symptom[] {
  const kept = symptoms.filter(({ kind }) => rulesOf(kind).inLogs?.countsInGame?.(own));
  if (!opponent) return kept;
  return [...kept, ...findInGame(own, opponent)];
}
