import { arjovsky2017 } from './arjovsky2017.ts';
import { balduzzi2017 } from './balduzzi2017.ts';
import { chen2018 } from './chen2018.ts';
import { cohen2021 } from './cohen2021.ts';
import { de2020 } from './de2020.ts';
import { dey2025 } from './dey2025.ts';
import { dong2021 } from './dong2021.ts';
import { glorotBengio2010 } from './glorotBengio2010.ts';
import { hanin2018 } from './hanin2018.ts';
import { he2015 } from './he2015.ts';
import { hochreiter1997 } from './hochreiter1997.ts';
import { klambauer2017 } from './klambauer2017.ts';
import { le2015 } from './le2015.ts';
import type { Paper } from './paper.ts';
import { pascanu2013 } from './pascanu2013.ts';
import { pennington2017 } from './pennington2017.ts';
import { saxe2014 } from './saxe2014.ts';
import { schoenholz2017 } from './schoenholz2017.ts';
import { sohlDickstein2024 } from './sohlDickstein2024.ts';
import { xiao2018 } from './xiao2018.ts';
import { xiong2020 } from './xiong2020.ts';
import { yang2019 } from './yang2019.ts';
import { zucchet2024 } from './zucchet2024.ts';

/** The published results that are rerun, the oldest first. */
export const papers: readonly Paper[] = [
  hochreiter1997,
  glorotBengio2010,
  pascanu2013,
  saxe2014,
  he2015,
  le2015,
  schoenholz2017,
  klambauer2017,
  pennington2017,
  balduzzi2017,
  arjovsky2017,
  hanin2018,
  chen2018,
  xiao2018,
  yang2019,
  de2020,
  xiong2020,
  cohen2021,
  dong2021,
  sohlDickstein2024,
  zucchet2024,
  dey2025,
];
