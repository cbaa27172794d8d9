// Words of what hinders a page, in every language: loaded when it is hindered.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages.ts';

const en = {
  locked: '{input} is locked here.',
  labs: 'There are these labs: {allowed}.',
  askOnly:
    'This run is open without {name}, which it has learned from: it can be asked, but not trained on.',
  openAgain: 'To train it on, open that file again.',
  sandbox:
    'This frame is sandboxed without allow-same-origin, and its host sends no CORS header, so that the lab may not load its own program. Add allow-same-origin to the frame’s sandbox, or let the host send “Access-Control-Allow-Origin: *”.',
  types:
    'The policy of this page (Content-Security-Policy) forbids what the lab is drawn with. Add “lit-html” to its trusted-types.',
  load: 'The program of this page could not be loaded. Check the connection and load the page again.',
  noWasm:
    "The policy of this page (Content-Security-Policy) forbids WebAssembly, which the lab is computed with. Add 'wasm-unsafe-eval' to its script-src.",
  noWasmHere:
    'This browser does not run WebAssembly, which the lab is computed with. A strict security mode may have switched it off; try another browser.',
  noDownloads:
    'The frame around this lab does not let it save files: its sandbox lacks allow-downloads. Open the lab in a tab of its own to save the run.',
  downloadDoubt:
    'If no file has come, the frame around this lab forbids it: its sandbox needs allow-downloads.',
};

type Strings = typeof en;
export type Trouble = keyof Strings;

const ko: Strings = {
  locked: '{input}은(는) 여기서 잠겨 있어요.',
  labs: '있는 실습: {allowed}.',
  askOnly: '이 실행은 학습에 쓴 {name} 없이 열려 있어요. 물어볼 수는 있지만 더 학습하지는 못해요.',
  openAgain: '더 학습하려면 그 파일을 다시 여세요.',
  sandbox:
    '이 프레임은 allow-same-origin 없이 격리되어 있고 호스트가 CORS 헤더를 보내지 않아서, 실습이 자기 프로그램을 불러올 수 없어요. 프레임의 sandbox에 allow-same-origin을 더하거나, 호스트가 “Access-Control-Allow-Origin: *”를 보내게 하세요.',
  types:
    '이 페이지의 정책(Content-Security-Policy)이 실습을 그리는 방법을 막고 있어요. trusted-types에 “lit-html”을 더하세요.',
  load: '이 페이지의 프로그램을 불러오지 못했어요. 연결을 확인하고 페이지를 다시 여세요.',
  noWasm:
    "이 페이지의 정책(Content-Security-Policy)이 실습을 계산하는 WebAssembly를 막고 있어요. script-src에 'wasm-unsafe-eval'을 더하세요.",
  noWasmHere:
    '이 브라우저는 실습을 계산하는 WebAssembly를 실행하지 않아요. 엄격한 보안 모드가 껐을 수 있어요. 다른 브라우저에서 열어 보세요.',
  noDownloads:
    '이 실습을 담은 프레임이 파일 저장을 막고 있어요. sandbox에 allow-downloads가 없어요. 저장하려면 실습을 새 탭에서 여세요.',
  downloadDoubt:
    '파일이 저장되지 않았다면 이 실습을 담은 프레임이 막은 거예요. sandbox에 allow-downloads가 있어야 해요.',
};

const zh: Strings = {
  locked: '{input}在这里已锁定。',
  labs: '现有实验：{allowed}。',
  askOnly: '这次运行打开时没有它学习过的 {name}：可以向它提问，但不能继续训练。',
  openAgain: '要继续训练，请重新打开该文件。',
  sandbox:
    '这个框架被隔离（sandbox）而没有 allow-same-origin，主机也没有发送 CORS 头，所以实验无法加载自己的程序。请在框架的 sandbox 中加入 allow-same-origin，或让主机发送“Access-Control-Allow-Origin: *”。',
  types:
    '这个页面的策略（Content-Security-Policy）禁止了绘制实验所需的功能。请在 trusted-types 中加入“lit-html”。',
  load: '无法加载这个页面的程序。请检查网络连接后重新打开页面。',
  noWasm:
    "这个页面的策略（Content-Security-Policy）禁止了用来计算实验的 WebAssembly。请在 script-src 中加入 'wasm-unsafe-eval'。",
  noWasmHere:
    '这个浏览器不运行用来计算实验的 WebAssembly。可能是严格的安全模式把它关掉了；请换一个浏览器。',
  noDownloads:
    '包含这个实验的框架不允许保存文件：它的 sandbox 缺少 allow-downloads。要保存运行，请在单独的标签页中打开实验。',
  downloadDoubt:
    '如果没有收到文件，是包含这个实验的框架禁止了下载：它的 sandbox 需要 allow-downloads。',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const say = (lang: Lang, key: Trouble, values?: Values): string =>
  fill(strings[lang][key], values);
