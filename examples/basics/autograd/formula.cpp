#include "examples/basics/autograd/formula.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "engine/lab/refusal.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/basics/autograd/refusals.h"

namespace unfold {
namespace {

constexpr int deepest = 24;
constexpr int least_power = 2, most_power = 4;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

struct Range {
  char32_t first, last;
};
// Latin and Greek letters, subscript digits, kana, Chinese and Korean.
constexpr Range letters[] = {{'A', 'Z'},       {'a', 'z'},       {'_', '_'},       {0x00c0, 0x00d6},
                             {0x00d8, 0x00f6}, {0x00f8, 0x024f}, {0x0370, 0x03ff}, {0x2080, 0x2089},
                             {0x3040, 0x30ff}, {0x4e00, 0x9fff}, {0xac00, 0xd7a3}};

bool is_letter(char32_t c) {
  return std::any_of(std::begin(letters), std::end(letters),
                     [=](const Range& range) { return c >= range.first && c <= range.last; });
}

// Other spellings of the signs that formulas have.
char32_t plain(char32_t c) {
  constexpr std::pair<char32_t, char32_t> spellings[] = {
      {0x00b7, '*'}, {0x00d7, '*'}, {0x22c5, '*'}, {0x2212, '-'}, {0x2013, '-'},
      {0x00f7, '/'}, {0x3000, ' '}, {0x00a0, ' '}, {'\t', ' '},   {'\r', ' '},
      {'\n', ';'},   {0xff1b, ';'}, {'{', '('},    {'}', ')'}};
  for (const auto& [from, to] : spellings) {
    if (c == from) return to;
  }
  // The wide forms that Chinese and Korean keyboards give.
  return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
}

struct Symbol {
  char32_t code;
  std::size_t at;  // its first byte
};

std::vector<Symbol> symbols_of(std::string_view text) {
  std::vector<Symbol> symbols;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t at = text.size() - rest.size();
    symbols.push_back({plain(take_code(rest)), at});
  }
  symbols.push_back({';', text.size()});
  return symbols;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), symbols_(symbols_of(text)) {}

  Formula read() {
    int last = -1;
    for (skip_ends(); !is_over(); skip_ends()) last = statement();
    if (last < 0) refuse_at("formula-ends", next_);
    formula_.result = last;
    if (formula_.variables().empty()) refuse<autograd_refusals>("formula", "formula-constant");
    return std::move(formula_);
  }

 private:
  // ---- Symbols

  bool is_over() const { return next_ + 1 >= symbols_.size(); }
  char32_t peek() {
    while (symbols_[next_].code == ' ') ++next_;
    return symbols_[next_].code;
  }
  bool take(char32_t code) {
    if (peek() != code || is_over()) return false;
    ++next_;
    return true;
  }
  void skip_ends() {
    while (take(';')) {
    }
    peek();
  }

  std::string symbol_at(std::size_t place) const {
    if (place + 1 >= symbols_.size()) return "";
    const std::size_t from = symbols_[place].at;
    return std::string(text_.substr(from, symbols_[place + 1].at - from));
  }
  std::string written(std::size_t from) const {
    std::size_t to = next_;
    while (to > from && symbols_[to - 1].code == ' ') --to;
    return std::string(text_.substr(symbols_[from].at, symbols_[to].at - symbols_[from].at));
  }

  // ---- Refusals

  [[noreturn]] void refuse_at(CodeOf<autograd_refusals> code, std::size_t place,
                              RefusalValues values = {}) const {
    values.emplace("at", std::to_string(place + 1));
    values.emplace("symbol", symbol_at(place));
    refuse<autograd_refusals>("formula", code, std::move(values));
  }

  // What stands here instead of a value.
  [[noreturn]] void refuse_value() {
    const char32_t found = peek();
    if (is_over() || found == ';') refuse_at("formula-ends", next_);
    if (is_stranger(found)) refuse_at("formula-stranger", next_);
    refuse_at("formula-needs-value", next_);
  }
  // What stands here instead of an operator or an end.
  [[noreturn]] void refuse_operator() {
    const char32_t found = peek();
    if (is_stranger(found)) refuse_at("formula-stranger", next_);
    if (found == ')' || found == ']') refuse_at("formula-unopened", next_);
    refuse_at("formula-needs-operator", next_);
  }
  static bool is_stranger(char32_t c) {
    constexpr std::u32string_view signs = U"+-*/^()[],;=. ";
    return !is_digit(c) && !is_letter(c) && signs.find(c) == std::u32string_view::npos;
  }

  // ---- Pieces

  int add(Piece piece, std::size_t from) {
    if (formula_.pieces.size() >= most_pieces) {
      refuse<autograd_refusals>("formula", "formula-too-large",
                                {{"max", std::to_string(most_pieces)}});
    }
    piece.text = written(from);
    formula_.pieces.push_back(std::move(piece));
    return static_cast<int>(formula_.pieces.size()) - 1;
  }
  int operation(Op op, int a, int b, std::size_t from, int index = 0) {
    return add({Piece::Kind::operation, op, {a, b}, 0, index}, from);
  }

  int variable(const std::string& name, std::size_t from) {
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    Piece piece{Piece::Kind::variable};
    piece.name = name;
    return names_[name] = add(std::move(piece), from);
  }

  // ---- Grammar

  int statement() {
    const std::size_t from = next_;
    std::string name = is_letter(peek()) ? word() : "";
    const bool has_name = !name.empty() && take('=');
    if (has_name) {
      check_new(name, from);
    } else {
      next_ = from;
    }
    const int piece = sum();
    if (!is_over() && peek() != ';') refuse_operator();
    return has_name ? called(piece, name) : piece;
  }

  void check_new(const std::string& name, std::size_t from) const {
    if (function_called(name)) refuse_at("formula-reserved", from, {{"name", name}});
    const auto known = names_.find(name);
    if (known == names_.end()) return;
    const Piece& piece = formula_.pieces[known->second];
    if (piece.kind == Piece::Kind::variable && piece.name == name) {
      refuse_at("formula-too-soon", from, {{"name", name}});
    }
    refuse_at("formula-twice", from, {{"name", name}});
  }

  // A second name of the same piece is known, but not shown.
  int called(int piece, const std::string& name) {
    names_[name] = piece;
    if (formula_.pieces[piece].name.empty()) formula_.pieces[piece].name = name;
    return piece;
  }

  int sum() {
    const std::size_t from = start();
    int left = product();
    while (true) {
      if (take('+')) {
        const int right = product();
        left = operation(Op::add, left, right, from);
      } else if (take('-')) {
        const int right = product();
        left = operation(Op::subtract, left, right, from);
      } else {
        return left;
      }
    }
  }

  int product() {
    const std::size_t from = start();
    int left = signed_power();
    while (true) {
      if (take('*')) {
        const int right = signed_power();
        left = operation(Op::multiply, left, right, from);
      } else if (take('/')) {
        const int right = signed_power();
        left = operation(Op::divide, left, right, from);
      } else {
        return left;
      }
    }
  }

  int signed_power() {
    const std::size_t from = start();
    if (take('+')) return signed_power();
    if (!take('-')) return power();
    if (is_digit(peek()) || peek() == '.') {
      const int piece = power();
      const bool is_number = formula_.pieces[piece].kind == Piece::Kind::constant;
      if (!is_number) return operation(Op::negate, piece, -1, from);
      formula_.pieces[piece].number *= -1;
      formula_.pieces[piece].text = "-" + formula_.pieces[piece].text;
      return piece;
    }
    const Depth depth(*this, from);
    const int piece = signed_power();
    return operation(Op::negate, piece, -1, from);
  }

  int power() {
    const std::size_t from = start();
    const int base = element();
    if (!take('^')) return base;
    peek();
    const std::size_t at = next_;
    const bool is_whole = is_digit(peek());
    const int times = is_whole ? whole() : 0;
    const bool goes_on = peek() == '.' || is_letter(peek());
    if (times < least_power || times > most_power || goes_on) {
      refuse_at("formula-power", at,
                {{"min", std::to_string(least_power)}, {"max", std::to_string(most_power)}});
    }
    int result = base;
    for (int i = 1; i < times; ++i) result = operation(Op::multiply, result, base, from);
    return result;
  }

  int element() {
    const std::size_t from = start();
    int piece = value();
    while (peek() == '[') {
      const std::size_t opened = next_;
      take('[');
      const int index = place(']');
      if (!take(']')) refuse_at("formula-unclosed", opened, {{"symbol", "]"}});
      piece = operation(Op::element, piece, -1, from, index);
    }
    return piece;
  }

  int value() {
    const char32_t c = peek();
    if (is_over()) refuse_value();
    if (is_digit(c) || c == '.') return number();
    if (is_letter(c)) return named();
    if (c == '(') return bracketed();
    refuse_value();
  }

  int bracketed() {
    const std::size_t opened = next_;
    const Depth depth(*this, opened);
    take('(');
    const int piece = sum();
    close(opened);
    return piece;
  }
  void close(std::size_t opened) {
    if (take(')')) return;
    if (is_over() || peek() == ';') refuse_at("formula-unclosed", opened, {{"symbol", ")"}});
    refuse_operator();
  }

  int named() {
    const std::size_t from = next_;
    const std::string name = word();
    const bool has_bracket = peek() == '(';
    const std::string known = name == "σ" ? "sigmoid" : name == "ln" ? "log" : name;
    const auto op = function_called(known);
    if (op && has_bracket) return call(*op, known, from);
    if (op) refuse_at("formula-needs-bracket", from, {{"name", name}});
    if (has_bracket) {
      refuse_at("formula-unknown-function", from, {{"name", name}, {"allowed", functions()}});
    }
    return variable(name, from);
  }

  int call(Op op, const std::string& name, std::size_t from) {
    const std::size_t opened = next_;
    const Depth depth(*this, opened);
    take('(');
    const int read = sum();
    const bool has_two = op == Op::cross_entropy;
    const bool has_comma = take(',');
    if (has_comma != has_two) {
      refuse_at(
          "formula-arguments", from,
          {{"name", name}, {"expected", has_two ? "2" : "1"}, {"count", has_two ? "1" : "2"}});
    }
    const int index = has_two ? place(')') : 0;
    close(opened);
    return operation(op, read, -1, from, index);
  }

  // A place in a list, counted from 0, before this sign.
  int place(char closing) {
    if (!is_digit(peek())) {
      refuse_at("formula-whole-index", next_, {{"symbol", std::string(1, closing)}});
    }
    return whole();
  }

  int whole() {
    std::string digits;
    for (; is_digit(symbols_[next_].code); ++next_)
      digits += static_cast<char>(symbols_[next_].code);
    return static_cast<int>(std::min(read_integer(digits).value_or(0), 1000000LL));
  }

  int number() {
    const std::size_t from = next_;
    std::string digits;
    const auto take_while = [&](auto belongs) {
      for (; belongs(symbols_[next_].code); ++next_) {
        digits += static_cast<char>(symbols_[next_].code);
      }
    };
    take_while([](char32_t c) { return is_digit(c) || c == '.'; });
    if (has_exponent()) {
      take_while([](char32_t c) { return c == 'e' || c == 'E' || c == '+' || c == '-'; });
      take_while(is_digit);
    }
    const auto number = read_number(digits);
    if (!number || is_letter(symbols_[next_].code)) refuse_at("formula-needs-operator", next_);
    Piece piece{Piece::Kind::constant};
    piece.number = *number;
    return add(std::move(piece), from);
  }
  // e and digits after it, with a sign or without.
  bool has_exponent() const {
    if (symbols_[next_].code != 'e' && symbols_[next_].code != 'E') return false;
    const std::size_t after = next_ + 1;
    if (after >= symbols_.size()) return false;
    const char32_t c = symbols_[after].code;
    const bool is_sign = (c == '+' || c == '-') && after + 1 < symbols_.size();
    return is_digit(c) || (is_sign && is_digit(symbols_[after + 1].code));
  }

  std::string word() {
    std::string name;
    for (; is_letter(symbols_[next_].code) || is_digit(symbols_[next_].code); ++next_) {
      append_utf8(name, symbols_[next_].code);
    }
    return name;
  }

  std::size_t start() {
    peek();
    return next_;
  }

  // How many brackets lie around what is read.
  struct Depth {
    Depth(Reader& reader, std::size_t at) : reader(reader) {
      if (++reader.depth_ > deepest) {
        reader.refuse_at("formula-too-deep", at, {{"max", std::to_string(deepest)}});
      }
    }
    ~Depth() { --reader.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    Reader& reader;
  };

  std::string_view text_;
  std::vector<Symbol> symbols_;
  std::size_t next_ = 0;
  int depth_ = 0;
  Formula formula_;
  std::map<std::string, int> names_;
};

}  // namespace

std::vector<std::string> Formula::variables() const {
  std::vector<std::string> names;
  for (const Piece& piece : pieces) {
    if (piece.kind == Piece::Kind::variable) names.push_back(piece.name);
  }
  return names;
}

int Formula::least_numbers(std::string_view variable) const {
  int least = 1;
  for (const Piece& piece : pieces) {
    if (piece.kind != Piece::Kind::operation || !operation(piece.op).needs_list) continue;
    const Piece& read = pieces[piece.reads[0]];
    const bool is_meant = read.kind == Piece::Kind::variable && read.name == variable;
    if (is_meant) least = std::max({least, 2, piece.index + 1});
  }
  return least;
}

Formula read_formula(std::string_view text) { return Reader(text).read(); }

std::string plain_text(std::string_view text) {
  std::string plainly;
  while (!text.empty()) append_utf8(plainly, plain(take_code(text)));
  return plainly;
}

bool is_name(std::string_view text) {
  if (text.empty() || function_called(text)) return false;
  for (bool is_first = true; !text.empty(); is_first = false) {
    const char32_t code = take_code(text);
    if (!is_letter(code) && (is_first || !is_digit(code))) return false;
  }
  return true;
}

}  // namespace unfold
