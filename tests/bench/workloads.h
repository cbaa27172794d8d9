// Workload: one training step (or one sampled symbol) at a time of a model that a Spec describes.
#pragma once

#include <memory>
#include <string_view>

#include "engine/nn/parted_step.h"
#include "tests/bench/data.h"
#include "tests/bench/spec.h"

namespace unfold::bench {

class Workload {
 public:
  virtual ~Workload() = default;
  // Forward, backward and Adam; gives the loss before the weights moved. For sampling: the next
  // symbol; gives -log of the probability of symbol 0.
  virtual float step() = 0;
  // The same in parts, as of a session (engine/lab/session.h); `step` computes those that are
  // missing.
  virtual int open_parts() { return 1; }
  void compute_parts(int first, int count);
  std::string_view written_parts() { return parts()->written(); }
  void read_parts(std::string_view bytes) { parts()->read(bytes); }
  void advance() { step(); }
  // Of a step's matrix products.
  virtual double flops() const = 0;

 protected:
  virtual void compute_part(int /*part*/) {}
  virtual PartedStep* parts() { return nullptr; }
};

// Throws std::invalid_argument where the data does not fit.
std::unique_ptr<Workload> make_workload(const Spec& spec, Data data);
// One of the named workloads, on the harness's data.
std::unique_ptr<Workload> make_workload(std::string_view name);

}  // namespace unfold::bench
