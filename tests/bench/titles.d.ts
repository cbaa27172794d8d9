type Name = 'W1' | 'W2' | 'W3' | 'W4' | 'W5' | 'W6' | 'W7' | 'W8' | 'W9' | 'W10';

/** What the named workloads train. */
export const titles: Record<Name, string>;
