"""Made-up systems to start on."""

from __future__ import annotations

from collections.abc import Container

from needs import Host, Need


def host(
    *, lacking: Container[str] = (), debian: bool = True, root: bool = False, **environ: str
) -> Host:
    """A Linux system that has everything but what `lacking` names."""

    def has(need: Need) -> bool:
        return need.name not in lacking

    return Host("linux", is_debian=debian, is_root=root, environ=environ, has=has)
