/** The root of the site, as the link home has it. */
export function siteOf(): string {
  const home = new URL(document.querySelector<HTMLAnchorElement>('a.home')!.href);
  return home.origin + home.pathname;
}
