"""`deploy/install.sh` under a folder that stands for `/`, with programs that only write down how they were called."""

import os
import shutil
import subprocess
from copy import copy
from pathlib import Path

import pytest

from tests.deploy.servers import ROOT

ANSWERS = "next24.example\nSt Mary's Trust\nhello@trust.example\n"
# In place of every program that would change this machine. What stands in `fails` does.
STUB = """#!/bin/sh
said="$(basename "$0") $*"
echo "$said" >>"$NEXT24_ROOT/said"
case "$said" in
"id -u") echo 0 ;;
"dpkg -s"*) echo 'Status: install ok installed' ;;
"certbot certonly"*) mkdir -p "$NEXT24_ROOT/etc/letsencrypt/live/next24.example"; touch "$NEXT24_ROOT/etc/letsencrypt/live/next24.example/fullchain.pem" ;;
"systemctl restart nginx") mkdir -p "$NEXT24_ROOT/proc/77"; echo 77 >"$NEXT24_ROOT/run/nginx.pid"; echo /run/next24-nginx >"$NEXT24_ROOT/proc/77/mountinfo" ;;
esac
while read -r failing; do
  case "$said" in "$failing"*) exit 1 ;; esac
done <"$NEXT24_ROOT/fails"
"""
PROGRAMS = ("apt-get", "certbot", "curl", "dpkg", "getent", "id", "make", "nginx", "systemctl")
# What another site of this server has, and what its visitors left.
OTHERS = {
    "etc/nginx/nginx.conf": "http { include /etc/nginx/conf.d/*.conf; }\n",
    "etc/nginx/sites-enabled/other": "server { server_name other.example www.other.example; }\n",
    "etc/nginx/conf.d/other.conf": "gzip on;\n",
    "var/log/nginx/access.log": "a line of theirs\n",
    "var/log/nginx/error.log": "another\n",
}
WRITTEN = {
    "etc/next24.env",
    "etc/systemd/system/next24@.service",
    "etc/systemd/system/next24@.socket",
    "etc/systemd/system/nginx.service.d/next24.conf",
    "etc/nginx/conf.d/next24.conf",
    "etc/nginx/snippets/next24.conf",
}


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Server:
    """A machine in a folder: its `/`, the project there, and the repository that it came from."""

    def __init__(self, folder: Path) -> None:
        self._take_place(folder)
        for name, text in OTHERS.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        shutil.copytree(ROOT / "deploy", self.upstream / "deploy")
        (self.upstream / ".gitignore").write_text(".venv/\nbuild/\n")
        git(self.upstream, "init", "--quiet", "--initial-branch=main")
        self.release("first")
        git(folder, "clone", "--quiet", str(self.upstream), str(self.here))
        self.programs.mkdir()
        (self.here / ".venv/bin").mkdir(parents=True)
        for path in (*(self.programs / name for name in PROGRAMS), self.here / ".venv/bin/python"):
            path.write_text(STUB)
            path.chmod(0o755)
        self.let_fail()

    def _take_place(self, folder: Path) -> None:
        self.folder = folder
        self.root, self.upstream, self.programs = folder / "root", folder / "upstream", folder / "programs"
        self.here = self.root / "srv/next24"

    def copy(self, folder: Path) -> "Server":
        """The same machine in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True, symlinks=True)
        other = copy(self)
        other._take_place(folder)
        git(other.here, "remote", "set-url", "origin", str(other.upstream))
        return other

    def release(self, name: str) -> None:
        (self.upstream / "version").write_text(name)
        git(self.upstream, "add", ".")
        git(self.upstream, "commit", "--quiet", "--message", name)

    def let_fail(self, *calls: str) -> None:
        """From now on each call that begins with one of these fails."""
        (self.root / "fails").write_text("".join(f"{call}\n" for call in calls))
        (self.root / "said").write_text("")

    def run(self, answers: str = "") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "NEXT24_ROOT": str(self.root), "PATH": f"{self.programs}:{os.environ['PATH']}"}
        command = ["sh", str(self.here / "deploy/install.sh")]
        return subprocess.run(
            command, env=environment, input=answers, capture_output=True, text=True, check=False, timeout=60
        )

    @property
    def said(self) -> list[str]:
        """How the programs were called, in their order."""
        return (self.root / "said").read_text().splitlines()

    @property
    def version(self) -> str:
        return (self.here / "version").read_text()

    def files(self) -> dict[str, str]:
        """Everything under `/` but the project, what the programs wrote themselves, and our own notes."""
        ours = ("srv/", "proc/", "run/", "said", "fails", "etc/letsencrypt/")
        paths = {path.relative_to(self.root).as_posix(): path for path in self.root.rglob("*") if path.is_file()}
        return {name: path.read_text() for name, path in paths.items() if not name.startswith(ours)}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A machine on which nothing was installed yet. Each test has a copy."""
    return Server(tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def after(before: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The same after an installation. Each test has a copy."""
    server = before.copy(tmp_path_factory.mktemp("after"))
    done = server.run(ANSWERS)
    assert done.returncode == 0, done.stderr
    assert not [name for name, text in server.files().items() if str(server.root) in text], "a copy would look there"
    return server


@pytest.fixture
def server(before: Server, tmp_path: Path) -> Server:
    return before.copy(tmp_path)


@pytest.fixture
def installed(after: Server, tmp_path: Path) -> Server:
    return after.copy(tmp_path)


def test_three_answers_are_all_that_it_needs(server):
    done = server.run(ANSWERS)
    assert done.returncode == 0, done.stderr
    assert (server.root / "etc/next24.env").read_text() == (
        'SITE_URL="https://next24.example"\nOPERATOR_NAME="St Mary\'s Trust"\nOPERATOR_CONTACT="hello@trust.example"\n'
    )
    assert "https://next24.example answers." in done.stdout
    order = ["make", "python manage.py check", "python manage.py error_page build/error", "certbot", "curl"]
    places = [next(i for i, call in enumerate(server.said) if call.startswith(name)) for name in order]
    assert places == sorted(places)


def test_it_writes_what_its_head_lists_and_nothing_else(installed):
    """So no file and no log of another site is touched, and none is removed."""
    files = installed.files()
    assert {name: files[name] for name in OTHERS} == OTHERS
    assert set(files) - set(OTHERS) == WRITTEN
    head = (ROOT / "deploy/install.sh").read_text(encoding="utf-8").split("set -eu")[0]
    assert all(
        name.replace("next24@.service", "next24@.*").replace("next24@.socket", "next24@.*") in head for name in WRITTEN
    )


def test_own_settings_of_nginx_hold_the_name_alone(installed):
    text = (installed.root / "etc/nginx/conf.d/next24.conf").read_text()
    assert text.count("server_name next24.example;") == 1
    assert "default_server" not in text
    assert "access_log off;" in (installed.root / "etc/nginx/snippets/next24.conf").read_text()


def test_another_name_stands_everywhere(server):
    assert server.run("Night.Example.org\nA\na@b.example\n").returncode == 0
    assert any("--domain night.example.org " in call for call in server.said)
    assert "example.org" in (server.root / "etc/nginx/conf.d/next24.conf").read_text()
    assert "next24.example" not in (server.root / "etc/nginx/conf.d/next24.conf").read_text()


@pytest.mark.parametrize(
    "odd", ["localhost\n", "https://next24.example\n", "next24.example/path\n", "a$b.example\n", "\n"]
)
def test_name_that_is_none_is_asked_for_again(server, odd):
    assert server.run(odd + ANSWERS).returncode == 0
    assert 'SITE_URL="https://next24.example"' in (server.root / "etc/next24.env").read_text()


@pytest.mark.parametrize("odd", ['The "Trust"', "Trust $HOME", "Tr`id`st", "Tr\\ust", "  "])
def test_answer_that_the_shell_or_systemd_would_read_is_asked_for_again(server, odd):
    assert server.run(ANSWERS.replace("\n", f"\n{odd}\n", 1)).returncode == 0
    assert 'OPERATOR_NAME="St Mary\'s Trust"' in (server.root / "etc/next24.env").read_text()


def test_run_again_asks_nothing_and_changes_nothing(installed):
    before = installed.files()
    installed.let_fail()
    done = installed.run()
    assert done.returncode == 0, done.stderr
    assert installed.files() == before
    assert not [call for call in installed.said if call.startswith(("apt-get", "certbot"))]


def test_nginx_is_restarted_once_and_later_only_reads_anew(installed):
    assert "systemctl restart nginx" in installed.said
    installed.let_fail()
    installed.run()
    assert "systemctl restart nginx" not in installed.said
    assert "systemctl reload nginx" in installed.said


def test_own_settings_are_never_written_again(installed):
    settings = installed.root / "etc/next24.env"
    settings.write_text(settings.read_text() + 'HOST_STATEMENT="Nothing."\n')
    before = settings.read_text()
    assert installed.run().returncode == 0
    assert settings.read_text() == before


def test_new_version_comes_with_the_same_command_one_instance_after_the_other(installed):
    installed.release("second")
    installed.let_fail()
    assert installed.run().returncode == 0
    assert installed.version == "second"
    restarts = [call for call in installed.said if call.startswith("systemctl restart next24@")]
    assert restarts == ["systemctl restart next24@1", "systemctl restart next24@2"]


def test_copy_that_went_another_way_stops_before_anything_is_done(installed):
    (installed.here / "version").write_text("mine")
    git(installed.here, "commit", "--quiet", "--all", "--message", "mine")
    installed.release("second")
    installed.let_fail()
    done = installed.run()
    assert done.returncode == 1
    assert "Stopped at: new version." in done.stderr
    assert "git could not go forward" in done.stderr
    assert installed.version == "mine"
    assert not [call for call in installed.said if call.startswith(("make", "systemctl", "python", "nginx"))]


@pytest.mark.parametrize(
    ("fails", "step"),
    [("make", "programs and files"), ("python manage.py check", "check of settings, words and pages")],
)
def test_new_version_that_fails_its_check_goes_and_the_one_before_is_never_stopped(installed, fails, step):
    installed.release("second")
    installed.let_fail(fails)
    done = installed.run()
    assert done.returncode == 1
    assert f"Stopped at: {step}." in done.stderr
    assert installed.version == "first"
    assert not [call for call in installed.said if call.startswith("systemctl restart")]


def test_new_version_that_does_not_start_gives_way_to_the_one_before(installed):
    installed.release("second")
    installed.let_fail("systemctl restart next24@1")
    done = installed.run()
    assert done.returncode == 1
    assert installed.version == "first"
    assert installed.said[-1] == "systemctl restart next24@1"
    assert "systemctl restart next24@2" not in installed.said


def test_settings_that_nginx_does_not_take_are_taken_away_again(installed):
    before = installed.files()
    (installed.upstream / "deploy/nginx/next24.conf").write_text("nonsense next24.example\n")
    installed.release("second")
    installed.let_fail("nginx -t")
    assert installed.run().returncode == 1
    assert installed.files() == before
    assert "systemctl reload nginx" not in installed.said


def test_name_that_another_site_has_is_left_to_it(server):
    other = server.root / "etc/nginx/sites-enabled/mine"
    other.write_text("server {\n    server_name www.next24.example next24.example;\n}\n")
    done = server.run(ANSWERS)
    assert done.returncode == 1
    assert "sites-enabled/mine already serves next24.example" in done.stderr
    assert "etc/nginx/conf.d/next24.conf" not in server.files()


def test_name_that_leads_nowhere_is_said_before_a_certificate_is_asked_for(server):
    server.let_fail("getent hosts next24.example")
    done = server.run(ANSWERS)
    assert done.returncode == 1
    assert "does not lead to any machine yet" in done.stderr
    assert not [call for call in server.said if call.startswith("certbot")]


@pytest.mark.parametrize("has_www", [True, False])
def test_certificate_has_the_name_with_www_where_it_leads_here(server, has_www):
    server.let_fail(*(() if has_www else ("getent hosts www.",)))
    assert server.run(ANSWERS).returncode == 0
    asked = next(call for call in server.said if call.startswith("certbot"))
    assert ("--domain www.next24.example" in asked) is has_www
    assert "--email hello@trust.example" in asked


def test_whoever_is_not_root_is_told(server):
    (server.programs / "id").write_text("#!/bin/sh\necho 1000\n")
    done = server.run(ANSWERS)
    assert done.returncode == 1
    assert "this needs root" in done.stderr


def test_commands_know_the_settings_of_the_server(installed):
    """`readiness` of a shell that has none of them said that everything was missing."""
    (installed.here / ".venv/bin/python").write_text('#!/bin/sh\necho "$OPERATOR_NAME: $*"\n')
    environment = {**os.environ, "NEXT24_ROOT": str(installed.root)}
    command = ["sh", str(installed.here / "deploy/manage.sh"), "readiness"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "St Mary's Trust: manage.py readiness\n"
