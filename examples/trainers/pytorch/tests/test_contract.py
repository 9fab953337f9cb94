"""Whole runs, as a pod makes them."""

from __future__ import annotations

import json
import os
import signal

from tests.staged import CLASSES, Run, StagedTest, stage


class ContractTest(StagedTest):
    def run_of(self, name: str, **settings: str) -> Run:
        return Run(self.directory / name, self.dataset, **settings)

    def test_leaves_a_model_and_how_to_feed_it(self) -> None:
        run = self.run_of("a")
        code, printed = run.end()
        self.assertEqual(0, code, printed)
        self.assertEqual(
            {"model.onnx", "preprocess.json", "metrics.json", "MODEL_CARD.md"}, set(os.listdir(run.output))
        )
        preprocess = json.loads((run.output / "preprocess.json").read_text())
        self.assertEqual(["background", *CLASSES], preprocess["output"]["classes"])
        self.assertEqual((48, 32), (preprocess["input"]["width"], preprocess["input"]["height"]))
        self.assertEqual([3, 3], [len(preprocess["input"][name]) for name in ("mean", "std")])
        progress = json.loads(run.progress.read_text())
        self.assertEqual((100, 12, 12), (progress["percent"], progress["step"], progress["steps"]))
        self.assertEqual({"loss", "validationMeanIoU"}, set(progress["metrics"]))
        self.assertTrue(all(isinstance(value, str) for value in progress["metrics"].values()))

    def test_same_seed_same_bytes_in_every_file(self) -> None:
        first, again, other = self.run_of("a"), self.run_of("b"), self.run_of("c", seed="8")
        for run in (first, again, other):
            code, printed = run.end()
            self.assertEqual(0, code, printed)
        for name in os.listdir(first.output):
            self.assertTrue((first.output / name).read_bytes() == (again.output / name).read_bytes(), name)
        self.assertFalse(first.model == other.model)

    def test_killed_and_resumed_makes_the_model_of_an_undisturbed_run(self) -> None:
        undisturbed, killed = self.run_of("a"), self.run_of("b")
        undisturbed.end()
        self.assertEqual(-signal.SIGKILL, killed.interrupt("epoch 1/4", signal.SIGKILL))
        self.assertEqual(-signal.SIGKILL, killed.interrupt("epoch 3/4", signal.SIGKILL))
        code, printed = killed.end()
        self.assertEqual(0, code, printed)
        self.assertRegex(printed, "resuming after epoch [34] of 4")
        for name in os.listdir(undisturbed.output):
            self.assertTrue((undisturbed.output / name).read_bytes() == (killed.output / name).read_bytes(), name)

    def test_run_again_after_its_end_leaves_the_same(self) -> None:
        run = self.run_of("a")
        run.end()
        model = run.model
        code, printed = run.end()
        self.assertEqual(0, code, printed)
        self.assertNotIn("epoch 1/4", printed)
        self.assertTrue(model == run.model)

    def test_checkpoint_that_is_damaged_or_of_other_inputs_is_not_used(self) -> None:
        run = self.run_of("a")
        run.end()
        model = run.model
        other = self.run_of("b", seed="8")
        file = other.checkpoint / "checkpoint.pt"
        for content, reason in (
            ((run.checkpoint / "checkpoint.pt").read_bytes(), "belongs to other inputs"),
            (b"half a checkpoint", "does not read"),
        ):
            file.write_bytes(content)
            code, printed = other.end()
            self.assertEqual(0, code, printed)
            self.assertIn(reason, printed)
            self.assertFalse(model == other.model)

    def test_memory_for_frames_changes_no_bytes_of_the_model(self) -> None:
        much, none = self.run_of("a"), self.run_of("b", cacheMiB="0")
        much.end()
        none.end()
        self.assertTrue(much.model == none.model)

    def test_ends_soon_when_its_pod_ends(self) -> None:
        self.assertEqual(143, self.run_of("a", epochs="1000").interrupt("epoch 1/", signal.SIGTERM))

    def test_without_validation_frames_the_last_epoch_is_kept(self) -> None:
        self.dataset = stage(self.directory / "no-validation", {"train": 5})
        run = self.run_of("a", epochs="2")
        code, printed = run.end()
        self.assertEqual(0, code, printed)
        self.assertEqual(2, json.loads((run.output / "metrics.json").read_text())["bestEpoch"])
        self.assertEqual({"loss"}, set(json.loads(run.progress.read_text())["metrics"]))

    def test_rejects_with_a_message(self) -> None:
        broken = stage(self.directory / "broken")
        (broken / "frames/train-3.png").write_bytes(b"\x89PNG\r\n\x1a\nhalf a picture")
        empty = stage(self.directory / "empty", {"validation": 3})
        for number, (dataset, settings, said) in enumerate(
            [
                (self.dataset, {"epoch": "3"}, 'Parameter "epoch" is unknown.*remove it or use one of epochs, '),
                (self.dataset, {"seed": "seven"}, 'ROADWORTHY_SEED is "seven"'),
                (broken, {}, "frames/train-3.png .* does not decode"),
                (empty, {}, "no labelled frame in its split train"),
            ]
        ):
            with self.subTest(said):
                run = Run(self.directory / f"rejected-{number}", dataset, **settings)
                code, printed = run.end()
                self.assertEqual(42, code, printed)
                self.assertRegex(run.message, said)
                self.assertRegex(run.message, r"^[^\n]+\.$")

    def test_rejects_an_environment_that_lacks_something(self) -> None:
        run = self.run_of("a")
        del run.environment["ROADWORTHY_CHECKPOINT_DIR"]
        self.assertEqual(42, run.end()[0])
        self.assertIn("ROADWORTHY_CHECKPOINT_DIR is not set", run.message)
