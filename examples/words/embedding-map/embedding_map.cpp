#include "examples/words/embedding-map/embedding_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/data/vector_names.h"
#include "engine/data/word_vectors.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "engine/text/web_page.h"
#include "examples/shared/refusals.h"
#include "examples/words/embedding-map/counted_vectors.h"
#include "examples/words/embedding-map/refusals.h"
#include "examples/words/refusals.h"

namespace unfold {
namespace {

constexpr std::string_view shipped = "prose.txt";
constexpr int most_dimensions = 512;
constexpr int fewest_counted = 2000;  // words whose neighbours are counted, few as may be shown
constexpr int compared = 10;          // neighbours of a word
constexpr int most_followed = 250, steps_between = 25;
constexpr int most_components = 30;
constexpr float infinity = std::numeric_limits<float>::infinity();

[[noreturn]] void refuse_vectors(const WordVectorsError& error) {
  using Problem = WordVectorsError::Problem;
  const std::string line = std::to_string(error.line);
  switch (error.problem) {
    case Problem::empty: refuse<embedding_map_refusals>("vectors", "vectors-empty");
    case Problem::not_text:
      refuse<embedding_map_refusals>("vectors", "vectors-not-text", {{"line", line}});
    case Problem::no_numbers:
      refuse<embedding_map_refusals>("vectors", "vectors-no-numbers", {{"line", line}});
    case Problem::unequal_lines:
      refuse<embedding_map_refusals>("vectors", "vectors-unequal-lines",
                                     {{"line", line},
                                      {"expected", std::to_string(error.expected)},
                                      {"actual", std::to_string(error.actual)}});
    case Problem::not_a_number: break;
  }
  refuse<embedding_map_refusals>("vectors", "vectors-not-a-number",
                                 {{"line", line}, {"value", excerpt(error.value)}});
}

WordVectors read_vectors_file(std::string_view text, bool has_names) {
  if (is_web_page(text)) refuse<file_refusals>("vectors", "web-page");
  try {
    return read_word_vectors(text, has_names);
  } catch (const WordVectorsError& error) {
    refuse_vectors(error);
  }
}

// The words that stand in a second file, as many as there are vectors.
std::vector<std::string> read_names_file(std::string_view text, int count) {
  std::vector<std::string> names = read_vector_names(text, count);
  if (static_cast<int>(names.size()) == count) return names;
  refuse<embedding_map_refusals>(
      "metadata", "names-unequal",
      {{"expected", std::to_string(count)}, {"actual", std::to_string(names.size())}});
}

WordVectors read_files(const EmbeddingMap::Inputs& inputs) {
  const bool has_names = !inputs.metadata.empty();
  WordVectors file = *made_of<WordVectors>(
      inputs.vectors, has_names ? "with names" : "",
      [&](const std::string& text) { return read_vectors_file(text, has_names); });
  if (has_names) {
    file.words = read_names_file(*unfold::data(inputs.metadata), file.vectors.size(0));
  } else if (!file.has_words) {
    refuse<embedding_map_refusals>("vectors", "vectors-only-numbers");
  }
  return file;
}

// What was found in the reader's own file.
Table table_of(const WordVectors& file) {
  const auto number = [](int count) { return std::to_string(count); };
  const int count = file.vectors.size(0), size = file.vectors.size(1);
  Table table{{"the file", ""},
              {{"words", number(count)}, {"numbers for each word", number(size)}}};
  if (file.without_word > 0) {
    table.rows.push_back({"lines without a word, left out", number(file.without_word)});
  }
  if (file.stated_count && *file.stated_count != count + file.without_word) {
    table.rows.push_back({"words by its first line, which is wrong", number(*file.stated_count)});
  }
  if (file.stated_size && *file.stated_size != size) {
    table.rows.push_back({"numbers by its first line, which is wrong", number(*file.stated_size)});
  }
  return table;
}

// The first `count` rows.
Tensor first_rows(const Tensor& x, int count) {
  return Tensor(Shape{count, x.size(1)}, x.values().first(std::size_t(count) * x.size(1)));
}

void scale_to_unit_length(Tensor& vectors) {
  const int E = vectors.size(1);
  for (int n = 0; n < vectors.size(0); ++n) {
    float* vector = vectors.mutable_data() + n * E;
    double squares = 0;
    for (int e = 0; e < E; ++e) squares += double{vector[e]} * vector[e];
    const double length = std::sqrt(squares);
    for (int e = 0; e < E; ++e) vector[e] = static_cast<float>(length > 0 ? vector[e] / length : 0);
  }
}

// `count` of 0 … N - 1 at even distances.
std::vector<int> spread(int count, int N) {
  std::vector<int> indices;
  for (int i = 0; i < count; ++i) {
    indices.push_back(static_cast<int>(static_cast<long long>(i) * N / count));
  }
  return indices;
}

int count_compared(int N) { return std::min(compared, (N - 1) / 2); }

double squared_distance(const float* map, int a, int b) {
  const double dx = double{map[2 * a]} - map[2 * b], dy = double{map[2 * a + 1]} - map[2 * b + 1];
  return dx * dx + dy * dy;
}

std::string distance_text(double distance) {
  if (!std::isfinite(distance)) return number_text(distance);
  return decimal_text(rounded_decimal(distance, 3), 3);
}

Tensor line_of(const std::vector<double>& values) {
  Tensor line(Shape{static_cast<int>(values.size())});
  std::transform(values.begin(), values.end(), line.mutable_data(),
                 [](double value) { return static_cast<float>(value); });
  return line;
}

}  // namespace

EmbeddingMap::EmbeddingMap(Inputs& inputs, Fitting& fitting) : inputs_(inputs) {
  read_vectors();
  if (inputs.method == Method::tsne) fit_perplexity(inputs, fitting);
  if (inputs.unit_length) scale_to_unit_length(vectors_);
  const int N = vectors_.size(0), E = vectors_.size(1);
  pca_ = pca(vectors_, std::min(E, most_components));
  followed_ = spread(std::min(N, most_followed), N);
  neighbors_ = nearest_neighbors(vectors_, count_compared(N), followed_);
  distances_.resize(N);
  sorted_distances_.resize(N);
  start();
}

void EmbeddingMap::read_vectors() {
  if (inputs_.vectors.empty() && !inputs_.metadata.empty())
    refuse<embedding_map_refusals>("vectors", "vectors-missing");
  if (inputs_.vectors.empty()) {
    CountedVectors counted = counted_vectors(
        *unfold::data(shipped), std::max(inputs_.words, fewest_counted), inputs_.window);
    words_ = std::move(counted.words);
    counts_ = std::move(counted.counts);
    vectors_ = std::move(counted.vectors);
  } else {
    WordVectors file = read_files(inputs_);
    file_ = table_of(file);
    words_ = std::move(file.words);
    vectors_ = std::move(file.vectors);
  }
  const int given = vectors_.size(0), E = vectors_.size(1);
  if (given < fewest_words) {
    refuse<embedding_map_refusals>(
        "vectors", "vectors-too-few",
        {{"min", std::to_string(fewest_words)}, {"count", std::to_string(given)}});
  }
  if (E > most_dimensions) {
    refuse<embedding_map_refusals>(
        "vectors", "vectors-too-long",
        {{"max", std::to_string(most_dimensions)}, {"count", std::to_string(E)}});
  }
  const int N = std::min(given, inputs_.words);
  words_.resize(N);
  if (!counts_.empty()) counts_.resize(N);
  vectors_ = first_rows(vectors_, N);
}

// Each word looks at three times as many neighbours.
void EmbeddingMap::fit_perplexity(Inputs& inputs, Fitting& fitting) {
  const int most = (vectors_.size(0) - 1) / 3;
  if (inputs.perplexity <= (vectors_.size(0) - 1) / 3.0) return;
  inputs.perplexity = inputs_.perplexity = most;
  fitting.note<fit_refusals>("perplexity", "at-most", {}, {"perplexity", "words", "vectors"});
}

void EmbeddingMap::start() {
  const Tensor plane = pca_.plane(vectors_);
  kept_by_pca_ = static_cast<float>(kept_share(plane.data()));
  if (inputs_.method == Method::pca) {
    positions_ = variables_.make("map", plane);
    return;
  }
  positions_ = variables_.make("map", inputs_.start == Start::pca
                                          ? shrunk(plane)
                                          : random_start(vectors_.size(0), inputs_.seed));
  const TsneSettings settings{.perplexity = inputs_.perplexity,
                              .theta = inputs_.theta,
                              .early_exaggeration = inputs_.early_exaggeration,
                              .learning_rate = inputs_.learning_rate};
  tsne_.emplace(vectors_, positions_, settings);
}

void EmbeddingMap::change(const Inputs& inputs) {
  inputs_ = inputs;
  if (tsne_) tsne_->set_learning_rate(inputs.learning_rate);
}

void EmbeddingMap::step(Report& report) {
  if (tsne_) {
    compute_missing_parts();
    report.curve("loss", tsne_->step(parts_.close().kept.front()));
  }
  const int done = report.step() + 1;
  if (done == 1 || done % steps_between == 0 || done == steps()) report_kept(report);
}

// As many parts as a step of a network that takes as long.
int EmbeddingMap::open_parts() {
  constexpr double products_of_a_pair = 30;
  if (!tsne_) return 1;
  if (!parts_.is_open()) {
    tsne_->prepare();
    const int groups = tsne_->groups();
    parts_.open(groups,
                count_parts(groups, Repulsion::group_size, products_of_a_pair * tsne_->pairs()));
  }
  return parts_.parts();
}

void EmbeddingMap::compute_part(int part) {
  const Rows groups = parts_.rows(part);
  const Tensor forces = tsne_->forces(groups.first, groups.count);
  parts_.add(part, {&forces, 1});
}

void EmbeddingMap::report_kept(Report& report) {
  const int N = vectors_.size(0);
  report.curve("kept", static_cast<float>(kept_share(positions_.data())));
  report.level("kept", "chance", static_cast<float>(neighbors_.count) / static_cast<float>(N - 1));
  if (inputs_.method == Method::tsne) report.level("kept", "kept_by_pca", kept_by_pca_);
}

// Which part of the followed words' neighbours are as near on the map.
double EmbeddingMap::kept_share(const float* map) {
  const int N = vectors_.size(0), K = neighbors_.count;
  int kept = 0;
  for (std::size_t row = 0; row < followed_.size(); ++row) {
    const int word = followed_[row];
    for (int j = 0; j < N; ++j) {
      const auto distance = static_cast<float>(squared_distance(map, word, j));
      distances_[j] = std::isnan(distance) ? infinity : distance;
    }
    sorted_distances_ = distances_;  // the word itself is the nearest, so that place K is the last
    std::nth_element(sorted_distances_.begin(), sorted_distances_.begin() + K,
                     sorted_distances_.end());
    const float farthest = sorted_distances_[K];
    for (const int j : neighbors_.of(static_cast<int>(row))) {
      kept += distances_[j] <= farthest && distances_[j] < infinity;
    }
  }
  return static_cast<double>(kept) / static_cast<double>(followed_.size() * K);
}

void EmbeddingMap::visit_state(Archive& archive) {
  if (tsne_) tsne_->visit_state(archive);
}

void EmbeddingMap::show(Report& report) const {
  report.points("map", Tensor(positions_.shape(), positions_.values()), words_, counts_);
  if (!file_.rows.empty()) report.table("file", file_);
  if (inputs_.method == Method::pca) return show_variance(report);
  report.invariant("all p together", tsne_->sum_of_p(), 1, 1e-5);
}

void EmbeddingMap::show_variance(Report& report) const {
  std::vector<double> together;
  double sum = 0;
  for (const double share : pca_.variance_share) together.push_back(sum += share);
  report.plot("variance",
              {.lines = {{"each", line_of(pca_.variance_share)}, {"together", line_of(together)}},
               .x_axis = "component",
               .y_axis = "share_of_variance"});
}

int EmbeddingMap::find_word(const std::string& word) const {
  if (word.empty()) return 0;
  const auto found = std::find(words_.begin(), words_.end(), word);
  if (found != words_.end()) return static_cast<int>(found - words_.begin());
  const std::vector<std::string_view> words(words_.begin(), words_.end());
  refuse<word_refusals>("word", "word-not-in-vocabulary",
                        {{"word", excerpt(word)},
                         {"count", std::to_string(words_.size())},
                         {"nearest", std::string(nearest(word, words))}});
}

void EmbeddingMap::ask(const Question& question, Report& answer) const {
  const int asked[] = {find_word(question.word)};
  const int K = count_compared(vectors_.size(0));
  const Neighbors among_vectors = nearest_neighbors(vectors_, K, asked);
  const Neighbors on_map = nearest_neighbors(positions_, K, asked);
  const auto is_in = [](const Neighbors& neighbors, int word) {
    const auto& all = neighbors.indices;
    return std::find(all.begin(), all.end(), word) != all.end();
  };
  Table table{{"", "among the vectors", "distance", "on the map", "distance"}, {}};
  int kept = 0;
  const auto entry = [&](const Neighbors& here, const Neighbors& there, int k) {
    const int word = here.indices[k];
    return words_[word] + (is_in(there, word) ? " ✓" : "");
  };
  const auto distance = [](const Neighbors& neighbors, int k) {
    return distance_text(std::sqrt(double{neighbors.squared_distances[k]}));
  };
  for (int k = 0; k < K; ++k) {
    kept += is_in(on_map, among_vectors.indices[k]);
    table.rows.push_back({std::to_string(k + 1), entry(among_vectors, on_map, k),
                          distance(among_vectors, k), entry(on_map, among_vectors, k),
                          distance(on_map, k)});
  }
  answer.text("word", words_[asked[0]] + ": " + std::to_string(kept) + " / " + std::to_string(K));
  answer.table("nearest", std::move(table));
}

}  // namespace unfold
