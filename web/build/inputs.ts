// virtual:unfold-inputs: the names of the inputs of all labs, which the element has as properties
// before it knows its lab.
import type { Plugin } from 'vite';
import type { Course } from './course.ts';

const id = 'virtual:unfold-inputs';

export function inputNames(openCourse: () => Promise<Course>): Plugin {
  return {
    name: 'unfold-input-names',
    resolveId(name) {
      if (name === id) return `\0${id}`;
    },
    async load(name) {
      if (name !== `\0${id}`) return;
      const { labs } = await openCourse();
      const names = new Set(labs.flatMap(({ inputs }) => inputs.map((input) => input.name)));
      return `export const names = ${JSON.stringify([...names].sort().join(' '))}.split(' ');`;
    },
  };
}
