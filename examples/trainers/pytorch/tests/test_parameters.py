from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

import parameters
from contract import Rejected
from parameters import Parameters


def read(document: object) -> Parameters:
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "parameters.json"
        file.write_text(json.dumps(document))
        return parameters.read(file)


class ParametersTest(unittest.TestCase):
    def test_all_have_defaults(self) -> None:
        self.assertEqual(Parameters(), read({}))

    def test_are_read_from_strings(self) -> None:
        read_back = read({"epochs": "3", "learningRate": "3e-4", "classWeights": "balanced", "cacheMiB": "0"})
        self.assertEqual(Parameters(epochs=3, learningRate=3e-4, classWeights="balanced", cacheMiB=0), read_back)

    def test_bad_values_are_named_with_what_is_allowed(self) -> None:
        for name, value, allowed in [
            ("epochs", "0", "an integer of 1 to 10000"),
            ("epochs", "ten", "an integer"),
            ("epochs", "-1", "an integer"),
            ("epochs", "1_0", "an integer"),
            ("epochs", "٣", "an integer"),
            ("epochs", 3, "an integer"),
            ("learningRate", "nan", "a number above 0, at most 1"),
            ("learningRate", "inf", "a number"),
            ("learningRate", "0", "a number"),
            ("width", "100", "a multiple of 8"),
            ("classWeights", "Balanced", "none or balanced"),
            ("augment", "night", "none or flip or flip-brightness"),
            ("threads", "0", "an integer of 1 to 256"),
        ]:
            with self.subTest(f"{name}={value}"), self.assertRaises(Rejected) as thrown:
                read({name: value})
            self.assertIn(f"Parameter {name} is {json.dumps(value)}", str(thrown.exception))
            self.assertIn(allowed, str(thrown.exception))

    def test_an_unknown_name_is_answered_with_all_names(self) -> None:
        with self.assertRaises(Rejected) as thrown:
            read({"learning_rate": "0.1"})
        self.assertIn('"learning_rate"', str(thrown.exception))
        self.assertIn("learningRate", str(thrown.exception))

    def test_must_be_an_object(self) -> None:
        with self.assertRaisesRegex(Rejected, "not a JSON object"):
            read(["epochs"])
