// Which files of pictures and labels the labs on digits refuse, and what they say.
#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "tests/labs/lab_run.h"
#include "tests/labs/picture_files.h"

using namespace unfold;
using namespace unfold::drawings;

namespace {

std::string refusal_of(const Inputs& inputs, const std::string& lab = "mnist-rnn") {
  return refusal([&] { Session(find_lab(lab), "", inputs); });
}

}  // namespace

TEST_CASE("pictures and labels that do not fit are refused at the file to change") {
  const Pictures good = pictures(12);
  const auto refused = [](const std::string& images, const std::string& labels) {
    return refusal_of(own_files({images, labels}));
  };
  CHECK(refused(good.images, good.labels) == "");
  CHECK(refused(good.images.substr(0, good.images.size() / 2), good.labels) == "images idx-length");
  CHECK(refused(good.images, good.labels.substr(0, 14)) == "labels idx-length");
  CHECK(refused(good.labels, good.images) == "");  // each tells what it is
  CHECK(refused(std::string("\x7F") + "ELF", good.labels) == "images not-idx");
  CHECK(refused(good.images, good.images) == "labels not-idx");
  CHECK(refused(good.images, pictures(11).labels) == "labels wrong-count");
  CHECK(refused(header(3, {0, rows, rows}), header(1, {0})) == "images idx-empty");
  CHECK(refused(header(3, {1, 1, 2}) + "ab", header(1, {1}) + '\1') == "images wrong-shape");
  CHECK(refused(pictures(1).images, pictures(1).labels) == "images too-few");
  std::string wrong = good.labels;
  wrong[8 + 4] = 10;
  CHECK(refused(good.images, wrong) == "labels out-of-range");
}

TEST_CASE("pictures without labels are refused, and labels without pictures") {
  own_files(pictures(12));
  CHECK(refusal_of({{"images", "own-images"}}) == "labels other-file-missing");
  CHECK(refusal_of({{"labels", "own-labels"}}) == "images other-file-missing");
}

TEST_CASE("a wrong label is named with its place") {
  Pictures files = pictures(12);
  files.labels[8 + 4] = static_cast<char>(200);
  try {
    Session session(find_lab("mnist-rnn"), "", own_files(files));
    FAIL("it was taken");
  } catch (const Refusal& refusal) {
    CHECK(std::string(refusal.what()) == "Own labels, element 5, must be from 0 to 9, not 200.");
  }
}

// ---- Tables of pixels.

namespace {

// The pictures as rows, with what stands before and behind their pixels.
std::string as_table(const Pictures& files, char mark, const std::string& header,
                     const std::function<std::string(int)>& before,
                     const std::function<std::string(int)>& behind) {
  std::string text = header;
  const std::string images = files.images.substr(16);
  for (int i = 0; i < static_cast<int>(images.size()) / pixels; ++i) {
    text += before(i);
    for (int pixel = 0; pixel < pixels; ++pixel) {
      if (pixel > 0) text += mark;
      text += std::to_string(static_cast<unsigned char>(images[i * pixels + pixel]));
    }
    text += behind(i) + "\n";
  }
  return text;
}

// As MNIST's, black at the corners.
Pictures black_corners(int count) {
  Pictures files = pictures(count);
  for (int i = 0; i < count; ++i) {
    files.images[16 + i * pixels] = files.images[16 + (i + 1) * pixels - 1] = 0;
  }
  return files;
}

std::string fingerprint_of(Inputs inputs) {
  inputs.insert({{"hidden", "7"}, {"batch_size", "6"}, {"epochs", "2"}});
  Session session(find_lab("mnist-rnn"), "", inputs);
  finish(session);
  const Report& report = session.report();
  std::string text = std::to_string(last(session, "loss"));
  for (const float count : matrix(report, "confusion").values())
    text += ' ' + std::to_string(count);
  return text;
}

Inputs own_table(const std::string& text) {
  provide_data("own-table", text);
  return {{"images", "own-table"}};
}

}  // namespace

TEST_CASE("a table of labels and pixels is the same as two IDX files, however it is written") {
  const Pictures files = black_corners(24);
  const auto label = [&](int i) { return std::to_string(static_cast<int>(files.labels[8 + i])); };
  const auto nothing = [](int) { return std::string(); };
  const auto first = [&](int i) { return label(i) + ","; };
  const auto at_end = [&](int i) { return "," + label(i); };
  const auto numbered = [&](int i) { return std::to_string(i) + "," + label(i) + ","; };
  std::string names = "label";
  for (int pixel = 0; pixel < pixels; ++pixel) names += ",pixel" + std::to_string(pixel);
  const std::string expected = fingerprint_of(own_files(files));

  CHECK(fingerprint_of(own_table(as_table(files, ',', "", first, nothing))) == expected);
  CHECK(fingerprint_of(own_table(as_table(files, ',', names + "\r\n", first, nothing))) ==
        expected);
  CHECK(fingerprint_of(own_table(as_table(files, ',', "", nothing, at_end))) == expected);
  CHECK(fingerprint_of(own_table(as_table(files, ',', "," + names + "\n", numbered, nothing))) ==
        expected);
  CHECK(fingerprint_of(own_table(as_table(
            files, ';', "", [&](int i) { return label(i) + ";"; }, nothing))) == expected);

  Inputs two = own_table(as_table(files, ',', "", nothing, nothing));
  provide_data("own-label-table", [&] {
    std::string lines = "Id,Label\n";
    for (int i = 0; i < 24; ++i) lines += std::to_string(i) + "," + label(i) + "\n";
    return lines;
  }());
  CHECK(refusal_of(two) == "images no-labels");
  two["labels"] = "own-label-table";
  CHECK(fingerprint_of(two) == expected);
}

TEST_CASE("pixels from 0 to 1 are brightness too") {
  const Pictures files = black_corners(12);
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += std::to_string(static_cast<int>(files.labels[8 + i]));
    for (int pixel = 0; pixel < pixels; ++pixel) {
      const int byte = static_cast<unsigned char>(files.images[16 + i * pixels + pixel]);
      text += "," + std::to_string(byte / 255.0);
    }
    text += '\n';
  }
  CHECK(fingerprint_of(own_table(text)) == fingerprint_of(own_files(files)));
}

TEST_CASE("what is wrong with a table of pixels is said with its line") {
  const Pictures files = black_corners(6);
  const auto nothing = [](int) { return std::string(); };
  const std::string good = as_table(
      files, ',', "", [](int i) { return std::to_string(i) + ","; }, nothing);
  CHECK(refusal_of(own_table(good)) == "");
  CHECK(refusal_of(own_table(good + "1,2\n")) == "images pixels-count");
  CHECK(refusal_of(own_table("1,2\n3,4\n")) == "images pixels-count");
  CHECK(refusal_of(own_table("label,pixel0\n")) == "images pixels-empty");
  CHECK(refusal_of(own_table("<html>")) == "images web-page");
  std::string wrong = good;
  wrong.replace(wrong.find(",0,", 10), 3, ",x,");
  CHECK(refusal_of(own_table(wrong)) == "images pixel-no-number");
  CHECK(refusal_of(own_table(good.substr(0, 4) + "999" + good.substr(good.find(',', 4)))) ==
        "images pixel-too-bright");
  Inputs twice = own_table(good);
  provide_data("own-labels", files.labels);
  twice["labels"] = "own-labels";
  CHECK(refusal_of(twice) == "labels labels-twice");
}

// ---- Letters.

namespace {

// Labels that count up again and again from the first to the last.
Pictures labelled(int count, int first, int last) {
  Pictures files = pictures(count);
  for (int i = 0; i < count; ++i) {
    files.labels[8 + i] = static_cast<char>(first + i % (last - first + 1));
  }
  return files;
}

std::vector<std::string> classes_of(const Pictures& files, const Inputs& more = {}) {
  Inputs inputs = with(own_files(files), more);
  inputs.insert({{"hidden", "4"}, {"batch_size", "60"}, {"epochs", "1"}});
  Session session(find_lab("mnist-rnn"), "", inputs);
  finish(session);
  for (const auto& matrix : session.report().matrices()) {
    if (matrix.name == "confusion") return matrix.labels.ticks[0];
  }
  return {};
}

}  // namespace

TEST_CASE("labels beyond nine are letters: as many classes as there are kinds") {
  CHECK(classes_of(labelled(60, 0, 9)).size() == 10);
  const auto letters = classes_of(labelled(60, 1, 26));
  REQUIRE(letters.size() == 26);
  CHECK(letters.front() == "A");
  CHECK(letters.back() == "Z");
  CHECK(classes_of(labelled(60, 0, 25)) == letters);
  const auto balanced = classes_of(labelled(60, 0, 46));
  REQUIRE(balanced.size() == 47);
  CHECK(balanced[10] == "A");
  CHECK(balanced[46] == "t");
  CHECK(classes_of(labelled(70, 0, 61)).back() == "z");
}

TEST_CASE("what labels are can be said, where they do not tell") {
  CHECK(classes_of(labelled(60, 1, 9), {{"label_kind", "letters"}}).size() == 26);
  const auto refused = [](const Pictures& files, const std::string& kind) {
    return refusal_of(with(own_files(files), {{"label_kind", kind}}));
  };
  CHECK(refused(labelled(60, 1, 26), "digits") == "labels out-of-range");
  CHECK(refused(labelled(60, 0, 47), "balanced") == "labels out-of-range");
  CHECK(refused(labelled(60, 0, 46), "by_class") == "");
}

TEST_CASE("pictures that lie on their side are turned upright") {
  Pictures files = pictures(12), turned = files;
  for (int at = 0; at < 12 * pixels; ++at) {
    const int row = at % pixels / rows, column = at % rows, start = 16 + at / pixels * pixels;
    turned.images[start + column * rows + row] = files.images[16 + at];
  }
  CHECK(fingerprint_of(with(own_files(turned), {{"turned", "true"}})) ==
        fingerprint_of(own_files(files)));
}

TEST_CASE("of pictures in the order of their labels the test has some of each") {
  Pictures files = pictures(60);
  for (int i = 0; i < 60; ++i) files.labels[8 + i] = static_cast<char>(i / 6);
  Inputs inputs = own_files(files);
  inputs.insert({{"hidden", "4"}, {"batch_size", "60"}, {"epochs", "1"}});
  Session session(find_lab("mnist-rnn"), "", inputs);
  finish(session);
  const Tensor& confusion = matrix(session.report(), "confusion");
  for (int label = 0; label < 10; ++label) {
    float tested = 0;
    for (int i = 0; i < 10; ++i) tested += confusion.data()[label * 10 + i];
    CHECK(tested == 1);
  }
}

TEST_CASE("two pictures are enough: one to learn, one to test") {
  Inputs inputs = own_files(pictures(2));
  inputs.insert({{"hidden", "1"}, {"epochs", "1"}});
  Session session(find_lab("mnist-lstm"), "", inputs);
  CHECK(session.total() == 1);
  finish(session);
  const float accuracy = curve(session, "test_accuracy").y[0];
  CHECK((accuracy == 0 || accuracy == 1));
}
