// Which files of pictures and labels the labs on digits refuse, and what they say.
#include <doctest/doctest.h>

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
  CHECK(refused(good.labels, good.images) == "images not-idx");
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

TEST_CASE("two pictures are enough: one to learn, one to test") {
  Inputs inputs = own_files(pictures(2));
  inputs.insert({{"hidden", "1"}, {"epochs", "1"}});
  Session session(find_lab("mnist-lstm"), "", inputs);
  CHECK(session.total() == 1);
  finish(session);
  const float accuracy = curve(session, "test_accuracy").y[0];
  CHECK((accuracy == 0 || accuracy == 1));
}
