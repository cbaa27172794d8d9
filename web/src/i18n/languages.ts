// The languages of labs and pages.
export const languages = ['en', 'ko', 'zh'] as const;
export type Lang = (typeof languages)[number];

export const languageNames: Record<Lang, string> = { en: 'English', ko: '한국어', zh: '中文' };

export function isLang(value: string | null | undefined): value is Lang {
  return languages.includes(value as Lang);
}
