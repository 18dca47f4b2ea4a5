import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CALL, MAIN
from readout.publish import command
from readout.reading import files

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")


def check(capsys, *arguments):
    status = command.main(["check", *map(str, arguments)])
    return status, *capsys.readouterr()


def test_check_shows_what_was_detected(capsys):
    status, out, err = check(capsys, MAIN)
    assert (status, err) == (0, "")
    for expected in (
        "title     Xi Held a Video Meeting with Putin",
        "date      2021-12-16",
        "speakers  Xi Jinping, Vladimir Putin",
        "Xi Jinping          76.4%    1,619 words     58 sent.",
        "18.1  Vladimir Putin     clause         say          Putin said that",
        "carried        no clause of its own",
    ):
        assert expected in out


def test_check_gives_the_rule_of_every_sentence(capsys, tmp_path):
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    _, out, _ = check(capsys, path)
    assert out.count("carried  ") == 3  # two sentences, one line of the key
    assert "clause-last" in out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "there is no such file"),
        (b"", "the file is empty"),
        (b"%PDF-1.4", "PDF"),
        (b"<html><body><script>draw()</script></body></html>", "holds no text"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"The bridge is long and the river is wide.", "nobody is reported"),
    ],
    ids=["missing", "empty", "pdf", "html", "binary", "silent"],
)
def test_a_text_that_cannot_be_analysed_ends_with_one_line_and_status_1(capsys, tmp_path, content, reason):
    path = tmp_path / "text.txt"
    if content is not None:
        path.write_bytes(content)
    status, out, err = check(capsys, path)
    assert (status, out) == (1, "")
    assert reason in err
    assert err.count("\n") == 1


def test_a_stale_correction_ends_with_one_line_and_status_1(capsys, tmp_path):
    (tmp_path / "call.txt").write_text(CALL)
    (tmp_path / "call.toml").write_text(
        '[[corrections]]\nplace = "4.2"\nbegins = "We are"\nspeaker = "joint"\n'
    )
    status, out, err = check(capsys, tmp_path / "call.txt")
    assert (status, out) == (1, "")
    assert err == (
        "readout: call.toml, correction of 4.2: the sentence begins with 'The two sides should build the "
        "bridge.' and not with 'We are'; one that begins so is 4.3\n"
    )


def test_a_sidecar_is_begun_once(capsys, tmp_path):
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    status, out, err = check(capsys, path, "--sidecar")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].endswith("call.toml")
    assert (tmp_path / "call.toml").exists()
    status, out, err = check(capsys, path, "--sidecar")
    assert (status, out) == (1, "")
    assert "the sidecar exists" in err


@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_who_stops_reading_is_no_error(lines):
    process = subprocess.Popen(
        [sys.executable, "-m", "readout", "check", MAIN],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
    )  # fmt: skip
    for _ in range(lines):
        process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("check {main} >&-", 0, ""),
        ("check {main} >&- 2>&-", 0, ""),
        ("check no-such-text 2>&-", 1, ""),
        pytest.param("check {main} >/dev/full", 1, "No space left", marks=FULL),
        pytest.param("check no-such-text 2>/dev/full", 1, "", marks=FULL),
        ("check {long}", 1, "no such file"),
        ("figures {main} --out {long}", 1, "File name too long"),
        ("sheet topics {main} --to {long}.csv", 1, "File name too long"),
        ("check link.txt", 1, "no such file"),
        ("check pipe.txt", 1, "no such file"),
        ("figures {main} --out loop", 1, "can't be written to"),
        ("sheet topics {main} --to loop/a.csv", 1, "can't be written"),
    ],
)
def test_an_odd_place_ends_in_one_line(tmp_path, command, status, said):
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe.txt")
    line = f"'{sys.executable}' -m readout {command.format(main=MAIN, long='a' * 300)}"
    shell = ["sh", "-c", line]
    environment = {**os.environ, "PYTHONPATH": str(files.PROJECT / "lib")}
    done = subprocess.run(
        shell, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == bool(said)


def test_a_check_loads_no_library_that_it_does_not_need():
    script = (
        "import sys\nfrom readout.publish import command\n"
        f"command.main(['check', '{MAIN}'])\n"
        "heavy = {'matplotlib', 'nbformat', 'nltk', 'scipy.stats', 'sklearn'}\n"
        "print(*heavy & {*sys.modules}, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "\n"


def test_the_command_runs_as_a_module_without_a_traceback():
    done = subprocess.run(
        [sys.executable, "-m", "readout", "check", "no-such-text"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no such file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_without_the_letters_still_shows_the_rest(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text(CALL.replace("Lund", "Łund"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "readout", "check", str(path)],
        capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Bo ?und" in done.stdout


def test_sheet_writes_an_empty_coding_sheet_once(tmp_path, capsys):
    text = tmp_path / "call.txt"
    text.write_text(CALL, encoding="utf-8")
    target = tmp_path / "call.topics.csv"
    assert command.main(["sheet", "topics", str(text), "--to", str(target)]) == 0
    assert "call.topics.csv" in capsys.readouterr().out
    coder, codes, head, *rows = target.read_text(encoding="utf-8").splitlines()
    assert coder == "coder,"
    assert codes.startswith("codes,REL: bilateral relationship,")
    assert head == "place,speaker,clause,text,topics,note"
    assert len(rows) == 8
    assert command.main(["sheet", "topics", str(text), "--to", str(target)]) == 1
    assert "the sheet exists" in capsys.readouterr().err


def test_letters_that_figures_lack_are_told_in_one_line(tmp_path, capsys):
    path = tmp_path / "call.txt"
    path.write_text(f"新华社：Sol calls Lund\n\n{CALL}", encoding="utf-8")
    status, _, err = check(capsys, path)
    assert (status, err.count("\n")) == (0, 1)
    assert "no 新华社：" in err
    assert "call.toml" in err


def test_a_text_without_a_date_says_how_to_set_it(tmp_path, capsys):
    path = tmp_path / "call.txt"
    path.write_text("Sol calls Lund\n\nPresident Ana Sol called Bo Lund. Sol said yes.", encoding="utf-8")
    assert (
        "none found in the text; if you know it, write date = 2031-05-03 into call.toml"
        in check(capsys, path)[1]
    )
