import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface LazyProps<Props> {
  /** Loads the component; called once. */
  readonly load: () => Promise<FunctionComponent<Props>>;
  readonly props: Props;
}

/** Renders a component whose code is loaded on first use. */
export function Lazy<Props extends object>({ load, props }: LazyProps<Props>) {
  const [Loaded, setLoaded] = useState<FunctionComponent<Props>>();
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    load().then(
      component => setLoaded(() => component),
      (error: Error) => setTrouble(`This part of the page could not be loaded: ${error.message}`),
    );
  }, []);
  if (trouble)
    return (
      <p class="complaints" role="alert">
        {trouble}
      </p>
    );
  return Loaded ? <Loaded {...props} /> : null;
}

/** A component that loads its code on first use. */
export function lazily<Props extends object>(load: LazyProps<Props>['load']): FunctionComponent<Props> {
  return props => <Lazy load={load} props={props} />;
}
