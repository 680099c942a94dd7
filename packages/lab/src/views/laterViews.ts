export { ActivationView as activations } from './ActivationView.tsx';
export { GraphView as graph } from './GraphView.tsx';
export { HeatView as heat } from './HeatView.tsx';
export { SaturationView as saturation, UpdateView as updates } from './KindView.tsx';
export { LinkedLedgerView as ledger } from './LinkedLedgerView.tsx';
export { OtherFiguresView as others } from './OtherFiguresView.tsx';
export { WeightView as weights } from './WeightView.tsx';
