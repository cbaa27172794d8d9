// checkpoint: a saved run as a safetensors file. Which run it is stands in the file's metadata, its
// state in the file's arrays.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/archive.h"
#include "engine/io/safetensors.h"

namespace unfold {

struct SavedRun {
  std::string lab, preset;
  std::map<std::string, std::string> inputs;  // as text
  std::map<std::string, std::string> files;   // hashes of the reader's own files, by input
  std::map<std::string, std::string> kept;    // of the data, for questions without them
  int step = 0;
  bool has_own_weights = false;  // it began with those of a file
  std::string fingerprint;
  std::vector<SafeTensors::Entry> state;
};

std::string write_saved_run(SavedRun run);
// Throws Refusal "damaged-save" for a file that is broken or of another kind.
SavedRun read_saved_run(std::string_view file);

class StateWriter final : public Archive {
 public:
  explicit StateWriter(std::vector<SafeTensors::Entry>& state) : state_(state) {}
  void tensor(std::string_view name, Tensor& value) override;
  void in_place(std::string_view name, Tensor value) override { tensor(name, value); }
  void bytes(std::string_view name, std::string& value) override;

 private:
  std::vector<SafeTensors::Entry>& state_;
};

// Throws std::invalid_argument for what the state lacks or what does not fit.
class StateReader final : public Archive {
 public:
  explicit StateReader(const std::vector<SafeTensors::Entry>& state);
  void tensor(std::string_view name, Tensor& value) override;
  void in_place(std::string_view name, Tensor value) override;
  void bytes(std::string_view name, std::string& value) override;

 private:
  const SafeTensors::Entry& find(std::string_view name) const;

  std::map<std::string_view, const SafeTensors::Entry*> entries_;
};

}  // namespace unfold
