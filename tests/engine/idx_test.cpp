#include <doctest/doctest.h>

#include <numeric>
#include <random>
#include <string>

#include "engine/data/idx.h"

using namespace unfold;

namespace {

using Fault = IdxError::Fault;

const std::string labels{0, 0, 8, 1, 0, 0, 0, 3, 7, 2, char(255)};
const std::string images{0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40};

// The fault of a file, or "none".
std::string fault(const std::string& file, int rank) {
  try {
    read_idx(file, rank);
  } catch (const IdxError& error) {
    CHECK(std::string(error.what()).find("[idx]") == 0);
    const char* names[] = {"kind", "length", "empty"};
    return names[static_cast<int>(error.fault)];
  }
  return "none";
}

std::string with(std::string file, std::size_t at, const std::string& bytes) {
  return file.replace(at, bytes.size(), bytes);
}

}  // namespace

TEST_CASE("an IDX file gives its shape and its bytes, unsigned") {
  const Idx of_labels = read_idx(labels, 1), of_images = read_idx(images, 3);
  CHECK(of_labels.shape == Shape{3});
  CHECK(std::vector<int>(of_labels.values.begin(), of_labels.values.end()) ==
        std::vector<int>{7, 2, 255});
  CHECK(of_images.shape == Shape{2, 1, 2});
  CHECK(std::vector<int>(of_images.values.begin(), of_images.values.end()) ==
        std::vector<int>{10, 20, 30, 40});
}

TEST_CASE("an IDX file that is cut anywhere is noticed, and so is one byte too many") {
  for (std::size_t size = 0; size < images.size(); ++size) {
    CAPTURE(size);
    CHECK(fault(images.substr(0, size), 3) == "length");
  }
  CHECK(fault(images + "x", 3) == "length");
  CHECK(fault(labels + "x", 1) == "length");
}

TEST_CASE("an IDX file cut in half tells how long it should be") {
  try {
    read_idx(std::string_view(images).substr(0, images.size() / 2), 3);
    FAIL("it was read");
  } catch (const IdxError& error) {
    CHECK(error.expected == "16");
    CHECK(error.actual == "10");
  }
  try {
    read_idx(std::string_view(images).substr(0, images.size() - 1), 3);
    FAIL("it was read");
  } catch (const IdxError& error) {
    CHECK(error.expected == "20");
    CHECK(error.actual == "19");
  }
}

TEST_CASE("a file of another kind is told from an IDX file by its first bytes") {
  CHECK(fault(images, 1) == "kind");
  CHECK(fault(labels, 3) == "kind");
  CHECK(fault(with(images, 2, "\x0d"), 3) == "kind");  // floats
  CHECK(fault("\x1f\x8b\x08\x08 a compressed file", 3) == "kind");
  try {
    read_idx("\x1f\x8b\x08\x08 a compressed file", 3);
  } catch (const IdxError& error) {
    CHECK(error.expected == "0 0 8 3");
    CHECK(error.actual == "31 139 8 8");
  }
}

TEST_CASE("sizes beyond the file are noticed, however large their product is") {
  const std::string most(4, '\xff');
  CHECK(fault(with(images, 4, most), 3) == "length");
  CHECK(fault(with(images, 4, most + most + most), 3) == "length");
  // 2^31 · 2^31 · 4 = 2^64, which is 0 in 64 bits.
  const std::string large{char(0x80), 0, 0, 0}, four{0, 0, 0, 4};
  CHECK(fault(with(images, 4, large + large + four), 3) == "length");
}

TEST_CASE("an IDX file with a size of 0 is noticed") {
  const std::string none(4, '\0');
  for (const std::size_t at : {4, 8, 12}) CHECK(fault(with(images, at, none), 3) == "empty");
  CHECK(fault(labels.substr(0, 4) + none, 1) == "empty");
}

TEST_CASE("any bytes are a whole IDX file or an error") {
  std::mt19937 random(3);
  int read = 0, refused = 0;
  for (int attempt = 0; attempt < 20000; ++attempt) {
    std::string file = random() % 2 ? images : labels;
    for (int change = random() % 3; change > 0; --change) {
      file[random() % file.size()] = static_cast<char>(random() % 3 ? random() % 4 : random());
    }
    if (random() % 4 == 0) file.resize(random() % 30);
    try {
      const Idx idx = read_idx(file, 1 + random() % 4);
      const int sum = std::accumulate(idx.values.begin(), idx.values.end(), 0);
      CHECK(idx.shape.count() == static_cast<int>(idx.values.size()));
      CHECK(sum <= 255 * idx.shape.count());
      ++read;
    } catch (const IdxError&) {
      ++refused;
    }
  }
  CHECK(read > 100);
  CHECK(refused > 100);
}
