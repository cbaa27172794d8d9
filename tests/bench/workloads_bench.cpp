// The named workloads and the limits of the hardware, with Google Benchmark. A workload is made
// when it is first timed and stays warm; run them one at a time to see the memory that each needs.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/allocations.h"
#include "tests/bench/limits.h"
#include "tests/bench/workloads.h"

namespace unfold::bench {
namespace {

constexpr double giga = 1e9;

Workload& warm_workload(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Workload>> made;
  std::unique_ptr<Workload>& workload = made[name];
  if (!workload) {
    workload = make_workload(name);
    for (int i = 0; i < 3; ++i) workload->step();
  }
  return *workload;
}

double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024.0;
}

void report(benchmark::State& state, double flops) {
  state.counters["GF/s"] =
      benchmark::Counter(flops / giga, benchmark::Counter::kIsIterationInvariantRate);
}

void time_workload(benchmark::State& state, const std::string& name) {
  Workload& workload = warm_workload(name);
  const double before = allocated_bytes();
  for (auto _ : state) benchmark::DoNotOptimize(workload.step());
  const double allocated = (allocated_bytes() - before) / static_cast<double>(state.iterations());
  report(state, workload.flops());
  state.counters["allocated"] = allocated;
  state.counters["peak"] = peak_bytes();
}

void time_limit(benchmark::State& state) {
  constexpr int rounds = 1 << 16;
  for (auto _ : state) benchmark::DoNotOptimize(multiply_add(rounds, 0.99f, 0.01f));
  report(state, rounds * multiply_add_flops);
}

void time_product(benchmark::State& state, int M, int K, int N) {
  Product product(M, K, N);
  for (auto _ : state) product.run(1);
  report(state, product.flops());
}

double least(const std::vector<double>& times) {
  return *std::min_element(times.begin(), times.end());
}

void prepare(benchmark::internal::Benchmark* timed) {
  timed->UseRealTime()->Unit(benchmark::kMillisecond)->ComputeStatistics("fastest", least);
}

void register_all() {
  prepare(benchmark::RegisterBenchmark("limit", time_limit));
  for (const auto& [M, K, N] : {std::array{150, 178, 150}, std::array{150, 300, 600},
                                std::array{512, 512, 512}, std::array{1, 10, 20}}) {
    const std::string name =
        "gemm (" + std::to_string(M) + "," + std::to_string(K) + "," + std::to_string(N) + ")";
    prepare(benchmark::RegisterBenchmark(name.c_str(), time_product, M, K, N));
  }
  for (const Named& named : named_specs()) {
    const std::string name(named.name);
    prepare(benchmark::RegisterBenchmark(name.c_str(), time_workload, name));
  }
}

}  // namespace
}  // namespace unfold::bench

int main(int count, char** arguments) {
  unfold::bench::register_all();
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
