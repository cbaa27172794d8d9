// The reader's own pictures and labels, as the labs on digits take them, made for a test.
#pragma once

#include <initializer_list>
#include <random>
#include <string>

#include "engine/lab/provided_data.h"
#include "tests/labs/drawings.h"
#include "tests/labs/lab_run.h"

namespace unfold::drawings {

inline constexpr const char* image_labs[] = {"mnist-rnn", "mnist-deep-rnn", "mnist-lstm"};

inline std::string header(int rank, std::initializer_list<int> sizes) {
  std::string bytes{0, 0, 8, static_cast<char>(rank)};
  for (const int size : sizes) {
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift & 255);
  }
  return bytes;
}

// A class is a bright row, on a noisy ground.
struct Pictures {
  std::string images, labels;
};

inline Pictures pictures(int count) {
  std::mt19937 random(7);
  Pictures made{header(3, {count, rows, rows}), header(1, {count})};
  for (int i = 0; i < count; ++i) {
    const int label = static_cast<int>(random() % 10);
    made.labels += static_cast<char>(label);
    for (int pixel = 0; pixel < pixels; ++pixel) {
      const bool bright = pixel / rows / 2 - 2 == label;
      made.images += static_cast<char>(bright ? 255 : random() % 100);
    }
  }
  return made;
}

inline Inputs own_files(const Pictures& files) {
  provide_data("own-images", files.images);
  provide_data("own-labels", files.labels);
  return {{"images", "own-images"}, {"labels", "own-labels"}};
}

// A small run: 24 pictures to learn, in batches of 6, and 4 to test.
inline Inputs small(const Inputs& more = {}) {
  Inputs inputs = own_files(pictures(28));
  inputs.insert({{"hidden", "7"}, {"batch_size", "6"}, {"epochs", "3"}});
  for (const auto& [name, value] : more) inputs[name] = value;
  return inputs;
}

}  // namespace unfold::drawings
