// Words of files of the reader's own that come packed or in another encoding: loaded with what says
// them.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages';

const en = {
  readAs: 'Not UTF-8: read as',
  begins: 'How it begins',
  unreadable:
    '{n} characters could not be read (�). Choose another encoding, or see whether the file is damaged.',
  webPage:
    '{name} is a web page, not the file itself. Open the link in a browser, save the file again and open that.',
  packed: '{name} is packed ({kind}). Unpack it and open the file inside.',
  cut: '{name} is cut or damaged and cannot be unpacked. Save it again.',
  unpackedTooLarge: '{name} holds more than {max}, which is the most that is allowed.',
};

type Strings = typeof en;
export type FileKey = keyof Strings;

const ko: Strings = {
  readAs: 'UTF-8이 아니에요. 이렇게 읽었어요',
  begins: '첫 부분',
  unreadable:
    '글자 {n}개를 읽지 못했어요(�). 다른 인코딩을 고르거나, 파일이 손상되지 않았는지 확인하세요.',
  webPage:
    '{name} 파일은 웹페이지예요. 브라우저에서 링크를 열어 파일을 다시 저장한 뒤 그 파일을 여세요.',
  packed: '{name} 파일은 압축되어 있어요({kind}). 압축을 풀고 안에 든 파일을 여세요.',
  cut: '{name} 파일이 잘렸거나 손상되어 압축을 풀 수 없어요. 다시 저장하세요.',
  unpackedTooLarge: '{name}의 압축을 풀면 허용 한도인 {max}보다 커요.',
};

const zh: Strings = {
  readAs: '不是 UTF-8，按此读取',
  begins: '开头',
  unreadable: '有 {n} 个字符读不出来（�）。请换一种编码，或者看看文件是否损坏。',
  webPage: '{name} 是一个网页，不是文件本身。请在浏览器里打开链接，重新保存文件再打开。',
  packed: '{name} 是压缩包（{kind}）。请解压后打开里面的文件。',
  cut: '{name} 不完整或已损坏，无法解压。请重新保存。',
  unpackedTooLarge: '{name} 解压后超过允许的上限 {max}。',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const sayOfFile = (lang: Lang, key: FileKey, values?: Values): string =>
  fill(strings[lang][key], values);
