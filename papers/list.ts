import { glorotBengio2010 } from './glorotBengio2010.ts';
import { hanin2018 } from './hanin2018.ts';
import { he2015 } from './he2015.ts';
import { klambauer2017 } from './klambauer2017.ts';
import type { Paper } from './paper.ts';
import { pennington2017 } from './pennington2017.ts';
import { saxe2014 } from './saxe2014.ts';
import { schoenholz2017 } from './schoenholz2017.ts';
import { sohlDickstein2024 } from './sohlDickstein2024.ts';
import { yang2019 } from './yang2019.ts';

/** The published results that are rerun, the oldest first. */
export const papers: readonly Paper[] = [
  glorotBengio2010,
  saxe2014,
  he2015,
  schoenholz2017,
  klambauer2017,
  pennington2017,
  hanin2018,
  yang2019,
  sohlDickstein2024,
];
