"""The Python package of the labs, as a program uses it. Where anywidget is not installed, a class
that begins as its widgets do stands in."""

import os
import sys
import tempfile
import types
import unittest
import urllib.request
from pathlib import Path
from unittest import mock

import traitlets

try:
    import anywidget
except ImportError:
    anywidget = types.ModuleType("anywidget")
    sys.modules["anywidget"] = anywidget

    class AnyWidget(traitlets.HasTraits):
        def __init__(self, **traits):
            assert self.has_trait("_esm") and not hasattr(self, "_css")
            self.add_traits(_anywidget_id=traitlets.Unicode("lab").tag(sync=True))
            super().__init__(**traits)

        def send(self, content):
            pass

    anywidget.AnyWidget = AnyWidget

sys.path.insert(0, str(Path(__file__).parents[2] / "bindings/python"))
import unfold_lab
from unfold_lab import Lab

SITE = "https://school.example/rnn"


def lab(**named):
    return Lab("hihello", **{"site": SITE, **named})


def told(shown):
    """What the page tells once the lab is shown."""
    shown.state = {"lab": "hihello", "inputs": {"hidden": 5, "learning_rate": 0.1}}


class Inputs(unittest.TestCase):
    def test_what_is_no_trait_is_an_input(self):
        self.assertEqual(lab(hidden=8, lang="ko").inputs, {"hidden": 8})
        self.assertEqual(lab(inputs={"text": "a"}, hidden=8).inputs, {"text": "a", "hidden": 8})

    def test_an_input_is_an_attribute_that_is_set_and_taken_back(self):
        shown = lab(hidden=8)
        shown.learning_rate = 0.5
        self.assertEqual(shown.inputs, {"hidden": 8, "learning_rate": 0.5})
        shown.hidden = None
        self.assertEqual(shown.inputs, {"learning_rate": 0.5})
        told(shown)
        self.assertEqual((shown.learning_rate, shown.hidden), (0.5, 5))

    def test_each_change_is_told(self):
        shown, heard = lab(), []
        shown.observe(lambda change: heard.append(change.new), "inputs")
        shown.hidden = 8
        shown.hidden = 9
        self.assertEqual(heard, [{"hidden": 8}, {"hidden": 9}])

    def test_an_input_that_the_lab_lacks_is_refused_once_that_is_known(self):
        shown = lab()
        shown.hiden = 8
        self.assertEqual(shown.inputs, {"hiden": 8})
        told(shown)
        with self.assertRaisesRegex(AttributeError, '"hiddn".*hidden, learning_rate'):
            shown.hiddn = 8
        with self.assertRaisesRegex(AttributeError, '"nothing"'):
            shown.nothing

    def test_what_an_earlier_lab_had_says_nothing_of_the_next(self):
        shown = lab()
        told(shown)
        shown.lab = "one-cell"
        shown.x0 = [[1, 2]]
        self.assertEqual(shown.inputs, {"x0": [[1, 2]]})


class Run(unittest.TestCase):
    def test_its_name_is_short_whatever_it_shows(self):
        shown = lab()
        shown.state = {"lab": "hihello", "curves": {"loss": {"y": [0.5] * 1000}}}
        self.assertEqual(repr(shown), 'Lab("hihello")')

    def test_buttons_are_messages(self):
        shown = lab()
        with mock.patch.object(Lab, "send") as send:
            shown.play()
            shown.step(3)
            shown.pause()
            shown.reset()
        self.assertEqual(
            [call.args[0] for call in send.call_args_list],
            [
                {"type": "unfold:play"},
                {"type": "unfold:step", "steps": 3},
                {"type": "unfold:pause"},
                {"type": "unfold:reset"},
            ],
        )

    def test_another_goal_is_not_reached_yet(self):
        shown = lab(goal="loss < 1")
        shown.goal_reached = 7
        shown.goal = "loss < 0.1"
        self.assertIsNone(shown.goal_reached)


class Site(unittest.TestCase):
    def module(self, shown):
        return shown._esm.strip()

    def test_the_module_comes_from_the_site(self):
        wanted = f'export {{ default }} from "{SITE}/unfold-anywidget.js";'
        self.assertEqual(self.module(lab()), wanted)
        self.assertEqual(self.module(lab(site=SITE + "/")), wanted)
        with mock.patch.dict(os.environ, UNFOLD_SITE=SITE):
            self.assertEqual(self.module(lab(site=None)), wanted)

    def test_no_address_gets_out_of_its_quotes(self):
        self.assertEqual(self.module(lab(site='https://x.example/";alert()//')).count('";'), 2)

    def test_a_folder_is_served_to_this_machine_alone_and_to_any_page(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "unfold-anywidget.js").write_text("export default {};")
            address = unfold_lab.address(folder)
            self.assertTrue(address.startswith("http://127.0.0.1:"))
            self.assertEqual(unfold_lab.address(Path(folder)), address)
            with urllib.request.urlopen(address + "unfold-anywidget.js") as answer:
                self.assertEqual(answer.headers["Content-Type"], "text/javascript")
                self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
            with self.assertRaises(urllib.error.HTTPError):
                urllib.request.urlopen(address + "../" * 4 + "etc/hostname")

    def test_a_site_that_is_none_is_refused_with_what_to_do(self):
        with mock.patch.dict(os.environ):
            os.environ.pop("UNFOLD_SITE", None)
            with self.assertRaisesRegex(ValueError, "UNFOLD_SITE"):
                lab(site=None)
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaisesRegex(FileNotFoundError, "npm run build"):
                lab(site=folder)


if __name__ == "__main__":
    unittest.main()
