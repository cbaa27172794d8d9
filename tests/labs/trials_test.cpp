// Files as people download them: each is read as its owner would expect, or refused with the cure.
// They lie beside the project, or in the folder that the environment variable UNFOLD_TRIALS names.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "bindings/cli/files.h"
#include "bindings/cli/own_file.h"
#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

// Nothing where there are no such files.
std::optional<std::string> trials() {
  const char* named = std::getenv("UNFOLD_TRIALS");
  const std::string folder = named == nullptr ? "../shared/trials" : named;
  if (std::filesystem::is_directory(folder)) return folder + "/";
  MESSAGE("skipped: there is no folder " << folder);
  return std::nullopt;
}

// Provides the file as the runner does, for an input of the lab; its name there.
std::string opened(std::string_view lab, const std::string& input, const std::string& path,
                   std::optional<std::string_view> encoding = {}) {
  const BoundForm bound = find_lab(lab).form();
  OwnFile file = read_own_file(path, *bound.form.find(input), encoding);
  provide_data(file.name, file.bytes);
  return file.name;
}

const std::vector<std::string>& words_on_map(const Session& session) {
  return session.report().points().front().words;
}

bool is_among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("trials: vectors of words are read with their words") {
  const auto folder = trials();
  if (!folder) return;
  const auto words = [&](const std::string& path, const std::string& metadata = "") {
    CAPTURE(path);
    Inputs inputs = {{"vectors", opened("embedding-map", "vectors", *folder + path)},
                     {"method", "pca"}};
    if (!metadata.empty()) {
      provide_data("trial-metadata", metadata);
      inputs["metadata"] = "trial-metadata";
    }
    return words_on_map(run("embedding-map", "", inputs));
  };
  const std::string spaced = "62-words-with-spaces/";
  CHECK(words(spaced + "first-line-space.txt")[0] == "New York");
  for (const char* word : {". . .", "at name@domain.com", "New York"}) {
    CHECK(is_among(words(spaced + "glove840.txt"), word));
    CHECK(is_among(words(spaced + "with-header.vec"), word));
  }
  CHECK(is_among(words(spaced + "glove840-nbsp.txt"), ".\u00A0.\u00A0."));
  CHECK(is_among(words(spaced + "ideographic-space.vec"), "扬\u3000姚"));
  CHECK(is_among(words(spaced + "nbsp-word.vec"), "\u00A0"));
  CHECK(words("66-gzip/cc.vec.gz").size() == 40);

  const auto labelled = words("70-projector-tsv/labelled.tsv");
  CHECK(labelled.size() == 40);
  CHECK(words("70-projector-tsv/labelled.csv") == labelled);
  std::string metadata;
  for (const std::string& word : labelled) metadata += word + "\n";
  CHECK(words("70-projector-tsv/tensors.tsv", metadata) == labelled);
  CHECK(refusal([&] { words("70-projector-tsv/tensors.tsv"); }) == "vectors vectors-only-numbers");
}

TEST_CASE("trials: sentences are found between their numbers") {
  const auto folder = trials();
  if (!folder) return;
  const std::string pairs = opened("translation", "pairs", *folder + "85-tatoeba-ids/links.tsv");
  const Session session = run("translation", "", {{"pairs", pairs}, {"steps", "1"}});
  const Table& file = table(session.report(), "file");
  CHECK(file.rows[1] == std::vector<std::string>{"sentences from column", "2"});
  CHECK(file.rows[2] == std::vector<std::string>{"translations from column", "4"});
}

TEST_CASE("trials: digits are read packed and as tables, and a web page is told from them") {
  const auto folder = trials();
  if (!folder) return;
  const std::string packed = *folder + "101-idx-gz/";
  const std::string images = opened("mnist-rnn", "images", packed + "train-images-idx3-ubyte.gz");
  const std::string labels = opened("mnist-rnn", "labels", packed + "train-labels-idx1-ubyte.gz");
  const auto tested = [](Inputs inputs) {
    inputs.insert({{"epochs", "1"}, {"hidden", "4"}});
    return curve(run("mnist-rnn", "", inputs), "test_accuracy").y.size();
  };
  CHECK(tested({{"images", images}, {"labels", labels}}) == 1);
  CHECK(tested({{"images", opened("mnist-rnn", "images", *folder + "102-kaggle-csv/train.csv")}}) ==
        1);
  CHECK_THROWS_WITH_AS(opened("mnist-rnn", "images", packed + "html-named-gz.gz"),
                       doctest::Contains("is a web page"), UnreadableFile);
}

TEST_CASE("trials: tables in other encodings are told with the flag, and read with it") {
  const auto folder = trials();
  if (!folder) return;
  const auto read = [&](const std::string& path, std::optional<std::string_view> encoding = {}) {
    return *unfold::data(opened("stock", "csv", *folder + path, encoding));
  };
  const std::string korean = "05-krx-euckr/prices", swiss = "28-swiss-apostrophe/";
  CHECK_THROWS_WITH_AS(read(korean + ".csv"), doctest::Contains("--encoding euc-kr"),
                       UnreadableFile);
  CHECK(read(korean + ".csv", "euc-kr") == read(korean + "-utf8.csv"));
  CHECK_THROWS_WITH_AS(read(swiss + "cp1252-0x92.csv"),
                       doctest::Contains("--encoding windows-1252"), UnreadableFile);
  CHECK(read(swiss + "cp1252-0x92.csv", "windows-1252") == read(swiss + "utf8-u2019.csv"));
}
