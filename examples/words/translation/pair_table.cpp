#include "examples/words/translation/pair_table.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"
#include "examples/words/translation/refusals.h"

namespace unfold {
namespace {

using Text = std::string_view;

struct Line {
  int number;
  Text text;
};

// "#separator:tab" and the like, with which Anki's files begin.
bool is_remark(Text line) {
  return line.starts_with('#') && line.find(':') != Text::npos && line.find('\t') == Text::npos;
}

std::vector<Line> lines_of(Text text) {
  std::vector<Line> lines;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const Text line = text.substr(0, end);
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
    const bool is_left_out = trimmed(line).empty() || (lines.empty() && is_remark(line));
    if (!is_left_out) lines.push_back({number, line});
  }
  return lines;
}

// ---- Cells.

using Cells = std::vector<std::string>;

// A cell in quotes, with two for one inside; nothing if it has no end.
std::optional<std::string> take_quoted(Text& line) {
  std::string cell;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] != '"') {
      cell += line[at];
    } else if (line.substr(at + 1).starts_with('"')) {
      cell += line[at++];
    } else {
      line.remove_prefix(at + 1);
      return cell;
    }
  }
  return std::nullopt;
}

Cells split(Text line, Text mark, bool has_quotes) {
  Cells cells;
  for (;;) {
    std::string quoted;
    if (has_quotes && line.starts_with('"')) {
      if (auto cell = take_quoted(line)) quoted = *std::move(cell);
    }
    const std::size_t end = std::min(line.find(mark), line.size());
    cells.push_back(quoted + std::string(trimmed(line.substr(0, end))));
    if (end == line.size()) return cells;
    line.remove_prefix(end + mark.size());
  }
}

struct Separator {
  Text mark;
  bool has_quotes;
};

constexpr Separator tab = {"\t", false};
constexpr Separator separators[] = {tab, {"|||", false}, {";", true}, {",", true}};
constexpr std::size_t looked_at = 1000;  // lines

// Whether it divides nearly all lines, and those with quotes into equally many cells.
bool fits(const Separator& separator, const std::vector<Line>& lines) {
  std::map<std::size_t, std::size_t> counts;
  const std::size_t count = std::min(lines.size(), looked_at);
  for (std::size_t i = 0; i < count; ++i) {
    ++counts[split(lines[i].text, separator.mark, separator.has_quotes).size()];
  }
  const std::size_t undivided = counts[1];
  if (!separator.has_quotes) return 2 * undivided < count;
  counts.erase(1);
  return std::any_of(counts.begin(), counts.end(),
                     [&](const auto& cells) { return 20 * cells.second >= 19 * count; });
}

// Whether nearly all cells stand in quotes; a sentence may do so by itself.
bool are_quoted(Text mark, const std::vector<Line>& lines) {
  std::size_t quoted = 0, filled = 0;
  for (std::size_t i = 0; i < std::min(lines.size(), looked_at); ++i) {
    for (const Text cell : split(lines[i].text, mark, false)) {
      quoted += cell.size() > 1 && cell.starts_with('"') && cell.ends_with('"');
      filled += !cell.empty();
    }
  }
  return 20 * quoted >= 19 * filled;
}

Separator find_separator(const std::vector<Line>& lines) {
  const auto found = std::find_if(std::begin(separators), std::end(separators),
                                  [&](const Separator& one) { return fits(one, lines); });
  Separator separator = found == std::end(separators) ? tab : *found;
  separator.has_quotes = separator.has_quotes || are_quoted(separator.mark, lines);
  return separator;
}

// ---- Columns.

constexpr Text names_of_columns[] = {
    "id",         "source",  "target",  "src",     "trg",    "tgt",     "sentence", "translation",
    "text",       "english", "french",  "german",  "korean", "chinese", "japanese", "spanish",
    "italian",    "russian", "dutch",   "turkish", "arabic", "hindi",   "mandarin", "portuguese",
    "vietnamese", "polish",  "swedish", "danish",  "en",     "fr",      "de",       "ko",
    "zh",         "ja",      "es",      "it",      "ru",     "pt",      "eng",      "fra",
    "deu",        "kor",     "cmn",     "jpn",     "spa",    "ita",     "rus",      "por",
    "français",   "deutsch", "español", "한국어",  "영어",   "원문",    "번역",     "中文",
    "英文",       "英语",    "原文",    "译文",    "日本語", "英語",    "русский",  "原句"};

std::string lower(Text text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return small;
}

bool is_name_of_column(Text cell) {
  const std::string small = lower(cell);
  const Text first = Text(small).substr(0, small.find_first_of(" /_-(:"));
  return std::find(std::begin(names_of_columns), std::end(names_of_columns), first) !=
         std::end(names_of_columns);
}

bool contains(Text text, Text part) { return text.find(part) != Text::npos; }

// Numbers and dates.
bool is_number(Text cell) {
  return cell == "\\N" || (cell.find_first_of("0123456789") != Text::npos &&
                           cell.find_first_not_of("0123456789.,:/+- ") == Text::npos);
}

bool is_code_of_language(Text cell) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  return cell == "\\N" ||
         (cell.size() >= 2 && cell.size() <= 4 && std::all_of(cell.begin(), cell.end(), is_small));
}

// As Anki's "b.Vx!9": signs or digits among the letters of one plain word.
bool is_identifier(Text cell) {
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  const auto is_plain = [](char c) { return c > ' ' && c <= '~'; };
  const Text end = cell.substr(0, cell.find_last_not_of(".!?,") + 1);
  return cell.size() >= 6 && std::all_of(cell.begin(), cell.end(), is_plain) &&
         !std::all_of(end.begin(), end.end(),
                      [&](char c) { return is_letter(c) || c == '-' || c == '\''; });
}

bool is_licence(Text cell) {
  return contains(cell, "CC-BY") || contains(cell, "CC BY") || contains(cell, "CC0") ||
         contains(cell, "tatoeba.org") || cell.starts_with("http");
}

// As the names of people who write on the web.
bool is_one_plain_word(Text cell) {
  return std::all_of(cell.begin(), cell.end(), [](char c) { return c > ' ' && c <= '~'; });
}

struct Column {
  bool may_be_sentences = true;
  bool is_plain_words = false;
  double symbols = 0;  // of a cell, on average
};

const std::string& cell(const Cells& row, std::size_t column) {
  static const std::string none;
  return column < row.size() ? row[column] : none;
}

Column see(const std::vector<Cells>& rows, std::size_t column) {
  std::vector<Text> texts;
  for (const Cells& row : rows) {
    if (const std::string& text = cell(row, column); !text.empty()) texts.push_back(text);
  }
  const auto are_most = [&](bool (*is)(Text)) {
    const auto count = std::count_if(texts.begin(), texts.end(), is);
    return count > 0 && 10 * count >= 9 * static_cast<std::ptrdiff_t>(texts.size());
  };
  double symbols = 0;
  for (const Text text : texts) symbols += count_symbols(text);
  const bool is_other = are_most(is_number) || are_most(is_code_of_language) ||
                        are_most(is_licence) || are_most(is_identifier);
  return {!is_other, are_most(is_one_plain_word),
          symbols / static_cast<double>(std::max<std::size_t>(1, texts.size()))};
}

// A remark that is the same in many lines.
bool is_repeated(const std::vector<Cells>& rows, std::size_t column) {
  constexpr std::size_t fewest = 10;
  std::set<Text> different;
  for (const Cells& row : rows) different.insert(cell(row, column));
  return rows.size() >= fewest && 2 * different.size() < rows.size();
}

std::size_t usual_cells(const std::vector<Cells>& rows) {
  std::map<std::size_t, int> counts;
  for (const Cells& row : rows) ++counts[row.size()];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// Of more than two columns with text those that look least like remarks.
std::vector<int> columns_of_sentences(const std::vector<Cells>& rows, std::vector<Column> columns) {
  const bool has_others = columns.size() > 2;
  double longest = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Column& column = columns[i];
    if (has_others && (column.symbols == 0 || is_repeated(rows, i)))
      column.may_be_sentences = false;
    if (column.may_be_sentences) longest = std::max(longest, column.symbols);
  }
  std::vector<int> sentences;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& [may_be, is_plain_words, symbols] = columns[i];
    const bool is_name = has_others && is_plain_words && 3 * symbols < longest;
    if (may_be && !is_name) sentences.push_back(static_cast<int>(i));
  }
  return sentences;
}

class Reader {
 public:
  explicit Reader(Text text) : lines_(lines_of(text)), separator_(find_separator(lines_)) {}

  PairTable read() {
    if (lines_.empty()) return {};
    find_columns();
    for (std::size_t i = table_.has_header ? 1 : 0; i < lines_.size(); ++i) read_row(lines_[i]);
    return std::move(table_);
  }

 private:
  Cells cells(const Line& line) const {
    return split(line.text, separator_.mark, separator_.has_quotes);
  }

  // What is in them is seen behind the first line, which may name them.
  void find_columns() {
    std::vector<Cells> rows;
    for (std::size_t i = 0; i < std::min(lines_.size(), looked_at); ++i) {
      rows.push_back(cells(lines_[i]));
    }
    const Cells first = rows[0];
    if (rows.size() > 1) rows.erase(rows.begin());
    const std::size_t count = std::max<std::size_t>(2, usual_cells(rows));
    std::vector<Column> columns;
    for (std::size_t i = 0; i < count; ++i) columns.push_back(see(rows, i));
    choose(columns_of_sentences(rows, columns));
    table_.columns = static_cast<int>(columns.size());
    table_.has_header = rows.size() > 1 && names_columns(rows, first);
  }

  void choose(const std::vector<int>& sentences) {
    if (sentences.empty()) refuse<translation_refusals>("pairs", "pairs-only-numbers");
    if (sentences.size() == 1) {
      refuse<translation_refusals>("pairs", "pairs-one-language",
                                   {{"column", std::to_string(sentences[0] + 1)}});
    }
    table_.source = sentences[0];
    table_.target = sentences[1];
  }

  bool names_columns(const std::vector<Cells>& rows, const Cells& first) const {
    for (std::size_t i = 0; i < first.size(); ++i) {
      const auto is_numbered = [&](const Cells& row) { return is_number(cell(row, i)); };
      const bool is_name = !first[i].empty() && !is_number(first[i]);
      if (is_name && std::all_of(rows.begin(), rows.end(), is_numbered)) return true;
    }
    return is_name_of_column(cell(first, table_.source)) &&
           is_name_of_column(cell(first, table_.target));
  }

  void read_row(const Line& line) {
    const RefusalValues values = {{"line", std::to_string(line.number)}};
    Cells row = cells(line);
    if (row.size() < 2) refuse<translation_refusals>("pairs", "pairs-one-column", values);
    std::string source = cell(row, table_.source), target = cell(row, table_.target);
    if (source.empty() || target.empty())
      refuse<translation_refusals>("pairs", "pairs-empty-side", values);
    table_.rows.push_back({line.number, std::move(source), std::move(target)});
  }

  std::vector<Line> lines_;
  Separator separator_;
  PairTable table_;
};

}  // namespace

PairTable read_pair_table(std::string_view text) { return Reader(text).read(); }

}  // namespace unfold
