// What the labels of a reader's own pictures stand for.
#pragma once

#include <string>
#include <vector>

namespace unfold {

// EMNIST's letters are 1 to 26, balanced ones 47 kinds of digits and letters, by class all 62.
enum class LabelKind { automatic, digits, letters, balanced, by_class };

struct PictureLabels {
  std::string labels;                // a byte each: the number of its class, from 0
  std::vector<std::string> classes;  // what each is called
};

// Of labels as they are in the file. Automatic means: digits, unless there are more kinds, of which
// at least half occur. Refuses a label beyond the kind, as the input of that name.
PictureLabels read_picture_labels(std::string labels, LabelKind kind, const std::string& input);

}  // namespace unfold
