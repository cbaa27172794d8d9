#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "bindings/cli/numpy_text.h"

using namespace unfold;

namespace {

Tensor counted(const Shape& shape) {
  Tensor matrix(shape);
  std::iota(matrix.mutable_values().begin(), matrix.mutable_values().end(), 0.0f);
  return matrix;
}

}  // namespace

// What print(numpy.array(…, numpy.float32)) shows, with NumPy 1.24.
TEST_CASE("matrices are printed as NumPy prints them") {
  CHECK(numpy_text(Tensor({2, 2}, {1, -0.5f, 0.25f, 3})) == "[[ 1.   -0.5 ]\n [ 0.25  3.  ]]");
  CHECK(numpy_text(Tensor({3}, {0.76159418f, 0, -0.0f})) == "[ 0.7615942  0.        -0.       ]");
  CHECK(numpy_text(counted({2, 2, 2})) == "[[[0. 1.]\n  [2. 3.]]\n\n [[4. 5.]\n  [6. 7.]]]");
  CHECK(numpy_text(Tensor({2}, {1, 1e-5f})) == "[1.e+00 1.e-05]");
  CHECK(numpy_text(Tensor({2}, {-1.5f, 1e10f})) == "[-1.5e+00  1.0e+10]");
  CHECK(numpy_text(Tensor({3}, {NAN, -INFINITY, 1})) == "[ nan -inf   1.]");
  CHECK(numpy_text(Tensor({1}, {0.012345678f})) == "[0.01234568]");
  CHECK(numpy_text(Tensor::zeros({0, 3})) == "[]");
}

TEST_CASE("long rows wrap at 75 columns, as in NumPy") {
  CHECK(numpy_text(counted({20})) ==
        "[ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.\n"
        " 18. 19.]");
}

TEST_CASE("more than 1000 values are summarized, as in NumPy") {
  CHECK(numpy_text(counted({1001})) == "[   0.    1.    2. ...  998.  999. 1000.]");
  CHECK(numpy_text(counted({7, 200})).substr(0, 30) == "[[0.000e+00 1.000e+00 2.000e+0");
}
