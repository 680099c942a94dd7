import { Button } from '../ui/Button.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Select } from '../ui/Select.tsx';
import { LayerField } from './LayerField.tsx';
import {
  activationOptions,
  changedKind,
  fieldsOf,
  groupsOf,
  type Hidden,
  itemsOf,
  kindOf,
  kindOptions,
  type LayerGroup,
  shownSettings,
  takes,
} from './layerItems.ts';

export interface LayerMenusProps {
  readonly items: Hidden;
  /** Called with the changed layers, or with what was typed in place of a valid value. */
  readonly onChange: (items: Hidden) => void;
  readonly error?: string | undefined;
  /** Before the number of a layer inside a block: `2.`. */
  readonly prefix?: string;
}

/** A menu of the kind and the settings of every hidden layer; equal ones one after the other share theirs. */
export function LayerMenus({ items, onChange, error, prefix = '' }: LayerMenusProps) {
  const groups = groupsOf(items);
  const change = (index: number, made: readonly LayerGroup[]) =>
    onChange(itemsOf([...groups.slice(0, index), ...made, ...groups.slice(index + 1)]));
  let before = 0;
  return (
    <div class="layer-menus">
      {groups.map((group, index) => {
        const first = before + 1;
        before += group.count;
        const name = prefix + (group.count > 1 ? `${first}–${before}` : first);
        return (
          <GroupMenu
            key={index}
            name={name}
            group={group}
            onChange={made => change(index, [made])}
            onAdd={() => change(index, [group, { item: nextTo(group), count: 1 }])}
            onRemove={groups.length > 1 || !prefix ? () => change(index, []) : undefined}
          />
        );
      })}
      {groups.length === 0 && <Button onClick={() => onChange([32])}>Add a layer</Button>}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** A new layer beside a group, which must differ from it to have menus of its own. */
const nextTo = ({ item }: LayerGroup) => (item === 32 ? 16 : 32);

interface GroupMenuProps {
  readonly name: string;
  readonly group: LayerGroup;
  readonly onChange: (group: LayerGroup) => void;
  readonly onAdd: () => void;
  readonly onRemove: (() => void) | undefined;
}

function GroupMenu({ name, group, onChange, onAdd, onRemove }: GroupMenuProps) {
  const { item, count } = group;
  const fields = fieldsOf(item);
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...others } = fields;
    const changed = value === undefined ? others : { ...fields, [key]: value };
    onChange({ count, item: changed as unknown as typeof item });
  };
  return (
    <fieldset class="layer-menu">
      <legend>Layer {name}</legend>
      <Select
        label="Kind"
        options={kindOptions()}
        value={kindOf(item)}
        onChange={kind => onChange({ count, item: changedKind(item, kind) })}
      />
      {takes(item, 'width') && (
        <NumberField
          label="Width"
          value={fields.width as number}
          onCommit={width =>
            typeof item === 'number' ? onChange({ count, item: width as number }) : set('width', width)
          }
        />
      )}
      {shownSettings(item).map(([key, setting]) => (
        <LayerField
          key={key}
          name={key}
          setting={setting}
          value={fields[key]}
          onChange={value => set(key, value)}
        />
      ))}
      {takes(item, 'activation') && (
        <Select
          label="Activation"
          options={activationOptions()}
          value={(fields.activation as { kind: string } | undefined)?.kind ?? ''}
          onChange={kind => set('activation', kind || undefined)}
        />
      )}
      {fields.layers && (
        <LayerMenus prefix={`${name}.`} items={fields.layers} onChange={layers => set('layers', layers)} />
      )}
      <NumberField
        label="Times"
        value={count}
        onCommit={times => onChange({ item, count: timesOf(times, count) })}
      />
      <div class="button-row">
        <Button kind="quiet" label={`Add after layer ${name}`} onClick={onAdd}>
          Add after
        </Button>
        {onRemove && (
          <Button kind="quiet" label={`Remove layer ${name}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
    </fieldset>
  );
}

const MOST_TIMES = 1000;

/** How many times a layer stands there; as before if that is no such number. */
const timesOf = (typed: number | string, before: number): number =>
  typeof typed === 'number' && Number.isInteger(typed) && typed >= 1 && typed <= MOST_TIMES ? typed : before;
