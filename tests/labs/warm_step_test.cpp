// A warm training step asks the system for no memory.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/tape.h"
#include "engine/lab/session.h"
#include "engine/nn/candidate_losses.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/optim/clip.h"
#include "engine/optim/optimizer.h"
#include "examples/course.h"
#include "examples/words/attention_model.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

long allocations = 0;

void* counted(std::size_t bytes) {
  ++allocations;
  if (void* block = std::malloc(bytes ? bytes : 1)) return block;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes); }
void* operator new[](std::size_t bytes) { return counted(bytes); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return counted(bytes); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }

TEST_CASE("a warm training step allocates nothing, whatever the cell and the optimizer") {
  for (const std::string cell : {"rnn", "lstm", "gru"}) {
    for (const std::string optimizer : {"sgd", "momentum", "adagrad", "rmsprop", "adam"}) {
      CAPTURE(cell);
      CAPTURE(optimizer);
      Session session(find_lab("hihello"), "",
                      {{"cell", cell}, {"optimizer", optimizer}, {"text", "if you want you"}});
      while (session.steps_done() < 10) session.advance();
      const long before = allocations;
      const std::size_t pool_before = pool_bytes();
      while (session.steps_done() < 40) session.advance();
      CHECK(allocations == before);
      CHECK(pool_bytes() == pool_before);
    }
  }
}

TEST_CASE("a warm step on rows of tables allocates nothing, whatever the words and the optimizer") {
  const int V = 1000, E = 10, B = 16;
  const std::vector<Tensor> variables{Tensor::variable(some({V, E}, 1)),
                                      Tensor::variable(some({V, E}, 2)),
                                      Tensor::variable(some({V}, 3))};
  LogUniformSampler sampler({.graph = 4, .op = 5});
  std::vector<int> words(B), labels(B);
  int word = 0;
  for (const OptimizerKind kind :
       {OptimizerKind::sgd, OptimizerKind::momentum, OptimizerKind::adagrad, OptimizerKind::rmsprop,
        OptimizerKind::adam, OptimizerKind::lazy_adam}) {
    const auto optimizer = make_optimizer(kind, 0.01f);
    const auto step = [&] {
      for (int b = 0; b < B; ++b) {
        words[b] = (word = (word * 31 + 7) % V) % 40;  // some come again
        labels[b] = word;
      }
      const Candidates candidates = sampler.sample(labels, 8, V);
      Tape tape;
      const Tensor inputs = embedding_lookup(variables[0], words);
      const Tensor& weights = variables[1];
      const Tensor& biases = variables[2];
      tape.backward(reduce_mean(nce_loss(weights, biases, labels, inputs, candidates)) +
                    reduce_mean(sampled_softmax_loss(weights, biases, labels, inputs, candidates)));
      clip_by_global_norm(variables, 5);
      optimizer->apply(variables);
    };
    for (int i = 0; i < 3; ++i) step();
    const long before = allocations;
    const std::size_t pool_before = pool_bytes();
    for (int i = 0; i < 30; ++i) step();
    CHECK(allocations == before);
    CHECK(pool_bytes() == pool_before);
  }
}

TEST_CASE("a warm training step of a model with attention allocates nothing") {
  AttentionModelSettings settings;
  settings.source_vocabulary = settings.target_vocabulary = 6;
  settings.embedding = settings.units = 8;
  settings.layers = 2;
  Variables variables;
  const AttentionModel model(settings, variables);
  const std::vector<Tensor> trained = variables.tensors();
  const auto optimizer = make_optimizer(OptimizerKind::adam, 0.01f);
  const SentenceBatch batch{2,     3, 2, {4, 5, 5, 5, 0, 0}, {3, 1}, {4, eos_symbol, eos_symbol, 0},
                            {2, 1}};
  const auto step = [&] {
    Tape tape;
    tape.backward(model.loss(batch));
    optimizer->apply(trained);
  };
  for (int i = 0; i < 3; ++i) step();
  const long before = allocations;
  const std::size_t pool_before = pool_bytes();
  for (int i = 0; i < 3; ++i) step();
  CHECK(allocations == before);
  CHECK(pool_bytes() == pool_before);
}

TEST_CASE("a warm iteration of t-SNE allocates nothing") {
  Session session(find_lab("embedding-map"), "", {{"words", "100"}});
  while (session.steps_done() < 30) session.advance();
  const long before = allocations;
  while (session.steps_done() < 80) session.advance();
  CHECK(allocations == before);
}

TEST_CASE("the count of allocations counts") {
  const long before = allocations;
  const std::string long_enough(1000, 'x');
  CHECK(allocations > before);
  CHECK(long_enough.size() == 1000);
}
