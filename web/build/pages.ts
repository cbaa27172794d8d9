// The pages, from the course: served while developing, and inputs of the build.
import { join } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import type { Course } from './course.ts';
import { cspTag } from './csp.ts';
import { aboutDataPage } from './pages/about-data.ts';
import { backgroundPage } from './pages/background.ts';
import { galleryPage } from './pages/gallery.ts';
import { glossaryPage } from './pages/glossary.ts';
import { labPage } from './pages/lab.ts';
import { speedPage } from './pages/speed.ts';
import { web } from './paths.ts';
import { background } from './references.ts';

type OpenCourse = () => Promise<Course>;

const folderPath = /^\/([\w-]+)\/(?:index\.html)?$/;
const labPath = /^\/lab\/([\w-]+)\/(?:index\.html)?$/;

async function render(openCourse: OpenCourse, path: string): Promise<string | undefined> {
  const course = await openCourse();
  if (path === '/' || path === '/index.html') return galleryPage(course);
  if (/^\/about-data\/(index\.html)?$/.test(path)) return aboutDataPage();
  if (/^\/glossary\/(index\.html)?$/.test(path)) return glossaryPage();
  if (/^\/speed\/(index\.html)?$/.test(path)) return speedPage();
  const name = folderPath.exec(path)?.[1];
  if (name && name in background) return backgroundPage(name);
  const id = labPath.exec(path)?.[1];
  return course.labs.some((lab) => lab.id === id) ? labPage(course, id!) : undefined;
}

function serve(server: ViteDevServer, openCourse: OpenCourse): void {
  server.middlewares.use((request, response, next) => {
    const path = new URL(request.originalUrl ?? '/', 'http://localhost').pathname;
    render(openCourse, path)
      .then((html) => html && server.transformIndexHtml(path, html))
      .then((html) => {
        if (!html) return next();
        response.setHeader('Content-Type', 'text/html');
        response.end(html);
      })
      .catch(next);
  });
}

export function pages(openCourse: OpenCourse): Plugin {
  let building = false;
  return {
    name: 'unfold-pages',
    enforce: 'pre',
    async config(_, { command }) {
      building = command === 'build';
      if (!building) return;
      const { labs } = await openCourse();
      const input = [
        'index.html',
        'about-data/index.html',
        'glossary/index.html',
        'speed/index.html',
        ...Object.keys(background).map((name) => `${name}/index.html`),
        ...labs.map(({ id }) => `lab/${id}/index.html`),
      ];
      return { build: { rolldownOptions: { input: input.map((path) => join(web, path)) } } };
    },
    configureServer: (server) => serve(server, openCourse),
    resolveId(id) {
      if (building && id.startsWith(web) && id.endsWith('.html')) return id;
    },
    load(id) {
      if (building && id.startsWith(web) && id.endsWith('.html')) {
        return render(openCourse, id.slice(web.length).replaceAll('\\', '/'));
      }
    },
    transformIndexHtml: (html) => html.replace('<!--csp-->', building ? cspTag() : ''),
  };
}
