// Labelled pictures: MNIST or a reader's own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/form.h"
#include "engine/lab/provided_data.h"

namespace unfold {

inline constexpr int image_rows = 28, image_columns = 28, image_classes = 10;

// Pictures and their labels, kept as the bytes of their files.
class LabelledImages {
 public:
  // Refuses files that are not IDX, whose pictures are not 28 × 28, that do not belong together or
  // that have labels beyond 9; speaks of the inputs by these names.
  LabelledImages(const Data& images, const std::string& images_input, const Data& labels,
                 const std::string& labels_input);

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
};

struct ImageDataInputs {
  enum class Source { quick, full };
  Source source = Source::quick;
  std::string images, labels;  // a reader's own files; none: ""

  void visit(Form& form);
  // MNIST's first 5,000 training pictures are left out, as in the notebook.
  // The last sixth of the reader's own is for the test.
  ImageData read() const;
};

}  // namespace unfold
