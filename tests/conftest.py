"""What the tests share: the main document, texts of invented states, and a place of their own for figures."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st

import readout
from readout.reading import files

ROOT = Path(__file__).parents[1]
# A slow machine is no bug; the same examples on every run make a failure somebody else's too.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

MAIN = files.MAIN
#: A call between two invented leaders: lede, both voices, joint act, logistics.
CALL = """President Sol Holds a Call with Prime Minister Lund

3 May 2031

President Ana Sol of Meridia held a telephone call with Prime Minister Bo Lund of Norrland today.

Ana Sol pointed out that the two countries share a river. The two sides should build the bridge. We are ready.

Lund said that Norrland will pay for its half. The bridge is a symbol, he added.

The two leaders agreed to meet in the autumn.

Cara Fenn and Dov Ilk attended the call.
"""


def pytest_configure() -> None:
    """Kernels under test export their figures aside, so that no test changes the repository."""
    os.environ[files.FIGURES_VARIABLE] = tempfile.mkdtemp(prefix="readout-tests-")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The fast ones first: what executes whole notebooks comes last."""
    items.sort(key=lambda item: not {"publish", "notebooks"}.isdisjoint(item.path.parts))


@pytest.fixture(scope="session")
def main():
    return readout.load(MAIN)


@pytest.fixture(scope="session")
def call():
    return readout.parse(CALL, name="call")


#: What somebody would put into a text to be run where it is shown.
HOSTILE = st.sampled_from([
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<b>", "</td>",
    "</div>", "<!--", "-->", "<![CDATA[", "<style>", '">', "'>", '" onmouseover="alert(1)', "&lt;i&gt;",
    "&#60;i&#62;", "&", "javascript:alert(1)", "<a href='javascript:alert(1)'>", "{{1}}", "${1}", "<", ">",
])  # fmt: skip
