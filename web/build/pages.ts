// The pages, from the course: served while developing, and inputs of the build.
import { join } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import type { Course } from './course.ts';
import { cspTag } from './csp.ts';
import { site, sitemap } from './head.ts';
import { aboutPage } from './pages/about.ts';
import { aboutDataPage } from './pages/about-data.ts';
import { backgroundPage } from './pages/background.ts';
import { embeddingPage } from './pages/embedding.ts';
import { galleryPage } from './pages/gallery.ts';
import { glossaryPage } from './pages/glossary.ts';
import { labPage } from './pages/lab.ts';
import { speedPage } from './pages/speed.ts';
import { worksheetPage } from './pages/worksheet.ts';
import { web } from './paths.ts';
import { background } from './references.ts';

type OpenCourse = () => Promise<Course>;

const folderPath = /^\/([\w-]+)\/(?:index\.html)?$/;
const labPath = /^\/lab\/([\w-]+)\/(?:index\.html)?$/;

async function render(openCourse: OpenCourse, path: string): Promise<string | undefined> {
  const course = await openCourse();
  if (path === '/' || path === '/index.html') return galleryPage(course);
  if (/^\/about\/(index\.html)?$/.test(path)) return aboutPage();
  if (/^\/about-data\/(index\.html)?$/.test(path)) return aboutDataPage();
  if (/^\/embedding\/(index\.html)?$/.test(path)) return embeddingPage(course);
  if (/^\/glossary\/(index\.html)?$/.test(path)) return glossaryPage();
  if (/^\/speed\/(index\.html)?$/.test(path)) return speedPage();
  if (/^\/worksheet\/(index\.html)?$/.test(path)) return worksheetPage();
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

/** Of all pages, as the site has them. */
async function pathsOf(openCourse: OpenCourse): Promise<string[]> {
  const { labs } = await openCourse();
  return [
    '',
    'about/',
    'about-data/',
    'embedding/',
    'glossary/',
    'speed/',
    'worksheet/',
    ...Object.keys(background).map((name) => `${name}/`),
    ...labs.map(({ id }) => `lab/${id}/`),
  ];
}

export function pages(openCourse: OpenCourse): Plugin {
  let building = false;
  return {
    name: 'unfold-pages',
    enforce: 'pre',
    async config(_, { command }) {
      building = command === 'build';
      if (!building) return;
      const input = (await pathsOf(openCourse)).map((path) => join(web, path, 'index.html'));
      return { build: { rolldownOptions: { input } } };
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
    async generateBundle() {
      if (!site) return;
      const source = sitemap(site, await pathsOf(openCourse));
      this.emitFile({ type: 'asset', fileName: 'sitemap.xml', source });
    },
    transformIndexHtml: (html) => html.replace('<!--csp-->', building ? cspTag() : ''),
  };
}
