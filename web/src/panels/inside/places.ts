// The cells that can be looked into, of all networks of a lab, and what they are called.
import type { NetworkInfo } from '../../engine/types';
import type { SayInside } from '../../i18n/inside';
import { isRecurrent } from '../network/said';
import type { Recurrent } from './cell';

export interface Place {
  network: number;
  layer: number;
  backwards: boolean;
  info: Recurrent;
  name: string;
}

/** Whether it reads the time steps from the last to the first. */
export const flips = ({ backwards, info }: Place): boolean => backwards || info.backwards === true;

/** The number of a cell among these. */
export const numberOf = (
  places: Place[],
  { network, layer, backwards }: Pick<Place, 'network' | 'layer' | 'backwards'>,
): number =>
  places.findIndex(
    (place) => place.network === network && place.layer === layer && place.backwards === backwards,
  );

function placesIn({ layers }: NetworkInfo, network: number, say: SayInside): Place[] {
  const recurrent = layers.flatMap((info, layer) => (isRecurrent(info) ? [{ info, layer }] : []));
  return recurrent.flatMap(({ info, layer }, i) => {
    const { kind, units } = info;
    const said = { n: i + 1, kind: kind.toUpperCase(), units, s: units === 1 ? '' : 's' };
    const name = say('cellName', said);
    const forwards = { network, layer, info, backwards: false };
    if (!info.bidirectional) return [{ ...forwards, name }];
    return [
      { ...forwards, name: say('forwards', { name }) },
      { ...forwards, backwards: true, name: say('backwards', { name }) },
    ];
  });
}

export function placesOf(networks: NetworkInfo[], say: SayInside): Place[] {
  return networks.flatMap((info, network) => {
    const places = placesIn(info, network, say);
    if (networks.length === 1) return places;
    return places.map((place) => ({
      ...place,
      name: say('inNetwork', { n: network + 1, name: place.name }),
    }));
  });
}
