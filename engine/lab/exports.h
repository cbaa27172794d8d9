// exports: a model, or a run, in the forms of other programs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/export/exported.h"
#include "engine/lab/session.h"

namespace unfold {

struct ExportKind {
  std::string_view name;
  // Of a model; or of a run, whose numbers it writes.
  std::vector<ExportedFile> (*of_model)(const Exportable& model, const std::string& stem);
  std::vector<ExportedFile> (*of_run)(Session& run, const std::string& stem);
  bool needs_network;
};

std::span<const ExportKind> export_kinds();

// Why a session has no export of a kind.
enum class Hindrance {
  none,
  no_network,  // it is no chain of layers
  no_weights,
  diverged  // its weights are no numbers any more
};
Hindrance hindrance(const Session& session, const ExportKind& kind);

// Files that stand beside each other, STEM with their endings; the first is the one to open. Throws
// std::invalid_argument where there is a hindrance.
std::vector<ExportedFile> exported(Session& session, const ExportKind& kind,
                                   const std::string& stem);

}  // namespace unfold
