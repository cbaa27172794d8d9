// npz files: what we write and numpy reads, and the other way round.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "bindings/cli/gunzip.h"
#include "engine/io/npz.h"
#include "engine/io/weights.h"
#include "engine/io/zip.h"

using namespace unfold;

namespace {

using Floats = std::vector<float>;
using Arrays = std::map<std::string, NpyArray>;

SafeTensors::Entry entry(const std::string& name, const Shape& shape, const Floats& values) {
  return {name,
          SafeTensors::Type::f32,
          shape,
          {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)}};
}

std::vector<SafeTensors::Entry> sample() {
  return {entry("rnn/kernel", {2, 3}, {1, -2.5f, 3, 4, 5e-30f, 6}),
          entry("scalar", {}, {7}),
          entry("one", {1}, {8}),
          entry("none", {0, 4}, {}),
          entry("deep", {2, 1, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}),
          {"bytes", SafeTensors::Type::u8, {3}, std::string("\0\x01\xff", 3)}};
}

Floats floats_of(const NpyArray& array) {
  REQUIRE(array.floats);
  Floats values(array.floats->size() / sizeof(float));
  std::memcpy(values.data(), array.floats->data(), array.floats->size());
  return values;
}

Arrays read(const std::string& file) {
  Arrays arrays;
  for (auto& [name, array] : read_npz(file, inflated)) arrays.emplace(name, array);
  return arrays;
}

// An array with this dictionary before its numbers.
std::string npy(const std::string& dictionary, const std::string& numbers = "") {
  std::string file("\x93NUMPY\1\0", 8);
  file += static_cast<char>(dictionary.size());
  file += static_cast<char>(dictionary.size() >> 8);
  return file + dictionary + numbers;
}
std::string npy_of(const std::string& type, const std::string& shape, const std::string& numbers,
                   bool is_column_major = false) {
  return npy("{'descr': '" + type + "', 'fortran_order': " + (is_column_major ? "True" : "False") +
                 ", 'shape': " + shape + ", }\n",
             numbers);
}

template <typename T>
std::string bytes_of(std::vector<T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

std::string reversed(const std::string& bytes) { return {bytes.rbegin(), bytes.rend()}; }

// Deflate's form for bytes that it does not pack.
std::string deflated(const std::string& bytes) {
  const auto size = static_cast<std::uint16_t>(bytes.size());
  return "\x01" + bytes_of<std::uint16_t>({size, static_cast<std::uint16_t>(~size)}) + bytes;
}

// The archive with a number of so many bytes changed behind a mark.
std::string changed(std::string archive, const char* mark, std::size_t at, std::uint64_t value,
                    int size = 2) {
  const std::size_t start = archive.find(mark) + at;
  for (int i = 0; i < size; ++i) archive[start + i] = static_cast<char>(value >> (8 * i));
  return archive;
}

constexpr const char *local = "PK\3\4", *central = "PK\1\2", *end = "PK\5\6";

void check_refused(const std::string& file, const std::string& message) {
  CHECK_THROWS_WITH_AS(read_npz(file, inflated), doctest::Contains(message.c_str()),
                       std::invalid_argument);
}

struct OwnFolder {
  OwnFolder()
      : path(std::filesystem::temp_directory_path() /
             ("unfold-npz-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directory(path);
  }
  ~OwnFolder() { std::filesystem::remove_all(path); }
  std::string operator/(const char* name) const { return (path / name).string(); }
  const std::filesystem::path path;
};

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string bytes_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A Python that has numpy; "" if there is none.
std::string python_with_numpy() {
  for (const std::string python : {"python3", "/usr/bin/python3"}) {
    if (std::system((python + " -c 'import numpy' >/dev/null 2>&1").c_str()) == 0) return python;
  }
  return "";
}

int run_script(const std::string& python, const OwnFolder& folder, const std::string& script) {
  write(folder / "script.py", "import numpy as np, sys\n" + script);
  return std::system((python + " " + folder / "script.py" + " " + folder.path.string()).c_str());
}

}  // namespace

TEST_CASE("arrays are read from an npz file as they were written") {
  const std::string file = write_npz(sample());
  CHECK(is_zip(file));
  CHECK(file == write_npz(sample()));
  const Arrays arrays = read(file);
  CHECK(arrays.size() == sample().size());
  for (const SafeTensors::Entry& entry : sample()) {
    CAPTURE(entry.name);
    const NpyArray& array = arrays.at(entry.name);
    CHECK(array.shape == entry.shape);
    if (entry.type == SafeTensors::Type::f32) {
      CHECK(array.type == "<f4");
      CHECK(*array.floats == entry.bytes);
    } else {
      CHECK(floats_of(array) == Floats{0, 1, 255});
    }
  }
  CHECK_THROWS_WITH(write_npz(std::vector{sample()[0], sample()[0]}),
                    "[npz] the name \"rnn/kernel\" is taken");
}

TEST_CASE("numbers of other types and orders are read as what they are") {
  const auto read_one = [](const std::string& type, const std::string& numbers) {
    return floats_of(read_npy(npy_of(type, "(2,)", numbers)));
  };
  CHECK(read_one("<f8", bytes_of<double>({0.1, -3})) == Floats{0.1f, -3});
  CHECK(read_one(">f8", reversed(bytes_of<double>({-3, 0.1}))) == Floats{0.1f, -3});
  CHECK(read_one(">f4", reversed(bytes_of<float>({2, 1}))) == Floats{1, 2});
  CHECK(read_one("<f2", bytes_of<std::uint16_t>({0xc100, 0x0001})) == Floats{-2.5f, 0x1p-24f});
  CHECK(read_one("<f2", bytes_of<std::uint16_t>({0x7bff, 0xfc00})) == Floats{65504, -HUGE_VALF});
  CHECK(read_one("<i8", bytes_of<std::int64_t>({-16777216, 5})) == Floats{-16777216, 5});
  CHECK(read_one("<i4", bytes_of<std::int32_t>({-7, 7})) == Floats{-7, 7});
  CHECK(read_one("<i2", bytes_of<std::int16_t>({-7, 7})) == Floats{-7, 7});
  CHECK(read_one("|i1", bytes_of<std::int8_t>({-7, 7})) == Floats{-7, 7});
  CHECK(read_one("<u2", bytes_of<std::uint16_t>({65535, 7})) == Floats{65535, 7});
  CHECK(read_one("|b1", std::string("\0\1", 2)) == Floats{0, 1});
  CHECK(floats_of(read_npy(npy_of("<i4", "(2, 3)", bytes_of<std::int32_t>({1, 4, 2, 5, 3, 6}),
                                  true))) == Floats{1, 2, 3, 4, 5, 6});
  CHECK(floats_of(read_npy(npy_of("<i4", "(2, 1, 3L)", bytes_of<std::int32_t>({1, 4, 2, 5, 3, 6}),
                                  true))) == Floats{1, 2, 3, 4, 5, 6});
  CHECK(floats_of(read_npy(npy("{\"shape\": (), \"fortran_order\": False, \"descr\" : \"<f4\"}",
                               bytes_of<float>({3})))) == Floats{3});
}

TEST_CASE("numbers that no float holds are not read as other ones") {
  for (const auto& unfit :
       std::map<std::string, std::string>{{"<i8", bytes_of<std::int64_t>({16777217})},
                                          {"<u8", bytes_of<std::uint64_t>({~std::uint64_t{0}})},
                                          {"<f8", bytes_of<double>({1e39})},
                                          {"<c8", std::string(8, '\0')},
                                          {"<U2", std::string(8, '\0')},
                                          {"<M8[ns]", std::string(8, '\0')}}) {
    CAPTURE(unfit.first);
    const NpyArray array = read_npy(npy_of(unfit.first, "(1,)", unfit.second));
    CHECK(array.type == unfit.first);
    CHECK_FALSE(array.floats);
  }
  CHECK_FALSE(
      read_npy(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}")).floats);
  CHECK_FALSE(read_npy(npy_of("<f4", "(1, 1, 1, 1, 1)", bytes_of<float>({3}))).floats);
}

TEST_CASE("a file that is no array is refused") {
  const auto refused = [](const std::string& file, const char* message) {
    CHECK_THROWS_WITH_AS(read_npy(file), doctest::Contains(message), std::invalid_argument);
  };
  const std::string whole = npy_of("<f4", "(2,)", bytes_of<float>({1, 2}));
  refused("", "this is no array of numpy");
  refused("no array at all", "this is no array of numpy");
  refused(whole.substr(0, 30), "cut within its header");
  refused(whole.substr(0, whole.size() - 1),
          "there are 7 bytes of numbers, but (2,) of the type <f4 have 8");
  refused(whole + "x", "there are 9 bytes of numbers");
  refused(npy("{'descr': '<f4', 'shape': (1,)}"), "the header has no \"fortran_order\"");
  refused(npy("{'descr': '<f4"), "never ends");
  refused(npy_of("<f4", "3", ""), "the shape in the header is no tuple");
  refused(npy_of("<f4", "(3, x)", ""), "the shape in the header has \"x\"");
  refused(npy_of("<f4", "(-3,)", ""), "the shape in the header has \"-3\"");
  refused(npy_of("<f4", "(65536, 65536)", ""), "more than 2^31 elements");
}

TEST_CASE("a deflated array is unpacked, and a damaged one is refused") {
  const std::string array = write_npy(sample()[0]), packed = deflated(array);
  const std::string stored = write_zip(std::vector<ZipFile>{{"rnn/kernel.npy", packed}});
  std::string file = stored;
  for (const char* mark : {local, central}) {
    const std::size_t behind_version = mark == local ? 4 : 6;
    file = changed(file, mark, behind_version + 4, 8);
    file = changed(file, mark, behind_version + 10, zip_checksum(array), 4);
    file = changed(file, mark, behind_version + 18, array.size(), 4);
  }
  CHECK(*read(file).at("rnn/kernel").floats == sample()[0].bytes);
  CHECK(inflated(packed, array.size()) == array);
  CHECK_FALSE(inflated(packed, array.size() - 1));
  CHECK_FALSE(inflated(packed, array.size() + 1));
  CHECK_FALSE(inflated(packed.substr(1), array.size()));
  CHECK_FALSE(inflated(packed + "x", array.size()));
  CHECK_FALSE(inflated(packed.substr(0, packed.size() - 1), array.size()));

  check_refused(changed(file, central, 16, 1, 4), "\"rnn/kernel.npy\" is damaged");
  check_refused(changed(file, central, 10, 12), "packed by method 12; only deflate is unpacked");
  check_refused(changed(file, central, 8, 1), "is encrypted");
  check_refused(changed(file, central, 24, 2'000'000'000, 4), "more than 1000000000 bytes");
}

TEST_CASE("an archive that is cut or damaged is refused, and never read beyond its end") {
  const std::string file = write_npz(sample());
  for (std::size_t size = 0; size < file.size(); ++size) {
    CHECK_THROWS_AS(read_npz(file.substr(0, size), inflated), std::invalid_argument);
  }
  std::minstd_rand random(5);
  for (int i = 0; i < 2000; ++i) {
    std::string damaged = file;
    damaged[random() % file.size()] = static_cast<char>(random());
    try {
      read_npz(damaged, inflated);
    } catch (const std::invalid_argument&) {
    }
  }
  check_refused(changed(file, end, 16, 0xffffffff, 4), "too many files");
  check_refused(write_zip(std::vector<ZipFile>{{"data.pkl", "x"}}),
                "this zip file holds no arrays");
  check_refused(write_npz({}), "this zip file holds no arrays");
  CHECK(read(write_zip(std::vector<ZipFile>{{"readme", "x"}, {"a.npy", write_npy(sample()[1])}}))
            .size() == 1);
  CHECK(read(changed(file, end, 20, 5) + "hello").size() == sample().size());
}

TEST_CASE("numpy reads what is written here") {
  const std::string python = python_with_numpy();
  if (python.empty()) {
    MESSAGE("skipped: there is no Python with numpy");
    return;
  }
  const OwnFolder folder;
  write(folder / "ours.npz", write_npz(sample()));
  CHECK(run_script(python, folder, R"(
arrays = np.load(sys.argv[1] + "/ours.npz")
expected = {
    "rnn/kernel": np.array([[1, -2.5, 3], [4, 5e-30, 6]], "<f4"),
    "scalar": np.array(7, "<f4"),
    "one": np.array([8], "<f4"),
    "none": np.zeros((0, 4), "<f4"),
    "deep": np.arange(1, 9, dtype="<f4").reshape(2, 1, 2, 2),
    "bytes": np.array([0, 1, 255], "|u1"),
}
assert sorted(arrays.files) == sorted(expected), arrays.files
for name, array in expected.items():
    assert arrays[name].dtype == array.dtype and arrays[name].shape == array.shape, name
    assert np.array_equal(arrays[name], array), name
)") == 0);
}

TEST_CASE("what numpy has written is read here") {
  const std::string python = python_with_numpy();
  if (python.empty()) {
    MESSAGE("skipped: there is no Python with numpy");
    return;
  }
  const OwnFolder folder;
  REQUIRE(run_script(python, folder, R"(
arrays = {
    "rnn/kernel": np.array([[1, -2.5, 3], [4, 5e-30, 6]], "<f4"),
    "double": np.arange(6.0).reshape(2, 3) / 8,
    "half": np.array([0.5, -2], "<f2"),
    "big": np.array([[1, 2], [3, 4]], ">f4"),
    "columns": np.asfortranarray(np.arange(24, dtype="<f4").reshape(2, 3, 4)),
    "whole": np.arange(5),
    "zeros": np.zeros((300, 7), "<f4"),
    "text": np.array(["a", "b"]),
    "complex": np.array([1j]),
}
np.savez(sys.argv[1] + "/stored.npz", **arrays)
np.savez_compressed(sys.argv[1] + "/deflated.npz", **arrays)
)") == 0);
  for (const char* name : {"stored.npz", "deflated.npz"}) {
    CAPTURE(name);
    const Arrays arrays = read(bytes_in(folder / name));
    CHECK(arrays.size() == 9);
    CHECK(floats_of(arrays.at("rnn/kernel")) == Floats{1, -2.5f, 3, 4, 5e-30f, 6});
    CHECK(arrays.at("rnn/kernel").shape == Shape{2, 3});
    CHECK(floats_of(arrays.at("double")) == Floats{0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f});
    CHECK(floats_of(arrays.at("half")) == Floats{0.5f, -2});
    CHECK(floats_of(arrays.at("big")) == Floats{1, 2, 3, 4});
    Floats counted(24);
    for (int i = 0; i < 24; ++i) counted[i] = static_cast<float>(i);
    CHECK(floats_of(arrays.at("columns")) == counted);
    CHECK(arrays.at("columns").shape == Shape{2, 3, 4});
    CHECK(floats_of(arrays.at("whole")) == Floats{0, 1, 2, 3, 4});
    CHECK(floats_of(arrays.at("zeros")) == Floats(2100, 0));
    CHECK_FALSE(arrays.at("text").floats);
    CHECK_FALSE(arrays.at("complex").floats);
  }
}
