#include "engine/manifold/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/require.h"

namespace unfold {
namespace {

// A square matrix whose rows are worked on.
class Rows {
 public:
  Rows(std::vector<double> values, int n) : values_(std::move(values)), n_(n) {}
  static Rows identity(int n) {
    Rows rows(std::vector<double>(std::size_t(n) * n), n);
    for (int i = 0; i < n; ++i) rows[i][i] = 1;
    return rows;
  }
  double* operator[](int row) { return &values_[std::size_t(row) * n_]; }
  int size() const { return n_; }

 private:
  std::vector<double> values_;
  int n_;
};

double dot(const double* a, const double* b, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

// y += factor · x
void add(double factor, const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) y[i] += factor * x[i];
}

// H = 1 - factor · v vᵀ, which turns x into (±|x|, 0, 0, …).
struct Reflection {
  std::vector<double> v;
  double factor = 0;
};

Reflection reflection(const double* x, int n) {
  Reflection h{std::vector<double>(x, x + n)};
  const double length = std::sqrt(dot(x, x, n));
  if (length == 0) return h;
  h.v[0] += x[0] < 0 ? -length : length;
  h.factor = 2 / dot(h.v.data(), h.v.data(), n);
  return h;
}

// H A H for the symmetric block of A from `first` on.
void reflect_both_sides(Rows& a, int first, const Reflection& h) {
  const int n = a.size() - first;
  std::vector<double> w(n);
  for (int i = 0; i < n; ++i) w[i] = h.factor * dot(a[first + i] + first, h.v.data(), n);
  add(-h.factor / 2 * dot(w.data(), h.v.data(), n), h.v.data(), w.data(), n);
  for (int i = 0; i < n; ++i) {
    add(-h.v[i], w.data(), a[first + i] + first, n);
    add(-w[i], h.v.data(), a[first + i] + first, n);
  }
}

// H W for the rows of W from `first` on.
void reflect_rows(Rows& w, int first, const Reflection& h) {
  const int n = w.size();
  std::vector<double> sums(n);
  for (int i = first; i < n; ++i) add(h.v[i - first], w[i], sums.data(), n);
  for (int i = first; i < n; ++i) add(-h.factor * h.v[i - first], sums.data(), w[i], n);
}

// A = Wᵀ T W with T tridiagonal.
struct Tridiagonal {
  std::vector<double> diagonal, beside;  // beside[i] stands between i and i + 1; the last is 0
  Rows w;
};

Tridiagonal tridiagonal(Rows a) {
  const int n = a.size();
  Tridiagonal t{std::vector<double>(n), std::vector<double>(n), Rows::identity(n)};
  for (int k = 0; k + 1 < n; ++k) {
    const Reflection h = reflection(a[k] + k + 1, n - k - 1);
    t.beside[k] = a[k][k + 1] - h.factor * h.v[0] * dot(h.v.data(), a[k] + k + 1, n - k - 1);
    reflect_both_sides(a, k + 1, h);
    reflect_rows(t.w, k + 1, h);
  }
  for (int i = 0; i < n; ++i) t.diagonal[i] = a[i][i];
  return t;
}

// The first place from `first` on where the matrix falls apart.
int block_end(const Tridiagonal& t, int first) {
  const int last = static_cast<int>(t.diagonal.size()) - 1;
  int i = first;
  for (; i < last; ++i) {
    const double size = std::abs(t.diagonal[i]) + std::abs(t.diagonal[i + 1]);
    if (std::abs(t.beside[i]) <= std::numeric_limits<double>::epsilon() * size) break;
  }
  return i;
}

// Rows i and i + 1 turned by the angle of this cosine and sine.
void turn(Rows& w, int i, double c, double s) {
  double *low = w[i], *high = w[i + 1];
  for (int k = 0; k < w.size(); ++k) {
    const double old = high[k];
    high[k] = s * low[k] + c * old;
    low[k] = c * low[k] - s * old;
  }
}

// One implicit QL iteration with Wilkinson's shift on the block from `first` to `end`.
void iterate(Tridiagonal& t, int first, int end) {
  auto &d = t.diagonal, &e = t.beside;
  const double slope = (d[first + 1] - d[first]) / (2 * e[first]);
  const double root = std::sqrt(slope * slope + 1);
  double g = d[end] - d[first] + e[first] / (slope + (slope < 0 ? -root : root));
  double s = 1, c = 1, p = 0;
  for (int i = end - 1; i >= first; --i) {
    const double f = s * e[i], b = c * e[i], r = std::sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r == 0) {
      d[i + 1] -= p;
      e[end] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const double q = (d[i] - g) * s + 2 * c * b;
    p = s * q;
    d[i + 1] = g + p;
    g = c * q - b;
    turn(t.w, i, c, s);
  }
  d[first] -= p;
  e[first] = g;
  e[end] = 0;
}

void diagonalize(Tridiagonal& t) {
  constexpr int most_iterations = 60;
  const int n = static_cast<int>(t.diagonal.size());
  for (int first = 0; first < n; ++first) {
    int iterations = 0;
    for (int end = block_end(t, first); end > first; end = block_end(t, first)) {
      require(++iterations <= most_iterations, "symmetric_eigen", "the matrix must be finite");
      iterate(t, first, end);
    }
  }
}

double sign_of_largest(const double* vector, int n) {
  const auto* largest = std::max_element(
      vector, vector + n, [](double a, double b) { return std::abs(a) < std::abs(b); });
  return *largest < 0 ? -1 : 1;
}

}  // namespace

SymmetricEigen symmetric_eigen(const std::vector<double>& matrix, int n) {
  require(n > 0 && matrix.size() == std::size_t(n) * n, "symmetric_eigen",
          "the matrix must have n · n numbers");
  Tridiagonal t = tridiagonal(Rows(matrix, n));
  diagonalize(t);
  std::vector<int> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return t.diagonal[a] > t.diagonal[b]; });
  SymmetricEigen result;
  for (const int k : order) {
    const double* vector = t.w[k];
    const double sign = sign_of_largest(vector, n);
    result.values.push_back(t.diagonal[k]);
    for (int i = 0; i < n; ++i) result.vectors.push_back(sign * vector[i]);
  }
  return result;
}

}  // namespace unfold
