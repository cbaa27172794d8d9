// Members: replicas of what is trained, each on a thread of its own, which share the work of its
// steps.
#pragma once

#include <barrier>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/pool.h"

namespace unfold {

// All take the same way, without a word from the first: what they do follows from the replica
// alone. Replica: `open_parts`, `compute_parts`, `written_parts`, `read_parts` and `advance` of a
// Session.
template <typename Replica>
class Members {
 public:
  // They outlive this; the first works on the thread that calls `advance`.
  explicit Members(const std::vector<Replica*>& all) : barrier_(static_cast<int>(all.size())) {
    for (Replica* replica : all) all_.push_back({replica});
    for (std::size_t number = 1; number < all_.size(); ++number) {
      threads_.emplace_back([this, number] { work(number); });
    }
  }

  ~Members() {
    is_over_ = true;
    barrier_.arrive_and_wait();
    for (std::thread& thread : threads_) thread.join();
  }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  // As `advance` of the first, with the same bits.
  void advance() {
    claimed_front_ = claimed_back_ = 0;
    barrier_.arrive_and_wait();
    take_step(0);
    for (Member& member : all_) {
      if (member.failure) std::rethrow_exception(std::exchange(member.failure, nullptr));
    }
  }

 private:
  struct Member {
    Replica* replica;
    int parts = 1;                  // of the step
    std::string_view written = {};  // those that it has computed
    std::exception_ptr failure = nullptr;
  };

  void work(std::size_t number) {
    for (;;) {
      barrier_.arrive_and_wait();
      if (is_over_) break;
      take_step(number);
    }
    pool_trim();
  }

  void take_step(std::size_t number) {
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

  // Each takes another part when it is done with one, since cores are not equally fast. One half
  // begins at the front, the other at the back, so that neighbours come together.
  void compute_share(std::size_t number) {
    Member& member = all_[number];
    member.parts = member.replica->open_parts();
    if (member.parts == 1 || all_.size() == 1) return;
    const bool is_front = number % 2 == 0;
    for (int part; (part = claim(is_front, member.parts)) >= 0;) {
      member.replica->compute_parts(part, 1);
    }
    member.written = member.replica->written_parts();
  }

  // A part that nobody has; negative: there is none.
  int claim(bool is_front, int parts) {
    const std::lock_guard lock(claiming_);
    if (claimed_front_ + claimed_back_ == parts) return -1;
    return is_front ? claimed_front_++ : parts - ++claimed_back_;
  }

  void complete(Member& member) {
    for (const Member& other : all_) {
      if (member.parts > 1 && &other != &member) member.replica->read_parts(other.written);
    }
    member.replica->advance();
  }

  std::mutex claiming_;
  int claimed_front_ = 0, claimed_back_ = 0;
  std::vector<Member> all_;
  std::barrier<> barrier_;
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace unfold
