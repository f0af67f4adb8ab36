"""The command `guides`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from generator.checkout import require_checkout
from generator.errors import InputError

COMMANDS = (
    "add",
    "generate",
    "build",
    "bundle",
    "parse",
    "check",
    "release",
    "translate",
)
"""In the order in which one uses them. Each stands in the module of its name."""


class _Commands(click.Group):
    """Commands that are loaded when they are called; bad input ends in one line, not a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"generator.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            require_checkout()
            return super().invoke(ctx)
        except InputError as error:
            click.echo(f"guides: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="coop-guides", message="%(version)s")
def main() -> None:
    """China's S&T cooperation calls as a bilingual site: one page a direction.

    Guides and facts stand in seeds/; `generate` writes content/ from them, `build` makes site/;
    `serve` shows it as it will be published, `bundle` packs it to be read offline.
    """


__all__ = ["COMMANDS", "main"]
