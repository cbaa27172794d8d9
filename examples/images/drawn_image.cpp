#include "examples/images/drawn_image.h"

#include <algorithm>
#include <cmath>

namespace unfold {
namespace {

constexpr int box = 20;

// A pixel that is darker than this counts as drawn.
constexpr float faintest = 0.05f;

struct Rectangle {
  int top, left, rows, columns;
};

Rectangle drawn_part(const Tensor& image) {
  int top = image.size(0), left = image.size(1), bottom = -1, right = -1;
  for (int row = 0; row < image.size(0); ++row) {
    for (int column = 0; column < image.size(1); ++column) {
      if (image.data()[row * image.size(1) + column] < faintest) continue;
      top = std::min(top, row);
      left = std::min(left, column);
      bottom = std::max(bottom, row);
      right = std::max(right, column);
    }
  }
  return {top, left, bottom - top + 1, right - left + 1};
}

// How much of pixel `index` lies in [from, to).
double overlap(int index, double from, double to) {
  return std::max(0.0, std::min(index + 1.0, to) - std::max<double>(index, from));
}

// The mean brightness over the area [top, top + size) × [left, left + size).
float mean_brightness(const Tensor& image, double top, double left, double size) {
  const auto end = [](double from_to, int most) {
    return std::min(most, static_cast<int>(std::ceil(from_to)));
  };
  double sum = 0;
  for (int row = static_cast<int>(top); row < end(top + size, image.size(0)); ++row) {
    for (int column = static_cast<int>(left); column < end(left + size, image.size(1)); ++column) {
      sum += overlap(row, top, top + size) * overlap(column, left, left + size) *
             image.data()[row * image.size(1) + column];
    }
  }
  return static_cast<float>(sum / (size * size));
}

// The part, its longer side `box` pixels long.
Tensor scaled(const Tensor& image, const Rectangle& part) {
  const double size = static_cast<double>(std::max(part.rows, part.columns)) / box;
  const auto pixels = [&](int count) {
    return std::clamp(static_cast<int>(std::floor(count / size + 0.5)), 1, box);
  };
  Tensor small(Shape{pixels(part.rows), pixels(part.columns)});
  float* to = small.mutable_data();
  for (int row = 0; row < small.size(0); ++row) {
    for (int column = 0; column < small.size(1); ++column) {
      *to++ = mean_brightness(image, part.top + row * size, part.left + column * size, size);
    }
  }
  return small;
}

struct Point {
  double row, column;
};

Point centre_of_mass(const Tensor& image) {
  double mass = 0, row_sum = 0, column_sum = 0;
  for (int row = 0; row < image.size(0); ++row) {
    for (int column = 0; column < image.size(1); ++column) {
      const double value = image.data()[row * image.size(1) + column];
      mass += value;
      row_sum += value * (row + 0.5);
      column_sum += value * (column + 0.5);
    }
  }
  return {row_sum / mass, column_sum / mass};
}

// Where the small picture begins so that its centre lies in the middle, within the whole.
int offset(double centre, int size, int whole) {
  return std::clamp(static_cast<int>(std::floor(whole / 2.0 - centre + 0.5)), 0, whole - size);
}

}  // namespace

bool is_blank(const Tensor& drawing) {
  return drawing.empty() || std::all_of(drawing.values().begin(), drawing.values().end(),
                                        [](float value) { return value < faintest; });
}

Tensor like_mnist(const Tensor& drawing) {
  const Tensor small = scaled(drawing, drawn_part(drawing));
  const Point centre = centre_of_mass(small);
  const int top = offset(centre.row, small.size(0), drawing.size(0));
  const int left = offset(centre.column, small.size(1), drawing.size(1));
  Tensor image = Tensor::zeros(drawing.shape());
  for (int row = 0; row < small.size(0); ++row) {
    std::copy_n(small.data() + row * small.size(1), small.size(1),
                image.mutable_data() + (top + row) * drawing.size(1) + left);
  }
  return image;
}

}  // namespace unfold
