"""Every address of the product, walked from its URL configuration: the name, the parameters, and how to fill them."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Address:
    """`name` is the qualified name, or the route where it has none; `route` is the pattern from the root on."""

    name: str
    route: str
    parameters: tuple[str, ...]

    def filled(self, values):
        """The path with `values`: by (name, parameter), by (namespace, parameter), or by the parameter alone."""
        path, space = self.route, self.name.rpartition(":")[0]
        for parameter in self.parameters:
            keys = (self.name, parameter), (space, parameter), parameter
            value = next((str(values[key]) for key in keys if key in values), MISSING)
            path = re.sub(rf"<(\w+:)?{parameter}>", lambda _, value=value: value, path)
        return "/" + path


MISSING = "0"
GROUP = re.compile(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)")


def addresses(below="") -> list[Address]:
    """All whose route begins with `below`, in the order in which they are asked."""
    found = {}
    for address in _walk(get_resolver().url_patterns, "", ()):
        if address.route.startswith(below):
            found.setdefault((address.name, address.route), address)
    return list(found.values())


def _walk(patterns, route, spaces):
    for pattern in patterns:
        here = route + _plain(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            name = ":".join([*spaces, pattern.name]) if pattern.name else here
            yield Address(name, here, tuple(re.findall(r"<(?:\w+:)?(\w+)>", here)))
        else:
            yield from _walk(pattern.url_patterns, here, (*spaces, pattern.namespace) if pattern.namespace else spaces)


def _plain(pattern):
    """A regular expression as a route: its named groups as <name>."""
    return GROUP.sub(r"\1", pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z").replace("\\", "")
