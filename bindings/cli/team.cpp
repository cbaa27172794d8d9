#include "bindings/cli/team.h"

#include <algorithm>
#include <barrier>
#include <exception>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/pool.h"
#include "engine/lab/checkpoint.h"
#include "engine/lab/provided_data.h"

namespace unfold {
namespace {

// Each reads the files anew: what two threads count the uses of must not be shared.
std::vector<Session> replicas_of(Session& session, int count) {
  std::vector<Session> replicas;
  const SavedRun run = read_saved_run(session.save());
  for (int i = 0; i < count; ++i) {
    forget_made();
    replicas.push_back(Session::load(run, {&session.entry(), 1}));
  }
  forget_made();
  return replicas;
}

}  // namespace

// All take the same way, without a word from the first: what they do follows from the run alone.
class Team::Members {
 public:
  Members(Session& session, int count)
      : replicas_(replicas_of(session, count - 1)), barrier_(count) {
    all_.push_back({&session});
    for (Session& replica : replicas_) all_.push_back({&replica});
    for (int number = 1; number < count; ++number) {
      threads_.emplace_back([this, number] { work(number); });
    }
  }

  ~Members() {
    is_over_ = true;
    barrier_.arrive_and_wait();
    for (std::thread& thread : threads_) thread.join();
  }

  void advance() {
    barrier_.arrive_and_wait();
    take_step(0);
    for (Member& member : all_) {
      if (member.failure) std::rethrow_exception(std::exchange(member.failure, nullptr));
    }
  }

 private:
  struct Member {
    Session* session;
    int parts = 1;             // of the step
    std::string written = {};  // those that it has computed
    std::exception_ptr failure = nullptr;
  };

  void work(int number) {
    for (;;) {
      barrier_.arrive_and_wait();
      if (is_over_) break;
      take_step(number);
    }
    pool_trim();
  }

  void take_step(int number) {
    Member& member = all_[number];
    attempt(member, [&] { compute_share(number); });
    barrier_.arrive_and_wait();
    attempt(member, [&] { complete(member); });
    barrier_.arrive_and_wait();
  }

  template <typename Work>
  static void attempt(Member& member, Work work) {
    try {
      if (!member.failure) work();
    } catch (...) {
      member.failure = std::current_exception();
    }
  }

  void compute_share(int number) {
    Member& member = all_[number];
    const int members = static_cast<int>(all_.size());
    member.parts = member.session->open_parts();
    if (member.parts == 1) return;
    const int first = member.parts * number / members;
    const int count = member.parts * (number + 1) / members - first;
    member.session->compute_parts(first, count);
    member.written = member.session->written_parts(first, count);
  }

  void complete(Member& member) {
    for (const Member& other : all_) {
      if (member.parts > 1 && &other != &member) member.session->read_parts(other.written);
    }
    member.session->advance();
  }

  std::vector<Session> replicas_;
  std::vector<Member> all_;  // the first is the session itself
  std::barrier<> barrier_;
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

int count_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

Team::Team(Session& session, int members) : session_(session), most_members_(members) {}

Team::~Team() = default;

void Team::advance() {
  if (members_) return members_->advance();
  const int members = most_members_ > 1 ? std::min(most_members_, session_.open_parts()) : 1;
  session_.advance();
  if (members > 1 && !session_.done()) members_ = std::make_unique<Members>(session_, members);
}

}  // namespace unfold
