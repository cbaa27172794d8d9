// Team without threads.
#include "bindings/cli/team.h"

namespace unfold {

class Team::Members {};

int count_threads() { return 1; }

Team::Team(Session& session, int members) : session_(session), most_members_(members) {}

Team::~Team() = default;

void Team::advance() { session_.advance(); }

}  // namespace unfold
