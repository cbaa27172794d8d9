// The workloads for JavaScript, as plain exports of the WebAssembly module: a training step is one
// call, and a call costs a few nanoseconds. tests/bench/engine.js gives them a shape.
//
// What fails gives null, or NaN, and leaves its message in bench_error.
#include <cmath>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include "engine/core/pool.h"
#include "tests/bench/allocations.h"
#include "tests/bench/limits.h"
#include "tests/bench/workloads.h"

namespace unfold::bench {
namespace {

std::string text, failure;  // what JavaScript wrote, and what it may read
std::string_view written;
Data given;

template <typename Work, typename Result>
Result crossing(Result otherwise, Work work) noexcept {
  try {
    failure.clear();
    return work();
  } catch (const std::bad_alloc&) {
    failure = "There is not enough memory for this.";
  } catch (const std::exception& error) {
    failure = error.what();
  }
  return otherwise;
}

template <typename Make>
Workload* opened(Make make) noexcept {
  return crossing(static_cast<Workload*>(nullptr), [&] {
    auto workload = make();
    pool_trim();  // as a session of a lab does
    return workload.release();
  });
}

}  // namespace

extern "C" {

// Room for a text of so many bytes, which the next call reads: a name or a spec.
[[gnu::used]] char* bench_text(int bytes) {
  text.resize(bytes);
  return text.data();
}
[[gnu::used]] const char* bench_error() { return failure.c_str(); }

// Room for the data of this name, kept for bench_open.
[[gnu::used]] float* bench_floats(int count) {
  return crossing(static_cast<float*>(nullptr),
                  [&] { return (given.floats[text] = Tensor(Shape{count})).mutable_data(); });
}
[[gnu::used]] int* bench_ints(int count) {
  return crossing(static_cast<int*>(nullptr), [&] {
    given.ints[text].resize(count);
    return given.ints[text].data();
  });
}

// Draws the harness's data of this name for the next three, and gives its spec.
[[gnu::used]] const char* bench_draw() {
  return crossing(static_cast<const char*>(nullptr), [] {
    given = named_data(text);
    return named_spec(text).spec.data();
  });
}
// The drawn floats or ints of this name; how many of them there are.
[[gnu::used]] const float* bench_drawn_floats() {
  return crossing(static_cast<const float*>(nullptr), [] { return given.floats.at(text).data(); });
}
[[gnu::used]] const int* bench_drawn_ints() {
  return crossing(static_cast<const int*>(nullptr), [] { return given.ints.at(text).data(); });
}
[[gnu::used]] int bench_drawn_count() {
  const auto found = given.floats.find(text);
  if (found != given.floats.end()) return found->second.count();
  return crossing(0, [] { return static_cast<int>(given.ints.at(text).size()); });
}

// A workload of this spec on the data given; of this name on the harness's data; of this spec on
// random data.
[[gnu::used]] Workload* bench_open() {
  return opened([] { return make_workload(read_spec(text), std::exchange(given, {})); });
}
[[gnu::used]] Workload* bench_open_named() {
  return opened([] { return make_workload(text); });
}
[[gnu::used]] Workload* bench_open_random() {
  return opened([] {
    const Spec spec = read_spec(text);
    return make_workload(spec, random_data(spec, 1));
  });
}
[[gnu::used]] void bench_close(Workload* workload) {
  delete workload;
  pool_trim();
}

[[gnu::used]] float bench_step(Workload* workload) {
  return crossing(NAN, [&] { return workload->step(); });
}

// The parts of its next step (engine/lab/session.h). `bench_written_parts` gives the address of as
// many bytes as `bench_written_bytes` says; what is read lies where bench_text had room for it.
[[gnu::used]] int bench_open_parts(Workload* workload) {
  return crossing(0, [&] { return workload->open_parts(); });
}
[[gnu::used]] bool bench_compute_parts(Workload* workload, int first, int count) {
  return crossing(false, [&] {
    workload->compute_parts(first, count);
    return true;
  });
}
[[gnu::used]] const char* bench_written_parts(Workload* workload) {
  return crossing(static_cast<const char*>(nullptr), [&] {
    written = workload->written_parts();
    return written.data();
  });
}
[[gnu::used]] int bench_written_bytes() { return static_cast<int>(written.size()); }
[[gnu::used]] bool bench_read_parts(Workload* workload) {
  return crossing(false, [&] {
    workload->read_parts(text);
    return true;
  });
}

[[gnu::used]] double bench_flops(Workload* workload) { return workload->flops(); }
[[gnu::used]] double bench_allocated() { return allocated_bytes(); }

// The limit of multiply and add: so many rounds; and the operations in each.
[[gnu::used]] float bench_multiply_add(int rounds) { return multiply_add(rounds, 0.99f, 0.01f); }
[[gnu::used]] double bench_multiply_add_flops() { return multiply_add_flops; }

[[gnu::used]] Product* bench_product(int M, int K, int N) { return new Product(M, K, N); }
[[gnu::used]] double bench_product_flops(Product* product) { return product->flops(); }
[[gnu::used]] void bench_multiply(Product* product, int times) { product->run(times); }
[[gnu::used]] void bench_close_product(Product* product) { delete product; }

}  // extern "C"

}  // namespace unfold::bench
