#include "examples/words/translation/lexicon.h"

#include <algorithm>

namespace unfold::lexicon {
namespace {

using enum FrenchForm;
using enum Determiner;

// clang-format off
constexpr Person all_persons[] = {
    {"i", "me", false, true, "je", "me", je, "저", false, "我"},
    {"you", "you", false, true, "vous", "vous", vous, "", true, "您"},
    {"he", "him", true, true, "il", "le", il, "그", false, "他"},
    {"she", "her", true, true, "elle", "la", il, "그녀", false, "她"},
    {"we", "us", false, true, "nous", "nous", nous, "우리", false, "我们"},
    {"they", "them", false, true, "ils", "les", ils, "그들", false, "他们"},
    {"my brother", "my brother", true, false, "mon frère", "mon frère", il, "제 남동생", false, "我 弟弟"},
    {"my sister", "my sister", true, false, "ma sœur", "ma sœur", il, "제 여동생", false, "我 妹妹"},
    {"my mother", "my mother", true, false, "ma mère", "ma mère", il, "우리 어머니", true, "我 妈妈"},
    {"my friend", "my friend", true, false, "mon ami", "mon ami", il, "제 친구", false, "我 朋友"},
    {"the teacher", "the teacher", true, false, "le professeur", "le professeur", il, "선생님", true, "老师"},
    {"the children", "the children", false, false, "les enfants", "les enfants", ils, "아이들", false, "孩子们"},
};

enum : unsigned { red = 1, black = 2, white = 4, big = 8, small = 16, fresh = 32, old = 64 };
constexpr unsigned colour = red | black | white, size = big | small, age = fresh | old;

constexpr Adjective all_adjectives[] = {
    {"red", {"rouge", "rouge", "rouges", "rouges"}, false, "빨간", "红"},
    {"black", {"noir", "noire", "noirs", "noires"}, false, "검은", "黑"},
    {"white", {"blanc", "blanche", "blancs", "blanches"}, false, "하얀", "白"},
    {"big", {"grand", "grande", "grands", "grandes"}, true, "큰", "大"},
    {"small", {"petit", "petite", "petits", "petites"}, true, "작은", "小"},
    {"new", {"nouveau", "nouvelle", "nouveaux", "nouvelles"}, true, "새", "新"},
    {"old", {"vieux", "vieille", "vieux", "vieilles"}, true, "오래된", "旧"},
};

constexpr Adjective big_and_thick =
    {"big", {"gros", "grosse", "gros", "grosses"}, true, "큰", "大"};

constexpr Thing all_things[] = {
    {food, "apple", "apples", "pomme", "pommes", true, true, "사과", "개", "苹果", "个", red | size},
    {food, "orange", "oranges", "orange", "oranges", true, true, "오렌지", "개", "橙子", "个", size},
    {food, "egg", "eggs", "œuf", "œufs", false, true, "달걀", "개", "鸡蛋", "个", white | size},
    {food, "cake", "cakes", "gâteau", "gâteaux", false, true, "케이크", "개", "蛋糕", "个", size},
    {food, "fish", "fish", "poisson", "poissons", false, true, "생선", "마리", "鱼", "条", size},
    {drink, "coffee", "", "café", "", false, false, "커피", "", "咖啡", "", 0},
    {drink, "tea", "", "thé", "", false, false, "차", "", "茶", "", 0},
    {drink, "milk", "", "lait", "", false, false, "우유", "", "牛奶", "", 0},
    {drink, "water", "", "eau", "", true, false, "물", "", "水", "", 0},
    {reading | writing | goods, "book", "books", "livre", "livres", false, false, "책", "권", "书", "本", size | age},
    {reading | writing, "letter", "letters", "lettre", "lettres", true, false, "편지", "통", "信", "封", age},
    {reading, "newspaper", "newspapers", "journal", "journaux", false, false, "신문", "부", "报纸", "份", age},
    {goods, "car", "cars", "voiture", "voitures", true, false, "자동차", "대", "汽车", "辆", colour | size | age},
    {goods, "bicycle", "bicycles", "vélo", "vélos", false, false, "자전거", "대", "自行车", "辆", colour | size | age},
    {goods, "house", "houses", "maison", "maisons", true, false, "집", "채", "房子", "座", white | size | age},
    {goods, "hat", "hats", "chapeau", "chapeaux", false, false, "모자", "개", "帽子", "顶", colour | size | age},
    {goods, "bag", "bags", "sac", "sacs", false, false, "가방", "개", "包", "个", colour | size | age},
    {goods, "chair", "chairs", "chaise", "chaises", true, false, "의자", "개", "椅子", "把", colour | size | age},
    {goods, "table", "tables", "table", "tables", true, false, "탁자", "개", "桌子", "张", colour | size | age},
    {animal, "cat", "cats", "chat", "chats", false, true, "고양이", "마리", "猫", "只", black | white | size},
    {animal, "dog", "dogs", "chien", "chiens", false, false, "개", "마리", "狗", "只", black | white | size},
    {animal, "horse", "horses", "cheval", "chevaux", false, false, "말", "마리", "马", "匹", black | white | size},
};

enum : unsigned { home = 1, school = 2, park = 4, market = 8, library = 16, station = 32, kitchen = 64, restaurant = 128 };
constexpr unsigned anywhere = home | school | park | market | library | station | restaurant;

constexpr Adverbial all_places[] = {
    {"at home", "à la maison", "집", "家"},
    {"at school", "à la école", "학교", "学校"},
    {"in the park", "au parc", "공원", "公园"},
    {"at the market", "au marché", "시장", "市场"},
    {"in the library", "à la bibliothèque", "도서관", "图书馆"},
    {"at the station", "à la gare", "역", "车站"},
    {"in the kitchen", "dans la cuisine", "부엌", "厨房"},
    {"at the restaurant", "au restaurant", "식당", "饭馆"},
};

constexpr Adverbial all_times[] = {
    {"every day", "tous les jours", "매일", "每天"},
    {"in the morning", "le matin", "아침 +에", "早上"},
    {"in the evening", "le soir", "저녁 +에", "晚上"},
    {"on sundays", "le dimanche", "일요일 +마다", "星期天"},
    {"often", "souvent", "자주", "经常", true},
};

constexpr unsigned counted = bit(a) | bit(two) | bit(three);
constexpr unsigned anybody = somebody | pronoun;

constexpr Verb all_verbs[] = {
    {"eat", "eats", {"mange", "mange", "mangeons", "mangez", "mangent"},
     {"먹어요", "드세요", "안 먹어요", "안 드세요"}, false, "吃", "",
     food, counted, home | school | park | kitchen | restaurant, true},
    {"drink", "drinks", {"bois", "boit", "buvons", "buvez", "boivent"},
     {"마셔요", "드세요", "안 마셔요", "안 드세요"}, false, "喝", "",
     drink, 0, home | school | park | kitchen | restaurant, true},
    {"buy", "buys", {"achète", "achète", "achetons", "achetez", "achètent"},
     {"사요", "사세요", "안 사요", "안 사세요"}, false, "买", "",
     food | drink | reading | goods | animal, counted | bit(the) | bit(this_one), market, true},
    {"sell", "sells", {"vends", "vend", "vendons", "vendez", "vendent"},
     {"팔아요", "파세요", "안 팔아요", "안 파세요"}, false, "卖", "",
     food | goods | animal, counted | bit(the) | bit(my), market | station, true},
    {"read", "reads", {"lis", "lit", "lisons", "lisez", "lisent"},
     {"읽어요", "읽으세요", "안 읽어요", "안 읽으세요"}, false, "读", "",
     reading, counted | bit(the) | bit(this_one) | bit(my), home | school | park | library | station, true},
    {"write", "writes", {"écris", "écrit", "écrivons", "écrivez", "écrivent"},
     {"써요", "쓰세요", "안 써요", "안 쓰세요"}, false, "写", "",
     writing, counted | bit(the) | bit(this_one), home | school | park | library, true},
    {"draw", "draws", {"dessine", "dessine", "dessinons", "dessinez", "dessinent"},
     {"그려요", "그리세요", "안 그려요", "안 그리세요"}, false, "画", "",
     goods | animal | anybody, counted | bit(the) | bit(this_one) | bit(my), home | school | park, true},
    {"want", "wants", {"veux", "veut", "voulons", "voulez", "veulent"},
     {"원해요", "원하세요", "원하지 않아요", "원하지 않으세요"}, false, "想要", "",
     food | drink | goods | animal, counted | bit(the) | bit(this_one), 0, false},
    {"have", "has", {"ai", "a", "avons", "avez", "ont"},
     {"있어요", "있으세요", "없어요", "없으세요"}, true, "有", "没有",
     food | reading | goods | animal, counted, 0, false},
    {"like", "likes", {"aime", "aime", "aimons", "aimez", "aiment"},
     {"좋아해요", "좋아하세요", "안 좋아해요", "안 좋아하세요"}, false, "喜欢", "",
     food | drink | goods | animal | anybody, bit(none) | bit(the) | bit(this_one) | bit(my), 0, false},
    {"look for", "looks for", {"cherche", "cherche", "cherchons", "cherchez", "cherchent"},
     {"찾아요", "찾으세요", "안 찾아요", "안 찾으세요"}, false, "找", "",
     reading | goods | animal | anybody, bit(the) | bit(this_one) | bit(my), anywhere, true},
    {"wait for", "waits for", {"attends", "attend", "attendons", "attendez", "attendent"},
     {"기다려요", "기다리세요", "안 기다려요", "안 기다리세요"}, false, "等", "",
     anybody, 0, anywhere, true},
    {"help", "helps", {"aide", "aide", "aidons", "aidez", "aident"},
     {"도와요", "도우세요", "안 도와요", "안 도우세요"}, false, "帮助", "",
     anybody, 0, anywhere | kitchen, true},
    {"know", "knows", {"connais", "connaît", "connaissons", "connaissez", "connaissent"},
     {"알아요", "아세요", "몰라요", "모르세요"}, false, "认识", "",
     anybody, 0, 0, false},
};
// clang-format on

}  // namespace

std::span<const Person> persons() { return all_persons; }
std::span<const Thing> things() { return all_things; }
std::span<const Adjective> adjectives() { return all_adjectives; }
std::span<const Verb> verbs() { return all_verbs; }
std::span<const Adverbial> places() { return all_places; }
std::span<const Adverbial> times() { return all_times; }

const Adjective& gros() { return big_and_thick; }

const Person* person_of(int object) {
  const auto all = persons();
  return object < static_cast<int>(all.size()) ? &all[object] : nullptr;
}

const Thing* thing_of(int object) {
  return person_of(object) ? nullptr : &things()[object - persons().size()];
}

int object_count() { return static_cast<int>(persons().size() + things().size()); }

unsigned groups_of(int object) {
  if (const Thing* thing = thing_of(object)) return thing->groups;
  return person_of(object)->is_pronoun ? pronoun : somebody;
}

bool is_counted(const Thing& thing) { return !thing.english_plural.empty(); }

bool is_plural(const Thing& thing, Determiner determiner) {
  return is_counted(thing) && (determiner == two || determiner == three || determiner == none);
}

void say(Sentence& sentence, Words words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    sentence.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

}  // namespace unfold::lexicon
