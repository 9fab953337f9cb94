from __future__ import annotations

import math
from dataclasses import replace
from unittest import mock

import torch

import training
from checkpoint import Checkpoints
from contract import Rejected
from frames import IGNORE, Dataset, Pixels
from metrics import Confusion, mean_iou
from parameters import Parameters
from progress import Progress
from tests.staged import StagedTest
from training import Training, class_weights
from unet import UNet

SMALL = Parameters(epochs=2, width=48, height=32, channels=4, batchSize=4)


class TrainingTest(StagedTest):
    def training(self, parameters: Parameters = SMALL) -> Training:
        dataset = Dataset.read(self.dataset)
        pixels = Pixels(dataset, parameters.width, parameters.height, 1 << 20)
        return Training(parameters, dataset, pixels, pixels.survey(dataset.train), seed=1)

    def run_it(self, subject: Training) -> training.Trained:
        return subject.run(Checkpoints(self.directory, {}), Progress(self.directory / "progress.json", subject.steps))

    def test_learns(self) -> None:
        torch.manual_seed(1)
        trained = self.run_it(self.training(replace(SMALL, epochs=12, channels=8, classWeights="balanced")))
        self.assertGreater(trained.history[trained.best_epoch - 1]["validationMeanIoU"], 0.7)

    def test_keeps_the_best_epoch(self) -> None:
        with mock.patch.object(training, "mean_iou", side_effect=[0.5, 0.7, 0.7, 0.6]):
            trained = self.run_it(self.training(replace(SMALL, epochs=4)))
        self.assertEqual(2, trained.best_epoch)

    def test_a_loss_that_is_no_number_is_rejected_with_its_epoch(self) -> None:
        with mock.patch.object(Training, "_loss", return_value=torch.tensor(math.nan, requires_grad=True)):
            with self.assertRaisesRegex(Rejected, r"loss is nan in epoch 1, step 1 of 3; lower .* learningRate"):
                self.run_it(self.training())

    def test_a_batch_of_nothing_but_ignored_pixels_teaches_nothing(self) -> None:
        for weights in ("none", "balanced"):
            logits = torch.zeros(1, 3, 8, 8, requires_grad=True)
            loss = self.training(replace(SMALL, classWeights=weights))._loss(logits, torch.full((1, 8, 8), IGNORE))
            loss.backward()
            self.assertEqual(0.0, loss.item())
            self.assertEqual(0.0, logits.grad.abs().max().item())

    def test_a_flip_moves_image_and_mask_alike(self) -> None:
        image = torch.arange(48, dtype=torch.uint8).expand(16, 3, 32, 48).contiguous()
        mask = torch.arange(48, dtype=torch.uint8).expand(16, 32, 48).contiguous()
        flipped, with_it = self.training()._augment(image, mask)
        self.assertTrue(torch.equal(flipped[:, 0], with_it.float()))
        self.assertTrue(0 < (flipped[:, 0, 0, 0] > 0).sum() < 16)

    def test_brightness_stays_within_a_tenth(self) -> None:
        image, mask = torch.full((16, 3, 32, 48), 100, dtype=torch.uint8), torch.zeros(16, 32, 48, dtype=torch.uint8)
        bright, _ = self.training(replace(SMALL, augment="flip-brightness"))._augment(image, mask)
        self.assertTrue(90 <= bright.min() < bright.max() <= 110)

    def test_the_rate_warms_up_and_ends_near_zero(self) -> None:
        subject = self.training(replace(SMALL, epochs=5))
        rates = [subject._schedule(step) for step in range(subject.steps)]
        self.assertEqual(1.0, max(rates))
        self.assertLess(rates[0], 0.5)
        self.assertLess(rates[-1], 0.05)


class NetworkTest(StagedTest):
    def test_has_the_size_that_its_page_says(self) -> None:
        self.assertEqual(122_501, sum(p.numel() for p in UNet(channels=8, classes=5).parameters()))

    def test_gives_logits_of_the_size_of_its_input(self) -> None:
        self.assertEqual((2, 3, 40, 56), UNet(4, 3).eval()(torch.zeros(2, 3, 40, 56)).shape)


class MetricsTest(StagedTest):
    def test_iou_by_hand(self) -> None:
        confusion = Confusion(4)
        confusion.add(torch.tensor([0, 0, 1, 1, 1, IGNORE], dtype=torch.uint8), torch.tensor([0, 1, 1, 1, 2, 2]))
        self.assertEqual([1 / 2, 2 / 4, 0.0, None], confusion.iou())
        self.assertEqual(0.25, mean_iou(confusion.iou()))

    def test_rare_classes_weigh_more_and_absent_ones_nothing(self) -> None:
        background, rare, absent = class_weights([900, 100, 0]).tolist()
        self.assertAlmostEqual(3.0, rare / background, places=5)
        self.assertAlmostEqual(1.0, 0.9 * background + 0.1 * rare, places=5)
        self.assertEqual(0.0, absent)
