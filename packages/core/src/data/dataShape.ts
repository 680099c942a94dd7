import type { DataSettings } from './dataSettings.ts';

/** The size of a dataset: all its rows, those held out included, its features, and the outputs that a network has for it. */
export interface DataShape {
  readonly samples: number;
  readonly features: number;
  readonly outputs: number;
}

/**
 * The size of the data that settings describe, without making it; undefined for a table, whose size is known
 * only after reading.
 */
export function dataShape(settings: DataSettings): DataShape | undefined {
  switch (settings.kind) {
    case 'spiral':
      return plane(settings.pointsPerClass * settings.classes, settings.classes);
    case 'moons':
    case 'circles':
    case 'xor':
    case 'checkerboard':
      return plane(settings.samples, 2);
    case 'quantiles':
      return plane(settings.samples, settings.classes);
    case 'blobs':
      return plane(settings.samples, settings.centers);
    case 'curve':
      return { samples: settings.samples, features: 1, outputs: 1 };
    case 'normals':
      return { samples: settings.samples, features: settings.features, outputs: 1 };
    case 'iris':
      return { samples: 150, features: 4, outputs: 3 };
    case 'wine':
      return { samples: 178, features: 13, outputs: 3 };
    case 'digits':
      return { samples: 1797, features: 64, outputs: 10 };
    case 'table':
      return undefined;
  }
}

function plane(samples: number, classes: number): DataShape {
  return { samples, features: 2, outputs: classes };
}
