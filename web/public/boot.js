// Before the first paint: theme, language and embedding, from the link or what was chosen before.
// Where modules do not come, or may not do what they do, blocked.js says why.
(() => {
  const query = new URLSearchParams(location.search);
  const saved = (name) => {
    try {
      return localStorage.getItem(`unfold:${name}`);
    } catch {
      return null;
    }
  };
  const oneOf = (allowed, ...values) => values.find((value) => allowed.includes(value));
  const page = document.documentElement;
  const spoken = (navigator.languages ?? []).map((lang) => lang.slice(0, 2));
  const theme = oneOf(['light', 'dark'], query.get('theme'), saved('theme'));
  if (theme) page.dataset.theme = theme;
  page.dataset.lang =
    oneOf(['en', 'ko', 'zh'], query.get('lang'), saved('lang'), ...spoken) ?? 'en';
  if (query.get('embed') === '1') page.dataset.embed = '';
  page.dataset.hide = (query.get('hide') ?? '').replaceAll(',', ' ');

  const { src } = document.currentScript;
  const explain = ({ target, message = '' }) => {
    const isModule = target.type === 'module';
    const isTypes = /createPolicy|TrustedHTML/.test(message);
    if (page.dataset.blocked || !(isModule || isTypes)) return;
    const alone = self.origin === 'null' ? 'sandbox' : 'load';
    page.dataset.blocked = isTypes ? 'types' : alone;
    const reason = new URL('blocked.js', src).href;
    if (isTypes) return void import(reason);
    document.head.append(Object.assign(document.createElement('script'), { src: reason }));
  };
  addEventListener('error', explain, true);
})();
