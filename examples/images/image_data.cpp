#include "examples/images/image_data.h"

#include <algorithm>
#include <array>

#include "engine/data/idx.h"
#include "engine/lab/refusal.h"
#include "examples/images/own_images.h"
#include "examples/images/refusals.h"
#include "examples/shared/cell_inputs.h"

namespace unfold {
namespace {

using Source = ImageDataInputs::Source;
using Fault = IdxError::Fault;

constexpr Choice<Source> sources[] = {{Source::quick, "quick", "6,000 digits"},
                                      {Source::full, "full", "70,000 digits"}};

constexpr Choice<LabelKind> label_kinds[] = {
    {LabelKind::automatic, "automatic", "By themselves"},
    {LabelKind::digits, "digits", "Digits"},
    {LabelKind::letters, "letters", "Letters"},
    {LabelKind::balanced, "balanced", "EMNIST, balanced: 47"},
    {LabelKind::by_class, "by_class", "EMNIST, by class: 62"}};

constexpr int set_aside = 5000;  // for a validation that the notebook does not make

CodeOf<image_refusals> code(Fault fault) {
  switch (fault) {
    case Fault::kind: return "not-idx";
    case Fault::length: return "idx-length";
    case Fault::empty: break;
  }
  return "idx-empty";
}

Idx read_file(const Data& file, int rank, const std::string& input) {
  try {
    return read_idx(*file, rank);
  } catch (const IdxError& error) {
    refuse<image_refusals>(input, code(error.fault),
                           {{"expected", error.expected}, {"actual", error.actual}});
  }
}

// byte / 255, as the notebook scales the pictures.
const std::array<float, 256>& brightness() {
  static const auto table = [] {
    std::array<float, 256> values{};
    for (int byte = 0; byte < 256; ++byte) values[byte] = static_cast<float>(byte) / 255.0f;
    return values;
  }();
  return table;
}

std::span<const std::uint8_t> bytes(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

const std::vector<std::string>& ten_classes() {
  static const std::vector<std::string> names = numbered("", 10);
  return names;
}

LabelledImages shipped(const std::string& name) {
  const Data images = unfold::data(name + "-images");
  return {images, "data", unfold::data(name + "-labels"), "data"};
}

ImageData quick_data() {
  return {shipped("mnist-slice/train"), shipped("mnist-slice/test"), ten_classes()};
}

ImageData whole_data() {
  const LabelledImages train = shipped("mnist/train");
  return {train.part(set_aside, train.count() - set_aside), shipped("mnist/test"), ten_classes()};
}

}  // namespace

LabelledImages::LabelledImages(const Data& images, const std::string& images_input,
                               const Data& labels, const std::string& labels_input)
    : image_file_(images), label_file_(labels) {
  const Idx image_idx = read_file(images, 3, images_input);
  const Shape expected = image_idx.shape.with(1, image_rows).with(2, image_columns);
  if (image_idx.shape != expected) {
    refuse(images_input, "wrong-shape",
           {{"expected", to_string(expected)}, {"actual", to_string(image_idx.shape)}});
  }
  const Idx label_idx = read_file(labels, 1, labels_input);
  if (label_idx.shape[0] != image_idx.shape[0]) {
    refuse<image_refusals>(labels_input, "wrong-count",
                           {{"expected", std::to_string(image_idx.shape[0])},
                            {"actual", std::to_string(label_idx.shape[0])}});
  }
  pixels_ = image_idx.values;
  labels_ = label_idx.values;
}

LabelledImages::LabelledImages(const Data& pixels, const Data& labels)
    : image_file_(pixels), label_file_(labels), pixels_(bytes(*pixels)), labels_(bytes(*labels)) {}

void LabelledImages::write(int index, float* to) const {
  const auto& values = brightness();
  for (const std::uint8_t byte :
       pixels_.subspan(static_cast<std::size_t>(index) * pixels_per_picture, pixels_per_picture)) {
    *to++ = values[byte];
  }
}

Tensor LabelledImages::images(std::span<const int> indices) const {
  Tensor images(Shape{static_cast<int>(indices.size()), image_rows, image_columns});
  float* to = images.mutable_data();
  for (const int index : indices) {
    write(index, to);
    to += pixels_per_picture;
  }
  return images;
}

Tensor LabelledImages::images(int first, int count) const {
  Tensor images(Shape{count, image_rows, image_columns});
  for (int i = 0; i < count; ++i) {
    write(first + i, images.mutable_data() + i * pixels_per_picture);
  }
  return images;
}

LabelledImages LabelledImages::part(int first, int count) const {
  LabelledImages part = *this;
  part.pixels_ = pixels_.subspan(static_cast<std::size_t>(first) * pixels_per_picture,
                                 static_cast<std::size_t>(count) * pixels_per_picture);
  part.labels_ = labels_.subspan(first, count);
  return part;
}

void ImageDataInputs::visit(Form& form) {
  constexpr int most_bytes = 130'000'000;
  form.choice("data", source, sources)
      .label("Pictures")
      .help(
          "A quick slice of MNIST (5,000 digits to learn, 1,000 to test), or all of it as in the "
          "notebook (55,000 and 10,000). Others, such as Fashion-MNIST, open as own pictures.");
  form.file("images", images)
      .label("Own pictures")
      .help(
          "An IDX file of 28 by 28 pictures, such as train-images-idx3-ubyte, or a CSV file of a "
          "label and 784 pixels in each row; the last sixth of them is the test.")
      .range(1, most_bytes)
      .advanced();
  form.file("labels", labels)
      .label("Own labels")
      .help("The IDX file with a label for each of your pictures; a CSV file has its own.")
      .range(1, most_bytes)
      .advanced();
  form.flag("turned", turned)
      .label("Turn own pictures upright")
      .help("Rows become columns: the pictures of EMNIST lie on their side.")
      .advanced();
  form.choice("label_kind", label_kind, label_kinds)
      .label("Own labels are")
      .help("What they stand for; by themselves: digits, unless there are more kinds than ten.")
      .advanced();
}

ImageData ImageDataInputs::read() const {
  if (!images.empty() || !labels.empty()) return read_own_images(*this);
  return source == Source::full ? whole_data() : quick_data();
}

}  // namespace unfold
