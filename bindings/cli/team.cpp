#include "bindings/cli/team.h"

#include <algorithm>
#include <thread>
#include <vector>

#include "bindings/cli/members.h"
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

class Team::Members {
 public:
  Members(Session& session, int count)
      : replicas_(replicas_of(session, count - 1)), members_(all(session)) {}
  void advance() { members_.advance(); }

 private:
  std::vector<Session*> all(Session& session) {
    std::vector<Session*> all{&session};
    for (Session& replica : replicas_) all.push_back(&replica);
    return all;
  }

  std::vector<Session> replicas_;
  unfold::Members<Session> members_;
};

int count_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

Team::Team(Session& session, int members) : session_(session), most_members_(members) {}

Team::~Team() = default;

void Team::advance() {
  if (members_) return members_->advance();
  const bool may_gather = most_members_ > 1 && !session_.is_within_step();  // not for a test alone
  const int members = may_gather ? std::min(most_members_, session_.open_parts()) : 1;
  session_.advance();
  if (members > 1 && !session_.done()) members_ = std::make_unique<Members>(session_, members);
}

}  // namespace unfold
