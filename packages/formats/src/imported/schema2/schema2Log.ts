import type { Place } from '../../formatError.ts';
import type { LogBuilder } from '../logBuilder.ts';
import { DetailBuilder } from './detailBuilder.ts';
import { DetailLayers } from './detailLayers.ts';
import type { Fields } from './fields.ts';
import { readHead } from './readHead.ts';

/** A log of schema 2 (`docs/importing.md`): adds its layers to the run that `log` gathers, and everything as its detail. */
export class Schema2Log {
  private readonly log: LogBuilder;
  private readonly detail: DetailBuilder;
  private readonly layers: DetailLayers;

  /** @throws FormatError for an invalid head */
  constructor(head: Fields, place: Place, log: LogBuilder) {
    this.log = log;
    this.detail = new DetailBuilder(readHead(head, place));
    this.layers = new DetailLayers(this.detail.head, log);
    log.detail = () => this.detail.finish();
    // Its head says that one program wrote it.
    log.isInOrder = false;
  }

  /**
   * Adds the values of schema 2 for a step.
   *
   * @returns the other fields, which are tags
   * @throws FormatError for an array whose length differs from the head's
   */
  take(fields: Fields, step: number, place: Place): Fields {
    const { others, ...arrays } = this.detail.add({ step, fields, place });
    this.layers.add(step, arrays, this.log);
    return Object.fromEntries(others.map(name => [name, fields[name]]));
  }
}
