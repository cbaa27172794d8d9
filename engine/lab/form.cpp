#include "engine/lab/form.h"

#include <algorithm>
#include <cfloat>
#include <climits>
#include <cmath>

#include "engine/lab/refusal.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using unfold::refuse;

[[noreturn]] void refuse(const Field& field, GeneralCode code, RefusalValues values) {
  throw Refusal(std::string(field.name), code, std::move(values), field.label_);
}

// Which part of an input is meant, as values of a refusal; asked for when there is one.
using Place = RefusalValues;

Place whole_input() { return {}; }

Place element_place(int index) {
  return {{"where", "where-element"}, {"index", std::to_string(index + 1)}};
}

RefusalValues with(Place place, RefusalValues values) {
  place.merge(values);
  return place;
}

template <typename Where>
void require_range(const Field& field, double value, std::string_view text, const Where& where) {
  if (value >= field.min_ && value <= field.max_) return;
  refuse(field, "out-of-range",
         with(where(), {{"min", number_text(field.min_)},
                        {"max", number_text(field.max_)},
                        {"value", excerpt(text)}}));
}

template <typename Where>
double number(const Field& field, std::string_view text, const Where& where) {
  const auto value = read_number(text);
  if (!value) {
    refuse(field, names_non_finite(text) ? GeneralCode("not-finite") : GeneralCode("not-a-number"),
           with(where(), {{"value", excerpt(text)}}));
  }
  require_range(field, *value, text, where);
  return *value;
}

template <typename Where>
long long integer(const Field& field, std::string_view text, const Where& where) {
  const auto value = read_integer(text);
  if (!value) refuse(field, "not-an-integer", with(where(), {{"value", excerpt(text)}}));
  require_range(field, static_cast<double>(*value), text, where);
  return *value;
}

void require_utf8(const Field& field, std::string_view text) {
  const std::size_t at = invalid_utf8(text);
  if (at == std::string_view::npos) return;
  refuse(field, "not-utf8", {{"byte", std::to_string(at + 1)}});
}

std::string read_name(const Field& field, std::string_view text) {
  require_utf8(field, text);
  return std::string(text);
}

std::string read_text(const Field& field, std::string_view text) {
  require_utf8(field, text);
  const int count = count_symbols(text);
  if (count < field.min_) {
    refuse(field, "too-short",
           {{"min", number_text(field.min_)}, {"count", std::to_string(count)}});
  }
  if (count > field.max_) {
    refuse(field, "too-long", {{"max", number_text(field.max_)}, {"count", std::to_string(count)}});
  }
  return std::string(text);
}

int read_option(const Field& field, std::string_view text) {
  std::vector<std::string_view> names;
  for (const auto& option : field.options) {
    if (option.name == text) return static_cast<int>(names.size());
    names.push_back(option.name);
  }
  refuse(field, "unknown-choice", {{"value", excerpt(text)}, {"allowed", listed(names)}});
}

// Walks over the elements of a row: separated by commas or white space.
class Elements {
 public:
  explicit Elements(std::string_view row) : rest_(trimmed(row)) {}

  bool next(std::string_view& element) {
    if (rest_.empty() && !after_comma_) return false;
    element = rest_.substr(0, rest_.find_first_of(", \t\n\v\f\r"));
    rest_ = trimmed(rest_.substr(element.size()));
    after_comma_ = rest_.starts_with(',');
    if (after_comma_) rest_ = trimmed(rest_.substr(1));
    return true;
  }

 private:
  std::string_view rest_;
  bool after_comma_ = false;
};

std::vector<int> read_list(const Field& field, std::string_view text) {
  std::vector<int> list;
  Elements elements(text);
  for (std::string_view element; elements.next(element);) {
    const int index = static_cast<int>(list.size());
    if (index == field.max_count_) {
      refuse(field, "too-many", {{"max", std::to_string(field.max_count_)}});
    }
    const auto where = [&] { return element_place(index); };
    list.push_back(static_cast<int>(integer(field, element, where)));
  }
  if (static_cast<int>(list.size()) < field.min_count_) {
    refuse(field, "too-few",
           {{"min", std::to_string(field.min_count_)}, {"count", std::to_string(list.size())}});
  }
  return list;
}

// Reads the text of a matrix row by row, checking the limits as it goes.
class MatrixReader {
 public:
  explicit MatrixReader(const Field& field) : field_(field) {
    const auto& largest = field.max_shape_;
    const std::size_t rank = largest.size();
    max_columns_ = rank > 0 ? largest[rank - 1] : 1;
    max_rows_ = rank > 1 ? largest[rank - 2] : 1;
    max_blocks_ = rank > 2 ? largest[rank - 3] : 1;
  }

  Tensor read(std::string_view text) {
    char before = '\n';
    while (!text.empty()) {
      const std::size_t size = std::min(text.find_first_of(";\n|"), text.size());
      const std::string_view row = trimmed(text.substr(0, size));
      const char after = size < text.size() ? text[size] : '\n';
      text.remove_prefix(std::min(size + 1, text.size()));
      if (!row.empty()) {
        read_row(row);
      } else if (before != '\n' && after != '\n' && !(before == ';' && after == '|')) {
        start_row();
        refuse_ragged(0);
      }
      const bool empty_line = row.empty() && before == '\n' && after == '\n';
      if (after == '|' || empty_line) end_block();
      before = after;
    }
    end_block();
    return blocks_ == 0 ? Tensor() : Tensor(shape(), values_);
  }

 private:
  void read_row(std::string_view text) {
    start_row();
    int column = 0;
    Elements elements(text);
    for (std::string_view element; elements.next(element); ++column) {
      if (column == max_columns_) refuse_size();
      const auto where = [&] { return cell_place(column); };
      values_.push_back(static_cast<float>(number(field_, element, where)));
    }
    if (columns_ == 0) columns_ = column;
    if (column != columns_) refuse_ragged(column);
  }

  void start_row() {
    if (row_ == 0 && blocks_ == max_blocks_) {
      if (max_blocks_ > 1) refuse_size();
      refuse(field_, "one-block-only", {});
    }
    if (row_ == max_rows_) refuse_size();
    ++row_;
  }

  void end_block() {
    if (row_ == 0) return;
    ++blocks_;
    if (rows_ == 0) rows_ = row_;
    if (row_ != rows_) {
      refuse(field_, "ragged-blocks",
             {{"where", "where-block"},
              {"block", std::to_string(blocks_)},
              {"expected", std::to_string(rows_)},
              {"actual", std::to_string(row_)}});
    }
    row_ = 0;
  }

  Place row_place() const {
    if (max_blocks_ == 1) return {{"where", "where-row"}, {"row", std::to_string(row_)}};
    return {{"where", "where-block-row"},
            {"block", std::to_string(blocks_ + 1)},
            {"row", std::to_string(row_)}};
  }

  Place cell_place(int column) const {
    Place place = row_place();
    place["where"] = max_blocks_ == 1 ? "where-cell" : "where-block-cell";
    place["column"] = std::to_string(column + 1);
    return place;
  }

  [[noreturn]] void refuse_ragged(int actual) const {
    refuse(field_, "ragged-matrix",
           with(row_place(),
                {{"expected", std::to_string(columns_)}, {"actual", std::to_string(actual)}}));
  }

  [[noreturn]] void refuse_size() const {
    refuse(field_, "too-large", {{"max", to_string(Shape(std::span(field_.max_shape_)))}});
  }

  Shape shape() const {
    const int sizes[] = {blocks_, rows_, columns_};
    return Shape(std::span(sizes).last(std::min<std::size_t>(field_.max_shape_.size(), 3)));
  }

  const Field& field_;
  int max_columns_, max_rows_, max_blocks_;
  int row_ = 0;                              // rows of the block that is being read
  int columns_ = 0, rows_ = 0, blocks_ = 0;  // 0 until the first is complete
  std::vector<float> values_;
};

Tensor read_matrix(const Field& field, std::string_view text) {
  Tensor matrix = MatrixReader(field).read(text);
  if (matrix.empty() && !field.optional_) refuse(field, "empty-matrix", {});
  return matrix;
}

Tensor read_image(const Field& field, std::string_view text) {
  Tensor image = read_matrix(field, text);
  const Shape expected(std::span(field.max_shape_));
  if (!image.empty() && image.shape() != expected) {
    refuse(field, "wrong-shape",
           {{"expected", to_string(expected)}, {"actual", to_string(image.shape())}});
  }
  return image;
}

std::string print_list(const std::vector<int>& list) {
  std::string text;
  for (const int value : list) {
    if (!text.empty()) text += ',';
    text += std::to_string(value);
  }
  return text;
}

std::string print_matrix(const Tensor& matrix) {
  if (matrix.empty()) return "";
  const int rank = matrix.rank();
  const int columns = rank > 0 ? matrix.size(-1) : 1;
  const int rows = rank > 1 ? matrix.size(-2) : 1;
  std::string text;
  for (int i = 0; i < matrix.count(); ++i) {
    if (i > 0) text += i % (rows * columns) == 0 ? '|' : i % columns == 0 ? ';' : ',';
    text += number_text(matrix.data()[i]);
  }
  return text;
}

struct Reader {
  const Field& field;
  std::string_view text;

  void operator()(std::string* target) const {
    *target = field.kind == Field::Kind::file ? read_name(field, text) : read_text(field, text);
  }
  void operator()(int* target) const {
    *target = static_cast<int>(integer(field, trimmed(text), whole_input));
  }
  void operator()(double* target) const { *target = number(field, trimmed(text), whole_input); }
  void operator()(bool* target) const { *target = read_option(field, trimmed(text)) == 1; }
  void operator()(const Field::Selection& target) const {
    target.choose(target, read_option(field, trimmed(text)));
  }
  void operator()(std::vector<int>* target) const { *target = read_list(field, text); }
  void operator()(Tensor* target) const {
    *target = field.kind == Field::Kind::image ? read_image(field, text) : read_matrix(field, text);
  }
  void operator()(Seed* target) const {
    *target = static_cast<Seed>(integer(field, trimmed(text), whole_input));
  }
};

struct Printer {
  const Field& field;

  std::string operator()(const std::string* target) const { return *target; }
  std::string operator()(const int* target) const { return std::to_string(*target); }
  std::string operator()(const double* target) const { return number_text(*target); }
  std::string operator()(const bool* target) const {
    return std::string(field.options[*target].name);
  }
  std::string operator()(const Field::Selection& target) const {
    return std::string(field.options[target.position(target)].name);
  }
  std::string operator()(const std::vector<int>* target) const { return print_list(*target); }
  std::string operator()(const Tensor* target) const { return print_matrix(*target); }
  std::string operator()(const Seed* target) const { return std::to_string(*target); }
};

}  // namespace

void Field::read(std::string_view text) const { std::visit(Reader{*this, text}, target); }

std::string Field::print() const { return std::visit(Printer{*this}, target); }

Field& Form::add(std::string_view name, Field::Kind kind, Field::Target target) {
  Field& field = fields_.emplace_back();
  field.name = field.label_ = name;
  field.kind = kind;
  field.target = target;
  return field;
}

Field& Form::text(std::string_view name, std::string& target) {
  return add(name, Field::Kind::text, &target).range(0, 1000);
}

Field& Form::integer(std::string_view name, int& target) {
  return add(name, Field::Kind::integer, &target).range(INT_MIN, INT_MAX);
}

Field& Form::number(std::string_view name, double& target) {
  return add(name, Field::Kind::number, &target).range(-FLT_MAX, FLT_MAX);
}

Field& Form::flag(std::string_view name, bool& target) {
  Field& field = add(name, Field::Kind::flag, &target);
  field.options = {{"false", "no"}, {"true", "yes"}};
  return field;
}

Field& Form::list(std::string_view name, std::vector<int>& target) {
  return add(name, Field::Kind::list, &target).range(INT_MIN, INT_MAX).length(0, 1000);
}

Field& Form::matrix(std::string_view name, Tensor& target) {
  return add(name, Field::Kind::matrix, &target).range(-FLT_MAX, FLT_MAX).shape({100, 100});
}

Field& Form::seed(std::string_view name, Seed& target) {
  return add(name, Field::Kind::seed, &target).range(0, UINT_MAX);
}

Field& Form::image(std::string_view name, Tensor& target, int rows, int columns) {
  return add(name, Field::Kind::image, &target).range(0, 1).shape({rows, columns});
}

Field& Form::file(std::string_view name, std::string& target) {
  return add(name, Field::Kind::file, &target).range(1, 20'000'000);
}

const Field* Form::find(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields_.end() ? nullptr : &*found;
}

void Form::read(const std::map<std::string, std::string>& values) const {
  for (const auto& [name, text] : values) {
    const Field* field = find(name);
    if (field == nullptr) {
      std::vector<std::string_view> names;
      for (const Field& known : fields_) names.push_back(known.name);
      throw Refusal("", "unknown-input",
                    {{"value", excerpt(name)},
                     {"nearest", std::string(nearest(name, names))},
                     {"allowed", listed(names)}});
    }
    field->read(text);
  }
}

std::map<std::string, std::string> Form::print() const {
  std::map<std::string, std::string> values;
  for (const Field& field : fields_) values.emplace(field.name, field.print());
  return values;
}

}  // namespace unfold
