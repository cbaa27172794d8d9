// The named workloads and the limits of the hardware, with Google Benchmark. A workload is made
// when it is first timed and stays warm; run them one at a time to see the memory that each needs.
// With `--threads=1,2` each is timed with so many threads instead.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings/cli/members.h"
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

// Replicas of a workload, which share its steps.
class Team {
 public:
  Team(const std::string& name, int members) : replicas_(made(name, members)), members_(all()) {}
  void step() { members_.advance(); }
  double flops() const { return replicas_.front()->flops(); }

 private:
  static std::vector<std::unique_ptr<Workload>> made(const std::string& name, int members) {
    std::vector<std::unique_ptr<Workload>> replicas;
    while (static_cast<int>(replicas.size()) < members) replicas.push_back(make_workload(name));
    return replicas;
  }
  std::vector<Workload*> all() const {
    std::vector<Workload*> all;
    for (const auto& replica : replicas_) all.push_back(replica.get());
    return all;
  }

  std::vector<std::unique_ptr<Workload>> replicas_;
  Members<Workload> members_;
};

Team& warm_team(const std::string& name, int members) {
  static std::map<std::pair<std::string, int>, std::unique_ptr<Team>> made;
  std::unique_ptr<Team>& team = made[{name, members}];
  if (!team) {
    team = std::make_unique<Team>(name, members);
    for (int i = 0; i < 3; ++i) team->step();
  }
  return *team;
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

void time_team(benchmark::State& state, const std::string& name, int members) {
  Team& team = warm_team(name, members);
  for (auto _ : state) team.step();
  report(state, team.flops());
}

// What a step is made of, in milliseconds (scripts/bench/model.mjs); a message costs nothing here.
void time_costs(benchmark::State& state, const std::string& name) {
  using Clock = std::chrono::steady_clock;
  constexpr int samples = 9;
  const auto own = make_workload(name), other = make_workload(name);
  own->step();
  other->step();
  const int parts = own->open_parts(), half = parts / 2;
  std::map<std::string, std::vector<double>> costs;
  const auto time = [&](const char* piece, int of, const auto& work) {
    const Clock::time_point start = Clock::now();
    work();
    const std::chrono::duration<double, std::milli> took = Clock::now() - start;
    costs[piece].push_back(took.count() / of);
  };
  double bytes = 0;
  for (int i = 0; i < samples && parts > 1; ++i) {
    own->open_parts();
    other->open_parts();
    time("part", half, [&] { own->compute_parts(0, half); });
    time("write", 1, [&] { own->written_parts(); });
    other->compute_parts(half, half);
    const std::string_view written = other->written_parts();
    bytes = static_cast<double>(written.size());
    time("read", 1, [&] { own->read_parts(written); });
    time("rest", 1, [&] { own->step(); });
    other->step();
  }
  for (auto _ : state) {
  }
  state.counters["parts"] = parts;
  state.counters["message"] = 0;
  state.counters["bytes"] = bytes;
  for (auto& [piece, times] : costs) {
    std::nth_element(times.begin(), times.begin() + samples / 2, times.end());
    state.counters[piece] = times[samples / 2];
  }
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

void register_teams(const std::vector<int>& sizes) {
  for (const Named& named : named_specs()) {
    const std::string name(named.name);
    benchmark::RegisterBenchmark((name + "/costs").c_str(), time_costs, name)->Iterations(1);
    for (const int members : sizes) {
      const std::string title = name + "/threads:" + std::to_string(members);
      prepare(benchmark::RegisterBenchmark(title.c_str(), time_team, name, members));
    }
  }
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

// Of the first argument, if that is what it is.
std::vector<int> team_sizes(int count, char** arguments) {
  constexpr std::string_view option = "--threads=";
  const std::string_view first = count > 1 ? arguments[1] : "";
  if (!first.starts_with(option)) return {};
  std::vector<int> sizes;
  std::istringstream list{std::string(first.substr(option.size()))};
  for (std::string size; std::getline(list, size, ',');) sizes.push_back(std::stoi(size));
  return sizes;
}

}  // namespace
}  // namespace unfold::bench

int main(int count, char** arguments) {
  const std::vector<int> sizes = unfold::bench::team_sizes(count, arguments);
  if (sizes.empty()) {
    unfold::bench::register_all();
  } else {
    unfold::bench::register_teams(sizes);
    arguments[1] = arguments[0];
    ++arguments;
    --count;
  }
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
