// The lab on dates, and the pairs of sentences that it learns from.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/text/date.h"
#include "engine/text/utf8.h"
#include "examples/words/date-format/date_format.h"
#include "examples/words/date-format/date_pairs.h"
#include "examples/words/date-format/dates.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

int days_in(int year, int month) {
  const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year == 2000);
  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

CalendarDay day_of(const std::string& iso) {
  for (int index = 0; index < calendar_days; ++index) {
    const CalendarDay day = calendar_day(index);
    if (iso_date(day) == iso) return day;
  }
  FAIL(iso);
  return {};
}

std::vector<std::string> spellings_of(const CalendarDay& day, DateLanguage language) {
  std::vector<std::string> texts;
  for (const DateSpelling& spelling : date_spellings(language)) {
    texts.push_back(spelled(day, spelling));
  }
  return texts;
}

std::string spelled_as(const std::string& pattern, const std::string& iso) {
  return spelled(day_of(iso), {DateLanguage::english, pattern});
}

// From 1999 to 2002: every day of a year, a leap day, a change of century.
std::vector<CalendarDay> four_years() {
  std::vector<CalendarDay> days;
  for (int index = 36159; index < 36159 + 1461; ++index) days.push_back(calendar_day(index));
  return days;
}

std::set<std::string> symbols_in(const DatePairs& dates, int count) {
  RandomState random(1);
  const SentencePairs pairs = dates.draw(count, random);
  std::set<std::string> found;
  for (int i = 0; i < count; ++i) {
    for (const std::string& symbol : dates.source().each(pairs.source(i))) found.insert(symbol);
  }
  return found;
}

std::vector<int> ids(std::span<const int> some) { return {some.begin(), some.end()}; }

// So small that the sanitizers have time for it.
const Inputs quick = {{"languages", "ko"}, {"hidden", "24"},   {"embedding", "12"},
                      {"batch", "16"},     {"held_out", "40"}, {"learning_rate", "0.02"}};

std::string refused(const std::string& date) {
  const Session session(find_lab("date-format"), "", with(quick, {{"steps", "1"}}));
  return refusal([&] { session.ask({{"date", date}}); });
}

}  // namespace

TEST_CASE("the calendar has every day of two centuries, one after another, with its weekday") {
  CalendarDay expected{1900, 1, 1, 1};
  for (int index = 0; index < calendar_days; ++index) {
    const CalendarDay day = calendar_day(index);
    const bool is_next = day.year == expected.year && day.month == expected.month &&
                         day.day == expected.day && day.weekday == expected.weekday;
    REQUIRE_MESSAGE(is_next, iso_date(expected));
    expected.weekday = (expected.weekday + 1) % 7;
    if (++expected.day <= days_in(expected.year, expected.month)) continue;
    expected.day = 1;
    if (++expected.month <= 12) continue;
    expected.month = 1;
    ++expected.year;
  }
  CHECK(iso_date(expected) == "2100-01-01");
  CHECK(day_of("2019-05-05").weekday == 0);
  CHECK(day_of("2000-02-29").weekday == 2);
}

TEST_CASE("a date is written as people write it in three languages") {
  const CalendarDay day = day_of("2019-05-05");
  CHECK(spellings_of(day, DateLanguage::english) ==
        std::vector<std::string>{"5 May 2019", "May 5, 2019", "5.5.2019", "5/5/2019",
                                 "Sunday, 5 May 2019", "Sunday, May 5th, 2019", "5 May 2019",
                                 "May 5, 2019", "Sun 5 May 2019", "5-May-2019",
                                 "the 5th of May 2019", "05.05.2019", "05/05/2019", "2019-05-05"});
  CHECK(spellings_of(day, DateLanguage::korean) ==
        std::vector<std::string>{"2019년 5월 5일", "2019. 5. 5.", "2019년 5월 5일 일요일",
                                 "2019. 5. 5. (일)", "2019년 05월 05일", "2019년5월5일"});
  CHECK(spellings_of(day, DateLanguage::chinese) ==
        std::vector<std::string>{"2019年5月5日", "二〇一九年五月五日", "2019年5月5日 星期日",
                                 "二〇一九年五月五日 星期日", "2019年5月5日（周日）",
                                 "2019年05月05日"});
}

TEST_CASE("numbers between dots have the day first, between slashes the month") {
  CHECK(spelled_as("%d.%m.%y", "2019-06-05") == "5.6.2019");
  CHECK(spelled_as("%m/%d/%y", "2019-06-05") == "6/5/2019");
}

TEST_CASE("months are named in full or by three letters, days by their number's own ending") {
  CHECK(spelled_as("%B %b", "1999-09-30") == "September Sep");
  std::map<int, std::string> ordinals;
  for (const CalendarDay& day : four_years()) {
    ordinals[day.day] = spelled(day, {DateLanguage::english, "%o"});
  }
  CHECK(ordinals.size() == 31);
  const std::set<int> irregular{1, 2, 3, 21, 22, 23, 31};
  for (int day = 1; day <= 31; ++day) {
    if (irregular.count(day) == 0) CHECK(ordinals[day] == std::to_string(day) + "th");
  }
  CHECK(ordinals[1] + ordinals[2] + ordinals[3] == "1st2nd3rd");
  CHECK(ordinals[21] + ordinals[22] + ordinals[23] + ordinals[31] == "21st22nd23rd31st");
}

TEST_CASE("Chinese numerals spell the year digit by digit, month and day as they are said") {
  const auto numerals = [](const std::string& iso) {
    return spelled(day_of(iso), {DateLanguage::chinese, "%Y年%n月%e日"});
  };
  CHECK(numerals("2000-10-10") == "二〇〇〇年十月十日");
  CHECK(numerals("1986-11-20") == "一九八六年十一月二十日");
  CHECK(numerals("2074-12-31") == "二〇七四年十二月三十一日");
  CHECK(numerals("2035-02-14") == "二〇三五年二月十四日");
}

TEST_CASE("capitals and small letters change letters alone") {
  const CalendarDay day = day_of("2019-05-05");
  const DateSpelling spelling{DateLanguage::english, "%A, %B %o, %y"};
  CHECK(spelled(day, spelling, LetterCase::upper) == "SUNDAY, MAY 5TH, 2019");
  CHECK(spelled(day, spelling, LetterCase::lower) == "sunday, may 5th, 2019");
  CHECK(spelled(day, {DateLanguage::korean, "%y년 %A"}, LetterCase::upper) == "2019년 일요일");
}

TEST_CASE("no two days are ever written alike") {
  std::map<std::string, std::string> meaning;
  for (const CalendarDay& day : four_years()) {
    for (const DateSpelling& spelling : date_spellings()) {
      const auto known = meaning.emplace(spelled(day, spelling), iso_date(day)).first;
      REQUIRE_MESSAGE(known->second == iso_date(day), known->first);
    }
  }
}

TEST_CASE("who reads dates in tables reads the same days") {
  const std::vector<CalendarDay> days = four_years();
  for (const char* pattern : {"%d %B %y", "%B %d, %y", "%d.%m.%y", "%m/%d/%y", "%A, %B %o, %y",
                              "%a %d %b %y", "%d-%b-%y", "%M/%D/%y", "%y-%M-%D"}) {
    CAPTURE(pattern);
    std::vector<std::optional<WrittenDate>> read;
    for (const CalendarDay& day : days) {
      read.push_back(read_written_date(spelled(day, {DateLanguage::english, pattern})));
      REQUIRE(read.back());
    }
    const std::vector<double> seconds = seconds_of(read);
    for (std::size_t i = 0; i < days.size(); ++i) {
      REQUIRE(date_text(seconds[i]) == iso_date(days[i]));
    }
  }
}

TEST_CASE("the vocabulary is every symbol that a spelling can have, each once") {
  std::set<std::string> used;
  for (int index = 0; index < calendar_days; index += 7 * 31 + 1) {
    for (int day = index; day < std::min(index + 2, calendar_days); ++day) {
      for (const DateSpelling& spelling : date_spellings()) {
        for (const LetterCase letters :
             {LetterCase::as_usual, LetterCase::upper, LetterCase::lower}) {
          for (auto& symbol : symbols(spelled(calendar_day(day), spelling, letters))) {
            used.insert(std::move(symbol));
          }
        }
      }
    }
  }
  const std::vector<std::string> listed = symbols(date_symbols());
  CHECK(std::set<std::string>(listed.begin(), listed.end()) == used);
  CHECK(listed.size() == used.size());
}

TEST_CASE("held-out days are never learned from, and they are the same whatever is learned") {
  const DatePairs few(date_spellings(DateLanguage::english), 300, 40);
  const DatePairs many(date_spellings(DateLanguage::chinese), 300, 70000);
  CHECK(std::equal(few.held_out_days().begin(), few.held_out_days().end(),
                   many.held_out_days().begin(), many.held_out_days().end()));
  CHECK(many.held_out_days().size() == 300);
  std::set<int> all(many.held_out_days().begin(), many.held_out_days().end());
  all.insert(many.training_days().begin(), many.training_days().end());
  CHECK(all.size() == 70300);
  CHECK(*all.begin() >= 0);
  CHECK(*all.rbegin() < calendar_days);

  std::set<std::string> learned;
  for (const int day : few.training_days()) learned.insert(iso_date(calendar_day(day)));
  RandomState random(3);
  const SentencePairs drawn = few.draw(500, random);
  std::set<std::string> targets;
  for (int i = 0; i < drawn.count(); ++i) targets.insert(few.target().spelled(drawn.target(i)));
  CHECK(targets == learned);
}

TEST_CASE("each spelling is tested as often as the others, and says what the target says") {
  const DatePairs dates(date_spellings(DateLanguage::korean), 60, 100);
  const SentencePairs tests = dates.held_out();
  CHECK(tests.count() == 60);
  for (int i = 0; i < tests.count(); ++i) {
    const CalendarDay day = calendar_day(dates.held_out_days()[i]);
    CHECK(dates.source().spelled(tests.source(i)) ==
          spelled(day, date_spellings(DateLanguage::korean)[i % 6]));
    CHECK(dates.target().spelled(tests.target(i)) == iso_date(day));
  }
  CHECK(dates.training_sample().count() == 60);
  CHECK(DatePairs(date_spellings(DateLanguage::korean), 60, 7).training_sample().count() == 7);
}

TEST_CASE("who learns one language never sees the letters of another") {
  const auto has = [](DateLanguage language, const char* symbol) {
    const DatePairs dates(date_spellings(language), 10, 10000);
    return symbols_in(dates, 400).count(symbol) > 0;
  };
  CHECK(has(DateLanguage::english, "a"));
  CHECK(!has(DateLanguage::english, "년"));
  CHECK(has(DateLanguage::korean, "년"));
  CHECK(!has(DateLanguage::korean, "a"));
  CHECK(has(DateLanguage::chinese, "十"));
  CHECK(!has(DateLanguage::chinese, "일"));
}

TEST_CASE("a batch of pairs is filled up with PAD, and its targets end with EOS") {
  SentencePairs pairs;
  pairs.add({4, 5, 6}, {7});
  pairs.add({8}, {9, 4});
  pairs.add({}, {5});
  const int chosen[] = {1, 0};
  const SentenceBatch batch = pairs.batch(chosen);
  CHECK(batch.size == 2);
  CHECK(batch.source_steps == 3);
  CHECK(batch.source == std::vector<int>{8, pad_symbol, pad_symbol, 4, 5, 6});
  CHECK(batch.source_lengths == std::vector<int>{1, 3});
  CHECK(batch.target_steps == 3);
  CHECK(batch.target == std::vector<int>{9, 4, eos_symbol, 7, eos_symbol, pad_symbol});
  CHECK(batch.target_lengths == std::vector<int>{3, 2});
  CHECK(ids(pairs.target(1)) == std::vector<int>{9, 4});
  CHECK(pairs.longest_target() == 3);
  CHECK(pairs.batch(1, 2).source_lengths == std::vector<int>{1, 0});
}

TEST_CASE("a test counts the pairs that greedy decoding gets right, however it is cut into parts") {
  Variables variables;
  AttentionModelSettings settings;
  settings.source_vocabulary = settings.target_vocabulary = 9;
  settings.embedding = settings.units = 6;
  const AttentionModel model(settings, variables);
  for (const auto& [name, value] : variables.named()) {
    if (name == "decoder/projection/bias") Tensor(value).mutable_data()[eos_symbol] = 100;
  }
  SentencePairs pairs;  // whatever is asked, this model answers nothing
  for (int i = 0; i < 600; ++i) {
    pairs.add({4 + i % 5, 4 + i / 5 % 5}, i % 3 == 0 ? std::vector<int>{8} : std::vector<int>{});
  }
  ExactMatch test(pairs);
  CHECK(!test.is_running());
  test.start();
  PartedStep step({});
  int steps = 0;
  while (test.is_running()) {
    test.open(step, variables);
    step.for_missing([&](int part) { test.answer(step, part, model); });
    const bool is_complete = test.close(step);
    CHECK(is_complete != test.is_running());
    ++steps;
  }
  CHECK(steps > 1);
  CHECK(!test.is_right(0));
  CHECK(test.is_right(1));
  CHECK(test.share() == 400.0f / 600);
}

TEST_CASE("date-format learns dates that it never saw, from a thousand others") {
  const Session session =
      run("date-format", "", with(quick, {{"steps", "200"}, {"training_dates", "1000"}}));
  CHECK(last(session, "exact_match") > 0.8f);
  CHECK(last(session, "loss") < 0.1f);
}

TEST_CASE("both tests are reported at the step they belong to, the last one among them") {
  const Session session =
      run("date-format", "", with(quick, {{"steps", "5"}, {"test_every", "2"}}));
  const std::vector<float> steps{1, 3, 4};
  CHECK(curve(session, "exact_match").x == steps);
  CHECK(curve(session, "exact_match_training").x == steps);
  CHECK(curve(session, "loss").x.size() == 5);
}

TEST_CASE("a run on dates goes on bit for bit when it is restored within a test") {
  const Inputs inputs = with(quick, {{"steps", "2"}, {"test_every", "1"}, {"held_out", "2000"}});
  Session whole(find_lab("date-format"), "", inputs);
  finish(whole);
  Session session(find_lab("date-format"), "", inputs);
  int within = 0;
  while (!session.done()) {
    session = Session::load(session.save(), labs());
    session.advance();
    within += session.is_within_step();
  }
  CHECK(within > 4);
  CHECK(session.fingerprint() == whole.fingerprint());
}

TEST_CASE("the answer looks at the date: a row of weights for each symbol, their sum one") {
  const Session session = run("date-format", "", with(quick, {{"steps", "30"}}));
  const Report answer = session.ask({{"date", " 2019년 5월 5일 "}});
  const std::string written = text(answer, "answer").value;
  const Tensor& weights = matrix(answer, "attention");
  CHECK(weights.shape() == Shape{static_cast<int>(written.size()), 11});
  for (int t = 0; t < weights.size(0); ++t) {
    double sum = 0;
    for (int s = 0; s < 11; ++s) sum += weights.data()[t * 11 + s];
    CHECK(sum == doctest::Approx(1).epsilon(1e-5));
  }
  CHECK(table(answer, "candidates").rows.size() > 1);
}

TEST_CASE("a date is read without its muted characters, which get a column of zeros") {
  const Session session = run("date-format", "", with(quick, {{"steps", "30"}}));
  const Report answer = session.ask({{"date", "15 May 2019"}, {"muted", "1, 60"}});
  const Report shorter = session.ask({{"date", "5 May 2019"}});
  CHECK(text(answer, "answer").value == text(shorter, "answer").value);
  CHECK(table(answer, "candidates").rows == table(shorter, "candidates").rows);
  const Tensor& weights = matrix(answer, "attention");
  const Tensor& of_shorter = matrix(shorter, "attention");
  REQUIRE(weights.shape() == Shape{of_shorter.size(0), 11});
  for (int t = 0; t < weights.size(0); ++t) {
    CHECK(weights.data()[t * 11] == 0);
    for (int s = 0; s < 10; ++s) {
      CHECK(weights.data()[t * 11 + 1 + s] == of_shorter.data()[t * 10 + s]);
    }
  }
  CHECK(refusal([&] { session.ask({{"date", "5"}, {"muted", "1"}}); }) == "muted all-muted");
}

TEST_CASE("without attention there is no map, and all else is the same") {
  const Session with_map = run("date-format", "", with(quick, {{"steps", "1"}}));
  const Session without =
      run("date-format", "", with(quick, {{"steps", "1"}, {"attention", "false"}}));
  CHECK(with_map.report().matrices().size() == 1);
  CHECK(without.report().matrices().empty());
  CHECK(without.ask({}).matrices().empty());
  CHECK(without.report().tables().size() == with_map.report().tables().size());
}

TEST_CASE("a date that cannot be read is refused, and symbols that were never learned are named") {
  CHECK(refused("5 May 2019").empty());
  CHECK(refused("tomorrow").empty());
  CHECK(refused("") == "date too-short");
  CHECK(refused("   ") == "date too-short");
  CHECK(refused(std::string(61, '1')) == "date too-long");
  const Session session(find_lab("date-format"), "", with(quick, {{"steps", "1"}}));
  try {
    session.ask({{"date", "5 x März x 2019"}});
    FAIL("answered");
  } catch (const Refusal& refusal) {
    CHECK(refusal.code() == "symbols-not-learned");
    CHECK(refusal.values().at("symbols") == "x ä z");
  }
}

TEST_CASE("the table of characters is in the order of their frequency, with a sign for the space") {
  const Session session = run("date-format", "", with(quick, {{"steps", "1"}}));
  const std::vector<Embedding> tables = session.embeddings();
  REQUIRE(tables.size() == 1);
  const std::vector<std::string>& words = tables[0].words;
  const std::vector<float>& counts = tables[0].counts;
  CHECK(tables[0].name == "characters");
  CHECK(tables[0].vectors.shape() == Shape{static_cast<int>(words.size()), 12});
  CHECK(counts.size() == words.size());
  CHECK(std::is_sorted(counts.rbegin(), counts.rend()));
  CHECK(counts.back() > 0);
  CHECK(std::count(words.begin(), words.end(), "␣") == 1);
  CHECK(std::count(words.begin(), words.end(), "월") == 1);
  CHECK(std::count(words.begin(), words.end(), "月") == 0);
}

TEST_CASE("the golden transcript of date-format is what it was") {
  check_golden("date-format",
               {{"steps", "3"}, {"batch", "8"}, {"held_out", "30"}, {"test_every", "2"}});
}
