// Texts that are not UTF-8: which encoding they are in.
import assert from 'node:assert/strict';
import test from 'node:test';
import { encoded } from './encoded.mjs';
import { load } from './modules.mjs';

const { decoded, encodings, guessEncoding } = await load('base/encodings.ts');

const korean = [
  '일자,종가,대비,등락률,시가,고가,저가,거래량\n2019/05/07,63500,-250,-0.39,63800,63850,63200,2194737\n',
  '그날 아침에는 비가 많이 내렸다. 우리는 우산 없이 학교까지 뛰어갔고, 선생님은 웃으셨다.',
  '날짜;가격\n2019-01-02;12.5\n',
  '나는 고양이를 봤어요.\tI saw a cat.\n물이 차가워요.\tThe water is cold.\n',
];
const simplified = [
  '日期,开盘,收盘,最高,最低,成交量\n2019-01-02,12.5,12.7,12.9,12.4,1000\n',
  '春天来了，院子里的花都开了。孩子们在树下跑来跑去，老人坐在门口说话。',
  '日期,价格\n2019-01-02,12.5\n',
  '交易日期\t股票代码\t收盘价\n',
];
const traditional = [
  '日期,開盤價,收盤價,最高價,最低價,成交量\n108/01/02,12.5,12.7,12.9,12.4,1000\n',
  '春天來了，院子裡的花都開了。孩子們在樹下跑來跑去，老人坐在門口說話。',
];
const japanese = [
  '日付,始値,高値,安値,終値,出来高\n2019/01/04,12.5,12.7,12.4,12.6,1000\n',
  '雨の日は家で本を読みます。夕方になると、近くの川まで散歩に行くことがあります。',
  '銘柄コード,終値\n7203,6500\n',
];
const western = [
  'Datum;Eröffnung;Hoch;Tief;Schluß\n02.01.2019;1,5;1,6;1,4;1,5\n',
  'Date;Clôture;Quantité échangée\n02/01/2019;12,5;100\n',
  'La niña comió una manzana después de la escuela. ¿Qué hora es? El año pasado llovió.',
  'Smørrebrød på øen; åben hver lørdag. Næste år.',
  'Não há pão; amanhã também não. A opção é você que faz.',
];
const russian = [
  'Дата;Цена закрытия;Объём\n02.01.2019;12,5;100\n',
  'Вчера шёл снег, и дети долго играли во дворе. Москва зимой красива.',
];
const polish = ['Data,Otwarcie,Najwyższy,Najniższy,Zamknięcie,Wolumen\n2019-01-02,1,2,3,4,5\n'];

const greek = [
  'Ημερομηνία;Κλείσιμο\n02/01/2019;12,5\n',
  'ΗΜΕΡΑ;ΤΙΜΗ\n02/01/2019;12,5\n',
  'Το καράβι έφυγε το πρωί και οι ψαράδες γύρισαν σπίτι τους.',
];
const hebrew = [
  'תאריך;שער סגירה\n02/01/2019;12.5\n',
  'הילדים שיחקו בחצר עד הערב, ואחר כך הלכו לישון.',
];
const turkish = [
  'Tarih;Kapanış;Değişim\n02.01.2019;12,5;1\n',
  'Çocuklar akşama kadar bahçede oynadılar, sonra eve döndüler. Işık söndü.',
];

const cases = {
  'utf-16le': [...korean, ...simplified, ...japanese, ...western, ...russian, 'a,b\n1,2\n'],
  'utf-16be': [...korean, ...traditional, ...western, 'Date,Close\n2019-01-02,12.5\n'],
  'euc-kr': korean,
  gb18030: simplified,
  big5: traditional,
  shift_jis: japanese,
  'euc-jp': japanese,
  'windows-1252': western,
  'windows-1251': russian,
  'koi8-r': russian,
  'windows-1253': greek,
  'windows-1254': turkish,
  'windows-1255': hebrew,
  'windows-1250': polish,
  'iso-8859-2': ['Wartość;Śląsk;są\n', 'Cena zamknięcia w złotych, wartość akcji\n'],
  macintosh: western.slice(0, 3),
};

for (const [encoding, texts] of Object.entries(cases)) {
  test(`A text in ${encoding} is recognised, whatever the page's language`, () => {
    for (const text of texts) {
      const bytes = encoded(text, encoding);
      for (const language of ['en', 'ko', 'zh']) {
        assert.equal(guessEncoding(bytes, language), encoding, text);
      }
      assert.equal(decoded(bytes, encoding), text);
    }
  });
}

test('A mark at the start tells UTF-16', () => {
  assert.equal(guessEncoding(Uint8Array.of(0xff, 0xfe, 0x31, 0), 'en'), 'utf-16le');
  assert.equal(guessEncoding(Uint8Array.of(0xfe, 0xff, 0xd5, 0x5c), 'en'), 'utf-16be');
  assert.equal(decoded(Uint8Array.of(0xfe, 0xff, 0xd5, 0x5c), 'utf-16be'), '한');
});

test('UTF-8 with a damaged byte is still UTF-8', () => {
  const bytes = new TextEncoder().encode(korean[1]);
  bytes[40] = 0xff;
  assert.equal(guessEncoding(bytes, 'en'), 'utf-8');
  assert.match(decoded(bytes, 'utf-8'), /\ufffd/);
});

test('What is far down in a long file tells its encoding too', () => {
  const long = 'Date;Close\n' + '2019-01-02;12.5\n'.repeat(30_000);
  assert.equal(guessEncoding(encoded(`${long}종가\n`, 'euc-kr'), 'en'), 'euc-kr');
});

test('Bytes that are no text have no encoding', () => {
  const idx = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 255, 254, 0, 7);
  assert.equal(guessEncoding(idx, 'en'), null);
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => 1 + ((i * 7919) % 255));
  assert.equal(guessEncoding(noise, 'en'), null);
});

test('Every encoding that is offered can be read here', () => {
  for (const encoding of Object.keys(encodings)) {
    assert.equal(decoded(Uint8Array.of(), encoding), '', encoding);
  }
});
