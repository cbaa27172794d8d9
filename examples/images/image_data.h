// Labelled pictures: MNIST or a reader's own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/form.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/report.h"
#include "examples/images/picture_labels.h"

namespace unfold {

inline constexpr int image_rows = 28, image_columns = 28;
inline constexpr int pixels_per_picture = image_rows * image_columns;

// Pictures and their labels, kept as the bytes of their files.
class LabelledImages {
 public:
  // Refuses files that are not IDX, whose pictures are not 28 × 28 or that do not belong together;
  // speaks of the inputs by these names.
  LabelledImages(const Data& images, const std::string& images_input, const Data& labels,
                 const std::string& labels_input);
  // Bytes alone: 784 for each picture, one for each label.
  LabelledImages(const Data& pixels, const Data& labels);

  int count() const { return static_cast<int>(labels_.size()); }
  int label(int index) const { return labels_[index]; }
  // (N, 28, 28) of numbers from 0 to 1.
  Tensor images(std::span<const int> indices) const;
  Tensor images(int first, int count) const;
  LabelledImages part(int first, int count) const;

 private:
  void write(int index, float* to) const;

  Data image_file_, label_file_;
  std::span<const std::uint8_t> pixels_, labels_;
};

struct ImageData {
  LabelledImages train, test;
  std::vector<std::string> classes;  // what each is called
  Table found = {};                  // in the reader's own files; no rows without any
};

struct ImageDataInputs {
  enum class Source { quick, full };
  Source source = Source::quick;
  std::string images, labels;  // a reader's own files; none: ""
  bool turned = false;         // rows stand for columns in them
  LabelKind label_kind = LabelKind::automatic;

  void visit(Form& form);
  // MNIST's first 5,000 training pictures are left out, as in the notebook.
  ImageData read() const;
};

}  // namespace unfold
