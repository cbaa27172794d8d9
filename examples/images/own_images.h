// A reader's own pictures: IDX files as MNIST's and EMNIST's, or tables of labels and pixels.
#pragma once

#include "engine/lab/report.h"
#include "examples/images/image_data.h"

namespace unfold {

// The last sixth of them is for the test; of pictures in the order of their labels, every sixth.
ImageData read_own_images(const ImageDataInputs& inputs);

}  // namespace unfold
