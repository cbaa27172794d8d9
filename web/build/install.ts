// What a device installs the site by: manifest.webmanifest, icons made of the site's own drawing, and
// a picture for pages that link here.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { say } from '../src/site/words.ts';
import { png } from './icons.ts';
import { web } from './paths.ts';

const colours = { paper: '#ffffff', ink: '#1a1e23', accent: '#00737a' };

/** `share` of the width that the drawing takes: a mask may cut off all but the middle. */
const pictures = [
  { name: 'icon-192.png', of: 'favicon.svg', width: 192, height: 192, share: 0.8 },
  { name: 'icon-512.png', of: 'favicon.svg', width: 512, height: 512, share: 0.8 },
  { name: 'icon-masked.png', of: 'favicon.svg', width: 512, height: 512, share: 0.5 },
  { name: 'card.png', of: 'mark.svg', width: 1200, height: 630, share: 0.6 },
];

async function drawn({ of, width, height, share }: (typeof pictures)[number]) {
  const svg = await readFile(join(web, 'public', of), 'utf8');
  return png(svg, { width, height }, share, colours);
}

const icon = (size: number, purpose: 'any' | 'maskable', src: string) => ({
  src,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

const manifest = {
  name: `Unfold: ${say('en', 'tagline')}`,
  short_name: 'Unfold',
  description: say('en', 'lead'),
  lang: 'en',
  id: './',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: colours.paper,
  theme_color: colours.paper,
  icons: [
    icon(192, 'any', 'icon-192.png'),
    icon(512, 'any', 'icon-512.png'),
    icon(512, 'maskable', 'icon-masked.png'),
  ],
};

export function installable(): Plugin {
  return {
    name: 'unfold-installable',
    apply: 'build',
    async generateBundle() {
      const source = JSON.stringify(manifest, null, 2);
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source });
      for (const picture of pictures) {
        this.emitFile({ type: 'asset', fileName: picture.name, source: await drawn(picture) });
      }
    },
  };
}
