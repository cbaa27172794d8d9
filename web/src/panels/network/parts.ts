// What a drawing of a network is made of.

export interface NetworkNode {
  id: string;
  role: 'input' | 'table' | 'recurrent' | 'dropout' | 'dense' | 'merge' | 'states' | 'output';
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  /** Of an output: whether it is the one that is wanted. */
  agrees?: boolean;
  /** Of a recurrent node: it has the gates of an LSTM. */
  hasGates?: boolean;
}

export interface NetworkEdge {
  from: string;
  to: string;
  /** What goes along: a value upwards, or a state from step to step. */
  carries: 'value' | 'h' | 'c';
  points: [x: number, y: number][];
  /** Steps are left out on the way. */
  isAfterGap: boolean;
}

export interface NetworkText {
  x: number;
  /** Of its middle. */
  y: number;
  text: string;
  anchor: 'start' | 'middle';
  look: 'strong' | 'soft' | 'h' | 'c';
}

export interface NetworkDrawing {
  width: number;
  height: number;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  texts: NetworkText[];
}
