// t-SNE, PCA and the eigenvectors behind them.
#include "engine/manifold/tsne.h"

#include <doctest/doctest.h>

#define EIGEN_DONT_VECTORIZE
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/kernels/elementary.h"
#include "engine/manifold/leading_eigen.h"
#include "engine/manifold/neighbors.h"
#include "engine/manifold/pca.h"
#include "engine/manifold/symmetric_eigen.h"
#include "engine/ops/arrange.h"
#include "engine/random/tensorflow.h"

using namespace unfold;

namespace {

// i = np.arange(150)[:, None]; e = np.arange(10)[None, :]
// noise = ((i * 7919 + e * 104729 + i * e * 31) % 1009) / 1009
// centre = (((i % 6) * 37 + e * 101 + (i % 6) * e * 17) % 53) / 53
// x = (3 * centre + noise).astype(np.float32)
Tensor clusters() {
  constexpr int N = 150, E = 10;
  Tensor x(Shape{N, E});
  for (int i = 0; i < N; ++i) {
    for (int e = 0; e < E; ++e) {
      const double noise = (i * 7919 + e * 104729 + i * e * 31) % 1009 / 1009.0;
      const double centre = (i % 6 * 37 + e * 101 + i % 6 * e * 17) % 53 / 53.0;
      x.mutable_data()[i * E + e] = static_cast<float>(3 * centre + noise);
    }
  }
  return x;
}

Tensor cloud(int points, int dimensions, std::uint64_t op, float deviation = 1) {
  return random_normal(Shape{points, dimensions}, {.graph = 1, .op = op}, 0, deviation);
}

double squared_distance(const Tensor& x, int a, int b) {
  double sum = 0;
  for (int e = 0; e < x.size(1); ++e) {
    const double d = double{x.data()[a * x.size(1) + e]} - x.data()[b * x.size(1) + e];
    sum += d * d;
  }
  return sum;
}

std::vector<double> symmetric_matrix(int n) {
  const Tensor x = cloud(n, n, 3);
  std::vector<double> matrix(std::size_t(n) * n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) matrix[i * n + j] = x.data()[i * n + j] + x.data()[j * n + i];
  }
  return matrix;
}

SparseMatrix sparse(const std::vector<double>& matrix, int n) {
  SparseMatrix result;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) result.add(j, static_cast<float>(matrix[i * n + j]));
    result.end_row();
  }
  return result;
}

// The divergence of a map after 500 iterations from the PCA start.
double divergence_of_clusters(double perplexity, double theta, int neighbors) {
  const Tensor x = clusters();
  Tsne tsne(x, shrunk(pca(x, 2).plane(x)),
            {.perplexity = perplexity, .neighbors = neighbors, .theta = theta});
  for (int i = 0; i < 500; ++i) tsne.step();
  return tsne.divergence();
}

struct Forces {
  std::vector<float> x, y;
  double sum;
};

Forces forces(const Tensor& map, float theta) {
  const int N = map.size(0);
  std::vector<float> x(N), y(N);
  for (int i = 0; i < N; ++i) {
    x[i] = map.data()[2 * i];
    y[i] = map.data()[2 * i + 1];
  }
  Forces forces{std::vector<float>(N), std::vector<float>(N), 0};
  forces.sum = Repulsion(N, theta).compute(x, y, forces.x, forces.y);
  return forces;
}

Forces naive_forces(const Tensor& map) {
  const int N = map.size(0);
  Forces forces{std::vector<float>(N), std::vector<float>(N), 0};
  for (int i = 0; i < N; ++i) {
    double x = 0, y = 0;
    for (int j = 0; j < N; ++j) {
      if (j == i) continue;
      const double q = 1 / (1 + squared_distance(map, i, j));
      forces.sum += q;
      x += q * q * (double{map.data()[2 * i]} - map.data()[2 * j]);
      y += q * q * (double{map.data()[2 * i + 1]} - map.data()[2 * j + 1]);
    }
    forces.x[i] = static_cast<float>(x);
    forces.y[i] = static_cast<float>(y);
  }
  return forces;
}

// |a - b| / |b| over all points together.
double difference(const Forces& a, const Forces& b) {
  double apart = 0, whole = 0;
  for (std::size_t i = 0; i < a.x.size(); ++i) {
    apart += std::pow(a.x[i] - b.x[i], 2) + std::pow(a.y[i] - b.y[i], 2);
    whole += std::pow(b.x[i], 2) + std::pow(b.y[i], 2);
  }
  return std::sqrt(apart / whole);
}

bool all_finite(const Tensor& x) {
  return std::all_of(x.data(), x.data() + x.count(), [](float v) { return std::isfinite(v); });
}

}  // namespace

TEST_CASE("the eigenvalues of a symmetric matrix are those that Eigen finds") {
  for (const int n : {1, 2, 3, 40}) {
    CAPTURE(n);
    const std::vector<double> matrix = symmetric_matrix(n);
    const SymmetricEigen ours = symmetric_eigen(matrix, n);
    const Eigen::Map<const Eigen::MatrixXd> a(matrix.data(), n, n);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> theirs(a);
    for (int k = 0; k < n; ++k) {
      CHECK(ours.values[k] == doctest::Approx(theirs.eigenvalues()(n - 1 - k)).epsilon(1e-12));
    }
  }
}

TEST_CASE("eigenvectors are orthonormal, turn the matrix into its eigenvalues, and point up") {
  constexpr int n = 40;
  const std::vector<double> matrix = symmetric_matrix(n);
  const SymmetricEigen eigen = symmetric_eigen(matrix, n);
  double worst = 0;
  for (int k = 0; k < n; ++k) {
    const double* v = &eigen.vectors[k * n];
    for (int i = 0; i < n; ++i) {
      const double turned = std::inner_product(v, v + n, &matrix[i * n], 0.0);
      worst = std::max(worst, std::abs(turned - eigen.values[k] * v[i]));
      const double product = std::inner_product(v, v + n, &eigen.vectors[i * n], 0.0);
      worst = std::max(worst, std::abs(product - (i == k)));
    }
    CHECK(*std::max_element(v, v + n) >= -*std::min_element(v, v + n));
  }
  CHECK(worst < 1e-12);
}

TEST_CASE("a matrix of zeros and one of equal numbers have eigenvectors too") {
  CHECK(symmetric_eigen(std::vector<double>(9), 3).values == std::vector<double>(3));
  CHECK(symmetric_eigen(std::vector<double>(9, 2), 3).values[0] == doctest::Approx(6));
}

TEST_CASE("the leading eigenvectors of a sparse matrix are the first of all of them") {
  constexpr int n = 60, count = 3;
  std::vector<double> matrix = symmetric_matrix(n);
  for (int i = 0; i < 3; ++i) matrix[i * n + i] += 60 * (i % 2 == 0 ? i + 1 : -i - 1);
  const SymmetricEigen all = symmetric_eigen(matrix, n);
  const LeadingEigen leading = leading_eigen(sparse(matrix, n), count, 5);
  const double expected[] = {all.values[0], all.values[n - 1], all.values[1]};
  const int place[] = {0, n - 1, 1};
  for (int k = 0; k < count; ++k) {
    CHECK(leading.values[k] == doctest::Approx(expected[k]).epsilon(1e-5));
    for (int i = 0; i < n; ++i) {
      CHECK(leading.vectors.data()[i * count + k] ==
            doctest::Approx(all.vectors[place[k] * n + i]).epsilon(1e-3));
    }
  }
}

// PCA().fit(x).explained_variance_ratio_, components_ (scikit-learn 1.2.1), which fixes signs
// otherwise.
TEST_CASE("PCA finds the components that scikit-learn finds") {
  const Pca found = pca(clusters(), 4);
  const double shares[] = {0.40424636, 0.27860302, 0.11326408, 0.07875126};
  for (int c = 0; c < 4; ++c) CHECK(found.variance_share[c] == doctest::Approx(shares[c]));
  const double loadings[] = {0.15392242, -0.53115183, -0.0964095, -0.45710248, -0.03728978};
  const double sign = found.components.data()[0] > 0 ? 1 : -1;
  for (int e = 0; e < 5; ++e) {
    CHECK(sign * found.components.data()[e] == doctest::Approx(loadings[e]).epsilon(1e-5));
  }
}

TEST_CASE("a PCA map is centred and varies as much as its components say") {
  const Tensor x = clusters();
  const Pca found = pca(x, 10);
  const Tensor plane = found.plane(x);
  const double whole =
      std::accumulate(found.variance_share.begin(), found.variance_share.end(), 0.0);
  CHECK(whole == doctest::Approx(1));
  double mean = 0, squares[2] = {0, 0};
  for (int i = 0; i < plane.count(); ++i) {
    mean += plane.data()[i];
    squares[i % 2] += double{plane.data()[i]} * plane.data()[i];
  }
  CHECK(std::abs(mean) < 1e-3);
  CHECK(squares[1] / squares[0] ==
        doctest::Approx(found.variance_share[1] / found.variance_share[0]).epsilon(1e-4));
}

TEST_CASE("points on a line have a PCA map with a second coordinate of zero") {
  const Tensor plane = pca(Tensor(Shape{3, 1}, {1, 2, 6}), 1).plane(Tensor(Shape{1, 1}, {5}));
  CHECK(plane.data()[0] == 2);
  CHECK(plane.data()[1] == 0);
}

TEST_CASE("neighbours are the nearest of all other points, in order") {
  constexpr int N = 61, K = 7;
  const Tensor x = cloud(N, 5, 4);
  const Neighbors found = nearest_neighbors(x, K);
  for (int i = 0; i < N; ++i) {
    std::vector<int> others;
    for (int j = 0; j < N; ++j) {
      if (j != i) others.push_back(j);
    }
    std::sort(others.begin(), others.end(),
              [&](int a, int b) { return squared_distance(x, i, a) < squared_distance(x, i, b); });
    others.resize(K);
    const auto here = found.of(i);
    CHECK(std::vector<int>(here.begin(), here.end()) == others);
  }
}

TEST_CASE("of equally near points the first are the neighbours") {
  const std::vector<int> asked = {3};
  CHECK(nearest_neighbors(Tensor::zeros(Shape{6, 2}), 3, asked).indices ==
        std::vector<int>{0, 1, 2});
}

// nn = NearestNeighbors(n_neighbors=30).fit(x); g = nn.kneighbors_graph(mode='distance')
// g.data **= 2; P = _t_sne._joint_probabilities_nn(g, 10, 0)
TEST_CASE("affinities are the joint probabilities of scikit-learn") {
  const Affinities found = affinities(clusters(), 10, 30);
  const auto p = [&](int i, int j) {
    double sum = 0;
    for (int k = found.p.row_begin[i]; k < found.p.row_begin[i + 1]; ++k) {
      if (found.p.columns[k] == j) sum += found.p.values[k];
    }
    return sum;
  };
  CHECK(p(0, 6) == doctest::Approx(0.00046648415).epsilon(1e-3));
  CHECK(p(0, 12) == doctest::Approx(0.00082236940).epsilon(1e-3));
  CHECK(p(1, 7) == doctest::Approx(0.00103883973).epsilon(1e-3));
  CHECK(p(5, 11) == doctest::Approx(0.0000665656657).epsilon(1e-3));
  CHECK(p(0, 1) == 0);
  CHECK(p(6, 0) == p(0, 6));
  CHECK(found.negative_entropy == doctest::Approx(-7.3878961858).epsilon(1e-4));
  const auto& values = found.p.values;
  CHECK(std::accumulate(values.begin(), values.end(), 0.0) == doctest::Approx(1).epsilon(1e-6));
}

TEST_CASE("affinities do not depend on the scale of the points") {
  const Tensor x = clusters();
  Tensor huge(x.shape());
  std::transform(x.data(), x.data() + x.count(), huge.mutable_data(),
                 [](float value) { return value * 0x1p+120f; });
  CHECK(affinities(huge, 10, 30).p.values == affinities(x, 10, 30).p.values);
}

TEST_CASE("exact repulsion is the sum over all pairs, whatever their number") {
  for (const int points : {2, 15, 16, 17, 100}) {
    CAPTURE(points);
    const Tensor map = cloud(points, 2, 6, 3);
    const Forces exact = forces(map, 0), naive = naive_forces(map);
    CHECK(exact.sum == doctest::Approx(naive.sum).epsilon(1e-6));
    CHECK(difference(exact, naive) < 1e-5);
  }
}

TEST_CASE("repulsion with theta 0.5 is within half a percent of the exact one") {
  const Tensor map = cloud(2000, 2, 7, 20);
  const Forces near = forces(map, 0.5f), exact = forces(map, 0);
  CHECK(difference(near, exact) < 5e-3);
  CHECK(difference(near, exact) > 0);
  CHECK(near.sum == doctest::Approx(exact.sum).epsilon(5e-3));
}

TEST_CASE("the gradient is that of the divergence") {
  constexpr int N = 24;
  const float step = 0.01f;
  const Tensor x = cloud(N, 4, 8);
  Tensor map = cloud(N, 2, 9, 1.5f);
  Tsne tsne(x, map, {.perplexity = 5, .theta = 0});
  std::vector<float> gradient(2 * N);
  tsne.gradient(1, gradient);
  for (int i = 0; i < 2 * N; ++i) {
    const float here = map.data()[i];
    map.mutable_data()[i] = here + step;
    const double above = tsne.divergence();
    map.mutable_data()[i] = here - step;
    const double below = tsne.divergence();
    map.mutable_data()[i] = here;
    CHECK(std::abs(gradient[i] - (above - below) / (2 * step)) < 1e-4);
  }
  const auto size = [](float a, float b) { return std::abs(a) < std::abs(b); };
  CHECK(std::abs(*std::max_element(gradient.begin(), gradient.end(), size)) > 0.02f);
}

// TSNE(perplexity=perplexity, init='pca', n_iter=500, learning_rate='auto', method=method,
//      n_iter_without_progress=5000, min_grad_norm=0).fit(x).kl_divergence_ (scikit-learn 1.2.1)
TEST_CASE("a map diverges as much as scikit-learn's, within 5 %") {
  CHECK(divergence_of_clusters(10, 0, 149) == doctest::Approx(0.354670).epsilon(0.05));
  CHECK(divergence_of_clusters(30, 0, 149) == doctest::Approx(0.034248).epsilon(0.05));
  CHECK(divergence_of_clusters(30, 0.5, 0) == doctest::Approx(0.036327).epsilon(0.05));
}

TEST_CASE("clusters of many dimensions are clusters on the map") {
  const Tensor x = clusters();
  Tensor map = random_start(x.size(0), 3);
  Tsne tsne(x, map, {.perplexity = 10});
  for (int i = 0; i < 400; ++i) tsne.step();
  const Neighbors neighbors = nearest_neighbors(map, 5);
  int same = 0;
  for (int i = 0; i < x.size(0); ++i) {
    for (const int j : neighbors.of(i)) same += i % 6 == j % 6;
  }
  CHECK(same > 0.98 * 5 * x.size(0));
}

TEST_CASE("points that are all the same stay finite") {
  Tensor map = random_start(20, 1);
  Tsne tsne(Tensor::ones(Shape{20, 3}), map, {.perplexity = 5});
  for (int i = 0; i < 300; ++i) tsne.step();
  CHECK(all_finite(map));
}

TEST_CASE("a step is the same from the forces of all its groups, however they are cut") {
  const Tensor x = cloud(333, 4, 8);
  const auto moved = [&](const std::vector<int>& ends) {
    Tensor map = cloud(333, 2, 9, 1.5f);
    Tsne tsne(x, map, {.perplexity = 5});
    REQUIRE(tsne.groups() == ends.back());
    for (int i = 0; i < 3; ++i) {
      tsne.prepare();
      std::vector<Tensor> parts;
      int first = 0;
      for (const int end : ends) {
        parts.push_back(tsne.forces(first, end - first));
        first = end;
      }
      tsne.step(concat(parts, 0));
    }
    return std::vector<float>(map.values().begin(), map.values().end());
  };
  const auto whole = moved({21});
  CHECK(moved({1, 20, 21}) == whole);
  CHECK(moved({4, 8, 16, 21}) == whole);
}

TEST_CASE("the automatic learning rate grows with the points, from 50 on") {
  const auto rate = [](int points, double exaggeration) {
    Affinities none;
    none.p.row_begin.assign(points + 1, 0);
    return Tsne(none, Tensor::zeros(Shape{points, 2}), {.early_exaggeration = exaggeration})
        .learning_rate();
  };
  CHECK(rate(500, 12) == 50);
  CHECK(rate(4800, 12) == 100);
  CHECK(rate(4800, 4) == 300);
}

TEST_CASE("a start has the deviation that t-SNE begins with") {
  const Tensor start = shrunk(cloud(50, 2, 10, 7));
  double squares = 0;
  for (int i = 0; i < 50; ++i) squares += std::pow(start.data()[2 * i], 2);
  CHECK(std::sqrt(squares / 50) == doctest::Approx(1e-4));
  CHECK(all_finite(shrunk(Tensor::zeros(Shape{4, 2}))));
}
