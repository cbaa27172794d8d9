#include "examples/images/own_images.h"

#include <algorithm>
#include <memory>

#include "engine/data/idx.h"
#include "engine/lab/refusal.h"
#include "engine/text/web_page.h"
#include "examples/images/pixel_table.h"
#include "examples/images/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {
namespace {

using Fault = IdxError::Fault;

constexpr int test_share = 6;  // one in so many

// Pictures and labels as bytes, one after another, and what was found of them.
struct Pictures {
  std::string pixels, labels;
  Table found{{"the file", ""}, {}};

  int count() const { return static_cast<int>(labels.size()); }
  void say(std::string what, int number) {
    found.rows.push_back({std::move(what), std::to_string(number)});
  }
};

CodeOf<image_refusals> code_of(Fault fault) {
  switch (fault) {
    case Fault::kind: return "not-idx";
    case Fault::length: return "idx-length";
    case Fault::empty: break;
  }
  return "idx-empty";
}

Idx read_file(std::string_view file, int rank, const std::string& input) {
  try {
    return read_idx(file, rank);
  } catch (const IdxError& error) {
    refuse<image_refusals>(input, code_of(error.fault),
                           {{"expected", error.expected}, {"actual", error.actual}});
  }
}

std::string bytes_of(const Idx& idx) { return {idx.values.begin(), idx.values.end()}; }

std::string read_idx_pixels(std::string_view file) {
  const Idx idx = read_file(file, 3, "images");
  const Shape expected = idx.shape.with(1, image_rows).with(2, image_columns);
  if (idx.shape != expected) {
    refuse("images", "wrong-shape",
           {{"expected", to_string(expected)}, {"actual", to_string(idx.shape)}});
  }
  return bytes_of(idx);
}

std::string read_labels(std::string_view file) {
  return is_table(file) ? read_label_table(file, "labels") : bytes_of(read_file(file, 1, "labels"));
}

void require_file(std::string_view file, const std::string& input) {
  if (is_web_page(file)) refuse<file_refusals>(input, "web-page");
}

void require_equal_count(const Pictures& pictures) {
  const std::size_t count = pictures.pixels.size() / pixels_per_picture;
  if (pictures.labels.size() == count) return;
  refuse<image_refusals>(
      "labels", "wrong-count",
      {{"expected", std::to_string(count)}, {"actual", std::to_string(pictures.labels.size())}});
}

// Two IDX files, in whichever field each is: their first bytes tell them apart.
bool are_swapped(std::string_view images, std::string_view labels) {
  const auto rank = [](std::string_view file) { return file.size() < 4 ? 0 : file[3]; };
  return !is_table(images) && !is_table(labels) && rank(images) == 1 && rank(labels) == 3;
}

Pictures read_table(std::string_view file, const ImageDataInputs& inputs) {
  PixelTable table = read_pixel_table(file, "images");
  const bool has_labels = table.label_column.has_value();
  if (has_labels && !inputs.labels.empty()) refuse<image_refusals>("labels", "labels-twice");
  if (!has_labels && inputs.labels.empty()) refuse<image_refusals>("images", "no-labels");
  Pictures pictures{std::move(table.pixels), std::move(table.labels)};
  if (has_labels) pictures.say("labels from column", *table.label_column + 1);
  return pictures;
}

Pictures read_pictures(const ImageDataInputs& inputs) {
  if (inputs.images.empty()) refuse<image_refusals>("images", "other-file-missing");
  Data images = unfold::data(inputs.images);
  Data labels = inputs.labels.empty() ? nullptr : unfold::data(inputs.labels);
  require_file(*images, "images");
  if (labels != nullptr) {
    require_file(*labels, "labels");
    if (are_swapped(*images, *labels)) std::swap(images, labels);
  }
  Pictures pictures;
  if (is_table(*images)) {
    pictures = read_table(*images, inputs);
  } else {
    if (labels == nullptr) refuse<image_refusals>("labels", "other-file-missing");
    pictures.pixels = read_idx_pixels(*images);
  }
  if (labels != nullptr) pictures.labels = read_labels(*labels);
  require_equal_count(pictures);
  return pictures;
}

// Rows for columns, as EMNIST has them.
void turn(std::string& pixels) {
  for (std::size_t start = 0; start < pixels.size(); start += pixels_per_picture) {
    for (int row = 0; row < image_rows; ++row) {
      for (int column = 0; column < row; ++column) {
        std::swap(pixels[start + row * image_columns + column],
                  pixels[start + column * image_columns + row]);
      }
    }
  }
}

// Moves every sixth picture to the end, so that the test has pictures of all labels.
void spread_test(Pictures& pictures) {
  const Pictures before = pictures;
  pictures.pixels.clear();
  pictures.labels.clear();
  for (const bool is_test : {false, true}) {
    for (int i = 0; i < before.count(); ++i) {
      if ((i % test_share == test_share - 1) != is_test) continue;
      pictures.labels += before.labels[i];
      pictures.pixels.append(before.pixels, static_cast<std::size_t>(i) * pixels_per_picture,
                             pixels_per_picture);
    }
  }
}

LabelledImages labelled(Pictures&& pictures) {
  return LabelledImages(std::make_shared<const std::string>(std::move(pictures.pixels)),
                        std::make_shared<const std::string>(std::move(pictures.labels)));
}

}  // namespace

ImageData read_own_images(const ImageDataInputs& inputs) {
  Pictures pictures = read_pictures(inputs);
  if (pictures.count() < 2) {
    refuse("images", "too-few", {{"min", "2"}, {"count", std::to_string(pictures.count())}});
  }
  const std::string labels_input = inputs.labels.empty() ? "images" : "labels";
  PictureLabels named =
      read_picture_labels(std::move(pictures.labels), inputs.label_kind, labels_input);
  pictures.labels = std::move(named.labels);
  if (inputs.turned) turn(pictures.pixels);

  const auto& labels = pictures.labels;
  const bool is_sorted =
      std::is_sorted(labels.begin(), labels.end()) && labels.front() != labels.back();
  if (is_sorted && pictures.count() >= 2 * test_share) spread_test(pictures);
  const int count = pictures.count(), test = std::max(1, count / test_share);
  const int classes = static_cast<int>(named.classes.size());
  if (is_sorted || classes > 10 || !pictures.found.rows.empty()) {
    pictures.say("pictures", count);
    pictures.say(is_sorted ? "for the test, every sixth" : "for the test, the last", test);
    pictures.say("classes", classes);
  }
  Table found = std::move(pictures.found);
  const LabelledImages all = labelled(std::move(pictures));
  return {all.part(0, count - test), all.part(count - test, test), std::move(named.classes),
          std::move(found)};
}

}  // namespace unfold
