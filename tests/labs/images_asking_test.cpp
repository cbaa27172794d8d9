// What the labs on digits answer: for a picture of the test, or for a drawing.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "examples/images/drawn_image.h"
#include "tests/labs/lab_run.h"
#include "tests/labs/picture_files.h"

using namespace unfold;
using namespace unfold::drawings;

namespace {

bool same(const Tensor& a, const Tensor& b) {
  return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
}

std::string as_text(const Tensor& image) {
  std::string text;
  for (int pixel = 0; pixel < pixels; ++pixel) {
    text += pixel == 0 ? "" : pixel % rows == 0 ? ";" : ",";
    text += image.data()[pixel] > 0 ? "1" : "0";
  }
  return text;
}

}  // namespace

TEST_CASE("asked for a picture of the test, a lab says what the test said") {
  for (const char* lab : image_labs) {
    CAPTURE(lab);
    Session session(find_lab(lab), "", small());
    finish(session);
    Tensor confusion = Tensor::zeros(Shape{10, 10});
    for (const char* index : {"0", "1", "2", "3"}) {
      const Report answer = session.ask({{"index", index}});
      const Report::Text& text = answer.texts().front();
      CHECK(text.name == "prediction");
      const int label = std::stoi(text.target), predicted = std::stoi(text.value);
      ++confusion.mutable_data()[label * 10 + predicted];
      CHECK(images(answer, "picture").wrong[0] == (label != predicted));
    }
    CHECK(same(confusion, matrix(session.report(), "confusion")));
  }
}

TEST_CASE("the probabilities after each row sum to one, and the last row's are the answer's") {
  Session session(find_lab("mnist-deep-rnn"), "", small());
  finish(session);
  const Report answer = session.ask({{"index", "2"}});
  const Tensor probabilities = matrix(answer, "row_by_row");
  for (int row = 0; row < rows; ++row) {
    float sum = 0;
    for (int i = 0; i < 10; ++i) sum += probabilities.data()[row * 10 + i];
    CHECK(sum == doctest::Approx(1.0f));
  }
  const float* last = probabilities.data() + (rows - 1) * 10;
  CHECK(std::to_string(std::max_element(last, last + 10) - last) == answer.texts()[0].value);
}

TEST_CASE("a picture beyond the test is refused with the last one there is") {
  Session session(find_lab("mnist-rnn"), "", small());
  try {
    session.ask({{"index", "4"}});
    FAIL("it was answered");
  } catch (const Refusal& refusal) {
    CHECK(std::string(refusal.what()) == "Test picture must be from 0 to 3, not 4.");
  }
}

TEST_CASE("a blank drawing asks for the picture of the test") {
  Session session(find_lab("mnist-rnn"), "", small());
  session.advance();
  const Report blank = session.ask({{"index", "1"}, {"digit", as_text(drawn(0, 0, 0, 0))}});
  CHECK(blank.texts()[0].target == session.ask({{"index", "1"}}).texts()[0].target);
  CHECK(!blank.texts()[0].target.empty());
}

TEST_CASE("a drawing is read as MNIST would have it, wherever it was drawn") {
  Session session(find_lab("mnist-rnn"), "", small());
  session.advance();
  const Report answer = session.ask({{"digit", as_text(drawn(0, 1, 9, 4))}});
  CHECK(answer.texts()[0].target.empty());
  const Tensor seen = images(answer, "picture").values;
  CHECK(same(seen, like_mnist(drawn(0, 1, 9, 4))));
  CHECK(same(seen, like_mnist(drawn(17, 20, 9, 4))));
}
