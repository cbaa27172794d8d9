// A worker that takes the steps of a workload with others (team.js).
import { Crew } from './crew.js';
import { openWorkload, stepTogether } from './team.js';

self.onmessage = async ({ data: { place, ports, source } }) => {
  const workload = await openWorkload(source);
  const crew = new Crew(place, ports);
  self.postMessage('ready');
  while ((await stepTogether(workload, crew)) !== undefined);
};
