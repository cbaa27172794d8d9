// A teacher's Markdown: headings, paragraphs, lists, code, emphasis and links, and nothing else. It
// becomes a tree, of which the page is made node by node: markup in it stays text.

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; inner: Inline[] }
  | { kind: 'link'; href: string; inner: Inline[] };

export type Block =
  | { kind: 'heading'; level: number; inner: Inline[] }
  | { kind: 'paragraph'; inner: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { kind: 'code'; text: string };

/** Elements inside each other. */
const DEEPEST = 6;

const pieces =
  /`([^`\n]+)`|\*\*(?=\S)([^\n]+?)\*\*|\*(?=[^\s*])([^*\n]+)\*|\[([^[\]\n]+)\]\(([^()\s]+)\)|<(https?:\/\/[^\s<>]+)>/g;

/** Addresses that a link may have: no script is one. */
const isAddress = (href: string): boolean =>
  /^(https?:\/\/|mailto:)/i.test(href) && URL.canParse(href);

function pieceOf(match: RegExpMatchArray, depth: number): Inline {
  const [whole, code, strong, emphasis, label, href = '', address] = match;
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', inner: inlines(strong, depth + 1) };
  if (emphasis !== undefined) return { kind: 'emphasis', inner: inlines(emphasis, depth + 1) };
  if (address !== undefined && isAddress(address)) {
    return { kind: 'link', href: address, inner: [{ kind: 'text', text: address }] };
  }
  if (label === undefined || !isAddress(href)) return { kind: 'text', text: whole };
  return { kind: 'link', href, inner: inlines(label, depth + 1) };
}

function inlines(text: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ kind: 'text', text }];
  const found: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(pieces)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) });
    found.push(pieceOf(match, depth));
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) });
  return found;
}

const fence = /^```/;
const heading = /^(#{1,3})\s+(.+?)\s*#*$/;
const item = /^(?:[-*+]|(\d{1,6})[.)])\s+(.*)$/;
const isBlank = (line: string) => line.trim() === '';
const begins = (line: string) => fence.test(line) || heading.test(line) || item.test(line);

/** How many lines from `at` on belong together, by what each is. */
function runLength(lines: string[], at: number, belongs: (line: string) => boolean): number {
  let end = at;
  while (end < lines.length && belongs(lines[end]!)) ++end;
  return end - at;
}

type Taken = [block: Block, lines: number];

function codeAt(lines: string[], at: number): Taken {
  const length = runLength(lines, at + 1, (line) => !fence.test(line));
  return [{ kind: 'code', text: lines.slice(at + 1, at + 1 + length).join('\n') }, length + 2];
}

function listAt(lines: string[], at: number): Taken {
  const number = item.exec(lines[at]!)![1];
  const isSame = (line: string) => {
    const found = item.exec(line);
    return found !== null && (found[1] !== undefined) === (number !== undefined);
  };
  // A line set in goes on with the item before it.
  const length = runLength(lines, at, (line) => isSame(line) || /^\s+\S/.test(line));
  const items: string[] = [];
  for (const line of lines.slice(at, at + length)) {
    if (isSame(line)) items.push(item.exec(line)![2]!);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  const ordered = number !== undefined;
  const inner = items.map((text) => inlines(text));
  return [{ kind: 'list', ordered, start: Number(number ?? 1), items: inner }, length];
}

function paragraphAt(lines: string[], at: number): Taken {
  const length = 1 + runLength(lines, at + 1, (line) => !isBlank(line) && !begins(line));
  const text = lines.slice(at, at + length).map((line) => line.trim());
  return [{ kind: 'paragraph', inner: inlines(text.join(' ')) }, length];
}

function blockAt(lines: string[], at: number): Taken {
  const line = lines[at]!;
  if (fence.test(line)) return codeAt(lines, at);
  const [, marks, title] = heading.exec(line) ?? [];
  if (marks) return [{ kind: 'heading', level: marks.length, inner: inlines(title!) }, 1];
  return item.test(line) ? listAt(lines, at) : paragraphAt(lines, at);
}

export function parseMarkdown(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    if (isBlank(lines[at]!)) {
      ++at;
      continue;
    }
    const [block, length] = blockAt(lines, at);
    blocks.push(block);
    at += length;
  }
  return blocks;
}
