#include "engine/lab/comparison.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/text/number_text.h"

namespace unfold {
namespace {

template <typename Item>
const Item* find_named(const std::vector<Item>& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

Comparison missing(std::string name, std::string printed, const Published& row) {
  return {std::move(name), "",    std::move(printed), row.kind == Published::Kind::text,
          false,           false, row.tolerance};
}

Comparison compared(std::string name, float here, double printed, double tolerance) {
  const bool agrees = here == static_cast<float>(printed) || std::abs(here - printed) <= tolerance;
  return {std::move(name), number_text(here), number_text(printed), false, agrees,
          false,           tolerance};
}

// "loss, step 0"; of a lab that has one step, "loss".
std::string row_name(const Published& row, bool names_step) {
  return std::string(row.name) + (names_step ? ", step " + std::to_string(row.step) : "");
}

Comparison compare_curve(const Published& row, const Report& report, bool names_step) {
  std::string name = row_name(row, names_step);
  const double printed = row.numbers.empty() ? NAN : row.numbers[0];
  const auto* curve = find_named(report.curves(), row.name);
  if (curve == nullptr || curve->x.empty() || curve->x.back() != static_cast<float>(row.step)) {
    return missing(std::move(name), number_text(printed), row);
  }
  return compared(std::move(name), curve->y.back(), printed, row.tolerance);
}

Comparison compare_text(const Published& row, const Report& report, bool names_step) {
  std::string name = row_name(row, names_step);
  const auto* text = find_named(report.texts(), row.name);
  if (text == nullptr) return missing(std::move(name), std::string(row.text), row);
  return {std::move(name),         text->value, std::string(row.text), true,
          text->value == row.text, false,       row.tolerance};
}

// "Y0[1, 2]" for element 7 of a matrix of shape (4, 5).
std::string element_name(std::string_view name, const Shape& shape, int index) {
  std::string indices;
  for (int axis = shape.rank() - 1; axis >= 0; --axis) {
    indices = std::to_string(index % shape[axis]) + (indices.empty() ? "" : ", ") + indices;
    index /= shape[axis];
  }
  return std::string(name) + (indices.empty() ? "" : "[" + indices + "]");
}

std::vector<Comparison> compare_matrix(const Published& row, const Report& report) {
  const int count = static_cast<int>(row.numbers.size());
  const auto* matrix = find_named(report.matrices(), row.name);
  const bool comparable =
      matrix != nullptr && !matrix->values.empty() && matrix->values.count() == count;
  std::vector<Comparison> rows;
  for (int i = 0; i < count; ++i) {
    const double printed = row.numbers[i];
    if (comparable) {
      rows.push_back(compared(element_name(row.name, matrix->values.shape(), i),
                              matrix->values.data()[i], printed, row.tolerance));
    } else {
      rows.push_back(missing(element_name(row.name, {count}, i), number_text(printed), row));
    }
  }
  return rows;
}

// As a float32's text if it is one.
std::string invariant_text(double value) {
  const float narrow = static_cast<float>(value);
  return narrow == value ? number_text(narrow) : number_text(value);
}

}  // namespace

std::vector<Comparison> compare(const Published& row, const Report& report, bool names_step) {
  switch (row.kind) {
    case Published::Kind::curve: return {compare_curve(row, report, names_step)};
    case Published::Kind::text: return {compare_text(row, report, names_step)};
    case Published::Kind::matrix: return compare_matrix(row, report);
  }
  return {};
}

Comparison compare(const Report::Invariant& invariant) {
  const auto& [name, here, expected, tolerance] = invariant;
  const bool agrees = here == expected || std::abs(here - expected) <= tolerance;
  return {std::string(name), invariant_text(here), invariant_text(expected), false, agrees, true,
          tolerance};
}

}  // namespace unfold
