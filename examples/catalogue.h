// catalogue: what the course offers, as the JSON that `Catalogue` in bindings/engine.d.ts
// describes.
#pragma once

#include <span>
#include <string>

#include "examples/lab.h"

namespace unfold {

std::string catalogue_json(std::span<const LabEntry> labs);

}  // namespace unfold
