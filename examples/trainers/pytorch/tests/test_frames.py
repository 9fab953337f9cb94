from __future__ import annotations

import json
import math

import numpy
import torch
from PIL import Image

from contract import Rejected
from frames import Dataset, Pixels, bilinear, nearest
from tests.staged import HEIGHT, WIDTH, StagedTest


def bilinear_by_the_book(image: list[list[int]], height: int, width: int) -> list[list[float]]:
    """The formula of docs/trainer-contract.md, as a reader would write it."""

    def source(index: int, new: int, old: int) -> float:
        return min(max((index + 0.5) * old / new - 0.5, 0.0), old - 1.0)

    def at(y: float, x: float) -> float:
        top, left = math.floor(y), math.floor(x)
        bottom, right = min(top + 1, len(image) - 1), min(left + 1, len(image[0]) - 1)
        upper = image[top][left] + (image[top][right] - image[top][left]) * (x - left)
        lower = image[bottom][left] + (image[bottom][right] - image[bottom][left]) * (x - left)
        return upper + (lower - upper) * (y - top)

    return [
        [at(source(y, height, len(image)), source(x, width, len(image[0]))) for x in range(width)]
        for y in range(height)
    ]


class ResizeTest(StagedTest):
    # The example of docs/trainer-contract.md.
    PICTURE = [[0, 40, 80, 120], [10, 50, 90, 130], [200, 210, 220, 230]]

    def test_the_example_of_the_contract(self) -> None:
        image = torch.tensor([self.PICTURE] * 3, dtype=torch.uint8)
        down = [[9.166667, 62.5, 115.833333], [155.416667, 178.75, 202.083333]]
        for channel in bilinear(image, 2, 3).tolist():
            for row, expected in zip(channel, down):
                numpy.testing.assert_allclose(row, expected, atol=1e-4)
        mask = torch.tensor([[1, 2, 3], [4, 5, 6]], dtype=torch.uint8)
        self.assertEqual([[1, 2, 2, 3], [4, 5, 5, 6], [4, 5, 5, 6]], nearest(mask, 3, 4).tolist())

    def test_bilinear_is_what_the_contract_says(self) -> None:
        random = numpy.random.default_rng(1)
        for (h, w), (height, width) in [
            ((36, 48), (12, 16)),
            ((45, 64), (32, 40)),
            ((7, 5), (16, 24)),
            ((1, 1), (8, 8)),
        ]:
            picture = random.integers(0, 256, (h, w), numpy.uint8)
            image = torch.from_numpy(numpy.stack([picture] * 3))
            expected = bilinear_by_the_book(picture.astype(int).tolist(), height, width)
            numpy.testing.assert_allclose(bilinear(image, height, width)[0].numpy(), expected, atol=1e-3)


class DatasetTest(StagedTest):
    def read(self) -> Dataset:
        return Dataset.read(self.dataset)

    def pixels(self, cache_frames: int = 100) -> Pixels:
        return Pixels(self.read(), WIDTH, HEIGHT, cache_frames * 4 * WIDTH * HEIGHT)

    def test_only_labelled_frames_count_and_in_their_order(self) -> None:
        dataset = self.read()
        self.assertEqual([f"frames/train-{n}.png" for n in range(10)], [frame.frame for frame in dataset.train])
        self.assertEqual(4, len(dataset.validation))

    def test_decodes_what_was_drawn(self) -> None:
        frame = self.read().train[0]
        image, mask = self.pixels().of(frame)
        numpy.testing.assert_array_equal(
            numpy.array(Image.open(self.dataset / frame.frame)), image.permute(1, 2, 0).numpy()
        )
        numpy.testing.assert_array_equal(numpy.array(Image.open(self.dataset / frame.label)), mask.numpy())

    def test_keeps_frames_up_to_its_bound(self) -> None:
        frames, pixels = self.read().train, self.pixels(cache_frames=3)
        before = [pixels.of(frame)[0] for frame in frames]
        for frame in frames:
            (self.dataset / frame.frame).unlink()
        for frame, image in zip(frames[:3], before):
            self.assertTrue(torch.equal(image, pixels.of(frame)[0]))
        with self.assertRaises(Rejected):
            pixels.of(frames[3])

    def test_surveys_exactly(self) -> None:
        frames = self.read().train
        statistics = self.pixels().survey(frames)
        images = numpy.stack([numpy.array(Image.open(self.dataset / frame.frame)) for frame in frames]) / 255
        masks = numpy.stack([numpy.array(Image.open(self.dataset / frame.label)) for frame in frames])
        numpy.testing.assert_allclose(statistics.mean, images.mean((0, 1, 2)), atol=1e-6)
        numpy.testing.assert_allclose(statistics.std, images.std((0, 1, 2)), atol=1e-6)
        self.assertEqual([int((masks == value).sum()) for value in range(3)], statistics.pixels)

    def test_bad_masks_are_named(self) -> None:
        frame = self.read().train[2]
        for mask, said in [
            (numpy.full((HEIGHT, WIDTH), 3, numpy.uint8), "has the value 3, and the dataset has classes 1 to 2"),
            (numpy.zeros((HEIGHT, 8), numpy.uint8), r"\(8, 64\), not 8-bit grey of the size \(96, 64\)"),
            (numpy.zeros((HEIGHT, WIDTH, 3), numpy.uint8), "RGB .* not 8-bit grey"),
        ]:
            with self.subTest(said):
                Image.fromarray(mask).save(self.dataset / frame.label)
                with self.assertRaisesRegex(Rejected, said):
                    self.pixels().survey(self.read().train)

    def test_a_dataset_that_does_not_read_is_rejected(self) -> None:
        (self.dataset / "dataset.json").write_text(json.dumps({"digest": "sha256:0"}))
        with self.assertRaisesRegex(Rejected, "classes"):
            self.read()
