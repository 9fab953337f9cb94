/** The kind TrainingRun: a Dataset, an image and parameters in, a model out, each input once. */
@NullMarked
package dev.roadworthy.controller.training;

import org.jspecify.annotations.NullMarked;
