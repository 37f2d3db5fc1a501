"""Who annotates, and with which copy of the program."""

import contextlib
import getpass
import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import msgspec

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.folder import refused
from counterpoint.storage.kept import set_aside
from counterpoint.storage.wording import plain_text, said

_LIMIT = 1 << 16
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Identity:
    """A reader (id and name) at one installation (id). Ids are random and fit a file name."""

    reader: str
    name: str
    installation: str

    def __post_init__(self) -> None:
        """Refuse ids that could lead a file name elsewhere."""
        if not (_BARE.fullmatch(self.reader) and _BARE.fullmatch(self.installation)):
            raise ValueError("an identity's ids are letters, digits, hyphens and underscores")

    @property
    def file_name(self) -> str:
        """The bare name of the one file this installation writes in a project."""
        return f"{self.reader}-{self.installation}.json"


def load_identity(config_dir: Path) -> Identity:
    """This installation's identity, made at random the first time.

    A file that cannot be understood is kept beside the new one. Refusal where the folder cannot
    be read or written.
    """
    with refused(f"The settings folder “{said(config_dir)}” cannot be used"):
        return _load_or_make(config_dir / "identity.json")


def _load_or_make(path: Path) -> Identity:
    try:
        return msgspec.json.decode(read_plain(path, _LIMIT), type=Identity)
    except FileNotFoundError:
        pass
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, Refusal):
        set_aside(path)
    identity = Identity(uuid4().hex, _login_name(), uuid4().hex)
    make_folder(path.parent)
    text = json.dumps(asdict(identity), ensure_ascii=False, indent=2)
    replace_file(path, [text.encode(), b"\n"])
    return identity


def _login_name() -> str:
    """The person's full name as the system knows it, else the login name."""
    login = "reader"
    with contextlib.suppress(OSError, KeyError, ImportError):
        login = getpass.getuser()
    if sys.platform == "win32":
        return login
    import pwd

    with contextlib.suppress(KeyError):
        full = pwd.getpwnam(login).pw_gecos.split(",")[0].strip()
        return plain_text(full) or login
    return login
