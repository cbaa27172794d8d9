// Team: replicas of a run on threads, which share the work of its steps.
#pragma once

#include <memory>

#include "engine/lab/session.h"

namespace unfold {

// How many threads this machine runs at a time, at least one.
int count_threads();

class Team {
 public:
  // The session and, once a step of it is cut into parts, as many replicas as make it so many
  // members, but no more than there are parts. In WebAssembly it has one.
  Team(Session& session, int members);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // As Session::advance, with the same bits.
  void advance();

 private:
  class Members;
  Session& session_;
  [[maybe_unused]] const int most_members_;  // WebAssembly has no use for it
  std::unique_ptr<Members> members_;         // once there are several
};

}  // namespace unfold
