"""A lab of the RNN course in a notebook.

>>> from unfold_lab import Lab
>>> lab = Lab("hihello", site="https://school.example/rnn/", hidden=8, lang="ko")
>>> lab
>>> lab.learning_rate = 0.05
>>> lab.state["curves"]["loss"]["y"][-1]

The lab computes in the reader's browser. ``site`` is the address of the course's site, or the folder
that ``npm run build`` writes, for notebooks without a network. The variable UNFOLD_SITE may name either.
"""

from __future__ import annotations

import functools
import json
import os
import pathlib
import threading
import urllib.parse

import anywidget
import traitlets

MODULE = "unfold-anywidget.js"


@functools.lru_cache(maxsize=None)
def _serve(folder: pathlib.Path) -> str:
    """Serves the folder to this machine's browsers as long as Python runs; gives its address."""
    # Python in a browser may have no sockets, and needs none with an address.
    import http.server

    class Files(http.server.SimpleHTTPRequestHandler):
        extensions_map = {
            **http.server.SimpleHTTPRequestHandler.extensions_map,
            ".js": "text/javascript",
            ".wasm": "application/wasm",
        }

        def end_headers(self):
            self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

        def log_message(self, *_):
            """A notebook's output is no place for it."""

    files = functools.partial(Files, directory=os.fspath(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def address(site: str | os.PathLike | None) -> str:
    """The address at which a browser finds the site."""
    site = os.fspath(site or os.environ.get("UNFOLD_SITE", ""))
    if urllib.parse.urlsplit(site).scheme in ("http", "https"):
        return site.rstrip("/") + "/"
    if not site:
        raise ValueError(
            'A lab needs the site that it comes from: site="https://…", the folder of the built '
            "site, or the variable UNFOLD_SITE with either."
        )
    folder = pathlib.Path(site).expanduser().resolve()
    if not (folder / MODULE).is_file():
        raise FileNotFoundError(f'{folder} has no {MODULE}. "npm run build" writes such a folder.')
    return _serve(folder)


class Lab(anywidget.AnyWidget):
    """A lab. Its inputs are attributes: ``lab.hidden = 8``, and ``lab.hidden = None`` takes it back."""

    _esm = traitlets.Unicode().tag(sync=True)
    lab = traitlets.Unicode().tag(sync=True)
    preset = traitlets.Unicode().tag(sync=True)
    #: What differs from the preset.
    inputs = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    theme = traitlets.Unicode().tag(sync=True)
    #: Names of parts (inputs, run, published, ask), and of inputs that readers cannot change.
    hide = traitlets.List(traitlets.Unicode()).tag(sync=True)
    lock = traitlets.List(traitlets.Unicode()).tag(sync=True)
    #: Conditions with commas between them: "loss < 0.05, step <= 40".
    goal = traitlets.Unicode().tag(sync=True)
    #: All that the lab shows, up to four times a second while it runs; {} until it is shown.
    state = traitlets.Dict().tag(sync=True)
    #: The step that reached the goal.
    goal_reached = traitlets.Int(None, allow_none=True).tag(sync=True)
    #: What the lab refused last: its message, and the input and the reason where it is about one.
    error = traitlets.Dict(None, allow_none=True).tag(sync=True)

    def __init__(self, lab: str, *, site: str | os.PathLike | None = None, **traits_and_inputs):
        module = json.dumps(urllib.parse.urljoin(address(site), MODULE))
        known = {name: value for name, value in traits_and_inputs.items() if self.has_trait(name)}
        inputs = {name: value for name, value in traits_and_inputs.items() if name not in known}
        known["inputs"] = {**known.get("inputs", {}), **inputs}
        super().__init__(lab=lab, _esm=f"export {{ default }} from {module};\n", **known)

    def __repr__(self):
        return f'Lab("{self.lab}")'

    def play(self):
        self.send({"type": "unfold:play"})

    def pause(self):
        self.send({"type": "unfold:pause"})

    def step(self, steps: int = 1):
        self.send({"type": "unfold:step", "steps": steps})

    def reset(self):
        self.send({"type": "unfold:reset"})

    @traitlets.observe("goal")
    def _renew_goal(self, _):
        self.goal_reached = None

    def _known(self) -> dict:
        """All inputs, once the page has told them."""
        return self.state.get("inputs", {}) if self.state.get("lab") == self.lab else {}

    def _lacks(self, name: str) -> AttributeError:
        allowed = f" It has: {', '.join(self._known())}." if self._known() else ""
        return AttributeError(f'The lab "{self.lab}" has no input "{name}".{allowed}')

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        for inputs in (self.inputs, self._known()):
            if name in inputs:
                return inputs[name]
        raise self._lacks(name)

    def __setattr__(self, name: str, value):
        if name.startswith("_") or hasattr(type(self), name):
            return super().__setattr__(name, value)
        if self._known() and name not in self._known():
            raise self._lacks(name)
        kept = {each: held for each, held in self.inputs.items() if each != name}
        self.inputs = kept if value is None else {**kept, name: value}
