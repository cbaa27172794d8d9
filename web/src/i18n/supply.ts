// Why the files of labs are not there, in every language: loaded with what supplies them.
import type { Sentences } from './en';
import type { Lang } from './languages';

export const supplyRefusals: Record<Lang, Sentences> = {
  en: {
    'file-elsewhere': 'This link uses a file of its own, {name}. Open it again.',
    'data-damaged':
      'This site’s file {name} is at fault, not one of yours: what came is not the file that belongs to this page. If the network asks you to sign in, do so and try again; otherwise the site must be published again.',
    'data-left-out':
      'This page is one file, and the data {name} are too large for it. The lab has them where it is part of the whole site.',
  },
  ko: {
    'file-elsewhere': '이 링크는 직접 고른 파일 {name}을(를) 써요. 그 파일을 다시 열어 주세요.',
    'data-damaged':
      '직접 고른 파일이 아니라 이 사이트의 파일 {name}에 문제가 있어요. 받은 내용이 이 페이지의 파일과 달라요. 네트워크가 로그인을 요구하면 로그인하고 다시 시도하세요. 그렇지 않으면 사이트를 다시 올려야 해요.',
    'data-left-out':
      '이 페이지는 파일 하나로 되어 있고, 데이터 {name}은(는) 너무 커서 담지 않았어요. 전체 사이트의 실습에서는 쓸 수 있어요.',
  },
  zh: {
    'file-elsewhere': '这个链接使用了自备文件 {name}。请重新打开该文件。',
    'data-damaged':
      '问题出在本站的文件 {name}，不是你自己的文件：收到的内容不是这个页面的那份文件。如果网络要求登录，请登录后重试；否则需要重新发布本站。',
    'data-left-out':
      '这个页面是一个单独的文件，数据 {name} 太大，没有放进来。完整网站上的实验里有这份数据。',
  },
};
