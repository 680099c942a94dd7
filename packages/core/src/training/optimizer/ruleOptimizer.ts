import type { Values } from '../../engine/engine.ts';
import type { LearnedTensor } from '../../network/parameters.ts';
import type { Optimizer, OptimizerState } from './optimizer.ts';
import type { Rule } from './rule.ts';

/** A rule with its state for `parameters`. */
export class RuleOptimizer implements Optimizer {
  private readonly rule: Rule;
  /** By parameter, then by moment. */
  private readonly moments: readonly (readonly Values[])[];
  private powers: readonly number[];

  constructor(rule: Rule, parameters: readonly LearnedTensor[]) {
    this.rule = rule;
    this.moments = parameters.map(({ tensor }) => rule.moments.map(() => tensor.values.map(() => 0)));
    this.powers = rule.betas.map(() => 1);
  }

  update(parameters: readonly LearnedTensor[], stepSizes: readonly number[], l2: number): void {
    const { rule } = this;
    this.powers = this.powers.map((power, k) => power * rule.betas[k]);
    for (const [i, parameter] of parameters.entries()) {
      rule.update(parameter, {
        stepSize: stepSizes[i],
        l2: parameter.decays ? l2 : 0,
        moments: this.moments[i],
        powers: this.powers,
      });
    }
  }

  divisors(): readonly Float64Array[] | undefined {
    const { rule, moments, powers } = this;
    return rule.divisor && moments.map(own => rule.divisor!(own, powers));
  }

  get stabilityBound(): number | undefined {
    return this.rule.stabilityBound;
  }

  state(): OptimizerState {
    const moments = this.rule.moments.map((name, k) => [name, this.moments.map(own => own[k].slice())]);
    return { moments: Object.fromEntries(moments), powers: this.powers };
  }

  restore({ moments, powers }: OptimizerState): void {
    const { rule } = this;
    if (powers.length !== rule.betas.length) {
      throw new RangeError(`state.powers: expected ${rule.betas.length} numbers, got ${powers.length}`);
    }
    const saved = this.moments.map((own, i) => rule.moments.map((name, k) => savedMoment(name, i, own[k])));
    for (const [i, own] of this.moments.entries()) {
      for (const [k, moment] of own.entries()) moment.set(saved[i][k]);
    }
    this.powers = [...powers];

    function savedMoment(name: string, i: number, { length }: Values): Values {
      const values = moments[name]?.[i];
      if (values?.length === length) return values;
      const got = values ? `${values.length}` : 'none';
      throw new RangeError(`state.moments.${name}[${i}]: expected ${length} values, got ${got}`);
    }
  }
}
