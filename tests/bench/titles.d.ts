/** What the named workloads train, by name: W1 to W10. */
export const titles: Record<string, string>;
