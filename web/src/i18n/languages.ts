// The languages of labs and pages.
export const languages = ['en', 'ko', 'zh'] as const;
export type Lang = (typeof languages)[number];

export const languageNames: Record<Lang, string> = { en: 'English', ko: '한국어', zh: '中文' };

export function isLang(value: string | null | undefined): value is Lang {
  return languages.includes(value as Lang);
}

/** The language that a tag like "zh-CN" means; English for all others. */
export function nearest(tag: string): Lang {
  const start = tag.slice(0, 2).toLowerCase();
  return start === 'ko' || start === 'zh' ? start : 'en';
}
